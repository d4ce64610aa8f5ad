"""Setting work to a group: what could be set, how it would look, and doing it once."""

import random
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from content.exams import ExamCatalogue
from services.assignment_notices import plan_notices
from services.assignments import AssignmentBoard, board_of
from services.errors import AssignmentGone, BadValue, NoQuestions, TooMuchWork
from services.group_roles import taught
from services.paper_making import PaperPart, make_paper, parts_of
from storage import answers, assignments, catalogue, groups, own_questions, papers
from storage.assignments import Kind, NewAssignment
from storage.engine import Database, Transaction
from storage.intake import Arrival, write_once
from storage.records import Group, GroupId, Named, Student, TopicId

COUNTS = (5, 10, 15, 20)
DAYS = (0, 1, 2, 3, 7)
OPENS_IN = (0, 1, 2, 7)
#: Local hours at which it opens on its first day and closes on its last.
OPENS, CLOSES = time(7), time(21)
#: Topics of the class that count as its weak ones, the days looked at, and answers that say so.
WEAK_TOPICS, WEAK_LISTED, WEAK_DAYS, WEAK_ANSWERS = 3, 6, 30, 5
#: Open at a time for one group.
MOST_OPEN = 10
#: The same again within this is the same tap.
SAME_TAP = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a teacher is about to set."""

    group: GroupId
    kind: Kind
    #: Of kind "topic".
    topic: TopicId | None = None
    #: Of kind "paper": which part of the teacher's exam, by its place among those the bank fills.
    part: int = 0
    count: int = 10
    #: Days from today until it closes; 0 for tonight.
    days: int = 1
    #: Days from today until it opens in the morning; 0 for now.
    opens: int = 0
    #: Work after the end counts as late, or is refused.
    takes_late: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What can be set to a group."""

    group: Group
    #: The class's weakest topics, the weakest first.
    weak: tuple[tuple[TopicId, Named], ...]
    papers: tuple[Named, ...]
    #: Questions that its teachers wrote.
    own: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would be set, before it is."""

    wanted: Wanted
    group: Group
    topic: Named | None
    paper: Named | None
    #: Questions that it would have; fewer than wanted where the bank has no more.
    count: int
    opens_at: datetime
    closes_at: datetime
    timezone: str


class AssignmentMaking:
    def __init__(self, database: Database, known: ExamCatalogue, *, default_timezone: str) -> None:
        self._database = database
        self._known = known
        self._zone = ZoneInfo(default_timezone)

    async def choices(self, teacher: Student, group_id: GroupId, *, at: datetime) -> Choices:
        """What the group needs, and what papers the bank can fill."""

        def work(tx: Transaction) -> Choices:
            group = taught(tx, teacher.id, group_id)
            names = catalogue.topic_ids(tx)
            weak = [
                (TopicId(names[one.key]), one)
                for one in _weak_topics(tx, group_id, at=at)
                if one.key in names
            ]
            parts = self._parts(tx, teacher)
            return Choices(
                group=group,
                weak=tuple(weak),
                papers=tuple(map(_named, parts)),
                own=own_questions.count(tx, group_id),
            )

        return await self._database.read(work)

    async def preview(self, teacher: Student, wanted: Wanted, *, at: datetime) -> Preview:
        """Raises NotTheOwner, NoQuestions, TooMuchWork, BadValue."""
        return await self._database.read(lambda tx: self._preview(tx, teacher, wanted, at))

    def _preview(self, tx: Transaction, teacher: Student, wanted: Wanted, at: datetime) -> Preview:
        group = taught(tx, teacher.id, wanted.group)
        if (wanted.days, wanted.count, wanted.opens) not in product(DAYS, COUNTS, OPENS_IN):
            raise BadValue(hint=f"{COUNTS}, {DAYS}, {OPENS_IN}")
        # It cannot end before it begins.
        wanted = replace(wanted, days=max(wanted.days, wanted.opens))
        still = assignments.of_groups(tx, [group.id], since=at, limit=MOST_OPEN)
        if len(still) >= MOST_OPEN:
            raise TooMuchWork(count=MOST_OPEN)
        paper = self._part(tx, teacher, wanted) if wanted.kind == "paper" else None
        count = (
            paper.questions if paper is not None else len(self._questions(tx, wanted, group, at))
        )
        if not count:
            raise NoQuestions
        return Preview(
            wanted=wanted,
            group=group,
            topic=None if wanted.topic is None else catalogue.topic(tx, wanted.topic),
            paper=None if paper is None else _named(paper),
            count=count,
            opens_at=self._opens_at(wanted, at),
            closes_at=self._closes_at(wanted, at),
            timezone=self._zone.key,
        )

    def _opens_at(self, wanted: Wanted, at: datetime) -> datetime:
        day = at.astimezone(self._zone).date() + timedelta(days=wanted.opens)
        return datetime.combine(day, OPENS, self._zone) if wanted.opens else at

    def _closes_at(self, wanted: Wanted, at: datetime) -> datetime:
        day = at.astimezone(self._zone).date() + timedelta(days=wanted.days)
        closes = datetime.combine(day, CLOSES, self._zone)
        # Tonight is over: tomorrow night.
        return closes if closes - at > timedelta(hours=1) else closes + timedelta(days=1)

    def _questions(self, tx: Transaction, wanted: Wanted, group: Group, at: datetime) -> list[int]:
        """The same questions for everybody, drawn by the group and the day."""
        seed = f"{group.id}:{at.date().isoformat()}:{wanted.kind}:{wanted.topic}"
        chance = random.Random(seed)  # noqa: S311 - a draw of questions, no secret
        if wanted.kind == "own":
            written = own_questions.askable(tx, group.id)
            chance.shuffle(written)
            return [int(one) for one in written[: wanted.count]]
        if wanted.kind == "topic":
            topics = [] if wanted.topic is None else [int(wanted.topic)]
        elif wanted.kind == "weak":
            known = catalogue.topic_ids(tx)
            topics = [known[one.key] for one in _weak_topics(tx, group.id, at=at)][:WEAK_TOPICS]
        else:
            topics = sorted(catalogue.topic_ids(tx).values())
        pools = [assignments.askable(tx, topic) for topic in topics]
        for pool in pools:
            chance.shuffle(pool)
        if wanted.kind == "mixed":
            chance.shuffle(pools)
        found: list[int] = []
        for place in range(max(map(len, pools), default=0)):
            found += [pool[place] for pool in pools if place < len(pool)]
        return found[: wanted.count]

    async def make(self, teacher: Student, wanted: Wanted, arrival: Arrival) -> AssignmentBoard:
        """Sets it, and plans its notices and reminders; a second delivery of the tap finds it."""

        def work(tx: Transaction) -> AssignmentBoard:
            if tx.is_redelivery:
                made = assignments.newest(tx, teacher.id)
                if made is None:
                    raise AssignmentGone
                return board_of(tx, made, arrival.at, zone=self._zone)
            plan = self._preview(tx, teacher, wanted, arrival.at)
            twin = assignments.twin(
                tx,
                teacher.id,
                plan.group.id,
                kind=wanted.kind,
                topic_id=wanted.topic,
                closes_at=plan.closes_at,
                since=arrival.at - SAME_TAP,
            )
            if twin is not None:
                return board_of(tx, twin, arrival.at, zone=self._zone)
            ids, paper_id = [], None
            if wanted.kind == "paper":
                paper_id, count = self._paper(tx, teacher, wanted, at=arrival.at)
            else:
                ids = self._questions(tx, wanted, plan.group, arrival.at)
                count = len(ids)
            made = assignments.add(
                tx,
                NewAssignment(
                    group_id=plan.group.id,
                    made_by=teacher.id,
                    kind=wanted.kind,
                    topic_id=wanted.topic,
                    paper_id=paper_id,
                    question_count=count,
                    opens_at=plan.opens_at,
                    closes_at=plan.closes_at,
                    takes_late=wanted.takes_late,
                ),
                ids,
                at=arrival.at,
            )
            plan_notices(tx, made, arrival.at)
            return board_of(tx, made, arrival.at, zone=self._zone)

        return await write_once(self._database, arrival, work)

    def _parts(self, tx: Transaction, teacher: Student) -> list[PaperPart]:
        """The parts of the teacher's exam that the bank fills."""
        exam = self._known.exams.get(teacher.settings.exam or "")
        if exam is None:
            return []
        names = {
            key: (one.name_en, one.name_hi) for key, one in catalogue.subject_names(tx).items()
        }
        found = parts_of(exam, papers.bank_by_subject(tx, exam.id), names)
        return [one for one in found if not one.missing]

    def _part(self, tx: Transaction, teacher: Student, wanted: Wanted) -> PaperPart:
        parts = self._parts(tx, teacher)
        if not 0 <= wanted.part < len(parts):
            raise NoQuestions
        return parts[wanted.part]

    def _paper(
        self, tx: Transaction, teacher: Student, wanted: Wanted, *, at: datetime
    ) -> tuple[int, int]:
        part = self._part(tx, teacher, wanted)
        exam = self._known.exams[part.exam]
        made = make_paper(
            tx,
            exam,
            part,
            papers.bank_by_subject(tx, exam.id),
            at=at,
            seed=f"assignment:{wanted.group}:{at.isoformat()}",
        )
        return made.id, made.question_count


def _named(part: PaperPart) -> Named:
    return Named(key=f"{part.paper.id}:{part.section}", name_en=part.name_en, name_hi=part.name_hi)


def _weak_topics(tx: Transaction, group_id: GroupId, *, at: datetime) -> list[Named]:
    """Of everybody who shares, the weakest first."""
    sharing = sorted(groups.sharing_members(tx, group_id))
    found = answers.topics_of_all(tx, sharing, since=at - timedelta(days=WEAK_DAYS), until=at)
    known = [one for one in found if one.answers >= WEAK_ANSWERS]
    return [one.topic for one in sorted(known, key=lambda one: one.right / one.answers)][
        :WEAK_LISTED
    ]
