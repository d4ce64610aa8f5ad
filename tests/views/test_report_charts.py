"""Pictures and words of a report: inside the frame, and never another figure than the report's."""

import io
import re
from dataclasses import replace

import pytest
from PIL import Image

from services.dashboard import Dashboard, Readiness
from services.group_figures import GroupFigures
from services.progress import Figure, Progress
from tests.support.figures import HOSTILE, board, empty_group, group, newcomer, sums
from views import dashboard as views
from views.charts.drawing import SIZE, Dot, Line, Rect, Words
from views.charts.fonts import text_width
from views.charts.registry import drawing_of
from views.charts.svg import svg
from views.overview import overview
from views.pictures import KINDS, OF_GROUP, OF_SUMS, render
from views.progress import PANELS, panel
from views.screen import LONGEST_TEXT
from views.translate import translator


def figures(kind: str, state: str) -> Progress | Dashboard | GroupFigures:
    if kind in OF_SUMS:
        return sums()
    if kind in OF_GROUP:
        return {"plain": group(), "hostile": group(HOSTILE), "empty": empty_group()}[state]
    return {"plain": board(), "hostile": board(HOSTILE), "empty": newcomer()}[state]


@pytest.mark.parametrize("language", ["en", "hi"])
@pytest.mark.parametrize("state", ["plain", "hostile", "empty"])
@pytest.mark.parametrize("kind", KINDS)
def test_everything_stands_inside_the_picture(kind: str, state: str, language: str) -> None:
    drawing = drawing_of(kind, figures(kind, state), translator(language), "light")
    for shape in drawing.shapes:
        match shape:
            case Words():
                width = text_width(shape.text, shape.size, is_bold=shape.is_bold)
                left = shape.x - {"start": 0, "middle": width / 2, "end": width}[shape.anchor]
                assert left >= 0, shape.text
                assert left + width <= SIZE, shape.text
                assert 0 < shape.y <= SIZE
            case Rect():
                assert 0 <= shape.x <= shape.x + shape.width <= SIZE
                assert 0 <= shape.y <= shape.y + shape.height <= SIZE
            case Dot():
                assert 0 <= shape.x <= SIZE
            case Line():
                assert all(0 <= x <= SIZE and 0 <= y <= SIZE for x, y in shape.points)
    assert drawing.description
    assert "<b>" not in svg(drawing)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_a_square_picture(kind: str, theme: str) -> None:
    content = render(kind, figures(kind, "plain"), "hi", theme)  # type: ignore[arg-type]

    assert Image.open(io.BytesIO(content)).size == (1080, 1080)


def test_the_words_alone_say_whether_she_improves_what_is_weakest_and_whether_she_passes() -> None:
    said = overview(translator("en"), sums(), board(), text_only=True)

    assert said.rich is None
    assert "🏅 Score: <b>61</b> · ▲ 4 · better than 72 % of your peers" in said.html
    assert "🎯 Right: <b>64 %</b> · 312 answers" in said.html
    assert "▼ 11 points less than in the 30 days before." in said.html
    assert "Worth some time: Topic number 0, 0 % of 20." in said.html
    assert "<b>63 %</b> chance of the cut-off if the exam were today (41 to 82 %)" in said.html
    more = "\n".join(views.readiness(board(), translator("en")))
    assert "Expected score: <b>84</b> of 200, with four chances in five between 66 and 102" in more
    assert "Confidence: medium" in more


def test_no_forecast_is_a_certainty() -> None:
    own = board().readiness
    assert isinstance(own, Readiness)
    sure = replace(own, probability=0.9999, interval=(0.999, 1.0), confidence="low")
    said = "\n".join(views.readiness(replace(board(), readiness=sure), translator("en")))

    assert "<b>99 %</b>" in said
    assert "100 %" not in said
    assert "few answers yet" in said


def test_with_little_evidence_the_three_answers_say_what_they_lack() -> None:
    few = replace(
        sums(),
        before=Figure(right=3, answers=8),
        by_topic=sums().by_topic[:1],
    )
    said = overview(translator("hi"), few, newcomer(), text_only=True).html

    assert "30 दिनों में 12 उत्तर और चाहिए" in said
    assert "दो विषय-बिंदुओं में 5-5 उत्तर चाहिए" in said
    assert "तैयारी: परीक्षा के विषयों पर 20 उत्तर चाहिए" in said


def test_the_rich_form_says_every_number_of_the_plain_one() -> None:
    both = overview(translator("en"), sums(), board(), text_only=False)
    assert both.rich is not None
    numbers = [re.findall(r"\d+", re.sub(r"<[^>]+>", " ", form)) for form in (both.html, both.rich)]

    assert sorted(numbers[0]) == sorted(numbers[1])


@pytest.mark.parametrize("kind", ["difficulty", "peers", "readiness", "pace", "result"])
def test_a_picture_says_the_numbers_of_its_figures(kind: str) -> None:
    drawing = drawing_of(kind, board(), translator("en"), "light")
    said = " ".join(shape.text for shape in drawing.shapes if isinstance(shape, Words))
    wanted = {
        "difficulty": ("77 % (106)", "63 % (121)", "(3)", "72 seconds"),
        "peers": ("72 %", "240 students", "90", "79"),
        "readiness": ("63 %", "41 and 82", "cut-off 76", "Expected 84", "66 to 102", "of 200"),
        "pace": ("81 %", "45 %", "exam: 72 s"),
        "result": ("78.67 of 200", "39.3 %", "80 % · 15:00"),
    }[kind]

    for one in wanted:
        assert one in said


@pytest.mark.parametrize("why", ["needs_answers", "needs_coverage", "needs_exam", "anything"])
def test_without_evidence_the_card_says_what_is_missing(why: str) -> None:
    assert views.readiness_line(newcomer(why).readiness, translator("hi")).startswith("🎓 तैयारी:")


@pytest.mark.parametrize("language", ["en", "hi"])
@pytest.mark.parametrize(
    "found", [board(), board(HOSTILE), newcomer()], ids=["plain", "long", "new"]
)
def test_every_panel_fits_a_message(language: str, found: Dashboard) -> None:
    t = translator(language)
    for name in views.PANELS:
        text = panel(t, name, found, None).html
        plain = re.sub(r"<[^>]+>", "", text)
        assert 0 < len(plain) <= LONGEST_TEXT
    assert set(views.PANELS) <= set(PANELS)
