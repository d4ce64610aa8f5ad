"""Formatted text: Telegram's HTML and Markdown into text and entities, and back into safe HTML."""

import html
import re
from dataclasses import dataclass, field

from sandbox.fields import Object
from sandbox.refusals import bad_request

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "span": "spoiler",
}
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?")
_DETECTED = (
    ("url", re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")),
    ("email", re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+\w")),
    ("mention", re.compile(r"(?<![\w@/])@[A-Za-z]\w{3,31}")),
    ("bot_command", re.compile(r"(?<![\w/<])/[A-Za-z0-9_]{1,32}(?:@[A-Za-z]\w{3,31})?")),
    ("hashtag", re.compile(r"(?<![\w#])#[^\W\d]\w*")),
)


@dataclass(slots=True)
class _Open:
    tag: str
    start: int
    attributes: dict[str, str] = field(default_factory=dict)


def utf16_length(text: str) -> int:
    """Telegram counts offsets in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def format_text(text: str, parse_mode: str, given: list[object] | None) -> tuple[str, list[Object]]:
    """Text and entities of a call: by its mode, by given entities, and what Telegram detects."""
    mode = parse_mode.lower()
    if given is not None:
        return text, [entity for entity in given if isinstance(entity, dict)]
    if mode == "html":
        text, entities = parse_html(text)
    elif mode == "markdownv2":
        text, entities = parse_markdown_v2(text)
    elif mode == "markdown":
        text, entities = parse_markdown(text)
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        entities = []
    return trimmed(text, [*entities, *_detected(text, entities)])


def trimmed(text: str, entities: list[Object]) -> tuple[str, list[Object]]:
    """Without the white space around the text, as Telegram stores it."""
    lead = utf16_length(text) - utf16_length(text.lstrip())
    text = text.strip()
    total = utf16_length(text)
    kept = []
    for entity in entities:
        start = max(0, _number(entity, "offset") - lead)
        end = min(total, _number(entity, "offset") + _number(entity, "length") - lead)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return text, sorted(kept, key=lambda e: (_number(e, "offset"), -_number(e, "length")))


def _number(entity: Object, name: str) -> int:
    value = entity.get(name)
    return value if isinstance(value, int) else 0


def parse_html(source: str) -> tuple[str, list[Object]]:
    """Telegram's HTML style; refuses what Telegram refuses, in its words."""
    out: list[str] = []
    length = 0
    entities: list[Object] = []
    stack: list[_Open] = []
    position = 0
    while position < len(source):
        if source[position] != "<":
            end = source.find("<", position)
            end = len(source) if end < 0 else end
            piece = html.unescape(source[position:end])
            out.append(piece)
            length += utf16_length(piece)
            position = end
            continue
        match = _TAG.match(source, position)
        offset = len(source[:position].encode())
        if match is None:
            raise bad_request(f"can't parse entities: Unclosed start tag at byte offset {offset}")
        closing, name, rest = match.group(1), match.group(2).lower(), match.group(3)
        if closing:
            _close(name, stack, entities, length, offset)
        else:
            _open(name, rest, stack, length, offset)
        position = match.end()
    if stack:
        raise bad_request(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{stack[-1].tag}\""
        )
    return "".join(out), entities


def _open(name: str, rest: str, stack: list[_Open], at: int, offset: int) -> None:
    attributes = {
        m.group(1).lower(): html.unescape(m.group(2) or m.group(3) or m.group(4) or "")
        for m in _ATTRIBUTE.finditer(rest)
    }
    spoiler = name != "span" or attributes.get("class") == "tg-spoiler"
    if name not in TAGS or not spoiler:
        raise bad_request(
            f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {offset}'
        )
    stack.append(_Open(name, at, attributes))


def _close(name: str, stack: list[_Open], entities: list[Object], at: int, offset: int) -> None:
    if not stack:
        raise bad_request(f"can't parse entities: Unexpected end tag at byte offset {offset}")
    opened = stack.pop()
    if opened.tag != name:
        raise bad_request(
            f"can't parse entities: Unmatched end tag at byte offset {offset}, "
            f'expected "</{opened.tag}>", found "</{name}>"'
        )
    if at > opened.start:
        entities.append(_entity(opened, at))


def _entity(opened: _Open, end: int) -> Object:
    kind = TAGS[opened.tag]
    entity: Object = {"type": kind, "offset": opened.start, "length": end - opened.start}
    if kind == "text_link":
        entity["url"] = opened.attributes.get("href", "")
        if not entity["url"]:
            entity["type"] = "url"
            del entity["url"]
    if kind == "blockquote" and "expandable" in opened.attributes:
        entity["type"] = "expandable_blockquote"
    if kind == "custom_emoji":
        entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "")
    if kind == "code" and opened.attributes.get("class", "").startswith("language-"):
        entity["type"] = "pre"
        entity["language"] = opened.attributes["class"].removeprefix("language-")
    return entity


_V2_MARKS = (
    ("__", "underline"),
    ("||", "spoiler"),
    ("*", "bold"),
    ("_", "italic"),
    ("~", "strikethrough"),
)
_V2_RESERVED = set("_*[]()~`>#+-=|{}.!")


def parse_markdown_v2(source: str) -> tuple[str, list[Object]]:
    """Telegram's MarkdownV2 style."""
    reader = _Markdown(source)
    while reader.position < len(source):
        reader.step()
    if reader.open:
        kind, start, _ = reader.open[-1]
        raise bad_request(
            f"can't parse entities: Can't find end of {kind.capitalize()} entity "
            f"at byte offset {len(source[:start].encode())}"
        )
    return "".join(reader.out), reader.entities


class _Markdown:
    """Reads MarkdownV2 one mark at a time."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.out: list[str] = []
        self.length = 0
        self.entities: list[Object] = []
        #: (kind, where in the source, where in the text)
        self.open: list[tuple[str, int, int]] = []

    def step(self) -> None:
        rest = self.source[self.position :]
        if rest.startswith("\\") and len(rest) > 1:
            self._put(rest[1], 2)
        elif rest.startswith("```"):
            self._literal("```", "pre")
        elif rest.startswith("`"):
            self._literal("`", "code")
        elif rest.startswith("["):
            self.open.append(("text_link", self.position, self.length))
            self.position += 1
        elif rest.startswith("]") and self.open and self.open[-1][0] == "text_link":
            self._link()
        else:
            self._mark_or_text(rest)

    def _mark_or_text(self, rest: str) -> None:
        for mark, kind in _V2_MARKS:
            if rest.startswith(mark):
                self._toggle(mark, kind)
                return
        if rest[0] in _V2_RESERVED and not (rest[0] == ">" and self._at_line_start()):
            raise bad_request(
                f"can't parse entities: Character '{rest[0]}' is reserved and must be escaped "
                "with the preceding '\\'"
            )
        self._put("" if rest[0] == ">" else rest[0], 1)

    def _at_line_start(self) -> bool:
        return self.position == 0 or self.source[self.position - 1] == "\n"

    def _put(self, text: str, consumed: int) -> None:
        self.out.append(text)
        self.length += utf16_length(text)
        self.position += consumed

    def _toggle(self, mark: str, kind: str) -> None:
        if self.open and self.open[-1][0] == kind:
            _, _, start = self.open.pop()
            self._add(kind, start)
        else:
            self.open.append((kind, self.position, self.length))
        self.position += len(mark)

    def _add(self, kind: str, start: int, **more: str) -> None:
        if self.length > start:
            self.entities.append(
                {"type": kind, "offset": start, "length": self.length - start, **more}
            )

    def _literal(self, mark: str, kind: str) -> None:
        end = self.source.find(mark, self.position + len(mark))
        if end < 0:
            offset = len(self.source[: self.position].encode())
            raise bad_request(
                f"can't parse entities: Can't find end of {kind.capitalize()} entity "
                f"at byte offset {offset}"
            )
        body = self.source[self.position + len(mark) : end]
        start = self.length
        self._put(re.sub(r"\\(.)", r"\1", body), end + len(mark) - self.position)
        self._add(kind, start)

    def _link(self) -> None:
        _, _, start = self.open.pop()
        match = re.match(r"\]\(((?:\\.|[^)\\])*)\)", self.source[self.position :])
        if match is None:
            self.position += 1
            return
        self._add("text_link", start, url=re.sub(r"\\(.)", r"\1", match.group(1)))
        self.position += match.end()


_OLD_MARKDOWN = re.compile(
    r"```(?:\w*\n)?(?P<pre>.*?)```|`(?P<code>[^`]*)`|\*(?P<bold>[^*]*)\*|_(?P<italic>[^_]*)_"
    r"|\[(?P<label>[^\]]*)\]\((?P<url>[^)]*)\)|\\(?P<escaped>[_*`\[])|(?P<lone>[*_`])",
    re.DOTALL,
)


def parse_markdown(source: str) -> tuple[str, list[Object]]:
    """Telegram's old Markdown style."""
    out, entities, last = "", [], 0
    for match in _OLD_MARKDOWN.finditer(source):
        out += source[last : match.start()]
        last = match.end()
        start = utf16_length(out)
        if match["lone"]:
            offset = len(source[: match.start()].encode())
            raise bad_request(
                "can't parse entities: Can't find end of the entity "
                f"starting at byte offset {offset}"
            )
        if match["escaped"]:
            out += match["escaped"]
            continue
        kind = next(
            name for name in ("pre", "code", "bold", "italic", "label") if match[name] is not None
        )
        out += match[kind]
        entity: Object = {"type": kind, "offset": start, "length": utf16_length(match[kind])}
        if kind == "label":
            entity |= {"type": "text_link", "url": match["url"]}
        entities.append(entity)
    return out + source[last:], entities


def _detected(text: str, known: list[Object]) -> list[Object]:
    """Links, mentions, commands and hashtags that Telegram finds by itself."""
    taken = [
        (_number(e, "offset"), _number(e, "offset") + _number(e, "length"))
        for e in known
        if e["type"] in {"code", "pre", "text_link"}
    ]
    found: list[Object] = []
    for kind, pattern in _DETECTED:
        for match in pattern.finditer(text):
            start = utf16_length(text[: match.start()])
            end = start + utf16_length(match.group())
            if all(end <= a or start >= b for a, b in taken):
                taken.append((start, end))
                found.append({"type": kind, "offset": start, "length": end - start})
    return found


_MARKUP = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
    "spoiler": "tg-spoiler",
}


