"""A mock test while it is chosen and sat, as screens."""

from collections.abc import Iterable

from content.exams import Exam
from services.mock_steps import (
    MockIntro,
    MockOffers,
    MockPalette,
    MockQuestion,
    MockResult,
    MockRunning,
    MockStep,
    PaletteCell,
    SubmitAsked,
)
from services.paper_making import PaperPart
from views import mock_result
from views.callbacks import (
    HandInTap,
    MockAnswerTap,
    MockExamTap,
    MockGoTap,
    MockJumpTap,
    MockOfferTap,
    MockResultTap,
    MockTap,
    PaletteTap,
)
from views.dates import day_and_month
from views.durations import clock
from views.exams import pattern_line
from views.numbers import exact
from views.options import LANGUAGE_NAMES, LETTERS
from views.screen import Button, Keyboard, Screen, rows
from views.translate import Translate, escaped

PALETTE_WIDTH = 6
MARKS = {"unseen": "", "blank": "○", "answered": "●", "not_attempted": "E"}


def exams(t: Translate, known: Iterable[Exam]) -> Screen:
    """Which exam's papers."""
    buttons = [Button(one.short, MockExamTap(exam=one.id).pack()) for one in known]
    return Screen(html=t("mock-which-exam"), keyboard=rows(*buttons, width=3))


def offers(found: MockOffers, t: Translate) -> Screen:
    """What can be sat, and what a whole paper still lacks."""
    assert found.exam is not None
    exam = found.exam
    parts = [t("mock-head", exam=exam.short)]
    keyboard: list[tuple[Button, ...]] = []
    if found.running is not None:
        parts.append(t("mock-running", left=clock(found.running.seconds_left)))
        keyboard.append((_resume(found.running, t),))
    else:
        parts.extend(_missing_lines(found, t))
        keyboard.extend((_offer(part, t),) for part in found.parts if not part.missing)
    parts.append(f"<i>{pattern_line(t, exam, found.confirmed_at)}</i>")
    keyboard.extend(
        (
            Button(
                t.plain("mock-taken", percent=percent, day=day_and_month(t, at.date())),
                MockResultTap(attempt=attempt, is_card=False).pack(),
            ),
        )
        for attempt, percent, at in found.taken
    )
    keyboard.append((Button(t.plain("mock-other-exam"), MockExamTap(exam="").pack()),))
    return Screen(html="\n\n".join(parts), keyboard=tuple(keyboard))


def _missing_lines(found: MockOffers, t: Translate) -> list[str]:
    lines = [
        t(
            "mock-missing",
            name=part.name(t.language),
            missing=sum(part.missing.values()),
            total=part.questions,
        )
        for part in found.parts
        if part.missing and not part.section
    ]
    whole = any(not part.missing and not part.section for part in found.parts)
    some = any(not part.missing for part in found.parts)
    if some and not whole:
        lines.append(t("mock-parts-only"))
    elif not some:
        lines.append(t("mock-nothing-yet"))
    return lines


def _offer(part: PaperPart, t: Translate) -> Button:
    label = t.plain(
        "mock-part" if part.section else "mock-whole",
        name=part.name(t.language),
        questions=part.questions,
        minutes=round(part.seconds / 60),
    )
    tap = MockOfferTap(exam=part.exam, paper=part.paper.id, section=part.section, begins=False)
    return Button(label, tap.pack())


def _resume(running: MockRunning, t: Translate) -> Button:
    onward = MockGoTap(attempt=running.attempt_id, position=running.position).pack()
    return Button(t.plain("mock-resume"), onward)


def running(found: MockRunning, t: Translate) -> Screen:
    """Everything else waits while the clock runs."""
    ask = HandInTap(attempt=found.attempt_id, sure=False).pack()
    return Screen(
        html=t("mock-running", left=clock(found.seconds_left)),
        keyboard=((_resume(found, t),), (Button(t.plain("mock-hand-in"), ask),)),
    )


def intro(found: MockIntro, t: Translate) -> Screen:
    """The rules, before the clock starts."""
    part, scheme = found.part, found.scheme
    each = scheme.marks_per_question
    lines = [
        t(
            "mock-intro",
            name=part.name(t.language),
            exam=found.exam.short,
            questions=part.questions,
            minutes=round(part.seconds / 60),
            marks=exact(each * part.questions),
        ),
        t("mock-rule-right", marks=exact(each)),
        t("mock-rule-wrong", marks=_minus(exact(each * scheme.wrong))),
    ]
    if scheme.not_attempted is not None:
        lines.append(t("mock-rule-e", marks=_minus(exact(each * scheme.not_attempted))))
    lines.append(t("mock-rule-blank", marks=_minus(exact(each * scheme.blank))))
    if found.most_blanks is not None:
        lines.append(t("mock-rule-disqualified", count=found.most_blanks))
    lines.append(t("mock-rule-clock"))
    tap = MockOfferTap(
        exam=found.exam.id, paper=part.paper.id, section=part.section, begins=True
    ).pack()
    return Screen(html="\n".join(lines), keyboard=((Button(t.plain("mock-begin"), tap),),))


