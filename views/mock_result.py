"""A finished mock test as screens: result, card to share, solutions."""

from analytics.marking import Tally
from services.dashboard import LastTest
from services.mock_results import lost_and_won
from services.mock_steps import FILTERS, MockResult, Solution
from services.records import Named
from views.callbacks import MockExamTap, MockResultTap, SolutionTap
from views.durations import clock
from views.numbers import exact
from views.options import LETTERS
from views.screen import Button, Screen, rows
from views.translate import Translate, escaped

#: Fewer people make no percentile.
FEWEST_TAKERS = 20


def result(found: MockResult, t: Translate) -> Screen:
    parts = ["\n".join(_head(found, t)), "\n".join(_counts(found, t))]
    if len(found.sections) > 1:
        parts.append("\n".join([t("mock-sections"), *_sections(found, t)]))
    parts.append("\n".join(_place(found, t)))
    guessing = _guessing(found, t)
    if guessing:
        parts.append("\n".join(guessing))
    if found.dropped:
        parts.append(t("mock-dropped", count=found.dropped))
    buttons = [
        Button(
            t.plain("mock-solutions"),
            SolutionTap(attempt=found.attempt_id, wanted="wrong", index=0).pack(),
        ),
        Button(t.plain("mock-card"), MockResultTap(attempt=found.attempt_id, is_card=True).pack()),
        Button(t.plain("mock-another"), MockExamTap(exam=found.exam.id).pack()),
    ]
    return Screen(
        html="\n\n".join(part for part in parts if part), keyboard=rows(*buttons, width=1)
    )


def _name(name: tuple[str, str], t: Translate) -> str:
    return name[1] if t.language == "hi" else name[0]


def _head(found: MockResult, t: Translate) -> list[str]:
    lines = [t("mock-result-head", exam=found.exam.short, name=_name(found.part_name, t))]
    if found.ran_out:
        lines.append(t("mock-timed-out"))
    if found.state == "disqualified":
        lines.append(t("mock-disqualified", blank=found.total.blank, most=found.most_blanks or 0))
    lines.append(
        t(
            "mock-score",
            marks=signed(found.total),
            maximum=exact(found.total.maximum),
            percent=f"{float(found.total.percentage):.1f}",
        )
    )
    return lines


def signed(total: Tally) -> str:
    """Marks as they are printed, the minus a real one."""
    return exact(total.marks).replace("-", "\N{MINUS SIGN}")


def _counts(found: MockResult, t: Translate) -> list[str]:
    total = found.total
    lines = [t("mock-counts", right=total.right, wrong=total.wrong)]
    if found.scheme.not_attempted is not None:
        lines.append(t("mock-count-e", count=total.not_attempted))
    lines.append(t("mock-count-blank", count=total.blank))
    lines.append(t("mock-time", used=clock(found.seconds), allowed=clock(found.allowed_seconds)))
    return lines


def _sections(found: MockResult, t: Translate) -> list[str]:
    return [
        t(
            "mock-section-line",
            name=_name(one.name, t),
            marks=signed(one.tally),
            maximum=exact(one.tally.maximum),
            time=clock(one.seconds),
        )
        for one in found.sections
    ]


def _place(found: MockResult, t: Translate) -> list[str]:
    place = found.place
    if place is None:
        return []
    if place.takers < FEWEST_TAKERS:
        return [t("mock-place-few", missing=FEWEST_TAKERS - place.takers)]
    return [
        t(
            "mock-place",
            rank=place.rank,
            takers=place.takers,
            percentile=round(place.percentile),
        )
    ]


def _guessing(found: MockResult, t: Translate) -> list[str]:
    """What gambles won and lost, and whether hers pay."""
    if not found.scheme.wrong or found.won_by_luck is None or found.advice is None:
        return []
    lines = []
    if found.won_by_luck.questions:
        won, lost = lost_and_won(found.won_by_luck, found.scheme)
        lines.append(
            t(
                "mock-gambles",
                count=found.won_by_luck.questions,
                won=exact(won),
                lost=exact(lost),
            )
        )
    advice = found.advice
    if advice.advice == "unknown":
        lines.append(t("mock-advice-unknown", needed=round(100 * advice.needed)))
    else:
        lines.append(
            t(
                f"mock-advice-{advice.advice}",
                right=advice.right,
                guesses=advice.guesses,
                needed=round(100 * advice.needed),
            )
        )
    return lines


def figures(found: MockResult) -> LastTest:
    """The result as its picture takes it."""
    return LastTest(
        kind="mock",
        total_score=float(found.total.marks),
        maximum=float(found.total.maximum),
        percentage=float(found.total.percentage),
        sections=tuple(
            (
                Named(key=one.name[0], name_en=one.name[0], name_hi=one.name[1]),
                float(one.tally.percentage),
                one.seconds,
            )
            for one in found.sections
        ),
    )


def card(found: MockResult, t: Translate, picture: bytes | None = None) -> Screen:
    """A result to forward: the score and the sections, nothing about guessing."""
    lines = [
        t("mock-card-head", exam=found.exam.short, name=_name(found.part_name, t)),
        t(
            "mock-score",
            marks=signed(found.total),
            maximum=exact(found.total.maximum),
            percent=f"{float(found.total.percentage):.1f}",
        ),
    ]
    if found.place is not None and found.place.takers >= FEWEST_TAKERS:
        lines.extend(_place(found, t))
    if len(found.sections) > 1:
        lines.extend(["", *_sections(found, t)])
    return Screen(html="\n".join([*lines, "", t("mock-card-foot")]), picture=picture)


def solution(found: Solution, t: Translate) -> Screen:
    """One question with the right option, hers, and why."""
    filters = tuple(
        Button(
            f"• {t.plain(f'mock-filter-{name}')}"
            if name == found.wanted
            else t.plain(f"mock-filter-{name}"),
            SolutionTap(attempt=found.attempt_id, wanted=name, index=0).pack(),
        )
        for name in FILTERS
    )
    back = Button(
        t.plain("mock-to-result"), MockResultTap(attempt=found.attempt_id, is_card=False).pack()
    )
    if found.question is None:
        return Screen(html=t("mock-solution-none"), keyboard=(*rows(*filters, width=3), (back,)))
    turn = tuple(
        Button(
            label,
            SolutionTap(
                attempt=found.attempt_id, wanted=found.wanted, index=found.index + by
            ).pack(),
        )
        for label, by in (("◀️", -1), ("▶️", 1))
        if 0 <= found.index + by < found.count
    )
    keyboard = (*((turn,) if turn else ()), *rows(*filters, width=3), (back,))
    return Screen(html="\n\n".join(_solved(found, t)), keyboard=keyboard)


def _solved(found: Solution, t: Translate) -> list[str]:
    question = found.question
    assert question is not None
    lines = []
    for letter, option in zip(LETTERS, question.text.options, strict=False):
        mark = "✅" if question.is_right(letter) else "❌" if letter == found.chosen else "▫️"
        lines.append(f"{mark} <b>{letter}.</b> {escaped(option)}")
    said = "mock-you-left" if found.chosen is None else "mock-you-chose"
    return [
        t("mock-solution-head", index=found.index + 1, count=found.count, position=found.position),
        escaped(question.text.stem),
        "\n".join(lines),
        t(said, chosen=found.chosen or "", time=clock(found.seconds or 0)),
        escaped(question.text.explanation),
        f"#{escaped(question.key)}",
    ]
