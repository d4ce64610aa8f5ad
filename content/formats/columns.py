"""Rows of cells to drafts: our own header, and the headers of other people's sheets."""

import re
from collections.abc import Iterable, Iterator, Sequence

from content.formats.draft import (
    MOST_QUESTIONS,
    OPTIONAL_FIELDS,
    Draft,
    Found,
    UnreadableQuestions,
    finish,
    language_of,
    reject,
)
from content.question import LETTERS, BankQuestion
from content.rejected import Rejected

_TEXT_FIELDS = (
    "stem",
    *(letter.lower() for letter in LETTERS),
    "explanation",
    "hint1",
    "hint2",
)
_WHY_FIELDS = tuple(f"why_{letter.lower()}" for letter in LETTERS)
_HEAD = ("id", "topic", "difficulty", "kind", "objective", "right")
_TAIL = ("source", "valid_on", "exam")
LANGUAGES = ("en", "hi")
#: The header that we write; why a wrong option tempts stands last.
COLUMNS = (
    *_HEAD,
    *(f"{name}_{language}" for language in LANGUAGES for name in _TEXT_FIELDS),
    *_TAIL,
    *(f"{name}_{language}" for language in LANGUAGES for name in _WHY_FIELDS),
)
_OTHER_NAMES = {
    "question": "stem",
    "questiontext": "stem",
    "stem": "stem",
    "प्रश्न": "stem",
    "correct": "right",
    "correctoption": "right",
    "correctanswer": "right",
    "answer": "right",
    "ans": "right",
    "key": "right",
    "right": "right",
    "उत्तर": "right",
    "solution": "explanation",
    "explanation": "explanation",
    "व्याख्या": "explanation",
    "hint": "hint1",
    "hint1": "hint1",
    "hint2": "hint2",
    "topic": "topic",
    "subtopic": "topic",
    "subject": "category",
    "category": "category",
    "difficulty": "difficulty",
    "level": "difficulty",
    "source": "source",
    "id": "id",
}
_OPTION_NAME = re.compile(r"(?:option|opt|choice|विकल्प|q)?[ _.-]*([a-e1-5])", re.IGNORECASE)


def role_of(name: str) -> str | None:
    """What a column of another tool holds, in our words; None where it says nothing to us."""
    bare = name.strip().casefold().strip("\ufeff")
    option = _OPTION_NAME.fullmatch(bare)
    if option:
        place = option.group(1)
        return place if place.isalpha() else LETTERS[int(place) - 1].lower()
    return _OTHER_NAMES.get(re.sub(r"[\s_.-]+", "", bare))


def drafts_of_rows(
    rows: Iterable[tuple[int, Sequence[str] | Rejected]], language: str | None
) -> Iterator[Found]:
    """Questions of a sheet whose first row is its header; rows are (line, cells)."""
    numbered = iter(rows)
    _, header = next(numbered, (1, ()))
    if isinstance(header, Rejected):
        raise UnreadableQuestions(f"the header row cannot be read: {header.reason}")
    names = [name.strip() for name in header]
    is_ours = {"stem_en", "stem_hi"} & set(names) != set()
    roles = _our_roles(names) if is_ours else _other_roles(names)
    holds = _held(roles)
    for count, (line, cells) in enumerate(numbered, start=1):
        if count > MOST_QUESTIONS:
            raise UnreadableQuestions(f"more than {MOST_QUESTIONS} rows; split the file")
        if isinstance(cells, Rejected):
            yield cells
            continue
        if len(cells) > len(roles) and any(cell.strip() for cell in cells[len(roles) :]):
            reason = f"{len(cells)} cells where the header has {len(roles)}"
            yield reject(line, "", " | ".join(cells), reason)
            continue
        row = {role: cell for role, cell in zip(roles, cells, strict=False) if role}
        if not any(cell.strip() for cell in row.values()):
            continue
        draft = _our_draft(line, row) if is_ours else other_draft(line, row, language)
        yield finish(draft, holds=holds)


def _our_roles(names: Sequence[str]) -> list[str]:
    unknown = [name for name in names if name and name not in COLUMNS]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if "right" not in names:
        raise UnreadableQuestions("the header row lacks the column right")
    if unknown:
        raise UnreadableQuestions(f"unknown column {', '.join(map(repr, unknown[:5]))}")
    if twice:
        raise UnreadableQuestions(f"column {', '.join(twice)} stands twice")
    return list(names)


