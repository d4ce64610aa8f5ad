"""The elements of a quiz in XML, one question at a time, from a parser that expands nothing."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.sax import SAXException, handler

from content.formats.draft import UnreadableQuestions

_DEEPEST = 40
_MOST_NODES = 5_000


@dataclass(slots=True)
class Node:
    """An element with its attributes, text and children."""

    tag: str
    line: int
    attributes: dict[str, str]
    text: list[str] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    def all(self, tag: str) -> list["Node"]:
        return [child for child in self.children if child.tag == tag]

    def first(self, tag: str) -> "Node | None":
        return next(iter(self.all(tag)), None)

    def words(self, *path: str) -> str:
        """The text at the end of a path of tags; empty where there is none."""
        node: Node | None = self
        for tag in path:
            node = node.first(tag) if node else None
        return "".join(node.text).strip() if node else ""


def for_each_question(data: bytes, take: Callable[[Node], None]) -> None:
    """Calls `take` with every <question>; raises UnreadableQuestions for what is no quiz."""
    from defusedxml import DefusedXmlException, sax

    try:
        sax.parse(io.BytesIO(data), _Builder(take), forbid_dtd=True)
    except DefusedXmlException as error:
        raise UnreadableQuestions(
            "the file defines entities, which no question needs; nothing was read"
        ) from error
    except UnreadableQuestions:
        raise
    except (SAXException, ValueError, LookupError) as error:
        raise UnreadableQuestions(f"no XML: {error}") from error


class _Builder(handler.ContentHandler):
    """Holds the question that is open, and nothing of those before it."""

    def __init__(self, take: Callable[[Node], None]) -> None:
        super().__init__()
        self._take = take
        self._open: list[Node] = []
        self._depth = 0
        self._nodes = 0
        self._locator: Any = None

    def setDocumentLocator(self, locator: Any) -> None:  # noqa: N802 - the parser's name
        self._locator = locator

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - as above
        self._depth += 1
        if self._depth == 1 and name != "quiz":
            raise UnreadableQuestions(f"the file holds <{name[:40]}>, not Moodle's <quiz>")
        if self._depth > _DEEPEST:
            raise UnreadableQuestions("the file nests deeper than any question does")
        if not self._open and name != "question":
            return
        self._nodes = self._nodes + 1 if self._open else 1
        if self._nodes > _MOST_NODES:
            raise UnreadableQuestions("a question of the file is larger than any question is")
        node = Node(name, self._locator.getLineNumber(), dict(attrs))
        if self._open:
            self._open[-1].children.append(node)
        self._open.append(node)

    def endElement(self, name: str) -> None:  # noqa: ARG002, N802 - as above
        self._depth -= 1
        if self._open:
            closed = self._open.pop()
            if not self._open:
                self._take(closed)

    def characters(self, content: str) -> None:
        if self._open:
            self._open[-1].text.append(content)
