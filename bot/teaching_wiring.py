"""The part of the wiring that serves teachers: assignments, announcements, briefs, reports."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from content.exams import ExamCatalogue
from scheduler.delivery import Render, Unsaid
from services import announcements, assignment_notices, group_brief
from services.announcements import Announcements
from services.assignment_making import AssignmentMaking
from services.assignments import Assignments
from services.class_lists import ClassLists
from services.group_brief import GroupBriefs
from services.group_figures import GroupReports
from services.own_drafts import OwnDrafts
from services.own_questions import OwnQuestions
from services.records import Delivery, Student
from storage.engine import Database
from views import announcements as announcement_views
from views import assignments as assignment_views
from views import group_brief as brief_views
from views.screen import Screen
from views.translate import translator


@dataclass(frozen=True, slots=True, kw_only=True)
class TeachingDesk:
    assignments: Assignments
    assignment_making: AssignmentMaking
    announcements: Announcements
    class_lists: ClassLists
    own_questions: OwnQuestions
    own_drafts: OwnDrafts
    group_briefs: GroupBriefs
    group_reports: GroupReports

    def for_handlers(self) -> dict[str, object]:
        """The services by the names that handlers ask for."""
        return {name: getattr(self, name) for name in self.__slots__}


def build_teaching(
    database: Database, exams: ExamCatalogue, *, default_timezone: str
) -> TeachingDesk:
    zone = default_timezone
    return TeachingDesk(
        assignments=Assignments(database, default_timezone=zone),
        assignment_making=AssignmentMaking(database, exams, default_timezone=zone),
        announcements=Announcements(database, default_timezone=zone),
        class_lists=ClassLists(database),
        own_questions=OwnQuestions(database),
        own_drafts=OwnDrafts(database),
        group_briefs=GroupBriefs(database, default_timezone=zone),
        group_reports=GroupReports(database, default_timezone=zone),
    )


def teaching_renders(desk: TeachingDesk) -> Mapping[str, Render]:
    """Words for each kind, made when the message is sent."""
    return {**assignment_renders(desk), **class_renders(desk)}


def assignment_renders(desk: TeachingDesk) -> Mapping[str, Render]:
    """An assignment at its beginning, before its end, and when it is over."""

    async def notice(delivery: Delivery, student: Student, at: datetime) -> Screen | Unsaid:
        about = int(delivery.payload["assignment"])
        found = await desk.assignments.for_notice(student, about, at=at)
        if found is None:
            return Unsaid("done or gone")
        is_reminder = delivery.kind == assignment_notices.REMINDER_KIND
        return assignment_views.notice(translator(student.language), found, is_reminder=is_reminder)

    async def results(delivery: Delivery, student: Student, at: datetime) -> Screen | Unsaid:
        about = int(delivery.payload["assignment"])
        found = await desk.assignments.results(student, about, at=at)
        if found is None:
            return Unsaid("not hers")
        t = translator(student.language)
        return assignment_views.board(t, found, lead=t("assign-over"))

    async def own_result(delivery: Delivery, student: Student, at: datetime) -> Screen | Unsaid:
        about = int(delivery.payload["assignment"])
        found = await desk.assignments.own_result(student, about, at=at)
        if found is None:
            return Unsaid("not done")
        return assignment_views.own_result(translator(student.language), found)

    return {
        assignment_notices.SET_KIND: notice,
        assignment_notices.REMINDER_KIND: notice,
        assignment_notices.RESULTS_KIND: results,
        assignment_notices.RESULT_KIND: own_result,
    }


def class_renders(desk: TeachingDesk) -> Mapping[str, Render]:
    """A teacher's words to her group, and the week that she reads of it."""

    async def announced(delivery: Delivery, student: Student, _at: datetime) -> Screen | Unsaid:
        found = await desk.announcements.told(student, int(delivery.payload["announcement"]))
        if found is None:
            return Unsaid("taken back")
        return announcement_views.told(translator(student.language), found)

    async def brief(_delivery: Delivery, student: Student, at: datetime) -> Screen | Unsaid:
        found = await desk.group_briefs.of(student, at=at)
        if not found:
            return Unsaid("nobody shares")
        return brief_views.brief(translator(student.language), found)

    return {announcements.KIND: announced, group_brief.KIND: brief}
