"""A question on its way in: plain strings from any format, cleaned and checked in one place."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from analytics.learner_model import Difficulty
from content.exam_file import load_catalogue
from content.question import (
    LABELS,
    LETTERS,
    LONGEST_EXPLANATION,
    LONGEST_HINT,
    LONGEST_OPTION,
    LONGEST_STEM,
    OPTION_COUNTS,
    BankQuestion,
    BankText,
)
from content.rejected import BadCell, Rejected

#: What a file may be: larger than any bank, small enough to hold in memory.
LARGEST_FILE = 20 * 1024 * 1024
MOST_QUESTIONS = 20_000
#: What a file may leave out, by the names of BankText's fields.
OPTIONAL_FIELDS = ("explanation", "hints", "why_wrong")
LONGEST_SOURCE = 500
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}")
_WORD = re.compile(r"[a-z][a-z0-9_-]{0,31}")
_DEVANAGARI = re.compile(r"[\u0900-\u097f]")
_LATIN = re.compile(r"[A-Za-z]")
#: Tab and newline are text; other control characters, surrogates and noncharacters are not.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd\ufffe\uffff]"
)


class UnreadableQuestions(ValueError):
    """The file as a whole cannot be read as questions."""


@dataclass(slots=True)
class DraftText:
    """A question's words in one language, as they stand in the file."""

    stem: str = ""
    options: list[str] = field(default_factory=list)
    explanation: str = ""
    hints: list[str] = field(default_factory=list)
    #: By position of the option.
    why_wrong: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Draft:
    """A question as a reader found it; `line` is where it begins."""

    line: int
    id: str = ""
    topic: str = ""
    #: Another tool's category: used as topic where it names one.
    category: str = ""
    difficulty: str = ""
    kind: str = ""
    objective: str = ""
    right: str = ""
    source: str = ""
    valid_on: str = ""
    exam: str = ""
    texts: dict[str, DraftText] = field(default_factory=dict)

    def text(self, language: str) -> DraftText:
        return self.texts.setdefault(language, DraftText())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadQuestion:
    """A question that can be taken, and what its file said nothing about."""

    line: int
    question: BankQuestion
    category: str
    #: Fields of BankText that this file carries; the others stay as they are stored.
    holds: frozenset[str]


Found = ReadQuestion | Rejected


def finish(draft: Draft, *, holds: Iterable[str] = OPTIONAL_FIELDS) -> Found:
    """The question of a draft, or the first thing that is wrong with it."""
    try:
        return ReadQuestion(
            line=draft.line,
            question=_question(draft),
            category=clean(draft.category),
            holds=frozenset(holds),
        )
    except BadCell as bad:
        return bad.at(draft.line)


def clean(text: str) -> str:
    """Text composed (NFC), its line ends plain, blanks around it gone; joiners stay."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return lines.replace("\u00a0", " ").replace("\ufeff", "").strip()


def language_of(text: str) -> str:
    """`hi` where Devanagari letters outnumber Latin ones."""
    return "hi" if len(_DEVANAGARI.findall(text)) > len(_LATIN.findall(text)) else "en"


def _question(draft: Draft) -> BankQuestion:
    if not draft.texts:
        raise BadCell("stem", "", "there is no question text")
    counts = {len(text.options) for text in draft.texts.values()}
    if len(counts) != 1:
        raise BadCell("options", str(sorted(counts)), "the languages offer different options")
    texts = {name: _text(name, text) for name, text in sorted(draft.texts.items())}
    return BankQuestion(
        id=_matching(_ID, "id", draft.id, "must be letters, digits and . _ : / - only"),
        topic=_short("topic", draft.topic, 128),
        difficulty=_difficulty(draft.difficulty),
        kind=_matching(_WORD, "kind", draft.kind, "must be one lower-case word") or "single",
        objective=_short("objective", draft.objective, 128) or None,
        right=_right(draft.right, counts.pop()),
        source=_short("source", draft.source, LONGEST_SOURCE) or None,
        valid_on=_date(draft.valid_on),
        exam=_exam(draft.exam),
        texts=texts,
    )


def _text(language: str, draft: DraftText) -> BankText:
    options = [_option(language, n, text) for n, text in enumerate(draft.options)]
    if len(options) not in OPTION_COUNTS:
        raise BadCell("options", str(len(options)), "a question needs two to five options")
    folded = [" ".join(option.casefold().split()) for option in options]
    for n, option in enumerate(folded):
        if option in folded[:n]:
            raise BadCell(f"{LETTERS[n].lower()}_{language}", options[n], "two options are equal")
    stem = _short(f"stem_{language}", draft.stem, LONGEST_STEM)
    if not stem:
        raise BadCell(f"stem_{language}", "", "the question text is empty")
    hints = [_short(f"hint_{language}", hint, LONGEST_HINT) for hint in draft.hints]
    whys = {n: _short(f"why_{language}", why, LONGEST_HINT) for n, why in draft.why_wrong.items()}
    return BankText(
        stem=stem,
        options=tuple(options),
        explanation=_short(f"explanation_{language}", draft.explanation, LONGEST_EXPLANATION),
        hints=tuple(hint for hint in hints if hint)[:2],
        why_wrong=tuple(whys.get(n, "") for n in range(len(options))) if any(whys.values()) else (),
    )


def _option(language: str, n: int, text: str) -> str:
    column = f"{LETTERS[n].lower()}_{language}" if n < len(LETTERS) else "options"
    option = _short(column, text, LONGEST_OPTION)
    if not option:
        raise BadCell(column, text, "an option is empty")
    return option


def _short(column: str, text: str, longest: int) -> str:
    cleaned = clean(text)
    if len(cleaned) > longest:
        raise BadCell(column, cleaned, f"longer than {longest} characters")
    bad = _UNPRINTABLE.search(cleaned)
    if bad:
        shown = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", cleaned)
        reason = f"holds the character U+{ord(bad.group()):04X}, which is no text"
        raise BadCell(column, shown, reason)
    return cleaned


def _matching(pattern: re.Pattern[str], column: str, text: str, reason: str) -> str:
    cleaned = _short(column, text, 500)
    if cleaned and not pattern.fullmatch(cleaned):
        raise BadCell(column, cleaned, reason)
    return cleaned


def _right(text: str, count: int) -> str:
    letter = _short("right", text, 500).upper()
    if letter not in tuple(LETTERS[:count]):
        allowed = ", ".join(LETTERS[:count])
        raise BadCell("right", letter, f"must be exactly one of {allowed}")
    return letter


def _chosen(column: str, text: str, choices: Mapping[str, object]) -> str:
    cleaned = _short(column, text, 500).casefold()
    if cleaned and cleaned not in choices:
        raise BadCell(column, cleaned, f"must be {', '.join(choices)}")
    return cleaned


def _difficulty(text: str) -> Difficulty | None:
    label = _chosen("difficulty", text, LABELS)
    return LABELS[label] if label else None


def _exam(text: str) -> str | None:
    return _chosen("exam", text, load_catalogue().exams) or None


def _date(text: str) -> date | None:
    cleaned = _short("valid_on", text, 500)
    try:
        return date.fromisoformat(cleaned) if cleaned else None
    except ValueError as error:
        raise BadCell("valid_on", cleaned, "must be a date such as 2026-11-24") from error


def reject(line: int, column: str, value: str, reason: str) -> Rejected:
    return BadCell(column, value, reason).at(line)


Reader = Callable[[bytes, "str | None"], Iterable[Found]]
