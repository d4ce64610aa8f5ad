"""Her study plan: seven days as a table, today's sessions to tick off."""

from content.exam_file import load_catalogue
from services.records import PlanSession
from services.study_plans import PlanWeek
from views import document
from views.callbacks import MenuTap, MockExamTap, PanelTap, PlanTap, SetTap, StudyTap
from views.dates import day_and_month
from views.document import Heading, Paragraph, Table
from views.screen import Button, Keyboard, Screen, shortened
from views.translate import Translate, escaped

LONGEST_BUTTON = 60


def week(t: Translate, found: PlanWeek, *, text_only: bool) -> Screen:
    """The next days; today's sessions as buttons that tick."""
    if not found.days:
        return Screen(html=t("plan-exam-over"), keyboard=(_settings(t),))
    exams = load_catalogue().exams
    exam = exams[found.exam].short if found.exam in exams else found.exam
    blocks: list[document.Block] = [Heading(t("plan-head", days=found.days_left, exam=exam))]
    if not found.is_dated:
        blocks.append(Paragraph(t("plan-undated")))
    rows = tuple(
        (
            t("plan-today")
            if day == found.today
            else _day(t, day.weekday(), day_and_month(t, day)),
            "; ".join(_item(t, one) for one in sessions) or t("plan-free"),
        )
        for day, sessions in found.days
    )
    blocks.append(Table(rows))
    if found.strength is not None:
        blocks.append(Paragraph(t("plan-strength", topic=found.strength.name(t.language))))
    if found.planned_minutes:
        blocks.append(
            Paragraph(t("plan-adherence", done=found.done_minutes, planned=found.planned_minutes))
        )
    if found.days_left > 1:
        blocks.append(Paragraph(t("plan-mock-note")))
    return document.screen(*blocks, keyboard=_keyboard(t, found), text_only=text_only)


def _day(t: Translate, weekday: int, day: str) -> str:
    return f"{t.plain(f'weekday-{weekday}')} {day}"


def _item(t: Translate, one: PlanSession) -> str:
    """A session in words, ticked where it is done."""
    said = escaped(item(t, one))
    return f"✅ {said}" if one.done_at is not None else said


def item(t: Translate, one: PlanSession) -> str:
    topic = "" if one.topic is None else one.topic.name(t.language)
    return t.plain(f"plan-item-{one.kind}", topic=topic, minutes=one.minutes)


def _keyboard(t: Translate, found: PlanWeek) -> Keyboard:
    today = next((sessions for day, sessions in found.days if day == found.today), ())
    rows = []
    following = found.next_session
    if following is None:
        rows.append((Button(t.plain("practice-start-mixed"), SetTap().pack()),))
    else:
        label = "" if following.topic is None else following.topic.name(t.language)
        text = t.plain("plan-start", topic=label or item(t, following))
        rows.append((Button(shortened(text, LONGEST_BUTTON), _way_to(following, found.exam)),))
    for one in today:
        key = "plan-tick" if one.done_at is None else "plan-untick"
        text = shortened(t.plain(key, what=item(t, one)), LONGEST_BUTTON)
        tap = PlanTap(
            day=found.today.isoformat(), position=one.position, is_done=one.done_at is None
        )
        rows.append((Button(text, tap.pack()),))
    words = Button(t.plain("coach-plan-button"), PanelTap(panel="week", days=7, text=False).pack())
    return (*rows, (words,), _settings(t))


def _way_to(one: PlanSession, exam: str) -> str:
    """Where a session is done."""
    if one.topic_id is not None:
        return SetTap(source="topic", of=one.topic_id).pack()
    return MockExamTap(exam=exam).pack() if one.kind == "mock" else StudyTap(page=0).pack()


def _settings(t: Translate) -> tuple[Button, ...]:
    return (Button(t.plain("command-settings"), MenuTap(screen="settings").pack()),)
