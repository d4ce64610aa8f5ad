"""The part of the wiring that lets the bank correct itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.settings import Settings
from content.exams import ExamCatalogue
from scheduler.delivery import Render
from services import admin_notes, key_corrections, question_reports
from services.admin_notes import AdminNotes
from services.exam_patterns import ExamPatterns
from services.forecasts import Forecasts
from services.item_analysis import ItemAnalysis
from services.key_corrections import KeyCorrections
from services.question_files import QuestionFiles
from services.question_reports import QuestionReports
from services.question_review import QuestionReview
from services.records import Delivery, Student
from services.uploads import Uploads
from storage.engine import Database
from views import reports as report_views
from views import review as review_views
from views.screen import Screen
from views.translate import translator


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDesk:
    """What admins and reporters work with."""

    admin_notes: AdminNotes
    exam_patterns: ExamPatterns
    forecasts: Forecasts
    item_analysis: ItemAnalysis
    key_corrections: KeyCorrections
    question_reports: QuestionReports
    question_review: QuestionReview
    uploads: Uploads

    def for_handlers(self) -> dict[str, object]:
        """The services by the names that handlers ask for."""
        return {
            "exam_patterns": self.exam_patterns,
            "forecasts": self.forecasts,
            "item_analysis": self.item_analysis,
            "question_reports": self.question_reports,
            "question_review": self.question_review,
            "uploads": self.uploads,
        }


def build_review(database: Database, exams: ExamCatalogue, settings: Settings) -> ReviewDesk:
    admins, zone = settings.admins, settings.default_timezone
    return ReviewDesk(
        admin_notes=AdminNotes(database),
        exam_patterns=ExamPatterns(database, exams, admins=admins),
        forecasts=Forecasts(database, admins=admins, default_timezone=zone),
        item_analysis=ItemAnalysis(database, admins=admins, default_timezone=zone),
        key_corrections=KeyCorrections(database, default_timezone=zone),
        question_reports=QuestionReports(database, admins=admins),
        question_review=QuestionReview(database, admins=admins),
        uploads=Uploads(QuestionFiles(database), admins=admins),
    )


def review_renders(desk: ReviewDesk) -> Mapping[str, Render]:
    """Words for the messages that the review plans, made when they are sent."""

    async def corrected(delivery: Delivery, student: Student, _at: datetime) -> Screen | None:
        told = await desk.key_corrections.told(int(delivery.payload["correction"]), student.id)
        return report_views.key_corrected(translator(student.language), told) if told else None

    async def outcome(delivery: Delivery, student: Student, _at: datetime) -> Screen | None:
        found = await desk.question_reports.outcome(int(delivery.payload["report"]))
        return report_views.outcome(translator(student.language), found) if found else None

    async def queue(_delivery: Delivery, student: Student, _at: datetime) -> Screen | None:
        return review_views.note(translator(student.language), await desk.admin_notes.queue())

    return {
        key_corrections.KIND: corrected,
        question_reports.KIND: outcome,
        admin_notes.KIND: queue,
    }
