"""The rules that one question keeps or breaks by itself."""

import re
from collections.abc import Iterator, Set

from content.checks.devanagari import devanagari_problems, lacks_devanagari
from content.checks.fault import Finding
from content.question import (
    KINDS,
    LANGUAGE_SUBJECTS,
    LANGUAGES,
    LETTERS,
    BankQuestion,
    BankText,
    folded,
    numbers_in,
)

#: Telegram's limit for a message, counted in UTF-16 code units to be on the safe side.
LONGEST_MESSAGE = 4096
#: Verdict, topic, letters, marks and the question's id around the author's words.
FRAME = 400
#: A right option so much longer than every other one is found without reading.
TELLING_RATIO = 1.6
TELLING_CHARACTERS = 12
#: Kinds whose options repeat the stem's words by their nature.
_ECHOING_KINDS = frozenset({"computed", "data", "statements", "matching", "assertion_reason"})
_WORD = re.compile(r"[^\W\d_]{4,}|[\u0900-\u097f]{3,}")
_NAMED_LETTER = re.compile(
    r"(?:\b(?:option|answer is|answer:|ans\.?)|विकल्प|उत्तर)\s*[:(]?\s*\(?([A-Ea-e])\b\)?",
    re.IGNORECASE,
)
#: Words that any stem and any option may share.
_COMMON_WORDS = """
which what when where there their these those following correct true about with from that this
into were have been called known number many much only both none first
कौन किस किसे कहाँ क्या निम्न निम्नलिखित सही कथन नाम कहते जाता जाती जाना गया गई था थी थे हैं में से को
का की के पर और है एक इस उस ने यह वह होता होती किया कितने कितना कितनी केवल दोनों कोई नहीं
"""
_COMMON = frozenset(_COMMON_WORDS.split())
#: Reasoning and arithmetic repeat the stem's words in any answer.
_ECHOING_SUBJECTS = frozenset({"reasoning", "quant"})


def question_findings(
    question: BankQuestion, *, topics: Set[str], expects: frozenset[str], is_ours: bool
) -> Iterator[Finding]:
    """Everything wrong with one question.

    `topics` are the known ids; `expects` names the fields that this file carries and that may
    therefore not be empty; `is_ours` asks for both languages and a known kind.
    """
    if question.topic not in topics:
        yield Finding("topic", f"unknown topic {question.topic!r}")
    if is_ours and question.kind not in KINDS:
        yield Finding("kind", f"unknown kind {question.kind!r}; there is {', '.join(KINDS)}")
    if is_ours and question.difficulty is None:
        yield Finding("difficulty", "has no difficulty")
    yield from _language_findings(question, is_ours=is_ours)
    for language, text in question.texts.items():
        for finding in _text_findings(question, text, expects=expects):
            yield Finding(finding.rule, finding.detail, language)


def is_of_a_language(question: BankQuestion) -> bool:
    """Whether it tests a language, so that its material stands in that one."""
    return question.subject in LANGUAGE_SUBJECTS


def _language_findings(question: BankQuestion, *, is_ours: bool) -> Iterator[Finding]:
    missing = [language for language in LANGUAGES if language not in question.texts]
    if missing and is_ours:
        yield Finding("languages", "has no text in this language", missing[0])
    if missing or is_of_a_language(question):
        return
    english, hindi = (question.texts[language] for language in LANGUAGES)
    if numbers_in(english.stem) != numbers_in(hindi.stem):
        yield Finding(
            "numbers",
            f"the stems hold different numbers: {_listed(english.stem)} and {_listed(hindi.stem)}",
        )
    pairs = zip(LETTERS, english.options, hindi.options, strict=False)
    for letter, one, other in pairs:
        if numbers_in(one) != numbers_in(other):
            yield Finding("numbers", f"option {letter} is {one!r} in English, {other!r} in Hindi")
    if lacks_devanagari(hindi.stem):
        yield Finding("devanagari", "a Hindi text without a letter of Devanagari", "hi")


def _listed(text: str) -> str:
    return ", ".join(numbers_in(text)) or "none"


def _text_findings(
    question: BankQuestion, text: BankText, *, expects: frozenset[str]
) -> Iterator[Finding]:
    yield from _completeness(question, text, expects)
    yield from _length(text)
    yield from _given_away(question, text)
    yield from _explained(question, text)
    for name, words in _all_words(text):
        for problem in devanagari_problems(words):
            yield Finding("devanagari", f"{name} {problem}")


