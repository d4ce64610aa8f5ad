"""An exam's card: papers, marking, pass rules, competition; always with where it stands."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from fractions import Fraction

from content.exams import Cycle, Exam, MarkingScheme, Paper
from content.numerals import grouped
from services.exam_patterns import ExamCard
from views.callbacks import ExamCardTap
from views.numbers import exact
from views.screen import Button, Keyboard, Screen, rows
from views.translate import Translate, escaped

CYCLES_SHOWN = 3


def pattern_line(t: Translate, exam: Exam, confirmed_at: datetime | None) -> str:
    """What stands on every exam screen: whose word the pattern is."""
    if confirmed_at is None:
        return t("exam-pattern-unconfirmed", date=exam.as_of.isoformat())
    return t("exam-pattern-confirmed", cycle=exam.pattern.id, date=confirmed_at.date().isoformat())


def chooser(t: Translate, exams: Iterable[Exam]) -> Screen:
    buttons = [
        Button(exam.short, ExamCardTap(action="show", exam=exam.id).pack()) for exam in exams
    ]
    return Screen(html=t("exam-which-card"), keyboard=rows(*buttons, width=3))


def card(t: Translate, found: ExamCard) -> Screen:
    exam = found.exam
    parts = [
        f"<b>{escaped(exam.short)}</b>: {escaped(exam.name(t.language))}\n"
        f"{escaped(found.body.name(t.language))}\n"
        f"<i>{pattern_line(t, exam, found.confirmed_at)}</i>",
        *(_paper(t, paper) for paper in exam.papers),
        "\n".join([f"<b>{t('exam-marking')}</b>", *_marking(t, exam.marking)]),
        "\n".join(_pass_rules(t, found)),
        "\n".join(_rounds(t, exam)),
    ]
    if found.is_for_admin:
        parts.append(t("exam-sources", sources=", ".join(exam.pattern.sources)))
    return Screen(html="\n\n".join(parts), keyboard=_keyboard(t, found))


def _paper(t: Translate, paper: Paper) -> str:
    lines = [
        t(
            "exam-paper",
            name=paper.name(t.language),
            questions=paper.questions,
            marks=exact(paper.maximum),
            minutes=paper.duration_minutes,
        )
    ]
    if paper.alternative_of is not None:
        lines.append(t("exam-paper-alternative"))
    for section in paper.sections:
        name = section.name_hi if t.language == "hi" else section.name_en
        lines.append(t("exam-section", name=name, questions=section.questions))
    lines.append(f"<i>{t('exam-split-' + paper.split_basis)}</i>")
    return "\n".join(lines)


def _marking(t: Translate, scheme: MarkingScheme) -> Iterator[str]:
    yield t("exam-wrong", share=_share(scheme.wrong))
    if scheme.not_attempted is not None:
        yield t("exam-not-attempted", share=_share(scheme.not_attempted))
    yield t("exam-blank", share=_share(scheme.blank))
    if scheme.disqualified_over_percent_blank is not None:
        yield t("exam-disqualified", percent=scheme.disqualified_over_percent_blank)


def _share(value: Fraction) -> str:
    return "0" if not value else str(value).replace("-", "\N{MINUS SIGN}")


def _pass_rules(t: Translate, found: ExamCard) -> Iterator[str]:
    rules = found.exam.qualifying
    yield f"<b>{t('exam-pass')}</b>"
    if rules.by_category_percent:
        named = (
            f"{t('category-' + name)} {percent}%"
            for name, percent in rules.by_category_percent.items()
        )
        yield ", ".join(named)
    if rules.per_paper_percent is not None:
        yield t("exam-pass-paper", percent=rules.per_paper_percent)
    if rules.aggregate_percent is not None:
        yield t("exam-pass-aggregate", percent=rules.aggregate_percent)
    for cutoff in found.exam.cutoffs:
        yield t(
            "exam-cutoff",
            year=str(cutoff.year),
            category=t.plain(f"category-{cutoff.category}"),
            marks=exact(cutoff.marks),
            maximum=exact(cutoff.maximum),
        )
    if not found.exam.cutoffs:
        yield t("exam-no-cutoff")
    low, high = found.target_percent
    key = "exam-target-set" if found.is_target_changed else "exam-target"
    yield t(key, low=low, high=high)


def _rounds(t: Translate, exam: Exam) -> Iterator[str]:
    yield f"<b>{t('exam-rounds')}</b>"
    for cycle in exam.cycles[:CYCLES_SHOWN]:
        facts = list(_facts(t, cycle))
        yield f"{escaped(cycle.id)}: {', '.join(facts) if facts else t('exam-nothing-known')}"


def _facts(t: Translate, cycle: Cycle) -> Iterator[str]:
    if cycle.registration_from is not None and cycle.registration_to is not None:
        yield t(
            "exam-registration",
            start=cycle.registration_from.isoformat(),
            end=cycle.registration_to.isoformat(),
        )
    if cycle.held_from is not None:
        yield t("exam-held", date=_days(cycle))
    elif cycle.held_in is not None:
        yield t("exam-held", date=cycle.held_in)
    if cycle.proposed_on is not None:
        yield t("exam-proposed", date=cycle.proposed_on.isoformat())
    if cycle.cancelled_on is not None:
        yield t("exam-cancelled", date=cycle.cancelled_on.isoformat())
    for name in ("posts", "applicants", "appeared", "qualified"):
        count: int | None = getattr(cycle, name)
        if count is not None:
            yield t(f"exam-{name}", count=grouped(count))


def _days(cycle: Cycle) -> str:
    assert cycle.held_from is not None
    first = cycle.held_from.isoformat()
    last = cycle.held_to
    is_longer = last is not None and last != cycle.held_from
    return f"{first}/{last.day:02d}" if last is not None and is_longer else first


def _keyboard(t: Translate, found: ExamCard) -> Keyboard:
    exam = found.exam.id
    buttons = [Button(t.plain("exam-others"), ExamCardTap(action="list", exam="-").pack())]
    if found.is_for_admin:
        action = "unconfirm" if found.confirmed_at else "confirm"
        buttons.append(
            Button(t.plain(f"exam-{action}"), ExamCardTap(action=action, exam=exam).pack())
        )
        buttons.append(
            Button(t.plain("exam-set-target"), ExamCardTap(action="target", exam=exam).pack())
        )
    return rows(*buttons, width=1)


def ask_target(t: Translate, found: ExamCard) -> Screen:
    low, high = found.target_percent
    back = ExamCardTap(action="show", exam=found.exam.id).pack()
    return Screen(
        html=t("exam-ask-target", exam=found.exam.short, low=low, high=high),
        keyboard=((Button(t.plain("exam-back"), back),),),
    )
