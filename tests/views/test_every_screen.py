"""Every screen, in each language, of empty, hostile and the longest data, is what Telegram takes.

Screens are found, and what they show is invented from its types, so a new screen is tested the day
it is written. The sandbox's parser, which shares no code with the views, judges.
"""

import importlib
import inspect
import pkgutil
import re
import typing
from collections.abc import Callable, Iterator

import pytest

import views
from sandbox.entities import format_text
from sandbox.rich import plain_text, read_rich_message
from tests.support.invented import FLAVOURS, Flavour, Inventor
from views.screen import LONGEST_TEXT, Screen
from views.translate import LANGUAGES, Translate, translator

SEEDS = range(8)
MOST_BUTTONS = 100
#: Python's, not the English word.
NOTHING = re.compile(r"None(?! here)")


def screens() -> Iterator[tuple[str, Callable[..., Screen | None]]]:
    """Every public function of the views that makes a screen of figures."""
    for module in pkgutil.iter_modules(views.__path__):
        found = importlib.import_module(f"views.{module.name}")
        for name, function in inspect.getmembers(found, inspect.isfunction):
            is_own = function.__module__ == found.__name__ and not name.startswith("_")
            # views/document makes screens of blocks, not of figures; it has tests of its own.
            if is_own and module.name != "document" and _makes_screen(function):
                yield f"{module.name}.{name}", function


def _makes_screen(function: Callable[..., object]) -> bool:
    return typing.get_type_hints(function).get("return") in (Screen, Screen | None)


ALL = dict(screens())


def invented(name: str, language: str, inventor: Inventor) -> Screen | None:
    hints = typing.get_type_hints(ALL[name])
    del hints["return"]
    return ALL[name](
        **{
            argument: translator(language)
            if hint is Translate
            else inventor.value(hint, argument, name)
            for argument, hint in hints.items()
        }
    )


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ALL)
def test_telegram_takes_every_screen(name: str, language: str, flavour: Flavour) -> None:
    for seed in SEEDS:
        screen = invented(name, language, Inventor(flavour, seed))
        if screen is not None:
            judge(screen)


def judge(screen: Screen) -> None:
    text, _ = format_text(screen.html, "HTML", None)
    # A caption that is longer than Telegram allows is sent as a message of its own.
    assert 0 < len(text.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    assert not NOTHING.search(text)
    if screen.rich is not None:
        assert not NOTHING.search(plain_text(read_rich_message({"html": screen.rich})))
    buttons = [button for row in screen.keyboard for button in row]
    assert len(buttons) <= MOST_BUTTONS
    for button in buttons:
        assert button.text.strip()
        assert bool(button.data) != bool(button.url)
        assert len(button.data.encode()) <= 64


def test_most_of_the_views_are_among_them() -> None:
    assert len(ALL) > 60
