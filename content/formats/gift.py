"""Moodle's GIFT: multiple choice and true or false in; what else it can hold is refused by line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from content.formats.decoding import decoded
from content.formats.draft import (
    MOST_QUESTIONS,
    Draft,
    DraftText,
    Found,
    UnreadableQuestions,
    finish,
    language_of,
    reject,
)
from content.formats.markup import NeedsPicture, html_of, texts_of_html
from content.formats.tags import language_tag, tags_of, take_tag
from content.question import LETTERS, BankQuestion, BankText
from content.rejected import BadCell

_SPECIAL = r"\~=#{}:n"
#: An escaped character travels as a noncharacter, which no text may hold.
_HIDDEN = {character: chr(0xFDD0 + n) for n, character in enumerate(_SPECIAL)}
_SHOWN = {ord(hidden): "\n" if c == "n" else c for c, hidden in _HIDDEN.items()}
_ESCAPE = re.compile(r"\\([\\~=#{}:n])")
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"%(-?\d+(?:\.\d+)?)%")
_TITLE = re.compile(r"::(.*?)::", re.DOTALL)
_MARK = re.compile(r"\[(id|tag):([^\]\[]*)\]")
_TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_TRUTH_WORDS = {"en": ("True", "False"), "hi": ("सत्य", "असत्य")}
_GAP = "_____"
#: Moodle's own format, which stands where none is named, is HTML as soon as it holds a tag.
_TAG = re.compile(r"</?(?:p|br|b|i|em|strong|sub|sup|span|div|ul|ol|li|img|table)\b[^<>]*>")
#: A start that means something to GIFT, or what HTML would read otherwise.
_NOT_PLAIN = re.compile(r"^[\[%]|[&<>\n]|  ")
HOLDS = ("explanation", "why_wrong")
#: Both languages of the longest question with all its markup, and more.
LONGEST_BLOCK = 40_000


@dataclass(slots=True)
class _Block:
    """The lines of one question, with what the comments before it say."""

    line: int
    category: str
    marks: list[tuple[str, str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Answer:
    is_right: bool
    text: str
    feedback: str


def read_gift(data: bytes, language: str | None = None) -> Iterator[Found]:
    """Questions one by one; raises UnreadableQuestions where the file is no text."""
    text = decoded(data)
    if any(hidden in text for hidden in _HIDDEN.values()):
        raise UnreadableQuestions("the file holds characters that are no text (U+FDD0…)")
    for count, block in enumerate(_blocks(text), start=1):
        if count > MOST_QUESTIONS:
            raise UnreadableQuestions(f"more than {MOST_QUESTIONS} questions; split the file")
        try:
            yield finish(_draft(block, language), holds=HOLDS)
        except BadCell as bad:
            yield bad.at(block.line)
        except NeedsPicture:
            source = " ".join(block.lines)
            yield reject(block.line, "stem", source, "needs a picture or sound, which is not taken")


def _blocks(text: str) -> Iterator[_Block]:
    """Questions are set apart by blank lines; comments and categories stand on their own lines."""
    category = ""
    block = _Block(line=0, category="")
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip()
        if bare.startswith("//"):
            block.marks += _MARK.findall(bare)
        elif bare.startswith("$CATEGORY:"):
            category = bare.removeprefix("$CATEGORY:").strip()
        elif bare:
            block.line = block.line or number
            block.category = category
            block.lines.append(line)
        elif block.lines:
            yield block
            block = _Block(line=0, category="")
    if block.lines:
        yield block


def _draft(block: _Block, language: str | None) -> Draft:
    whole = "\n".join(block.lines)
    if len(whole) > LONGEST_BLOCK:
        raise BadCell("question", whole[:LONGEST_BLOCK], f"longer than {LONGEST_BLOCK} characters")
    source = _ESCAPE.sub(lambda match: _HIDDEN[match.group(1)], whole)
    title = _TITLE.match(source.strip())
    body = source.strip()[title.end() :] if title else source.strip()
    draft = Draft(line=block.line, category=_shown(block.category))
    tags = [value for name, value in block.marks if name == "tag"]
    for tag in tags:
        take_tag(draft, tag)
    draft.id = next((value for name, value in block.marks if name == "id"), "")
    start, end = body.find("{"), body.rfind("}")
    if start < 0 or end < start:
        raise BadCell("stem", _shown(body), "has no answers in braces: a description, no question")
    tail = body[end + 1 :].strip()
    markup, stem = _formatted(f"{body[:start].rstrip()} {_GAP} {tail}" if tail else body[:start])
    stems = _texts(stem, markup)
    default = language_tag(tags) or language or language_of(" ".join(stems.values()))
    languages = [name for name in stems if name] or [default]
    answers, general = _answers(body[start + 1 : end], default, markup)
    _fill(draft, languages, stems, answers, _field(general, markup))
    return draft


def _fill(
    draft: Draft,
    languages: list[str],
    stems: dict[str, str],
    answers: list[tuple[bool, dict[str, str], dict[str, str]]],
    general: dict[str, str],
) -> None:
    for name in languages:
        text = draft.text(name)
        text.stem = _in(stems, name)
        text.explanation = _in(general, name)
        for place, (_, words, feedback) in enumerate(answers):
            text.options.append(_in(words, name))
            text.why_wrong[place] = _in(feedback, name)
        _explain_by_the_right_ones_feedback(text, [right for right, _, _ in answers])
    right = [n for n, (is_right, _, _) in enumerate(answers) if is_right]
    if len(right) != 1:
        reason = "has more than one right answer" if right else "has no right answer"
        raise BadCell("right", str(len(right)), reason)
    draft.right = LETTERS[right[0]] if right[0] < len(LETTERS) else "?"


def _explain_by_the_right_ones_feedback(text: DraftText, right: list[bool]) -> None:
    """What a file says of the right option is an explanation, where it has no other."""
    for place, is_right in enumerate(right):
        if is_right:
            said = text.why_wrong.pop(place, "")
            text.explanation = text.explanation or said


def _answers(
    source: str, language: str, markup: str
) -> tuple[list[tuple[bool, dict[str, str], dict[str, str]]], str]:
    """(right?, words, feedback) of each option, and the general feedback."""
    whole = _shown(source)
    listed, _, general = source.strip().partition("####")
    listed = listed.strip()
    head = listed.split("#", maxsplit=1)[0].strip()
    if not listed:
        raise BadCell("right", whole, "is an essay; only multiple choice is taken")
    if listed.startswith("#"):
        raise BadCell("right", whole, "asks for a number; only multiple choice is taken")
    if head.upper() in _TRUTH:
        return _true_or_false(listed, language, is_true=_TRUTH[head.upper()]), general
    if "~" not in listed:
        kind = "is a matching question" if "->" in listed else "asks for a short answer"
        raise BadCell("right", whole, f"{kind}; only multiple choice is taken")
    found = [_answer(part) for part in re.findall(r"[~=][^~=]*", listed)]
    return [
        (a.is_right, _field(a.text, markup), _field(a.feedback, markup)) for a in found
    ], general


def _true_or_false(
    listed: str, language: str, *, is_true: bool
) -> list[tuple[bool, dict[str, str], dict[str, str]]]:
    _, *feedback = listed.split("#")
    # The first feedback is for who is wrong, the second for who is right.
    said = {not is_true: feedback[0] if feedback else "", is_true: "".join(feedback[1:2])}
    words = _TRUTH_WORDS[language]
    return [
        (value == is_true, {"": word}, _field(said[value], ""))
        for value, word in zip((True, False), words, strict=True)
    ]


def _answer(part: str) -> _Answer:
    sign, rest = part[0], part[1:].strip()
    weight = _WEIGHT.match(rest)
    share = float(weight.group(1)) if weight else (100.0 if sign == "=" else 0.0)
    rest = rest[weight.end() :] if weight else rest
    text, _, feedback = rest.partition("#")
    if 0 < share < 100 and sign == "~":
        raise BadCell("right", _shown(rest), f"gives {share:g} % of the marks; only all or none")
    return _Answer(share > 0, text.strip(), feedback.strip())


def _formatted(source: str) -> tuple[str, str]:
    """The text format that a field names, and the field without it."""
    bare = source.strip()
    match = _FORMAT.match(bare)
    return (match.group(1), bare[match.end() :]) if match else ("", bare)


def _field(source: str, inherited: str) -> dict[str, str]:
    markup, text = _formatted(source)
    return _texts(text, markup or inherited)


def _texts(source: str, markup: str) -> dict[str, str]:
    """Plain text by language of a field in its markup."""
    shown = _shown(source)
    is_html = markup == "html" or (markup in {"", "moodle"} and bool(_TAG.search(shown)))
    return texts_of_html(shown) if is_html else {"": shown}


def _in(texts: dict[str, str], language: str) -> str:
    return texts.get(language, texts.get("", ""))


def _shown(source: str) -> str:
    return source.translate(_SHOWN).strip()


def why_of(text: BankText, place: int) -> str:
    """Why a wrong option tempts, where that is known."""
    return text.why_wrong[place] if place < len(text.why_wrong) else ""


def write_gift(questions: Iterable[BankQuestion]) -> bytes:
    """GIFT that Moodle reads: topics as categories, both languages as multilang spans."""
    parts: list[str] = []
    topic = None
    for question in questions:
        if question.topic != topic:
            topic = question.topic
            parts.append(f"$CATEGORY: {topic}\n")
        parts.append(_written(question))
    return "\n".join(parts).encode()


def _written(question: BankQuestion) -> str:
    marks = [f"[id:{question.id}]", *(f"[tag:{tag}]" for tag in tags_of(question))]
    texts = question.texts
    stem = _together({name: text.stem for name, text in texts.items()}, is_split=len(texts) > 1)
    lines = [f"// {' '.join(marks)}", f"::{_escaped(question.id)}::{stem}{{"]
    for place, letter in enumerate(LETTERS[: len(next(iter(texts.values())).options)]):
        sign = "=" if letter == question.right else "~"
        words = _together({name: text.options[place] for name, text in texts.items()})
        whys = _together({n: why_of(text, place) for n, text in texts.items()})
        whys = "" if letter == question.right else whys
        lines.append(f"\t{sign}{words}{'#' + whys if whys else ''}")
    general = _together({name: text.explanation for name, text in texts.items()})
    if general:
        lines.append(f"\t####{general}")
    return "\n".join([*lines, "}", ""])


def _together(texts: dict[str, str], *, is_split: bool = False) -> str:
    """One field for all languages; plain where they say the same."""
    distinct = set(texts.values())
    if len(distinct) > 1 or is_split:
        return "[html]" + _escaped(html_of(texts))
    text = distinct.pop()
    guard = "[plain]" if _NOT_PLAIN.search(text) else ""
    return guard + _escaped(text)


def _escaped(text: str) -> str:
    return re.sub(r"[\\~=#{}:]", lambda match: "\\" + match.group(), text).replace("\n", "\\n")
