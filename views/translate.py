"""The texts in both languages, and the one place where people's words are escaped."""

from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any, Protocol

from fluent.runtime import FluentBundle, FluentResource

LANGUAGES = ("en", "hi")
Argument = str | int | float


class MissingText(LookupError):
    """A catalogue lacks a text or an argument that it needs."""


class Translate(Protocol):
    """t("key", name=…) → HTML in one language, the arguments escaped."""

    language: str

    def __call__(self, key: str, /, **arguments: Argument) -> str: ...

    def plain(self, key: str, /, **arguments: Argument) -> str: ...

    def __hash__(self) -> int: ...


class Translator:
    """One language's texts; raises MissingText rather than show a key to a student."""

    def __init__(self, language: str, bundle: Any) -> None:
        self.language = language
        self._bundle = bundle
        #: Texts into which nothing is put: most buttons.
        self._fixed: dict[str, str] = {}

    def __call__(self, key: str, /, **arguments: Argument) -> str:
        """A text as HTML; what is put into it is escaped."""
        safe = {
            name: escape(value, quote=False) if isinstance(value, str) else value
            for name, value in arguments.items()
        }
        return self._format(key, safe)

    def plain(self, key: str, /, **arguments: Argument) -> str:
        """A text for where no markup is read: buttons, alerts, pictures."""
        return self._format(key, arguments)

    def _format(self, key: str, arguments: Mapping[str, Argument]) -> str:
        if arguments:
            return self._filled(key, arguments)
        if key not in self._fixed:
            self._fixed[key] = self._filled(key, arguments)
        return self._fixed[key]

    def _filled(self, key: str, arguments: Mapping[str, Argument]) -> str:
        if not self._bundle.has_message(key):
            raise MissingText(f"{self.language} has no text {key!r}")
        text, problems = self._bundle.format_pattern(self._bundle.get_message(key).value, arguments)
        if problems:
            raise MissingText(f"{self.language} {key!r}: {problems}")
        return str(text)

    def keys(self) -> set[str]:
        return set(self._bundle._messages)  # noqa: SLF001 - for the test that compares catalogues


@cache
def translator(language: str | None) -> Translator:
    """The texts in a language; English where none is chosen."""
    chosen = language if language in LANGUAGES else "en"
    bundle = FluentBundle([chosen], use_isolating=False)
    folder = files("views") / "locales" / chosen
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".ftl"):
            bundle.add_resource(FluentResource(file.read_text("utf-8")))
    return Translator(chosen, bundle)


def escaped(text: str) -> str:
    """People's or an author's words, safe inside HTML."""
    return escape(text, quote=False)