def _minus(text: str) -> str:
    return text.replace("-", "\N{MINUS SIGN}")


def step_screen(step: MockStep, t: Translate) -> Screen:
    """Whatever a tap in a mock test led to."""
    match step:
        case MockQuestion():
            return question(step, t)
        case MockPalette():
            return palette(step, t)
        case SubmitAsked():
            return hand_in(step, t)
        case MockResult():
            return mock_result.result(step, t)


def question(step: MockQuestion, t: Translate) -> Screen:
    text = step.question.text
    name = step.section[1] if t.language == "hi" else step.section[0]
    head = t(
        "mock-question-head",
        position=step.position,
        total=step.question_count,
        section=name,
        left=clock(step.seconds_left),
    )
    options = "\n".join(
        f"{'☑️' if letter == step.chosen else '▫️'} <b>{letter}.</b> {escaped(option)}"
        for letter, option in zip(LETTERS, text.options, strict=False)
    )
    parts = [head, escaped(text.stem), options]
    if step.not_attempted is not None:
        mark = "☑️" if step.chosen == step.not_attempted else "▫️"
        parts[-1] += f"\n{mark} <b>{step.not_attempted}.</b> {t('mock-not-attempted')}"
    parts.append(f"#{escaped(step.question.key)}")
    return Screen(html="\n\n".join(parts), keyboard=_question_keyboard(step, t))


def _question_keyboard(step: MockQuestion, t: Translate) -> Keyboard:
    letters = LETTERS[: step.question.option_count] + (step.not_attempted or "")
    options = tuple(
        Button(
            f"{letter} ✓" if letter == step.chosen else letter,
            MockAnswerTap(attempt=step.attempt_id, position=step.position, option=letter).pack(),
        )
        for letter in letters
    )
    onward = Button(
        t.plain("mock-next" if step.position < step.question_count else "mock-to-end"),
        MockGoTap(attempt=step.attempt_id, position=step.position + 1).pack(),
    )
    turn = [Button("📋", PaletteTap(attempt=step.attempt_id, page=-1).pack()), onward]
    if step.position > 1:
        back = MockJumpTap(attempt=step.attempt_id, position=step.position - 1).pack()
        turn.insert(0, Button("◀️", back))
    tools = [_tool(step, "unmark" if step.is_marked else "mark", t)]
    if step.chosen is not None:
        tools.append(_tool(step, "clear", t))
    tools.extend(
        Button(
            LANGUAGE_NAMES[one],
            MockTap(action=one, attempt=step.attempt_id, position=step.position).pack(),
        )
        for one in step.question.languages
        if one != step.question.text.language
    )
    return (options, tuple(turn), tuple(tools))


def _tool(step: MockQuestion, action: str, t: Translate) -> Button:
    tap = MockTap(action=action, attempt=step.attempt_id, position=step.position).pack()
    return Button(t.plain(f"mock-{action}"), tap)


def palette(step: MockPalette, t: Translate) -> Screen:
    """The paper at a glance: a tap on a number leads there."""
    cells = [
        Button(_cell(one), MockJumpTap(attempt=step.attempt_id, position=one.position).pack())
        for one in step.cells
    ]
    turn = [
        Button(label, PaletteTap(attempt=step.attempt_id, page=step.page + by).pack())
        for label, by in (("◀️", -1), ("▶️", 1))
        if 0 <= step.page + by < step.pages
    ]
    back = MockGoTap(attempt=step.attempt_id, position=step.current).pack()
    ask = HandInTap(attempt=step.attempt_id, sure=False).pack()
    below = (
        Button(t.plain("mock-back"), back),
        Button(t.plain("mock-hand-in"), ask),
    )
    return Screen(
        html=t("mock-palette", left=clock(step.seconds_left)),
        keyboard=(
            *rows(*cells, width=PALETTE_WIDTH),
            *((tuple(turn),) if turn else ()),
            below,
        ),
    )


def _cell(one: PaletteCell) -> str:
    return f"{one.position}{'🚩' if one.is_marked else MARKS[one.state]}"


def hand_in(step: SubmitAsked, t: Translate) -> Screen:
    """What stands before it is handed in, and what blanks would do."""
    lines = [
        t("mock-ask-hand-in", left=clock(step.seconds_left)),
        t("mock-count-answered", count=step.answered),
    ]
    if step.has_not_attempted:
        lines.append(t("mock-count-e", count=step.not_attempted))
    lines.append(t("mock-count-blank", count=step.blank))
    if step.marked:
        lines.append(t("mock-count-marked", count=step.marked))
    if step.would_disqualify:
        lines.append(t("mock-would-disqualify", blank=step.blank, most=step.most_blanks or 0))
    sure = HandInTap(attempt=step.attempt_id, sure=True).pack()
    return Screen(
        html="\n".join(lines),
        keyboard=(
            (Button(t.plain("mock-hand-in-sure"), sure),),
            (
                Button("📋", PaletteTap(attempt=step.attempt_id, page=-1).pack()),
                Button(
                    t.plain("mock-back"),
                    MockJumpTap(attempt=step.attempt_id, position=step.position).pack(),
                ),
            ),
        ),
    )
