"""Open Trivia DB's JSON answer, in each of its three encodings."""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any
from urllib.parse import unquote

from content.formats.decoding import decoded
from content.formats.draft import (
    MOST_QUESTIONS,
    Draft,
    Found,
    UnreadableQuestions,
    finish,
    language_of,
    reject,
)
from content.question import LETTERS
from content.rejected import BadCell

#: JSON takes thirty times its size in memory.
LARGEST_JSON = 5 * 1024 * 1024
_SOURCE = "Open Trivia DB, CC BY-SA 4.0"
_PROBLEMS = {1: "no results", 2: "an invalid parameter", 3: "no token", 4: "an empty token"}
_TRUTHS = ["False", "True"]


def read_opentdb(data: bytes, language: str | None = None) -> Iterator[Found]:
    """Questions by their number in `results`; raises UnreadableQuestions for other JSON."""
    results = _results(data)
    decode = _decoder(results)
    for number, result in enumerate(results, start=1):
        try:
            yield finish(_draft(number, result, decode, language), holds=())
        except BadCell as bad:
            yield bad.at(number)
        except (KeyError, TypeError, AttributeError, ValueError):
            shown = json.dumps(result, ensure_ascii=False)
            yield reject(number, "results", shown, "lacks question, correct_answer or the others")


def _results(data: bytes) -> list[Any]:
    if len(data) > LARGEST_JSON:
        raise UnreadableQuestions(f"larger than {LARGEST_JSON // 2**20} MiB; split the file")
    try:
        document = json.loads(decoded(data))
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableQuestions(f"no JSON: {error}") from error
    results = document.get("results") if isinstance(document, dict) else None
    if not isinstance(results, list):
        raise UnreadableQuestions("no Open Trivia DB file: it has no list named results")
    code = document.get("response_code")
    if not results and code in _PROBLEMS:
        raise UnreadableQuestions(f"the site answered with {_PROBLEMS[code]}")
    if len(results) > MOST_QUESTIONS:
        raise UnreadableQuestions(f"more than {MOST_QUESTIONS} questions; split the file")
    return results


def _decoder(results: list[Any]) -> Callable[[str], str]:
    """How the texts are encoded, judged by the types, which are known words."""
    kinds = {str(r.get("type")) for r in results if isinstance(r, dict)}
    if kinds and kinds <= {"bXVsdGlwbGU=", "Ym9vbGVhbg=="}:
        return _from_base64
    texts = [str(r.get("question")) for r in results if isinstance(r, dict)]
    if texts and all("%" in text and " " not in text for text in texts):
        return unquote
    return unescape


def _from_base64(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise BadCell("question", text, "is no base64 text") from error


def _draft(
    number: int, result: dict[str, Any], decode: Callable[[str], str], language: str | None
) -> Draft:
    stem, right = decode(result["question"]), decode(result["correct_answer"])
    wrong = [decode(answer) for answer in result["incorrect_answers"]]
    options = sorted([right, *wrong], key=lambda option: _shuffled(stem, option))
    if sorted(options) == _TRUTHS:
        options = _TRUTHS[::-1]
    draft = Draft(
        line=number,
        category=decode(result.get("category", "")),
        difficulty=decode(result.get("difficulty", "")),
        source=_SOURCE,
    )
    text = draft.text(language or language_of(stem))
    text.stem, text.options = stem, options
    place = options.index(right)
    draft.right = LETTERS[place] if place < len(LETTERS) else "?"
    return draft


def _shuffled(stem: str, option: str) -> bytes:
    """An order that gives nothing away and is the same at every reading."""
    return hashlib.sha256(f"{stem}\x1f{option}".encode("utf-8", "surrogatepass")).digest()
