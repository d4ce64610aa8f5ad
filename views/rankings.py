"""A group's board as a table where the chat shows one, else as lines."""

from services.group_boards import BoardRow, GroupBoard
from views import document
from views.document import Heading, Paragraph, Table
from views.screen import Screen, shortened
from views.translate import Translate, escaped

ROWS_SHOWN = 60
LONGEST_NAME = 24


def board(found: GroupBoard, t: Translate, *, subject: str = "", text_only: bool = False) -> Screen:
    """The board with what it leaves out."""
    head = t(
        "rankings-head",
        title=found.group.title,
        by=t.plain(f"rankings-by-{found.dimension}"),
        days=found.days,
    )
    if subject:
        head += f" · {escaped(subject)}"
    notes = []
    if found.below_minimum:
        notes.append(Paragraph(t("rankings-below", count=found.below_minimum)))
    if found.unshared:
        notes.append(Paragraph(t("rankings-unshared", count=found.unshared)))
    if not found.rows:
        return document.screen(
            Heading(head), Paragraph(t("rankings-empty")), *notes, text_only=True
        )
    heads = (
        t("rankings-column-name"),
        t(f"rankings-unit-{found.dimension}"),
        t("rankings-column-tests"),
    )
    table = Table(tuple(_row(found, row) for row in found.rows[:ROWS_SHOWN]), heads)
    return document.screen(Heading(head), table, *notes, text_only=text_only)


def _row(found: GroupBoard, row: BoardRow) -> tuple[str, str, str]:
    return f"{row.rank}. {escaped(_name(row))}", _value(found, row), str(row.tests)


def _name(row: BoardRow) -> str:
    return shortened(row.name, LONGEST_NAME)


def _value(found: GroupBoard, row: BoardRow) -> str:
    """As many decimals as say something."""
    if found.dimension == "activity":
        return str(round(row.value))
    digits = 2 if found.dimension in {"improvement", "efficiency"} else 1
    return f"{row.value:.{digits}f}".replace("-", "\N{MINUS SIGN}")
