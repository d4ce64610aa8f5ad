"""Pictures: Devanagari shaped, the same pixels each time, never without their evidence."""

import io
from datetime import date, timedelta

import numpy as np
import pytest
from PIL import Image, ImageFont

from services.progress import Figure, Progress
from services.records import Named, TopicSum
from storage.answers import DaySum
from views.charts import activity, topics, trend
from views.charts.fonts import _devanagari_path, runs, sprite, text_width
from views.charts.png import png
from views.charts.svg import svg
from views.pictures import OF_SUMS, render
from views.translate import translator

UNTIL = date(2026, 11, 23)
#: Each has fewer glyphs than code points when it is shaped.
CLUSTERS = ("क्षेत्र", "विज्ञान", "संस्कृति", "राष्ट्रे", "ट्रेन", "श्री", "प्रश्न", "द्वितीय")


def progress(*counts: tuple[int, int], days: int = 30, topic_count: int = 3) -> Progress:
    """Counts of (answers, right) for the last days, today last."""
    sums = tuple(
        DaySum(
            day=UNTIL - timedelta(days=len(counts) - 1 - index),
            answers=answers,
            right=right,
            milliseconds=0,
            timed=0,
        )
        for index, (answers, right) in enumerate(counts)
        if answers
    )
    return Progress(
        days=days,
        until=UNTIL,
        overall=Figure(right=sum(s.right for s in sums), answers=sum(s.answers for s in sums)),
        before=Figure(right=0, answers=0),
        average_seconds=None,
        target_seconds=60.0,
        active_days=len(sums),
        streak_days=0,
        by_day=sums,
        by_topic=tuple(
            TopicSum(
                topic=Named(key=str(n), name_en="<b>=1+1 " * 9, name_hi="क्षेत्रमिति " * 9),
                answers=3 + n,
                right=n,
            )
            for n in range(topic_count)
        ),
    )


@pytest.mark.parametrize("word", CLUSTERS)
def test_devanagari_is_shaped(word: str) -> None:
    font = ImageFont.truetype(str(_devanagari_path(False)), 40, layout_engine=ImageFont.Layout.RAQM)
    basic = ImageFont.truetype(
        str(_devanagari_path(False)), 40, layout_engine=ImageFont.Layout.BASIC
    )

    assert font.getlength(word) < basic.getlength(word)


def test_each_script_is_drawn_with_a_font_that_has_it() -> None:
    assert runs("30 दिनों में 62 %") == [("30 ", False), ("दिनों में", True), (" 62 %", False)]
    assert text_width("62 % सही", 40) == pytest.approx(
        text_width("62 % ", 40) + text_width("सही", 40)
    )


@pytest.mark.parametrize("language", ["en", "hi"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", OF_SUMS)
def test_every_kind_draws_a_square_picture(kind: str, theme: str, language: str) -> None:
    shown = progress((10, 7), (0, 0), (3, 3), (20, 9), topic_count=12)
    content = render(kind, shown, language, theme)  # type: ignore[arg-type]

    assert Image.open(io.BytesIO(content)).size == (1080, 1080)


@pytest.mark.parametrize(
    "shown",
    [
        progress((5, 0)),
        progress((5, 5)),
        progress((1, 1)),
        progress((0, 0), days=7, topic_count=0),
        progress(*[(10, 10)] * 90, days=90),
        progress((10, 5), days=1),
    ],
    ids=["all wrong", "all right", "one answer", "nothing", "ninety days", "one day"],
)
def test_extremes_are_drawn_inside_the_picture(shown: Progress) -> None:
    t = translator("hi")
    for draw in (trend.trend, topics.topics, activity.activity):
        drawing = draw(shown, t, "light")
        assert drawing.description
        pixels = np.asarray(Image.open(io.BytesIO(png(drawing))))
        edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
        assert (edge == 255).all(), "nothing is cut at the edge"


def test_the_same_figures_give_the_same_pixels() -> None:
    first, second = (
        np.asarray(Image.open(io.BytesIO(render("trend", progress((10, 7)), "hi", "light"))))
        for _ in range(2)
    )

    assert (first == second).all()


def test_an_svg_says_in_words_what_it_shows() -> None:
    text = svg(topics.topics(progress((10, 7)), translator("en"), "light"))

    assert "<title>" in text
    assert "&lt;b&gt;=1+1" in text
    assert "<b>" not in text


def test_words_are_cached_but_not_without_end() -> None:
    for number in range(5000):
        sprite(f"{number}", 10, False)

    assert sprite.cache_info().currsize <= 4096
