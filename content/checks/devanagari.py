"""Whether Devanagari is sanely written: composed, no sign without its letter, joiners in place."""

import re
import unicodedata
from collections.abc import Iterator

_SIGN = "\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962\u0963"
_VOWEL_SIGN = "\u093a\u093b\u093e-\u094c\u094e\u094f\u0955-\u0957\u0962\u0963"
_LETTER = "\u0904-\u0939\u0958-\u0961\u0972-\u097f"
_ZWNJ, _ZWJ = "\u200c", "\u200d"
_JOINERS = _ZWNJ + _ZWJ

_RULES = (
    (
        re.compile(f"(?:^|[^\u0900-\u097f{_JOINERS}])[{_SIGN}]"),
        "a vowel sign or mark stands without a letter before it",
    ),
    (re.compile(f"[{_VOWEL_SIGN}][{_VOWEL_SIGN}]"), "two vowel signs follow each other"),
    (re.compile(f"\u094d[{_VOWEL_SIGN}\u0900-\u0903]"), "a vowel sign follows a halant"),
    (re.compile("\u094d\u094d"), "two halants follow each other"),
    (re.compile("[\u0900-\u0903]{2}"), "two nasal or breath marks follow each other"),
    (re.compile(f"(?:^|[^\u094d])[{_JOINERS}]"), "a joiner does not follow a halant"),
    (
        re.compile(f"{_ZWNJ}(?![{_LETTER}\\s]|$)|{_ZWJ}(?![{_LETTER}\u0930\\s]|$)"),
        "a joiner joins nothing",
    ),
    (re.compile("\u25cc"), "holds a dotted circle, the mark of a broken syllable"),
    (re.compile("[\ufffd]"), "holds a replacement character: something was lost"),
    (re.compile(r"\?{3,}"), "holds ???: a conversion lost the letters"),
    (re.compile("[\u200b\u2060\ufeff\u00ad]"), "holds an invisible character"),
    (re.compile(f"[A-Za-z](?=[{_SIGN}])|[{_LETTER}][a-z]"), "mixes scripts within a word"),
)
_DEVANAGARI = re.compile("[\u0900-\u097f]")
#: Old keyboards' fonts write Hindi as Latin nonsense such as «jktLFkku».
_LATIN_WORD = re.compile(r"[A-Za-z]{3,}")


def devanagari_problems(text: str) -> Iterator[str]:
    """What is wrong with the writing of one text; nothing for text in other scripts."""
    if text != unicodedata.normalize("NFC", text):
        yield "is not composed (NFC)"
    for pattern, problem in _RULES:
        found = pattern.search(text)
        if found:
            yield f"{problem}, at {_around(text, found.start())}"


def lacks_devanagari(text: str) -> bool:
    """Whether a Hindi sentence holds Latin words and no letter of Devanagari at all."""
    return not _DEVANAGARI.search(text) and bool(_LATIN_WORD.search(text))


def _around(text: str, place: int) -> str:
    return repr(text[max(0, place - 8) : place + 9])
