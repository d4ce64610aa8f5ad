"""Anki's multiple-choice notes, from its text export and its .apkg packages."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from content.formats.archives import LARGEST_UNPACKED, opened_zip, read_member
from content.formats.columns import letter_of, other_draft, role_of
from content.formats.decoding import decoded
from content.formats.draft import (
    MOST_QUESTIONS,
    Draft,
    Found,
    UnreadableQuestions,
    finish,
    reject,
)
from content.formats.markup import NeedsPicture, plain_of_html
from content.question import LETTERS
from content.rejected import BadCell

_SEPARATORS = {
    "tab": "\t",
    "comma": ",",
    "semicolon": ";",
    "pipe": "|",
    "space": " ",
    "colon": ":",
}
#: SQLite is stopped after so many steps: a note's table may be a view that never ends.
_MOST_STEPS = 50_000_000
_STEP = 100_000
_LETTERED = re.compile(r"^\s*\(?([A-Ea-e])\s*[.)]\s*(.+)$")
_SOUND = re.compile(r"\[sound:[^\]]*\]")
_CLOZE = re.compile(r"\{\{c\d+::")
_FRONT_NAMES = ("stem", "front", "question", "text")
_BACK_NAMES = ("right", "back", "answer")


@dataclass(frozen=True, slots=True)
class _Note:
    """A note's fields by name, in their order."""

    number: int
    fields: Mapping[str, str]
    deck: str
    is_html: bool


def read_anki_text(data: bytes, language: str | None = None) -> Iterator[Found]:
    """Notes of a plain-text export; raises UnreadableQuestions for what is no text."""
    return _questions(_text_notes(decoded(data)), language)


def read_apkg(data: bytes, language: str | None = None) -> Iterator[Found]:
    """Notes of a package, old or new; raises UnreadableQuestions for what is none."""
    return _questions(_package_notes(_collection(data)), language)


def _questions(notes: Iterator[_Note], language: str | None) -> Iterator[Found]:
    for count, note in enumerate(notes, start=1):
        if count > MOST_QUESTIONS:
            raise UnreadableQuestions(f"more than {MOST_QUESTIONS} notes; split the file")
        first = next(iter(note.fields.values()), "")
        try:
            yield finish(_draft(note, language), holds=("explanation",))
        except BadCell as bad:
            yield bad.at(note.number)
        except NeedsPicture:
            reason = "needs a picture or sound, which is not taken"
            yield reject(note.number, "stem", first, reason)


def _draft(note: _Note, language: str | None) -> Draft:
    plain = {name: _plain(value, is_html=note.is_html) for name, value in note.fields.items()}
    if any(_CLOZE.search(value) for value in plain.values()):
        raise BadCell("options", "", "is a cloze note; only multiple choice is taken")
    lower = {name.strip().casefold(): value for name, value in plain.items()}
    if {"q_1", "q_2", "answers"} <= lower.keys():
        draft = _of_the_choice_addon(note.number, lower, language)
    else:
        draft = _of_named_fields(note.number, plain, language) or _of_two_sides(
            note.number, lower, language
        )
    draft.category = note.deck
    return draft


def _plain(value: str, *, is_html: bool) -> str:
    if _SOUND.search(value):
        raise NeedsPicture("sound")
    return plain_of_html(value) if is_html else value


def _of_the_choice_addon(number: int, fields: Mapping[str, str], language: str | None) -> Draft:
    """The widespread note type with Q_1…Q_5 and answers such as `1 0 0 0`."""
    options = [fields.get(f"q_{n}", "") for n in range(1, 6)]
    marks = fields["answers"].split()
    right = [n for n, mark in enumerate(marks) if mark == "1"]
    if fields.get("qtype (0=kprim,1=mc,2=sc)", "2").strip() == "0":
        raise BadCell("right", fields["answers"], "judges every option; only one may be right")
    if len(right) != 1:
        raise BadCell("right", fields["answers"], "has not exactly one right option")
    row = {"stem": fields.get("question", ""), "right": str(right[0] + 1)}
    row["explanation"] = fields.get("extra 1", "") or fields.get("comment", "")
    row["source"] = fields.get("sources", "")
    row |= {letter.lower(): option for letter, option in zip(LETTERS, options, strict=True)}
    draft = other_draft(number, row, language)
    draft.right = LETTERS[right[0]] if right[0] < len(LETTERS) else "?"
    return draft


