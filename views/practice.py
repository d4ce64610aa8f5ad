"""Practice sets as screens: the question, the verdict, the pause."""

from functools import lru_cache

from services.catalogue import TopicMenu
from services.mock_steps import MockRunning
from services.practice_steps import (
    AnswerMarked,
    ConfidenceAsked,
    LiveFigures,
    QuestionShown,
    SetFinished,
    SetPaused,
    SetWaiting,
    Step,
    Wish,
)
from services.records import Question
from views.callbacks import (
    AnswerTap,
    BookmarkTap,
    ConfidenceTap,
    FiguresTap,
    HintTap,
    NextTap,
    PauseTap,
    ReportTap,
    SetTap,
    SkipTap,
    SubjectTap,
    SwitchTap,
)
from views.mock import running as mock_running
from views.options import LANGUAGE_NAMES, LETTERS
from views.screen import Button, Keyboard, Screen, rows, shortened
from views.set_summary import finished
from views.translate import Translate, escaped

#: Characters of a topic's name that an alert of 200 has room for.
TOPIC = 60
SOURCES = (
    "mixed",
    "topic",
    "subject",
    "diagnostic",
    "drill",
    "review",
    "mistakes",
    "bookmarks",
    "assignment",
)

__all__ = ["figures_text", "finished", "marked", "menu", "question", "step_screen", "wish_of"]


def menu(t: Translate, *, lead: str = "") -> Screen:
    """What to practise."""
    text = t("practice-menu")
    lists = [
        Button(t.plain("practice-review"), SetTap(source="review").pack()),
        Button(t.plain("practice-mistakes"), SetTap(source="mistakes").pack()),
    ]
    return Screen(
        html=f"{lead}\n\n{text}" if lead else text,
        keyboard=(
            (Button(t.plain("practice-start-mixed"), SetTap().pack()),),
            (Button(t.plain("practice-choose-topic"), SubjectTap(index=-1).pack()),),
            tuple(lists),
        ),
    )


def wish_of(tap: SetTap) -> Wish:
    """The set that a button asks for; a mix where the button is of another time."""
    source = next((one for one in SOURCES if one == tap.source), "mixed")
    return Wish(source=source, of=tap.of, shift=max(-1, min(1, tap.shift)))  # type: ignore[arg-type]


def under_way(step: SetPaused, t: Translate, wish: Wish | None = None) -> Screen:
    """A set waits; go on with it or begin the wished one instead."""
    wish = wish or Wish()
    anew = SetTap(source=wish.source, of=wish.of, shift=wish.shift, anew=True)
    return Screen(
        html=t("practice-under-way", answered=step.answered, total=step.question_count),
        keyboard=(
            (Button(t.plain("practice-resume"), _onward(step)),),
            (Button(t.plain("practice-new-set"), anew.pack()),),
        ),
    )


