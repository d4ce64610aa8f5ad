"""The coach: by rules, or by a language model where there is a key."""

from dataclasses import dataclass

from bot.settings import Settings
from coach.language_coach import LanguageCoach
from coach.protocol import Coach
from coach.rules import RulesCoach
from coach.writer import Writer
from content.exams import ExamCatalogue
from services.coach_ledger import CoachLedger, CoachTexts
from services.drafts import Drafts
from storage.engine import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachDesk:
    coach: Coach
    ledger: CoachLedger
    texts: CoachTexts
    drafts: Drafts
    #: None without a key.
    writer: Writer | None

    async def close(self) -> None:
        if self.writer is not None:
            await self.writer.close()


def build_coach(database: Database, exams: ExamCatalogue, settings: Settings) -> CoachDesk:
    """Imports the SDK only where a key is set."""
    ledger = CoachLedger(
        database,
        dollars_a_day=settings.coach_dollars_per_day,
        student_dollars=settings.coach_dollars_per_student,
        timezone=settings.default_timezone,
    )
    texts, writer = CoachTexts(database), _writer(settings)
    drafts = Drafts(
        database,
        writer,
        ledger,
        admins=settings.admins,
        default_timezone=settings.default_timezone,
    )
    return CoachDesk(
        coach=RulesCoach() if writer is None else _by_model(writer, ledger, texts, exams),
        ledger=ledger,
        texts=texts,
        drafts=drafts,
        writer=writer,
    )


def _writer(settings: Settings) -> Writer | None:
    if settings.anthropic_api_key is None or not settings.has_model:
        return None
    from coach.anthropic_writer import AnthropicWriter

    return AnthropicWriter(
        settings.anthropic_api_key,
        model=settings.coach_model,
        base_url=settings.anthropic_base_url,
    )


def _by_model(
    writer: Writer, ledger: CoachLedger, texts: CoachTexts, exams: ExamCatalogue
) -> Coach:
    syllabus = {
        topic.id: (topic.name_en, topic.name_hi)
        for subject in exams.subjects.values()
        for topic in subject.topics
    }
    return LanguageCoach(writer, ledger, texts, syllabus=syllabus)