def _of_named_fields(number: int, fields: Mapping[str, str], language: str | None) -> Draft | None:
    """Fields that are called question, options and answer in one way or another."""
    row: dict[str, str] = {}
    for name, value in fields.items():
        role = role_of(name)
        if role is not None and not row.get(role):
            row[role] = value
    row["stem"] = row.get("stem") or next(iter(fields.values()), "")
    if not {"a", "b", "right"} <= row.keys():
        return None
    return other_draft(number, row, language)


def _of_two_sides(number: int, fields: Mapping[str, str], language: str | None) -> Draft:
    """A front that ends in lettered options, and a back that begins with one of them."""
    front, back = _side(fields, _FRONT_NAMES, 0), _side(fields, _BACK_NAMES, 1)
    stem: list[str] = []
    options: list[str] = []
    for line in front.split("\n"):
        option = _LETTERED.match(line)
        if option and stem and option.group(1).upper() == LETTERS[min(len(options), 4)]:
            options.append(option.group(2))
        else:
            stem.append(line)
    if len(options) < 2:
        raise BadCell("options", front, "has no lettered options: a card, no multiple choice")
    head, _, rest = back.partition("\n")
    named = _LETTERED.match(head)
    row = {"stem": "\n".join(stem), "right": named.group(1) if named else head}
    row["explanation"] = rest
    row |= {LETTERS[n].lower(): option for n, option in enumerate(options[:5])}
    draft = other_draft(number, row, language)
    draft.right = letter_of(row["right"], options)
    return draft


def _side(fields: Mapping[str, str], names: Sequence[str], place: int) -> str:
    named = next((fields[name] for name in names if name in fields), None)
    values = list(fields.values())
    return named if named is not None else (values[place] if place < len(values) else "")


def _text_notes(text: str) -> Iterator[_Note]:
    headers: dict[str, str] = {}
    lines = text.split("\n")
    while lines and lines[0].startswith("#"):
        name, _, value = lines.pop(0).lstrip("#").partition(":")
        headers[name.strip().casefold()] = value.strip()
    start = len(headers) + 1
    delimiter = _SEPARATORS.get(headers.get("separator", "tab").casefold(), "\t")
    columns = headers.get("columns", "").split(delimiter) if "columns" in headers else []
    deck_at = _column(headers, "deck column")
    skipped = {_column(headers, f"{name} column") for name in ("tags", "notetype", "guid", "deck")}
    reader = csv.reader(io.StringIO("\n".join(lines), newline=""), delimiter=delimiter)
    try:
        line = start
        for cells in reader:
            if any(cell.strip() for cell in cells):
                kept = [(n, cell) for n, cell in enumerate(cells) if n not in skipped]
                names = _names(kept, columns)
                deck = cells[deck_at] if deck_at is not None and deck_at < len(cells) else ""
                values = (cell for _, cell in kept)
                yield _Note(
                    line,
                    dict(zip(names, values, strict=True)),
                    deck or headers.get("deck", ""),
                    headers.get("html", "true").casefold() == "true",
                )
            line = start + reader.line_num
    except csv.Error as error:
        raise UnreadableQuestions(f"no text export: {error}") from error


def _column(headers: Mapping[str, str], name: str) -> int | None:
    value = headers.get(name, "")
    return int(value) - 1 if value.isdecimal() and 0 < int(value) < 1000 else None