def _other_roles(names: Sequence[str]) -> list[str]:
    roles = [role_of(name) or "" for name in names]
    missing = [role for role in ("stem", "a", "b", "right") if role not in roles]
    if missing:
        raise UnreadableQuestions(
            f"the header row has no column for {', '.join(missing)}; "
            f"it should read {','.join(COLUMNS[:9])},…"
        )
    # The first column of a kind counts: "Question" before a later "Question No".
    return [role if role not in roles[:n] else "" for n, role in enumerate(roles)]


def _held(roles: Sequence[str]) -> frozenset[str]:
    held = set()
    for name in OPTIONAL_FIELDS:
        stem = {"hints": "hint1", "why_wrong": "why_a", "explanation": "explanation"}[name]
        if any(role.startswith(stem) for role in roles):
            held.add(name)
    return frozenset(held)


def _our_draft(line: int, row: dict[str, str]) -> Draft:
    draft = Draft(line=line)
    for name in (*_HEAD, *_TAIL):
        setattr(draft, name, row.get(name, ""))
    for language in LANGUAGES:
        own = {name: row.get(f"{name}_{language}", "") for name in (*_TEXT_FIELDS, *_WHY_FIELDS)}
        if any(cell.strip() for cell in own.values()):
            _fill_text(draft, language, own)
    return draft


def other_draft(line: int, row: dict[str, str], language: str | None) -> Draft:
    """A draft from cells by role, in one language; the key may be a letter, a number, a text."""
    draft = Draft(line=line)
    for name in ("id", "topic", "category", "difficulty", "source"):
        setattr(draft, name, row.get(name, ""))
    if draft.difficulty.strip().casefold() not in {"", "easy", "medium", "hard"}:
        draft.difficulty = ""
    _fill_text(draft, language or language_of(row.get("stem", "")), row)
    options = next(iter(draft.texts.values())).options
    draft.right = letter_of(row.get("right", ""), options)
    return draft


def letter_of(key: str, options: Sequence[str]) -> str:
    """The key's letter, from a letter, a place counted from one, or the option's own words."""
    bare = key.strip().strip("().").strip()
    if len(bare) == 1 and bare.upper() in LETTERS:
        return bare.upper()
    if bare.isdecimal() and bare not in options:
        place = int(bare)
        return LETTERS[place - 1] if 1 <= place <= len(LETTERS) else bare
    same = [n for n, option in enumerate(options) if option.strip() == key.strip()]
    return LETTERS[same[0]] if len(same) == 1 and same[0] < len(LETTERS) else bare


def _fill_text(draft: Draft, language: str, cells: dict[str, str]) -> None:
    text = draft.text(language)
    text.stem = cells.get("stem", "")
    options = [cells.get(letter.lower(), "") for letter in LETTERS]
    while options and not options[-1].strip():
        options.pop()
    text.options = options
    text.explanation = cells.get("explanation", "")
    text.hints = [cells.get("hint1", ""), cells.get("hint2", "")]
    text.why_wrong = {n: cells.get(f"why_{c.lower()}", "") for n, c in enumerate(LETTERS)}


def cells_of(question: BankQuestion) -> list[str]:
    """A question as the cells under COLUMNS."""
    row: dict[str, str] = {
        "id": question.id,
        "topic": question.topic,
        "difficulty": question.difficulty or "",
        "kind": question.kind,
        "objective": question.objective or "",
        "right": question.right,
        "source": question.source or "",
        "valid_on": question.valid_on.isoformat() if question.valid_on else "",
        "exam": question.exam or "",
    }
    for language, text in question.texts.items():
        own = {
            "stem": text.stem,
            "explanation": text.explanation,
            **{LETTERS[n].lower(): option for n, option in enumerate(text.options)},
            **{f"hint{n}": hint for n, hint in enumerate(text.hints, start=1)},
            **{f"why_{LETTERS[n].lower()}": why for n, why in enumerate(text.why_wrong)},
        }
        row |= {f"{name}_{language}": value for name, value in own.items()}
    return [row.get(column, "") for column in COLUMNS]
