"""HTML of other tools to plain text and back, with Moodle's marks for two languages."""

from html import escape
from html.parser import HTMLParser

from content.rejected import BadCell

_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table"})
_SILENT = frozenset({"script", "style", "head", "title"})
_PICTURES = frozenset({"img", "svg", "audio", "video", "object", "embed", "iframe", "canvas"})
_SUPER = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUB = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_LANGUAGES = ("en", "hi")
#: The parser of the standard library takes quadratic time on hostile markup.
LONGEST_MARKUP = 8_000


class NeedsPicture(ValueError):
    """The text cannot be understood without a picture or a sound that it refers to."""


class _Stripper(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: dict[str, list[str]] = {}
        self._language = ""
        self._depth = 0
        self._silent = 0
        self._script: dict[int, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _PICTURES:
            raise NeedsPicture(tag)
        if tag in _SILENT:
            self._silent += 1
        if tag in _BREAKS:
            self._add("\n")
        if tag in {"sup", "sub"}:
            self._script = _SUPER if tag == "sup" else _SUB
        if tag == "span":
            self._open_span(dict(attrs))

    def _open_span(self, attributes: dict[str, str | None]) -> None:
        language = (attributes.get("lang") or "")[:2].lower()
        if self._language:
            self._depth += 1
        elif language in _LANGUAGES and "multilang" in (attributes.get("class") or ""):
            self._language, self._depth = language, 1
            self.parts.setdefault(language, [])

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self._silent:
            self._silent -= 1
        if tag in {"sup", "sub"}:
            self._script = None
        if tag in {"p", "div", "tr", "table"}:
            self._add("\n")
        if tag == "td":
            self._add(" ")
        if tag == "span" and self._language:
            self._depth -= 1
            if not self._depth:
                self._language = ""

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self._add(data.translate(self._script) if self._script else data)

    def _add(self, text: str) -> None:
        self.parts.setdefault(self._language, []).append(text)


def texts_of_html(html: str) -> dict[str, str]:
    """Plain text by language; under "" where the text marks no language.

    Raises NeedsPicture where a picture or sound would be lost, BadCell for a text beyond bounds.
    """
    if len(html) > LONGEST_MARKUP:
        raise BadCell("text", html, f"longer than {LONGEST_MARKUP} characters with its markup")
    stripper = _Stripper()
    stripper.feed(_without_declarations(html))
    stripper.close()
    texts = {name: _tidied("".join(parts)) for name, parts in stripper.parts.items()}
    if len(texts) > 1 and not texts.get("", "x"):
        del texts[""]
    return texts


def _without_declarations(html: str) -> str:
    """Comments taken out; other declarations, over which the parser stumbles, become text."""
    kept = []
    rest = html
    while "<!--" in rest:
        before, _, rest = rest.partition("<!--")
        kept.append(before)
        rest = rest.partition("-->")[2]
    return "".join([*kept, rest]).replace("<!", "&lt;!").replace("<?", "&lt;?")


def _tidied(text: str) -> str:
    """Source line ends are spaces in HTML; those that a tag made are kept."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return "\n".join(line for line in lines if line)


def plain_of_html(html: str) -> str:
    """Plain text where no second language is expected."""
    return "\n".join(texts_of_html(html).values())


def html_of(texts: dict[str, str]) -> str:
    """One HTML text that shows each reader her language (Moodle's multilang filter)."""
    if len(texts) == 1:
        return _escaped(next(iter(texts.values())))
    return "".join(
        f'<span lang="{language}" class="multilang">{_escaped(text)}</span>'
        for language, text in texts.items()
    )


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")
