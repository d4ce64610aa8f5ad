"""Rich messages: HTML, Markdown or given blocks into the blocks that clients get, and plain text.

Bot API 10.1 and later; unverified against the real server (docs/sandbox.md says what is).
"""

import re
from html import escape
from html.parser import HTMLParser

from sandbox.fields import Object
from sandbox.refusals import bad_request

INLINE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "s": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "mark": "marked",
    "sub": "subscript",
    "sup": "superscript",
    "tg-spoiler": "spoiler",
    "a": "url",
}
HEADINGS = {f"h{size}": size for size in range(1, 7)}
CONTAINERS = {
    "details",
    "summary",
    "table",
    "caption",
    "tr",
    "td",
    "th",
    "ul",
    "ol",
    "li",
    "blockquote",
}
BLOCKS = {*HEADINGS, *CONTAINERS, "p", "footer", "pre", "hr", "br"}
LONGEST = 32_768


class _Node:
    """An element while it is being read."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[_Node | str] = []


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Node("root", {})
        self.stack = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE and tag not in BLOCKS:
            raise bad_request(f'can\'t parse rich message: unsupported tag "{tag}"')
        node = _Node(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(node)
        if tag not in {"hr", "br"}:
            self.stack.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"hr", "br"}:
            return
        if len(self.stack) < 2 or self.stack[-1].tag != tag:
            raise bad_request(f'can\'t parse rich message: unexpected end tag "{tag}"')
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)


def read_rich_message(source: Object | None) -> list[Object]:
    """The blocks of an InputRichMessage; exactly one of html, markdown and blocks."""
    if source is None:
        raise bad_request("rich message is empty")
    given = [name for name in ("html", "markdown", "blocks") if source.get(name)]
    if len(given) != 1:
        raise bad_request("exactly one of html, markdown and blocks must be specified")
    content = source[given[0]]
    if given[0] == "blocks":
        if not isinstance(content, list):
            raise bad_request("expected an Array of blocks")
        blocks = [_given_block(block) for block in content]
    else:
        text = str(content)
        blocks = read_html(text if given[0] == "html" else _markdown_to_html(text))
    if not blocks:
        raise bad_request("rich message is empty")
    if len(plain_text(blocks)) > LONGEST:
        raise bad_request("message is too long")
    return blocks


def read_html(text: str) -> list[Object]:
    tree = _Tree()
    tree.feed(text)
    tree.close()
    if len(tree.stack) > 1:
        raise bad_request(f'can\'t parse rich message: unclosed tag "{tree.stack[-1].tag}"')
    return _blocks(tree.root.children)


def _blocks(children: "list[_Node | str]") -> list[Object]:
    """Block elements as blocks; loose text between them as paragraphs."""
    blocks: list[Object] = []
    loose: list[_Node | str] = []

    def flush() -> None:
        text = _inline(loose)
        if _plain(text).strip():
            blocks.append({"type": "paragraph", "text": text})
        loose.clear()

    for child in children:
        if isinstance(child, _Node) and child.tag in BLOCKS and child.tag != "br":
            flush()
            blocks.append(_block(child))
        else:
            loose.append(child)
    flush()
    return blocks


def _block(node: _Node) -> Object:
    if node.tag in HEADINGS:
        return {"type": "heading", "text": _inline(node.children), "size": HEADINGS[node.tag]}
    if node.tag == "hr":
        return {"type": "divider"}
    if node.tag == "table":
        return _table(node)
    if node.tag == "details":
        return _details(node)
    if node.tag in {"ul", "ol"}:
        return _list(node)
    if node.tag == "blockquote":
        return {"type": "blockquote", "blocks": _blocks(node.children)}
    kind = {"footer": "footer", "pre": "pre"}.get(node.tag, "paragraph")
    return {"type": kind, "text": _inline(node.children)}


def _table(node: _Node) -> Object:
    rows = [child for child in node.children if isinstance(child, _Node) and child.tag == "tr"]
    caption = next((c for c in node.children if isinstance(c, _Node) and c.tag == "caption"), None)
    table: Object = {
        "type": "table",
        "cells": [
            [_cell(c) for c in row.children if isinstance(c, _Node) and c.tag in {"td", "th"}]
            for row in rows
        ],
    }
    if "border" in node.attributes or "bordered" in node.attributes:
        table["is_bordered"] = True
    if "striped" in node.attributes:
        table["is_striped"] = True
    if caption is not None:
        table["caption"] = _inline(caption.children)
    return table


def _cell(node: _Node) -> Object:
    cell: Object = {
        "text": _inline(node.children),
        "align": node.attributes.get("align", "left"),
        "valign": node.attributes.get("valign", "middle"),
    }
    if node.tag == "th":
        cell["is_header"] = True
    for span in ("colspan", "rowspan"):
        if node.attributes.get(span, "").isdecimal():
            cell[span] = int(node.attributes[span])
    return cell


def _details(node: _Node) -> Object:
    summary = next((c for c in node.children if isinstance(c, _Node) and c.tag == "summary"), None)
    rest = [child for child in node.children if child is not summary]
    block: Object = {
        "type": "details",
        "summary": _inline(summary.children) if summary else "",
        "blocks": _blocks(rest),
    }
    return block | ({"is_open": True} if "open" in node.attributes else {})


def _list(node: _Node) -> Object:
    items = [child for child in node.children if isinstance(child, _Node) and child.tag == "li"]
    return {
        "type": "list",
        "items": [
            {
                "label": f"{number}." if node.tag == "ol" else "•",
                "blocks": _blocks(item.children),
            }
            for number, item in enumerate(items, start=1)
        ],
    }


def _inline(children: "list[_Node | str]") -> object:
    """Rich text: a string, a styled piece, or a list of them."""
    parts: list[object] = []
    for child in children:
        if isinstance(child, str):
            parts.append(re.sub(r"\s+", " ", child))
        elif child.tag == "br":
            parts.append("\n")
        elif child.tag in INLINE:
            piece: Object = {"type": INLINE[child.tag], "text": _inline(child.children)}
            if child.tag == "a":
                piece["url"] = child.attributes.get("href", "")
            parts.append(piece)
        else:
            parts.append(_inline(child.children))
    return parts[0] if len(parts) == 1 else parts or ""


def _given_block(block: object) -> Object:
    """A block as the bot built it; lists get their labels, the rest is passed on."""
    if not isinstance(block, dict) or not isinstance(block.get("type"), str):
        raise bad_request("can't parse rich block: type is missing")
    known: Object = dict(block)
    if known["type"] == "list" and isinstance(known.get("items"), list):
        known["items"] = [
            {"label": "•", **item, "blocks": [_given_block(b) for b in item.get("blocks", [])]}
            for item in known["items"]  # type: ignore[attr-defined]
        ]
    elif isinstance(known.get("blocks"), list):
        known["blocks"] = [_given_block(b) for b in known["blocks"]]  # type: ignore[attr-defined]
    return known


def _markdown_to_html(source: str) -> str:
    """Headings, lists, quotes, rules and emphasis: what bots commonly write."""
    out: list[str] = []
    for chunk in re.split(r"\n\s*\n", source.strip()):
        lines = chunk.splitlines()
        heading = re.match(r"(#{1,6})\s+(.*)", lines[0])
        if heading and len(lines) == 1:
            out.append(f"<h{len(heading[1])}>{_emphasis(heading[2])}</h{len(heading[1])}>")
        elif re.fullmatch(r"-{3,}", chunk.strip()):
            out.append("<hr/>")
        elif all(re.match(r"\s*[-*]\s+", line) for line in lines):
            items = [_emphasis(re.sub(r"^\s*[-*]\s+", "", line)) for line in lines]
            out.append("<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>")
        elif all(line.lstrip().startswith(">") for line in lines):
            quoted = " ".join(line.lstrip()[1:].strip() for line in lines)
            out.append(f"<blockquote>{_emphasis(quoted)}</blockquote>")
        else:
            out.append(f"<p>{_emphasis(' '.join(lines))}</p>")
    return "".join(out)


def _emphasis(text: str) -> str:
    text = escape(text, quote=False)
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    text = re.sub(r"(?<!\*)\*([^*]+)\*", r"<i>\1</i>", text)
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", text)


def _plain(text: object) -> str:
    if isinstance(text, str):
        return text
    if isinstance(text, list):
        return "".join(_plain(part) for part in text)
    if isinstance(text, dict):
        return _plain(text.get("text", ""))
    return ""


def plain_text(blocks: list[Object]) -> str:
    """What a client without rich messages, or a script, reads."""
    return "\n".join(line for block in blocks for line in _lines(block))


def _lines(block: Object) -> list[str]:
    kind = block["type"]
    if kind == "table":
        rows = block.get("cells")
        assert isinstance(rows, list)
        return [" | ".join(_plain(cell.get("text", "")).strip() for cell in row) for row in rows]
    if kind == "divider":
        return ["———"]
    if kind == "list":
        items = block.get("items")
        assert isinstance(items, list)
        return [f"{item['label']} {plain_text(item['blocks'])}" for item in items]
    lines = [_plain(block["summary"]).strip()] if "summary" in block else []
    inner = block.get("blocks")
    if isinstance(inner, list):
        return [*lines, *plain_text(inner).splitlines()]
    return [*lines, _plain(block.get("text", "")).strip()]
