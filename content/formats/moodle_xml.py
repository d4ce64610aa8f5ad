"""Moodle XML: multiple choice and true or false in, through a parser that expands nothing."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from content.formats.draft import (
    MOST_QUESTIONS,
    Draft,
    Found,
    UnreadableQuestions,
    finish,
    language_of,
    reject,
)
from content.formats.gift import why_of
from content.formats.markup import NeedsPicture, html_of, texts_of_html
from content.formats.quiz_xml import Node, for_each_question
from content.formats.tags import language_tag, tags_of, take_tag
from content.question import LETTERS, BankQuestion
from content.rejected import BadCell

_TRUTH_WORDS = {"true": ("True", "सत्य"), "false": ("False", "असत्य")}
HOLDS = ("explanation", "hints", "why_wrong")


def read_moodle_xml(data: bytes, language: str | None = None) -> Iterator[Found]:
    """Questions one by one; raises UnreadableQuestions for what is no Moodle XML."""
    quiz = _Quiz(language)
    for_each_question(data, quiz.take)
    yield from quiz.found


class _Quiz:
    """What was found so far, and the category that the next question stands in."""

    def __init__(self, language: str | None) -> None:
        self.found: list[Found] = []
        self._category = ""
        self._language = language

    def take(self, node: Node) -> None:
        kind = node.attributes.get("type", "")
        if kind == "category":
            self._category = node.words("category", "text")
        elif len(self.found) >= MOST_QUESTIONS:
            raise UnreadableQuestions(f"more than {MOST_QUESTIONS} questions; split the file")
        else:
            self.found.append(_read(node, kind, self._category, self._language))


def _read(node: Node, kind: str, category: str, language: str | None) -> Found:
    try:
        if kind not in {"multichoice", "truefalse"}:
            raise BadCell("type", kind, "is not multiple choice, so it is not taken")
        return finish(_draft(node, kind, category, language), holds=HOLDS)
    except BadCell as bad:
        return bad.at(node.line)
    except NeedsPicture:
        title = node.words("name", "text")
        return reject(node.line, "stem", title, "needs a picture or sound, which is not taken")


def _draft(node: Node, kind: str, category: str, language: str | None) -> Draft:
    if node.words("single") in {"false", "0"}:
        raise BadCell("right", "single=false", "lets several options be right")
    draft = Draft(line=node.line, id=node.words("idnumber"), category=category)
    tags_node = node.first("tags")
    tags = [tag.words("text") for tag in tags_node.all("tag")] if tags_node else []
    for tag in tags:
        take_tag(draft, tag)
    stems = _texts(node.first("questiontext"))
    default = language_tag(tags) or language or language_of(" ".join(stems.values()))
    answers = [(answer, _option(answer, kind, default)) for answer in node.all("answer")]
    for name in [name for name in stems if name] or [default]:
        text = draft.text(name)
        text.stem = _in(stems, name)
        text.explanation = _in(_texts(node.first("generalfeedback")), name)
        text.hints = [_in(_texts(hint), name) for hint in node.all("hint")]
        text.options = [_in(words, name) for _, words in answers]
        text.why_wrong = {
            place: _in(_texts(answer.first("feedback")), name)
            for place, (answer, _) in enumerate(answers)
        }
    draft.right = _right([answer for answer, _ in answers])
    for text in draft.texts.values():
        said = text.why_wrong.pop(LETTERS.find(draft.right), "")
        text.explanation = text.explanation or said
    return draft


def _right(answers: list[Node]) -> str:
    shares = [_share(answer) for answer in answers]
    if any(0 < share < 100 for share in shares):
        raise BadCell("right", "", "gives part of the marks for an option; only all or none")
    right = [n for n, share in enumerate(shares) if share > 0]
    if len(right) != 1:
        reason = "has more than one right answer" if right else "has no right answer"
        raise BadCell("right", str(len(right)), reason)
    return LETTERS[right[0]] if right[0] < len(LETTERS) else "?"


def _share(answer: Node) -> float:
    try:
        return float(answer.attributes.get("fraction", "0"))
    except ValueError as error:
        value = answer.attributes["fraction"]
        raise BadCell("right", value, "is no share of the marks") from error


def _option(answer: Node, kind: str, language: str) -> dict[str, str]:
    if kind == "truefalse":
        words = _TRUTH_WORDS.get(answer.words("text").lower())
        if words:
            return {"": words[language == "hi"]}
    return _texts(answer)


def _texts(node: Node | None) -> dict[str, str]:
    """Plain text by language of a field that has a <text> and a format."""
    if node is None:
        return {}
    source = node.words("text")
    if node.attributes.get("format") in {"plain_text", "markdown"}:
        return {"": source}
    if node.all("file"):
        raise NeedsPicture("file")
    return texts_of_html(source)


def _in(texts: dict[str, str], language: str) -> str:
    return texts.get(language, texts.get("", ""))


def write_moodle_xml(questions: Iterable[BankQuestion]) -> bytes:
    """A quiz that Moodle imports: topics as categories, both languages as multilang spans."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    topic = None
    for question in questions:
        if question.topic != topic:
            topic = question.topic
            path = escape(f"$course$/top/{topic}")
            lines.append(
                f'<question type="category"><category><text>{path}</text></category></question>'
            )
        lines += _written(question)
    return "\n".join([*lines, "</quiz>", ""]).encode()


def _written(question: BankQuestion) -> Iterator[str]:
    texts = question.texts
    yield '<question type="multichoice">'
    yield f"<name><text>{escape(question.id)}</text></name>"
    yield _field("questiontext", {n: t.stem for n, t in texts.items()}, is_split=len(texts) > 1)
    yield _field("generalfeedback", {n: t.explanation for n, t in texts.items()})
    yield f"<idnumber>{escape(question.id)}</idnumber>"
    yield "<single>true</single><shuffleanswers>false</shuffleanswers>"
    for place, letter in enumerate(LETTERS[: len(next(iter(texts.values())).options)]):
        is_right = letter == question.right
        whys = {n: "" if is_right else why_of(text, place) for n, text in texts.items()}
        inner = _field("feedback", whys)
        fraction = f"fraction={quoteattr('100' if is_right else '0')}"
        words = {n: text.options[place] for n, text in texts.items()}
        yield _field("answer", words, attributes=fraction, inner=inner)
    for place in range(max(len(text.hints) for text in texts.values())):
        hints = {n: t.hints[place] if place < len(t.hints) else "" for n, t in texts.items()}
        yield _field("hint", hints)
    tags = "".join(f"<tag><text>{escape(tag)}</text></tag>" for tag in tags_of(question))
    yield f"<tags>{tags}</tags>"
    yield "</question>"


def _field(
    tag: str,
    texts: dict[str, str],
    *,
    is_split: bool = False,
    attributes: str = "",
    inner: str = "",
) -> str:
    same = len(set(texts.values())) == 1 and not is_split
    markup = "plain_text" if same else "html"
    text = next(iter(texts.values())) if same else html_of(texts)
    more = f" {attributes}" if attributes else ""
    return f'<{tag}{more} format="{markup}"><text>{escape(text)}</text>{inner}</{tag}>'
