"""A group's own questions: written in chat or sent as a file by its teachers, asked in their work."""

from dataclasses import dataclass, replace

from services.errors import QuestionGone, TooManyQuestions
from services.group_roles import taught
from services.question_files import ImportOptions, QuestionFile, QuestionFiles, QuestionsImported
from services.uploads import read_file
from storage import catalogue, own_questions, question_bank
from storage.engine import Database, Transaction
from storage.intake import Arrival, write_once
from storage.own_questions import OwnLine
from storage.records import Group, GroupId, Named, QuestionId, StoredQuestion, Student

#: Shown at once, and kept for one group.
LISTED, MOST = 60, 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnList:
    """A group's questions, the newest first."""

    group: Group
    count: int
    lines: tuple[OwnLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCard:
    """A stored question of a group's."""

    group: Group
    question: StoredQuestion
    topic: Named


class OwnQuestions:
    """Every call asks whether she teaches the group; raises NotTheOwner, GroupGone."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._files = QuestionFiles(database)

    async def listed(self, teacher: Student, group_id: GroupId) -> OwnList:
        return await self._database.read(lambda tx: list_of(tx, teacher, group_id))

    async def card(self, teacher: Student, question_id: QuestionId) -> OwnCard:
        """Raises QuestionGone for what is nobody's or was taken out."""
        return await self._database.read(lambda tx: card_of(tx, teacher, question_id))

    async def withdraw(
        self, teacher: Student, group_id: GroupId, question_id: QuestionId, arrival: Arrival
    ) -> OwnList:
        """Asked no more; what was answered stands. A second tap finds it gone."""

        def work(tx: Transaction) -> OwnList:
            taught(tx, teacher.id, group_id)
            if own_questions.group_of(tx, question_id) == group_id:
                own_questions.withdraw(tx, question_id, at=arrival.at)
            return list_of(tx, teacher, group_id)

        return await write_once(self._database, arrival, work)

    async def take_in(
        self,
        teacher: Student,
        group_id: GroupId,
        file: QuestionFile,
        options: ImportOptions,
        arrival: Arrival,
    ) -> QuestionsImported:
        """A file's questions for the group, or what storing them would do; raises BadFile."""

        def room(tx: Transaction) -> int:
            taught(tx, teacher.id, group_id)
            return MOST - own_questions.count(tx, group_id)

        left = await self._database.read(room)
        own = replace(options, status="own", group_id=group_id)
        prepared = await read_file(file, own)
        if len(prepared.good) > left:
            raise TooManyQuestions(count=MOST)
        return await self._files.store(prepared, at=arrival.at, sent_by=teacher.id)


def list_of(tx: Transaction, teacher: Student, group_id: GroupId) -> OwnList:
    return OwnList(
        group=taught(tx, teacher.id, group_id),
        count=own_questions.count(tx, group_id),
        lines=tuple(own_questions.listed(tx, group_id, limit=LISTED)),
    )


def card_of(tx: Transaction, teacher: Student, question_id: QuestionId) -> OwnCard:
    group_id = own_questions.group_of(tx, question_id)
    question = question_bank.stored_question(tx, question_id)
    if group_id is None or question is None:
        raise QuestionGone
    group = taught(tx, teacher.id, group_id)
    return OwnCard(group=group, question=question, topic=catalogue.names(tx)[question.topic])