def _completeness(
    question: BankQuestion, text: BankText, expects: frozenset[str]
) -> Iterator[Finding]:
    if "explanation" in expects and not text.explanation:
        yield Finding("explanation", "has no explanation")
    if "hints" in expects and len(text.hints) != 2:
        yield Finding("hints", f"has {len(text.hints)} of two hints")
    if "why_wrong" in expects:
        whys = dict(zip(LETTERS, text.why_wrong, strict=False))
        offered = LETTERS[: len(text.options)]
        lacking = [c for c in offered if c != question.right and not whys.get(c)]
        if lacking:
            yield Finding("why_wrong", f"does not say why {', '.join(lacking)} tempts")
        if whys.get(question.right):
            yield Finding("why_wrong", f"says why {question.right} is wrong, which is the key")
    right = folded(text.options[LETTERS.index(question.right)])
    if len(right) > 3 and not right.isdecimal():
        for hint in text.hints:
            if right in folded(hint):
                yield Finding("hints", "a hint holds the right option's words")


def _length(text: BankText) -> Iterator[Finding]:
    longest_why = max((len(why.encode("utf-16-le")) // 2 for why in text.why_wrong), default=0)
    parts = (text.stem, *text.options, text.explanation, *text.hints)
    length = FRAME + longest_why + sum(len(part.encode("utf-16-le")) // 2 for part in parts)
    if length > LONGEST_MESSAGE:
        yield Finding("length", f"{length} characters, more than a message's {LONGEST_MESSAGE}")


def _given_away(question: BankQuestion, text: BankText) -> Iterator[Finding]:
    place = LETTERS.index(question.right)
    right = text.options[place]
    others = [option for n, option in enumerate(text.options) if n != place]
    longest = max(len(option) for option in others)
    if len(right) >= TELLING_RATIO * longest and len(right) - longest >= TELLING_CHARACTERS:
        yield Finding("key_length", f"the key is {len(right)} long, the others up to {longest}")
    is_echoing = question.kind in _ECHOING_KINDS or question.subject in _ECHOING_SUBJECTS
    if is_echoing or is_of_a_language(question):
        return
    asked = _content_words(text.stem)
    elsewhere = {word for option in others for word in _content_words(option)}
    echoed = sorted((asked & _content_words(right)) - elsewhere)
    if echoed:
        yield Finding("key_echo", f"only the key repeats the stem's {', '.join(echoed)}")


def _content_words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)} - _COMMON


def _explained(question: BankQuestion, text: BankText) -> Iterator[Finding]:
    """An explanation that argues for another option than the key."""
    named = {letter.upper() for letter in _NAMED_LETTER.findall(text.explanation)}
    if named and question.right not in named:
        yield Finding("explanation", f"speaks for {', '.join(sorted(named))}, not the key")
    said = f" {' '.join(_tokens(text.explanation))} "
    place = LETTERS.index(question.right)
    if not said.strip() or _is_said(text.options[place], said):
        return
    for letter, option in zip(LETTERS, text.options, strict=False):
        words = " ".join(_tokens(option))
        if letter != question.right and len(words) >= 3 and f" {words} " in said:
            yield Finding("explanation", f"names option {letter} and not the key")
            return


def _is_said(option: str, said: str) -> bool:
    """Whether some word or number of the option, or most of it, stands in the explanation."""
    words = [word for word in _tokens(option) if len(word) > 2 or word.isdecimal()]
    return not words or any(f" {word}" in said for word in words)


def _tokens(text: str) -> list[str]:
    return re.findall(r"[\w\u0900-\u097f\u200c\u200d]+", text.casefold())


def _all_words(text: BankText) -> Iterator[tuple[str, str]]:
    yield "the stem", text.stem
    for letter, option in zip(LETTERS, text.options, strict=False):
        yield f"option {letter}", option
    yield "the explanation", text.explanation
    for number, hint in enumerate(text.hints, start=1):
        yield f"hint {number}", hint
    for letter, why in zip(LETTERS, text.why_wrong, strict=False):
        yield f"the sentence on {letter}", why
