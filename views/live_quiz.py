"""A live quiz in a group: the setup, the polls, the board."""

from dataclasses import dataclass

from analytics.quiz_board import Line
from services.catalogue import TopicMenu
from services.live_quiz import QuizBoard, QuizPlan
from services.records import Question, Quiz
from views import document
from views.callbacks import QuizSetupTap, QuizTap
from views.document import Heading, Table
from views.screen import Button, Screen, rows, shortened
from views.translate import Translate, escaped

LINES_SHOWN = 10
#: What a caption holds, with the longest names.
LINES_IN_CAPTION = 10
FINAL_LINES = 50
LONGEST_NAME = 24
LONGEST_EXPLANATION = 200
COUNTS = (5, 10, 15, 20)
SECONDS = (15, 20, 30, 45, 60)
MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """A quiz poll within Telegram's limits."""

    question: str
    options: tuple[str, ...]
    correct: tuple[int, ...]
    explanation: str


def setup(plan: QuizPlan, menu: TopicMenu, t: Translate) -> Screen:
    """What the quiz will be; the first button starts it."""
    topic = next((one for _, own in menu.subjects for one in own if one.id == plan.topic_id), None)
    name = topic.name(t.language) if topic else t.plain("quiz-mixed")
    here = {
        "topic": plan.topic_id or 0,
        "questions": plan.question_count,
        "seconds": plan.seconds,
    }
    text = t("quiz-setup", topic=name, count=plan.question_count, seconds=plan.seconds)
    choose = (
        Button(t.plain("quiz-choose-topic"), QuizSetupTap(**here, chooses="topic").pack()),
        Button(t.plain("quiz-choose-count"), QuizSetupTap(**here, chooses="count").pack()),
        Button(t.plain("quiz-choose-seconds"), QuizSetupTap(**here, chooses="seconds").pack()),
    )
    start = Button(t.plain("quiz-start"), QuizTap(**here).pack())
    return Screen(html=text, keyboard=((start,), choose))


def choices(plan: QuizPlan, what: str, menu: TopicMenu, t: Translate) -> Screen:
    """Topics, numbers or times to choose from."""
    here = (plan.topic_id or 0, plan.question_count, plan.seconds)

    def tap(topic: int, questions: int, seconds: int) -> str:
        return QuizSetupTap(
            topic=topic, questions=questions, seconds=seconds, chooses="nothing"
        ).pack()

    if what == "count":
        buttons = [Button(str(n), tap(here[0], n, here[2])) for n in COUNTS]
        return Screen(html=t("quiz-how-many"), keyboard=rows(*buttons, width=4))
    if what == "seconds":
        buttons = [Button(str(n), tap(here[0], here[1], n)) for n in SECONDS]
        return Screen(html=t("quiz-how-long"), keyboard=rows(*buttons, width=5))
    buttons = [Button(t.plain("quiz-mixed"), tap(0, *here[1:]))]
    buttons.extend(
        Button(topic.name(t.language), tap(topic.id, *here[1:]))
        for _, own in menu.subjects
        for topic in own
    )
    return Screen(html=t("quiz-which-topic"), keyboard=rows(*buttons[:100], width=2))


def poll(question: Question, position: int, quiz: Quiz) -> Poll:
    explanation = " ".join(question.text.explanation.split())
    return Poll(
        question=f"{position}/{quiz.question_count} · {question.text.stem}",
        options=question.text.options,
        correct=tuple("ABCDE".index(letter) for letter in question.accepts),
        explanation=shortened(explanation, LONGEST_EXPLANATION),
    )


def countdown(quiz: Quiz, t: Translate) -> Screen:
    """The board before the first question."""
    return Screen(html=t("quiz-countdown", count=quiz.question_count, seconds=quiz.seconds))


def board(found: QuizBoard, t: Translate) -> Screen:
    """How it stands, edited in place after each question."""
    quiz = found.quiz
    is_over = found.asked >= quiz.question_count
    head = t(
        "quiz-board-over" if is_over else "quiz-board",
        asked=found.asked,
        count=quiz.question_count,
    )
    if not found.lines:
        return Screen(html=f"{head}\n{t('quiz-nobody')}")
    lines = [_line(one, t) for one in found.lines[:LINES_SHOWN]]
    rest = len(found.lines) - LINES_SHOWN
    if rest > 0:
        lines.append(t("quiz-and-more", count=rest))
    return Screen(html="\n".join([head, *lines]))


def _line(one: Line, t: Translate) -> str:
    return t(
        "quiz-line",
        rank=MEDALS.get(one.rank, f"{one.rank}.") if one.right else f"{one.rank}.",
        name=shortened(one.name, LONGEST_NAME),
        right=one.right,
        seconds=f"{one.seconds:.1f}",
    )


def final(found: QuizBoard, t: Translate) -> Screen:
    """The final board: a table where the chat shows one, else lines."""
    title = t("quiz-final", count=len(found.lines))
    if not found.lines:
        return Screen(html=f"{title}\n{t('quiz-nobody')}")
    heads = tuple(t(f"quiz-column-{name}") for name in ("name", "right", "seconds"))
    rows = tuple(
        (
            f"{one.rank}. {escaped(shortened(one.name, LONGEST_NAME))}",
            f"{one.right}/{found.quiz.question_count}",
            f"{one.seconds:.1f}",
        )
        for one in found.lines[:FINAL_LINES]
    )
    return document.screen(Heading(title), Table(rows, heads))


def picture(found: QuizBoard, t: Translate, content: bytes) -> Screen:
    """The final board as a picture, the first of it in words."""
    title = t("quiz-final", count=len(found.lines))
    lines = [_line(one, t) for one in found.lines[:LINES_IN_CAPTION]]
    return Screen(html="\n".join([title, *lines]), picture=content)