def _names(cells: Sequence[tuple[int, str]], columns: Sequence[str]) -> list[str]:
    """Names of a note's cells: the header's, else by how many there are."""
    if columns:
        return [columns[n] if n < len(columns) else f"field {n}" for n, _ in cells]
    options = len(cells) - 2
    if options in range(2, 6) and _names_an_option(cells, last=len(cells) - 1):
        return ["question", *LETTERS[:options], "answer"]
    if options - 1 in range(2, 6) and _names_an_option(cells, last=len(cells) - 2):
        return ["question", *LETTERS[: options - 1], "answer", "explanation"]
    return [f"field {n}" for n in range(len(cells))]


def _names_an_option(cells: Sequence[tuple[int, str]], *, last: int) -> bool:
    options = [cell.strip() for _, cell in cells[1:last]]
    answer = cells[last][1].strip()
    return letter_of(answer, options) in LETTERS[: len(options)] and answer != ""


def _collection(data: bytes) -> bytes:
    """The SQLite file inside a package; the newest of those that it holds."""
    archive = opened_zip(data, is_read_whole=False)
    names = set(archive.namelist())
    if "collection.anki21b" in names:
        return _unpacked(read_member(archive, "collection.anki21b"))
    for name in ("collection.anki21", "collection.anki2"):
        if name in names:
            return read_member(archive, name)
    raise UnreadableQuestions("no Anki package: it holds no collection")


def _unpacked(data: bytes) -> bytes:
    import zstandard

    try:
        with zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data)) as reader:
            content = reader.read(LARGEST_UNPACKED + 1)
    except zstandard.ZstdError as error:
        raise UnreadableQuestions(f"the collection is damaged: {error}") from error
    if len(content) > LARGEST_UNPACKED:
        raise UnreadableQuestions("the collection unpacks to more than any question bank holds")
    return bytes(content)


def _package_notes(collection: bytes) -> Iterator[_Note]:
    """Every note with its fields' names; the file is data: nothing in it is run or written."""
    # A write-ahead-log mark in the header would make SQLite look for a second file.
    content = bytearray(collection)
    content[18:20] = b"\x01\x01"
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_UNPACKED)
            connection.deserialize(bytes(content))
            connection.execute("PRAGMA trusted_schema=OFF")
            steps = iter(range(_MOST_STEPS // _STEP))
            connection.set_progress_handler(lambda: next(steps, None) is None, _STEP)
            names, decks = _field_names(connection), _decks(connection)
            home = dict(connection.execute("SELECT nid, did FROM cards"))
            rows = connection.execute("SELECT id, mid, flds FROM notes ORDER BY id")
            for number, (note_id, kind, fields) in enumerate(rows, start=1):
                values = str(fields).split("\x1f")
                own = names.get(kind, [])
                named = [own[n] if n < len(own) else f"field {n}" for n in range(len(values))]
                deck = decks.get(home.get(note_id), "")
                yield _Note(number, dict(zip(named, values, strict=True)), deck, is_html=True)
    except (sqlite3.Error, ValueError, TypeError, KeyError, AttributeError, RecursionError) as bad:
        raise UnreadableQuestions(f"the collection cannot be read: {bad}") from bad


def _field_names(connection: sqlite3.Connection) -> dict[object, list[str]]:
    """Names of the fields by note type; a table in new collections, JSON in old ones."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if "fields" in tables:
        names: dict[object, list[str]] = {}
        for kind, name in connection.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
            names.setdefault(kind, []).append(str(name))
        return names
    models = json.loads(connection.execute("SELECT models FROM col").fetchone()[0])
    return {
        int(kind): [str(field["name"]) for field in model["flds"]] for kind, model in models.items()
    }


def _decks(connection: sqlite3.Connection) -> dict[object, str]:
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if "decks" in tables:
        rows = connection.execute("SELECT id, name FROM decks")
        # New collections part a deck's path with a unit separator.
        return {deck: str(name).replace("\x1f", "::") for deck, name in rows}
    decks = json.loads(connection.execute("SELECT decks FROM col").fetchone()[0])
    return {int(deck): str(entry["name"]) for deck, entry in decks.items()}
