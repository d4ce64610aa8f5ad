"""How the bot does, for its operator."""

from services.operation import OperationState
from views import document
from views.document import Bullets, Heading, Paragraph, Table
from views.screen import Screen
from views.translate import Translate, escaped


def status(t: Translate, found: OperationState) -> Screen:
    """The scheduler, the queue, what was lost, and what people think of the alerts."""
    tick, oldest = found.last_tick_at, found.backlog.oldest_due_at
    rows = (
        (
            t("status-tick"),
            t("status-never") if tick is None else _ago(t, (found.at - tick).total_seconds()),
        ),
        (t("status-waiting"), str(found.backlog.waiting)),
        (
            t("status-oldest"),
            t("status-nothing") if oldest is None else _ago(t, (found.at - oldest).total_seconds()),
        ),
    )
    blocks: list[document.Block] = [
        Heading(t("status-head", well="yes" if found.is_well else "no")),
        Table(rows),
    ]
    if found.backlog.lost:
        blocks.append(Paragraph(t("status-lost")))
        blocks.append(
            Bullets(
                tuple(f"{escaped(name)}: {count}" for name, count in found.backlog.lost.items())
            )
        )
    lines = []
    for type_, (told, quality) in sorted(found.alerts.items()):
        line = t("status-alert", type=type_, told=told, up=quality.useful, down=quality.useless)
        lines.append(line + (" " + t("status-quiet") if quality.is_quiet else ""))
    if lines:
        blocks += [Paragraph(t("status-alerts")), Bullets(tuple(lines))]
    if found.coach is not None:
        own = found.coach
        calls = ", ".join(f"{escaped(name)} {count}" for name, count in own.outcomes.items())
        blocks.append(
            Paragraph(
                t(
                    "status-coach",
                    today=_dollars(own.today),
                    month=_dollars(own.month),
                    calls=calls or "–",
                )
            )
        )
    return document.screen(*blocks)


def _dollars(micro: int) -> str:
    return f"{micro / 1_000_000:.4f}"


def _ago(t: Translate, seconds: float) -> str:
    """Seconds below two minutes, else minutes, else hours."""
    if seconds < 120:
        return t("status-seconds-ago", count=round(seconds))
    if seconds < 7200:
        return t("status-minutes-ago", count=round(seconds / 60))
    return t("status-hours-ago", count=round(seconds / 3600))
