"""A student reports a question, and hears what became of it."""

from services.key_corrections import CorrectionTold
from services.question_reports import Reported, ReportOutcome
from services.records import StoredQuestion
from views.callbacks import MenuTap, NextTap, ReportTap
from views.screen import Button, Screen, rows, shortened
from views.translate import Translate, escaped

REASONS = ("wrong_key", "unclear", "outdated", "typo", "translation")
LONGEST_STEM = 300
SETS_SHOWN = 5


def ask_reason(t: Translate, question: StoredQuestion, *, attempt: int, position: int) -> Screen:
    stem = shortened(question.text(t.language).stem, LONGEST_STEM)
    buttons = [
        Button(
            t.plain(f"report-{reason}"),
            ReportTap(attempt=attempt, position=position, reason=reason).pack(),
        )
        for reason in REASONS
    ]
    back = Button(t.plain("report-back"), NextTap(attempt=attempt, position=position).pack())
    return Screen(
        html=f"{t('report-ask')}\n\n{escaped(stem)}\n\n#{escaped(question.key)}",
        keyboard=(*rows(*buttons, width=1), (back,)),
    )


def reported(t: Translate, report: Reported) -> Screen:
    """Thanks, an invitation to say more, and the way back to where she was."""
    parts = [t("report-taken", question=report.question_key), t("report-ask-note")]
    parts.append(t("report-will-tell" if report.is_told else "report-cannot-tell"))
    onward = NextTap(attempt=report.attempt_id, position=report.position + 1).pack()
    back = NextTap(attempt=report.attempt_id, position=report.position).pack()
    buttons = (
        Button(t.plain("next-button"), onward),
        Button(t.plain("report-explanation"), back),
    )
    return Screen(html="\n\n".join(parts), keyboard=rows(*buttons, width=1))


def noted(t: Translate, *, is_taken: bool) -> Screen:
    onward = Button(t.plain("practice-resume"), MenuTap(screen="practice").pack())
    return Screen(html=t("report-noted" if is_taken else "report-closed"), keyboard=((onward,),))


def outcome(t: Translate, found: ReportOutcome) -> Screen:
    parts = [
        t("outcome-head", question=found.question_key, reason=t.plain(f"report-{found.reason}")),
        t(f"outcome-{found.outcome}"),
    ]
    if found.question is not None and found.outcome in {"corrected", "both", "declined"}:
        is_explained = found.outcome == "declined"
        parts.append(_key(t, found.question, is_explained=is_explained))
    return Screen(html="\n\n".join(parts))


def _key(t: Translate, question: StoredQuestion, *, is_explained: bool) -> str:
    """The question with its key; an explanation written for another key is left out."""
    text = question.text(t.language)
    words = "\n".join(
        f"<b>{letter}. {escaped(text.options['ABCDE'.index(letter)])}</b>"
        for letter in question.accepts
    )
    stem = escaped(shortened(text.stem, LONGEST_STEM))
    parts = [stem, words, *([escaped(text.explanation)] if is_explained else [])]
    return "\n\n".join(parts)


def key_corrected(t: Translate, found: CorrectionTold) -> Screen:
    """One note to whom a correction changed something."""
    parts = [t(f"rescored-{found.mode.replace('_', '-')}", question=found.question_key)]
    if found.question is not None and found.mode != "drop":
        parts.append(_key(t, found.question, is_explained=False))
    lines = [
        t(
            "rescored-set",
            before=f"{before.right}/{before.counted}",
            after=f"{after.right}/{after.counted}",
        )
        for before, after in found.scores[:SETS_SHOWN]
    ]
    if lines:
        parts.append("\n".join([t("rescored-sets"), *lines]))
    return Screen(html="\n\n".join(parts))
