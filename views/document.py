"""A longer message as a document, and the one place that turns it into what Telegram takes.

Texts inside are HTML already: made by the translator, which escapes what is put in, or by
`escaped`. A chat that shows rich messages gets tables and folded parts; every other gets the same
in lines, a folded part as a quotation that opens.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from views.screen import LONGEST_TEXT, Keyboard, Screen

#: A table longer than this is cut, in both forms: nobody scrolls so far on a phone.
MOST_ROWS = 100
CUT = "…"


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length; the heads are left out of the plain form, which reads without them."""

    rows: tuple[tuple[str, ...], ...]
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Details:
    """A part that opens when tapped."""

    summary: str
    blocks: "tuple[Heading | Paragraph | Bullets | Table, ...]"


Block = Heading | Paragraph | Bullets | Table | Details


def screen(
    *blocks: Block, keyboard: Keyboard = (), text_only: bool = False, picture: bytes | None = None
) -> Screen:
    """Both forms of a document; only the plain one for who prefers it, or beside a picture."""
    return Screen(
        html=plain(blocks),
        rich=None if text_only or picture is not None else rich(blocks),
        keyboard=keyboard,
        picture=picture,
    )


def rich(blocks: tuple[Block, ...]) -> str:
    """The document as the HTML of a rich message."""
    return "".join(_rich(block) for block in blocks)


def _rich(block: Block) -> str:
    match block:
        case Heading(text):
            return f"<h3>{_broken(text)}</h3>"
        case Paragraph(text):
            return f"<p>{_broken(text)}</p>"
        case Bullets(items):
            return "<ul>" + "".join(f"<li>{_broken(item)}</li>" for item in items) + "</ul>"
        case Table(rows, heads):
            head = _row("th", heads) if heads else ""
            return (
                "<table>" + head + "".join(_row("td", one) for one in rows[:MOST_ROWS]) + "</table>"
            )
        case Details(summary, inner):
            return f"<details><summary>{summary}</summary>{rich(inner)}</details>"


def _row(tag: str, cells: tuple[str, ...]) -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def _broken(text: str) -> str:
    return text.replace("\n", "<br>")


def plain(blocks: tuple[Block, ...], *, longest: int = LONGEST_TEXT) -> str:
    """The document in Telegram's older HTML; what runs over the limit is cut at a line's end."""
    said: list[str] = []
    room = longest - len(CUT) - 1
    for block in blocks:
        lines: list[str] = []
        took = 0
        for line in _lines(block):
            took += parsed_length(line) + 1
            if took > room:
                return "\n".join([*said, *_folded(block, [*lines, CUT])])
            lines.append(line)
        room -= took
        said.extend(_folded(block, lines))
    return "\n".join(said)


def _folded(block: Block, lines: list[str]) -> list[str]:
    """The lines of a folded part inside a quotation that opens; others as they are."""
    if not isinstance(block, Details) or len(lines) < 2:
        return lines
    return [lines[0], "<blockquote expandable>" + "\n".join(lines[1:]) + "</blockquote>"]


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text):
            yield text if "<b>" in text else f"<b>{text}</b>"
        case Paragraph(text):
            yield text
        case Bullets(items):
            yield from (f"• {item}" for item in items)
        case Table(rows, _):
            for name, *cells in rows[:MOST_ROWS]:
                yield f"{name}: {' · '.join(cell for cell in cells if cell)}"
        case Details(summary, inner):
            yield f"<b>{summary}</b>"
            for one in inner:
                yield from _lines(one)


def parsed_length(html: str) -> int:
    """Characters as Telegram counts them after parsing: UTF-16 units, tags left out."""
    return len(unescape(re.sub(r"<[^>]*>", "", html)).encode("utf-16-le")) // 2
