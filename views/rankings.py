"""A group's board as a table where the chat shows one, else as lines."""

from collections.abc import Sequence

from services.group_boards import DIMENSIONS, WINDOWS, BoardRow, GroupBoard, OwnPlace
from views import document
from views.callbacks import BoardTap
from views.document import Heading, Paragraph, Table
from views.numbers import board_number
from views.screen import Button, Keyboard, Screen, shortened
from views.screen import rows as rows_of
from views.translate import Translate, escaped

ROWS_SHOWN = 30
#: Stands for a page: the board as a picture.
PICTURE = -1
LONGEST_NAME = 24


def board(
    found: GroupBoard, t: Translate, *, subject: str = "", text_only: bool = False, page: int = 0
) -> Screen:
    """A page of the board, with what it leaves out."""
    head, notes = _head(found, t, subject), _notes(found, t)
    if not found.rows:
        empty = "rankings-empty-readiness" if found.dimension == "readiness" else "rankings-empty"
        return document.screen(Heading(head), Paragraph(t(empty)), *notes, text_only=True)
    pages = -(-len(found.rows) // ROWS_SHOWN)
    here = min(max(page, 0), pages - 1)
    rows = found.rows[here * ROWS_SHOWN : (here + 1) * ROWS_SHOWN]
    return document.screen(
        Heading(head),
        _table(found, rows, t),
        *notes,
        text_only=text_only,
        # A board by subject does not fit a button's 64 bytes.
        keyboard=() if subject else _keyboard(t, found, here, pages),
    )


def picture(found: GroupBoard, t: Translate, content: bytes) -> Screen:
    """The board's picture, its first three in words, and the way back to the table."""
    first = [
        f"{row.rank}. {escaped(_name(row))} · {board_number(found.dimension, row.value)}"
        for row in found.rows[:3]
    ]
    parts = [_head(found, t, ""), *first]
    back = Button(t.plain("rankings-table"), _tap(found, page=0))
    return Screen(html="\n".join(parts), keyboard=((back,),), picture=content)


def own_place(found: OwnPlace, t: Translate, *, subject: str = "") -> Screen:
    """Her own place and her neighbours', or what is missing for one."""
    own = found.board
    head = Heading(_head(own, t, subject))
    if not found.shares:
        return document.screen(head, Paragraph(t("rankings-own-unshared")), text_only=True)
    if found.own is None:
        return document.screen(head, Paragraph(t("rankings-own-few")), text_only=True)
    said = t("rankings-own", rank=found.own.rank, of=len(own.rows))
    return document.screen(head, Paragraph(said), _table(own, found.around, t))


def _head(found: GroupBoard, t: Translate, subject: str) -> str:
    head = t(
        "rankings-head",
        title=found.group.title,
        by=t.plain(f"rankings-by-{found.dimension}"),
        days=found.days,
    )
    return f"{head} · {escaped(subject)}" if subject else head


def _notes(found: GroupBoard, t: Translate) -> list[Paragraph]:
    notes = []
    if found.below_minimum:
        notes.append(Paragraph(t("rankings-below", count=found.below_minimum)))
    if found.unshared:
        notes.append(Paragraph(t("rankings-unshared", count=found.unshared)))
    return notes


def _table(found: GroupBoard, rows: Sequence[BoardRow], t: Translate) -> Table:
    heads = (
        t("rankings-column-name"),
        t(f"rankings-unit-{found.dimension}"),
        t("rankings-column-tests"),
    )
    return Table(tuple(_row(found, row) for row in rows), heads)


def _keyboard(t: Translate, found: GroupBoard, here: int, pages: int) -> Keyboard:
    """Pages, windows, what else can be ranked, and the picture."""
    turn = []
    if here > 0:
        turn.append(Button("◀️", _tap(found, page=here - 1)))
    if here + 1 < pages:
        turn.append(Button("▶️", _tap(found, page=here + 1)))
    windows = tuple(
        Button(
            _ticked(t.plain("rankings-days", days=one), one == found.days), _tap(found, days=one)
        )
        for one in WINDOWS
    )
    wanted = [
        Button(
            _ticked(t.plain(f"rankings-short-{one}"), one == found.dimension),
            _tap(found, wanted=one),
        )
        for one in DIMENSIONS
    ]
    shown = Button(t.plain("rankings-picture"), _tap(found, page=PICTURE))
    return tuple(row for row in (tuple(turn), windows, *rows_of(*wanted, shown, width=2)) if row)


def _ticked(text: str, is_chosen: bool) -> str:
    return f"✓ {text}" if is_chosen else text


def _tap(
    found: GroupBoard, *, wanted: str | None = None, days: int | None = None, page: int = 0
) -> str:
    return BoardTap(
        group=found.group.id,
        wanted=wanted or found.dimension,
        days=days or found.days,
        page=page,
    ).pack()


def _row(found: GroupBoard, row: BoardRow) -> tuple[str, str, str]:
    return (
        f"{row.rank}. {escaped(_name(row))}",
        board_number(found.dimension, row.value),
        str(row.tests),
    )


def _name(row: BoardRow) -> str:
    return shortened(row.name, LONGEST_NAME)
