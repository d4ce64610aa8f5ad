"""A group's board as a table where the chat shows one, else as lines."""

from services.group_boards import BoardRow, GroupBoard
from views.screen import Screen, shortened
from views.translate import Translate, escaped

ROWS_SHOWN = 60
LONGEST_NAME = 24


def board(found: GroupBoard, t: Translate, *, subject: str = "") -> Screen:
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
        notes.append(t("rankings-below", count=found.below_minimum))
    if found.unshared:
        notes.append(t("rankings-unshared", count=found.unshared))
    if not found.rows:
        return Screen(html="\n".join([head, t("rankings-empty"), *notes]))
    shown = found.rows[:ROWS_SHOWN]
    lines = [
        t(
            "rankings-line",
            rank=row.rank,
            name=_name(row),
            value=_value(found, row),
            tests=row.tests,
        )
        for row in shown
    ]
    columns = "".join(f"<th>{t(f'rankings-column-{name}')}</th>" for name in ("rank", "name"))
    columns += f"<th>{t.plain(f'rankings-unit-{found.dimension}')}</th>"
    columns += f"<th>{t('rankings-column-tests')}</th>"
    body = "".join(
        f"<tr><td>{row.rank}</td><td>{escaped(_name(row))}</td>"
        f"<td>{_value(found, row)}</td><td>{row.tests}</td></tr>"
        for row in shown
    )
    foot = "".join(f"<p>{note}</p>" for note in notes)
    return Screen(
        html="\n".join([head, *lines, *notes]),
        rich=f"<p>{head}</p><table><tr>{columns}</tr>{body}</table>{foot}",
    )


def _name(row: BoardRow) -> str:
    return shortened(row.name, LONGEST_NAME)


def _value(found: GroupBoard, row: BoardRow) -> str:
    """As many decimals as say something."""
    if found.dimension == "activity":
        return str(round(row.value))
    digits = 2 if found.dimension in {"improvement", "efficiency"} else 1
    return f"{row.value:.{digits}f}".replace("-", "\N{MINUS SIGN}")