def _onward(step: SetPaused) -> str:
    return NextTap(attempt=step.attempt_id, position=step.position).pack()


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
    whole = SetTap(source="subject", of=found.subject_ids[index]).pack()
    buttons = [
        Button(t.plain("practice-whole-subject"), whole),
        *(
            Button(
                f"{topic.name(t.language)} ({topic.questions})",
                SetTap(source="topic", of=topic.id).pack(),
            )
            for topic in own
        ),
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
            return question(step, t, is_kept=is_kept)
        case ConfidenceAsked():
            return confidence(step, t)
        case AnswerMarked():
            return marked(step, t, is_kept=is_kept)
        case SetFinished():
            return finished(step, t, is_kept=is_kept)
        case SetPaused():
            return paused(step, t)
        case MockRunning():
            return mock_running(step, t)
        case SetWaiting():
            return under_way(step.under_way, t, step.wish)


def question(step: QuestionShown, t: Translate, *, is_kept: bool = True) -> Screen:
    return Screen(
        html=_question_text(step, t), keyboard=_question_keyboard(step, t, is_kept=is_kept)
    )


def _question_text(step: QuestionShown, t: Translate, *more: str) -> str:
    text = step.question.text
    hints = [t("question-hint", hint=hint) for hint in text.hints[: step.hints_shown]]
    head = _head(step, t)
    if step.source == "drill":
        head = f"{head}\n{t('question-drill', target=round(step.target_seconds))}"
    parts = [head, escaped(text.stem), _options(text.options), *hints, *more]
    return "\n\n".join([*parts, f"#{escaped(step.question.key)}"])


def _head(step: QuestionShown | AnswerMarked, t: Translate) -> str:
    topic = step.question.topic.name(t.language)
    return _heading(t, step.number, step.question_count, topic)


@lru_cache(maxsize=4096)
def _heading(t: Translate, position: int, total: int, topic: str) -> str:
    """Of ten places and a hundred topics: set once each, two numbers take a while."""
    return t("question-head", position=position, total=total, topic=topic)


def _options(options: tuple[str, ...]) -> str:
    return "\n".join(
        f"<b>{letter}.</b> {escaped(option)}"
        for letter, option in zip(LETTERS, options, strict=False)
    )


def _letters(step: QuestionShown) -> tuple[Button, ...]:
    return tuple(
        Button(
            letter, AnswerTap(attempt=step.attempt_id, position=step.position, option=letter).pack()
        )
        for letter in LETTERS[: step.question.option_count]
    )


def _question_keyboard(step: QuestionShown, t: Translate, *, is_kept: bool) -> Keyboard:
    place = {"attempt": step.attempt_id, "position": step.position}
    tools = []
    if step.hints_shown < len(step.question.text.hints):
        label = t.plain("hint-again" if step.hints_shown else "hint-button")
        tools.append(Button(label, HintTap(**place, hints=step.hints_shown + 1).pack()))
    tools.append(Button(t.plain("skip-button"), SkipTap(**place).pack()))
    tools.append(Button(t.plain("pause-button"), PauseTap(attempt=step.attempt_id).pack()))
    if is_kept:
        tools.append(Button(t.plain("figures-button"), FiguresTap(**place).pack()))
    tools.extend(_switch(step.question, step.attempt_id, step.position))
    return (_letters(step), *rows(*tools, width=3))


def _switch(shown: Question, attempt: int, position: int) -> list[Button]:
    """The question's other language, where it has one."""
    return [
        Button(
            LANGUAGE_NAMES[one],
            SwitchTap(attempt=attempt, position=position, language=one).pack(),
        )
        for one in shown.languages
        if one != shown.text.language
    ]


def confidence(step: ConfidenceAsked, t: Translate) -> Screen:
    """How sure she is; another letter can still be chosen."""
    shown = step.shown
    buttons = tuple(
        Button(
            t.plain(f"confidence-{level}"),
            ConfidenceTap(
                attempt=shown.attempt_id,
                position=shown.position,
                option=step.option,
                confidence=level,
            ).pack(),
        )
        for level in (1, 2, 3)
    )
    asked = t("confidence-ask", chosen=step.option)
    return Screen(html=_question_text(shown, t, asked), keyboard=(buttons, _letters(shown)))


def marked(step: AnswerMarked, t: Translate, *, is_kept: bool = True) -> Screen:
    """The verdict, the right option, why, and why not the chosen one where that is known."""
    text = step.question.text
    parts = [_head(step, t), escaped(text.stem), _marked_options(step), _verdict(step, t)]
    if step.drill_seconds is not None:
        seconds, target = map(round, step.drill_seconds)
        parts.append(t("verdict-drill", seconds=seconds, target=target))
    parts.append(escaped(text.explanation))
    why = _why_wrong(step)
    if why:
        parts.append(t("why-this-tempts", chosen=step.chosen, why=why))
    if step.step:
        topic = step.question.topic.name(t.language)
        parts.append(t("step-up" if step.step > 0 else "step-down", topic=topic))
    parts.append(f"#{escaped(step.question.key)}")
    return Screen(html="\n\n".join(parts), keyboard=_marked_keyboard(step, t, is_kept=is_kept))


def _verdict(step: AnswerMarked, t: Translate) -> str:
    if step.question.is_dropped:
        return t("verdict-dropped")
    if step.is_correct:
        return t("verdict-right")
    right = " / ".join(step.question.accepts)
    return t("verdict-wrong", chosen=step.chosen, right=right)


def _marked_keyboard(step: AnswerMarked, t: Translate, *, is_kept: bool) -> Keyboard:
    place = {"attempt": step.attempt_id, "position": step.position}
    label = t.plain("finish-button" if step.is_last else "next-button")
    onward = NextTap(attempt=step.attempt_id, position=step.position + 1).pack()
    tools = []
    if is_kept:
        name = "bookmark-drop" if step.is_bookmarked else "bookmark-keep"
        keeps = not step.is_bookmarked
        tools.append(Button(t.plain(name), BookmarkTap(**place, keeps=keeps).pack()))
        tools.append(Button(t.plain("figures-button"), FiguresTap(**place).pack()))
    tools.append(Button(t.plain("report-button"), ReportTap(**place, reason="").pack()))
    tools.extend(_switch(step.question, step.attempt_id, step.position))
    return ((Button(label, onward),), *rows(*tools, width=2))


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


def figures_text(found: LiveFigures, t: Translate) -> str:
    """How the set goes, within the 200 characters of an alert."""
    lines = [t.plain("figures-right", right=found.right, answered=found.answered)]
    if found.average_seconds is not None:
        lines.append(
            t.plain(
                "figures-seconds",
                seconds=round(found.average_seconds),
                target=round(found.target_seconds),
            )
        )
    lines.append(t.plain("figures-topic", topic=shortened(found.topic.name(t.language), TOPIC)))
    if found.difficulty is not None:
        label = t.plain(f"difficulty-{found.difficulty}")
        lines.append(t.plain("figures-difficulty", difficulty=label))
    if found.sure:
        lines.append(t.plain("figures-sure", right=found.sure_right, sure=found.sure))
    return "\n".join(lines)


def paused(step: SetPaused, t: Translate) -> Screen:
    return Screen(
        html=t("paused-text", answered=step.answered, total=step.question_count),
        keyboard=((Button(t.plain("practice-resume"), _onward(step)),),),
    )
