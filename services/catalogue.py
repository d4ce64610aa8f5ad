"""Brings the content files into the database, and says what can be practised."""

from dataclasses import dataclass
from datetime import datetime

from content.bank import load_bank
from content.exam_file import load_catalogue
from content.exams import ExamCatalogue
from services.bank_questions import new_question
from storage import catalogue, question_writer
from storage.engine import Database, Transaction
from storage.records import Named, Topic


@dataclass(frozen=True, slots=True)
class TopicMenu:
    """Topics with questions, grouped by subject, in the catalogue's order."""

    subjects: tuple[tuple[Named, tuple[Topic, ...]], ...]
    #: Ids of the subjects, in the same order.
    subject_ids: tuple[int, ...]

    def subject(self, key: str) -> tuple[Named, tuple[Topic, ...]] | None:
        return next((entry for entry in self.subjects if entry[0].key == key), None)

    def named(self, wanted: str) -> Named | None:
        """A subject or a topic by its key or by a name in either language."""
        folded = wanted.strip().casefold()
        subjects = (one for one, _ in self.subjects if _is_called(one, folded))
        return next(subjects, None) or self.topic(wanted)

    def topic(self, wanted: str) -> Topic | None:
        """A topic by its key or by a name in either language."""
        folded = wanted.strip().casefold()
        for _, topics in self.subjects:
            for topic in topics:
                if _is_called(topic, folded):
                    return topic
        return None


def _is_called(one: Named, folded: str) -> bool:
    return folded in {one.key.casefold(), one.name_en.casefold(), one.name_hi}


def save_names(tx: Transaction, known: ExamCatalogue) -> None:
    """Exams, subjects and topics as the content files name them; what questions refer to."""
    catalogue.save_exams(tx, [_named(e.id, e.name_en, e.name_hi) for e in known.exams.values()])
    catalogue.save_subjects(
        tx, [_named(s.id, s.name_en, s.name_hi) for s in known.subjects.values()]
    )
    catalogue.save_topics(
        tx,
        [
            catalogue.NewTopic(
                key=topic.id, name_en=topic.name_en, name_hi=topic.name_hi, subject=s.id
            )
            for s in known.subjects.values()
            for topic in s.topics
        ],
    )


class Catalogue:
    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def exams(self) -> ExamCatalogue:
        return load_catalogue()

    async def load_content(self, *, at: datetime) -> int:
        """Stores what is new or changed in the content files; how many questions that was."""
        bank, known = load_bank(), load_catalogue()

        def work(tx: Transaction) -> int:
            save_names(tx, known)
            return question_writer.ship(tx, map(new_question, bank), at=at)

        return await self._database.write(work)

    async def topic_menu(self) -> TopicMenu:
        def work(tx: Transaction) -> TopicMenu:
            names = catalogue.subject_names(tx)
            grouped: dict[str, list[Topic]] = {}
            for topic in catalogue.topics_with_questions(tx):
                grouped.setdefault(topic.subject or "", []).append(topic)
            ids = catalogue.subject_ids(tx)
            return TopicMenu(
                tuple((names[key], tuple(t)) for key, t in grouped.items()),
                tuple(ids[key] for key in grouped),
            )

        return await self._database.read(work)


def _named(key: str, name_en: str, name_hi: str) -> Named:
    return Named(key=key, name_en=name_en, name_hi=name_hi)
