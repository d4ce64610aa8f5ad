"""Practice sets as screens."""

from services.catalogue import TopicMenu
from services.practice_steps import AnswerMarked, QuestionShown, SetFinished, SetPaused, Step
from views.callbacks import (
    AnswerTap,
    HintTap,
    MenuTap,
    NextTap,
    PauseTap,
    ReportTap,
    StartTap,
    SubjectTap,
)
from views.screen import Button, Keyboard, Screen, rows
from views.translate import Translate, escaped

LETTERS = "ABCDE"
MISSED_SHOWN = 5


def menu(t: Translate, *, lead: str = "") -> Screen:
    """What to practise."""
    text = t("practice-menu")
    return Screen(
        html=f"{lead}\n\n{text}" if lead else text,
        keyboard=(
            (Button(t.plain("practice-start-mixed"), StartTap(topic=0, anew=False).pack()),),
            (Button(t.plain("practice-choose-topic"), SubjectTap(index=-1).pack()),),
        ),
    )


def under_way(step: SetPaused, t: Translate) -> Screen:
    """A set waits; go on with it or begin another."""
    onward = NextTap(attempt=step.attempt_id, position=step.answered + 1).pack()
    return Screen(
        html=t("practice-under-way", answered=step.answered, total=step.question_count),
        keyboard=(
            (Button(t.plain("practice-resume"), onward),),
            (Button(t.plain("practice-new-set"), StartTap(topic=0, anew=True).pack()),),
        ),
    )


def subjects(found: TopicMenu, t: Translate) -> Screen:
    buttons = [
        Button(subject.name(t.language), SubjectTap(index=index).pack())
        for index, (subject, _) in enumerate(found.subjects)
    ]
    return Screen(html=t("practice-choose-subject"), keyboard=rows(*buttons, width=2))


def topics(found: TopicMenu, index: int, t: Translate) -> Screen:
    """The topics of a subject; the list of subjects where the place is no longer there."""
    if not 0 <= index < len(found.subjects):
        return subjects(found, t)
    subject, own = found.subjects[index]
    buttons = [
        Button(
            f"{topic.name(t.language)} ({topic.questions})",
            StartTap(topic=topic.id, anew=False).pack(),
        )
        for topic in own
    ]
    back = Button(t.plain("practice-all-subjects"), SubjectTap(index=-1).pack())
    return Screen(
        html=t("practice-topics-of", subject=subject.name(t.language)),
        keyboard=(*rows(*buttons, width=1), (back,)),
    )


def step_screen(step: Step, t: Translate, *, is_kept: bool = True) -> Screen:
    """Whatever a tap in a set led to."""
    match step:
        case QuestionShown():
            return question(step, t)
        case AnswerMarked():
            return marked(step, t)
        case SetFinished():
            return finished(step, t, is_kept=is_kept)
        case SetPaused():
            return paused(step, t)


def question(step: QuestionShown, t: Translate) -> Screen:
    text = step.question.text
    hints = [t("question-hint", hint=hint) for hint in text.hints[: step.hints_shown]]
    parts = [
        _head(step, t),
        escaped(text.stem),
        _options(text.options),
        *hints,
        f"#{escaped(step.question.key)}",
    ]
    return Screen(html="\n\n".join(parts), keyboard=_question_keyboard(step, t))


def _head(step: QuestionShown | AnswerMarked, t: Translate) -> str:
    return t(
        "question-head",
        position=step.position,
        total=step.question_count,
        topic=step.question.topic.name(t.language),
    )


def _options(options: tuple[str, ...]) -> str:
    return "\n".join(
        f"<b>{letter}.</b> {escaped(option)}"
        for letter, option in zip(LETTERS, options, strict=False)
    )


def _question_keyboard(step: QuestionShown, t: Translate) -> Keyboard:
    options = tuple(
        Button(
            letter, AnswerTap(attempt=step.attempt_id, position=step.position, option=letter).pack()
        )
        for letter in LETTERS[: step.question.option_count]
    )
    below = [Button(t.plain("pause-button"), PauseTap(attempt=step.attempt_id).pack())]
    if step.hints_shown < len(step.question.text.hints):
        label = t.plain("hint-again" if step.hints_shown else "hint-button")
        tap = HintTap(
            attempt=step.attempt_id, position=step.position, hints=step.hints_shown + 1
        ).pack()
        below.insert(0, Button(label, tap))
    return (options, tuple(below))


def marked(step: AnswerMarked, t: Translate) -> Screen:
    """The verdict, the right option, why, and why not the chosen one where that is known."""
    text = step.question.text
    if step.question.is_dropped:
        verdict = t("verdict-dropped")
    elif step.is_correct:
        verdict = t("verdict-right")
    else:
        right = " / ".join(step.question.accepts)
        verdict = t("verdict-wrong", chosen=step.chosen, right=right)
    parts = [_head(step, t), escaped(text.stem), _marked_options(step), verdict]
    parts.append(escaped(text.explanation))
    why = _why_wrong(step)
    if why:
        parts.append(t("why-this-tempts", chosen=step.chosen, why=why))
    parts.append(f"#{escaped(step.question.key)}")
    label = t.plain("finish-button" if step.is_last else "next-button")
    onward = NextTap(attempt=step.attempt_id, position=step.position + 1).pack()
    report = ReportTap(attempt=step.attempt_id, position=step.position, reason="").pack()
    return Screen(
        html="\n\n".join(parts),
        keyboard=((Button(label, onward),), (Button(t.plain("report-button"), report),)),
    )


def _marked_options(step: AnswerMarked) -> str:
    lines = []
    for letter, option in zip(LETTERS, step.question.text.options, strict=False):
        if step.question.is_right(letter):
            lines.append(f"✅ <b>{letter}. {escaped(option)}</b>")
        elif letter == step.chosen:
            lines.append(f"❌ {letter}. {escaped(option)}")
        else:
            lines.append(f"▫️ {letter}. {escaped(option)}")
    return "\n".join(lines)


def _why_wrong(step: AnswerMarked) -> str:
    if step.is_correct or step.chosen not in LETTERS:
        return ""
    why = step.question.text.why_wrong
    index = LETTERS.index(step.chosen)
    return why[index] if index < len(why) else ""


def paused(step: SetPaused, t: Translate) -> Screen:
    onward = NextTap(attempt=step.attempt_id, position=step.answered + 1).pack()
    return Screen(
        html=t("paused-text", answered=step.answered, total=step.question_count),
        keyboard=((Button(t.plain("practice-resume"), onward),),),
    )


def finished(step: SetFinished, t: Translate, *, is_kept: bool) -> Screen:
    parts = [t("summary-head", right=step.right, total=step.question_count)]
    if step.average_seconds is not None:
        parts.append(t("summary-time", seconds=round(step.average_seconds)))
    if step.question_count == 0:
        parts = [t("summary-nothing")]
    elif not step.missed:
        parts.append(t("summary-perfect"))
    else:
        lines = [
            t(
                "summary-missed-line",
                position=missed.position,
                topic=missed.topic.name(t.language),
            )
            for missed in step.missed[:MISSED_SHOWN]
        ]
        parts.append("\n".join([t("summary-missed"), *lines]))
    buttons = [Button(t.plain("summary-again"), StartTap(topic=0, anew=False).pack())]
    if is_kept:
        buttons.append(Button(t.plain("summary-progress"), MenuTap(screen="progress").pack()))
    else:
        parts.append(t("summary-unkept"))
    return Screen(html="\n\n".join(parts), keyboard=rows(*buttons, width=1))
