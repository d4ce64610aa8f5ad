"""A document says the same in both forms, and never more than Telegram takes."""

from sandbox.entities import format_text
from sandbox.rich import plain_text, read_rich_message
from views.document import (
    Bullets,
    Details,
    Heading,
    Paragraph,
    Table,
    parsed_length,
    plain,
    screen,
)
from views.screen import LONGEST_TEXT
from views.translate import escaped

NAME = escaped('<b>=1+1 & "क्षेत्र"')
BLOCKS = (
    Heading("Head"),
    Table(((NAME, "61", "▲ 4"), ("Speed", "33", "")), heads=("What", "Now", "")),
    Bullets(("one", "two")),
    Details("More", (Paragraph("inside\nof it"), Table((("Topic", "80 %"),)))),
)


def test_the_plain_form_reads_as_lines_with_a_quotation_that_opens() -> None:
    assert plain(BLOCKS).splitlines() == [
        "<b>Head</b>",
        '&lt;b&gt;=1+1 &amp; "क्षेत्र": 61 · ▲ 4',
        "Speed: 33",
        "• one",
        "• two",
        "<b>More</b>",
        "<blockquote expandable>inside",
        "of it",
        "Topic: 80 %</blockquote>",
    ]


def test_the_rich_form_has_a_table_and_a_part_that_folds() -> None:
    shown = screen(*BLOCKS)
    blocks = read_rich_message({"html": shown.rich})

    assert [block["type"] for block in blocks] == ["heading", "table", "list", "details"]
    assert '<b>=1+1 & "क्षेत्र" | 61 | ▲ 4' in plain_text(blocks)


def test_who_prefers_words_or_sees_a_picture_gets_the_plain_form() -> None:
    assert screen(*BLOCKS, text_only=True).rich is None
    assert screen(*BLOCKS, picture=b"png").rich is None


def test_what_runs_over_the_limit_is_cut_at_a_line_and_its_quotation_closed() -> None:
    long = Details("More", tuple(Paragraph(f"{NAME} {'क' * 90} {n}") for n in range(100)))
    said = plain((Heading("Head"), long))
    text, _ = format_text(said, "HTML", None)

    assert said.endswith("…</blockquote>")
    assert LONGEST_TEXT - 120 < len(text.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    assert "99" not in plain((*[Paragraph("क" * 4000)] * 2, Paragraph("99")))


def test_length_is_counted_as_telegram_does() -> None:
    assert parsed_length("<b>&lt;</b>🏅") == 3