def to_html(text: str, entities: list[Object]) -> str:
    """Safe HTML of a formatted text, for the web chat and for scripts."""
    units = text.encode("utf-16-le")
    opens: dict[int, list[Object]] = {}
    closes: dict[int, list[str]] = {}
    for entity in entities:
        start, end = (
            _number(entity, "offset"),
            _number(entity, "offset") + _number(entity, "length"),
        )
        opens.setdefault(start, []).append(entity)
        closes.setdefault(end, []).insert(0, _end_tag(entity))
    out: list[str] = []
    marks = sorted({0, len(units) // 2, *opens, *closes})
    for index, mark in enumerate(marks):
        out += closes.get(mark, [])
        out += [_start_tag(e) for e in opens.get(mark, [])]
        following = marks[index + 1] if index + 1 < len(marks) else mark
        out.append(html.escape(units[mark * 2 : following * 2].decode("utf-16-le")))
    return "".join(out)


def _start_tag(entity: Object) -> str:
    if entity["type"] == "text_link":
        url = str(entity.get("url", ""))
        safe = url if re.match(r"(https?|tg|mailto):", url) else ""
        return f'<a href="{html.escape(safe)}" rel="noreferrer" target="_blank">'
    tag = _MARKUP.get(str(entity["type"]))
    return f"<{tag}>" if tag else ""


def _end_tag(entity: Object) -> str:
    if entity["type"] == "text_link":
        return "</a>"
    tag = _MARKUP.get(str(entity["type"]))
    return f"</{tag}>" if tag else ""
