"""Both catalogues say the same things, and people's words never become markup."""

import re
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from services.groups import GroupCard
from services.practice_steps import AnswerMarked, Missed, QuestionShown, SetFinished
from services.records import AttemptId, Group, GroupId, Named, Question, TopicId
from storage.records import QuestionId, QuestionText
from views import groups as group_views
from views import practice as views
from views.commands import command_list
from views.screen import LONGEST_TEXT, Screen
from views.translate import MissingText, translator

HOSTILE = "<b>=1+1</b> & </i> %s {name}"
LANGUAGES = ("en", "hi")
#: Texts of nothing but arguments and signs, or meant in both scripts.
LATIN_ALIKE = {
    "own-card",
    "own-hint",
    "own-line",
    "announce-told",
    "assign-board",
    "assign-new",
    "assign-to-do",
    "chart-difficulty-finding",
    "group-dismiss",
    "plan-tick",
    "plan-untick",
    "mock-card-head",
    "mock-question-head",
    "mock-result-head",
    "mock-section-line",
    "mock-taken",
    "exam-section",
    "review-report-line",
    "category-sc_st_tsp",
    "category-st_tsp",
    "day-and-month",
    "question-hint",
    "value-language-en",
}


class _Variables(Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.found.add(node.id.name)


def catalogue(language: str) -> dict[str, set[str]]:
    """Each text's key with the arguments it takes."""
    found: dict[str, set[str]] = {}
    for file in (files("views") / "locales" / language).iterdir():
        for entry in FluentParser().parse(file.read_text("utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file.name}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{entry.id.name} stands twice"
                variables = _Variables()
                variables.visit(entry)
                found[entry.id.name] = variables.found
    return found


def test_both_languages_have_the_same_texts_with_the_same_arguments() -> None:
    assert catalogue("en") == catalogue("hi")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_well_formed_for_telegram(language: str) -> None:
    t = translator(language)
    for key, names in catalogue(language).items():
        html = t(key, **dict.fromkeys(names, HOSTILE))
        assert unclosed(html) == [], f"{key}: {html}"


def test_hindi_texts_are_in_hindi() -> None:
    t = translator("hi")
    latin = [
        key
        for key, names in catalogue("hi").items()
        if not re.search(r"[\u0900-\u097F]", t.plain(key, **dict.fromkeys(names, "x")))
    ]
    assert set(latin) == LATIN_ALIKE


def test_a_missing_text_or_argument_is_an_error_here_not_a_key_there() -> None:
    with pytest.raises(MissingText):
        translator("en")("no-such-text")
    with pytest.raises(MissingText):
        translator("en")("verdict-wrong")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"b", "i", "u", "s", "a", "code", "pre", "blockquote"}:
            self.bad.append(tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.bad.append(f"/{tag}")


def unclosed(html: str) -> list[str]:
    parser = _Tags()
    parser.feed(html)
    return parser.bad + parser.open


def question(stem: str = HOSTILE) -> Question:
    text = QuestionText(
        language="en",
        stem=stem,
        options=(HOSTILE, "two", "three", "four", "five"),
        explanation=HOSTILE,
        hints=(HOSTILE, HOSTILE),
        why_wrong=(HOSTILE, "", "", "", ""),
    )
    return Question(
        id=QuestionId(1),
        key="<q>",
        version_id=1,
        topic_id=TopicId(1),
        topic=Named(key="t", name_en=HOSTILE, name_hi=HOSTILE),
        objective=None,
        difficulty=None,
        right_option="B",
        accepts="B",
        option_count=5,
        text=text,
    )


def screens(language: str) -> list[Screen]:
    t = translator(language)
    head = {"attempt_id": AttemptId(10**12), "position": 10, "number": 9, "question_count": 10}
    group = Group(
        id=GroupId(1), key="g1", title=HOSTILE, owner_id=None, join_code="c", chat_id=1, members=2
    )
    return [
        views.question(QuestionShown(**head, question=question(), hints_shown=2), t),  # type: ignore[arg-type]
        views.marked(
            AnswerMarked(  # type: ignore[arg-type]
                **head, question=question(), chosen="A", is_correct=False, is_last=True
            ),
            t,
        ),
        views.finished(
            SetFinished(
                attempt_id=AttemptId(1),
                question_count=10,
                right=3,
                average_seconds=12.3,
                missed=(Missed(position=1, number=1, topic=question().topic),),
            ),
            t,
            is_kept=True,
        ),
        group_views.notice(t, group, "c"),
        group_views.card(
            t,
            GroupCard(group=group, is_owner=True, teachers=((group.id, HOSTILE),)),
            username="bot",
        ),
        group_views.seat(t, group, shares=True),
        group_views.linked(t, group, already=False),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_words_stay_words_on_every_screen(language: str) -> None:
    for screen in screens(language):
        assert unclosed(screen.html) == [], screen.html
        assert "&lt;b&gt;=1+1" in screen.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_fits_telegrams_sixty_four_bytes(language: str) -> None:
    for screen in screens(language):
        for row in screen.keyboard:
            for button in row:
                assert 1 <= len(button.data.encode()) <= 64


def test_no_button_gives_the_key_away() -> None:
    shown = screens("en")[0]
    assert [button.text for button in shown.keyboard[0]] == list("ABCDE")


def test_the_longest_question_of_the_bank_fits_one_message() -> None:
    from content.bank import load_bank

    for entry in load_bank():
        for text in entry.texts.values():
            parts = [text.stem, text.explanation, *text.options, *text.options, *text.hints]
            assert sum(map(len, parts)) + max(map(len, text.why_wrong)) < LONGEST_TEXT - 400


def test_the_menu_of_commands_exists_in_both_languages() -> None:
    assert [c for c, _ in command_list("en")] == [c for c, _ in command_list("hi")]
