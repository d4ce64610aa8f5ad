"""A finished set as a screen: the score, one suggestion, the day."""

from services.habits import Habit
from services.practice_steps import Profile, SetFinished
from views.callbacks import MenuTap, SetTap, StudyTap
from views.screen import Button, Screen, rows
from views.translate import Translate

MISSED_SHOWN = 5
#: Rule of feedback → the button that acts on it.
ACTIONS = {
    "high_accuracy_fast_speed": SetTap(shift=1).pack(),
    "low_accuracy_slow_speed": StudyTap(page=0).pack(),
    "high_accuracy_slow_speed": SetTap(source="drill").pack(),
}


def finished(step: SetFinished, t: Translate, *, is_kept: bool) -> Screen:
    parts = ["\n".join(_score(step, t))]
    if step.profile is not None:
        parts.append("\n".join(_profile(step.profile, t)))
    if step.feedback is not None:
        parts.append(t(f"feedback-{step.feedback.rule}"))
    if step.habit is not None:
        parts.append("\n".join(habit_lines(step.habit, t)))
    if not is_kept:
        parts.append(t("summary-unkept"))
    return Screen(html="\n\n".join(parts), keyboard=rows(*_buttons(step, t, is_kept), width=1))


def _buttons(step: SetFinished, t: Translate, is_kept: bool) -> list[Button]:
    buttons = []
    rule = step.feedback.rule if step.feedback else ""
    if rule in ACTIONS:
        buttons.append(Button(t.plain(f"feedback-button-{rule}"), ACTIONS[rule]))
    buttons.append(Button(t.plain("summary-again"), SetTap().pack()))
    if step.review_due:
        label = t.plain("summary-review", count=step.review_due)
        buttons.append(Button(label, SetTap(source="review").pack()))
    if is_kept:
        buttons.append(Button(t.plain("summary-progress"), MenuTap(screen="progress").pack()))
    return buttons


def _score(step: SetFinished, t: Translate) -> list[str]:
    if step.question_count == 0:
        return [t("summary-nothing")]
    lines = [t("summary-head", right=step.right, total=step.question_count)]
    if step.average_seconds is not None:
        lines.append(t("summary-time", seconds=round(step.average_seconds)))
    if step.skipped:
        lines.append(t("summary-skipped", count=step.skipped))
    if not step.missed:
        return [*lines, t("summary-perfect")]
    lines.append(t("summary-missed"))
    lines.extend(
        t("summary-missed-line", position=one.number, topic=one.topic.name(t.language))
        for one in step.missed[:MISSED_SHOWN]
    )
    return lines


def _profile(profile: Profile, t: Translate) -> list[str]:
    low, high = profile.interval
    return [
        t("profile-head", low=round(100 * low), high=round(100 * high)),
        *(
            t(
                "profile-line",
                subject=one.name.name(t.language),
                right=one.right,
                asked=one.asked,
            )
            for one in profile.subjects
        ),
        t("profile-note"),
    ]


def habit_lines(habit: Habit, t: Translate) -> list[str]:
    """Today against the goal, and the streak with what it survives."""
    key = "habit-goal-met" if habit.today >= habit.goal else "habit-today"
    lines = [t(key, today=habit.today, goal=habit.goal)]
    if habit.streak > 1:
        lines.append(t("habit-streak", days=habit.streak, slack=habit.slack_left))
    elif habit.days_of_seven > 1:
        lines.append(t("habit-week", days=habit.days_of_seven))
    return lines
