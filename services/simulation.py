"""Puts a simulated class into the database: people, a group, and their history in bulk."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from analytics.simulation import SimulatedQuestion, class_log
from content.bank import load_bank
from services.learning import Learning
from services.students import KEEPING, NOTICE_VERSION, next_digest_at
from storage import answer_log, groups, students
from storage.engine import Database, Transaction
from storage.records import Language, Settings, StudentId

EXAM = "ras_pre"
NAMES = (
    *("आशा", "भानु", "चित्रा", "दीपक", "एकता", "फ़रहान", "गीता", "हर्ष", "इंदु", "जितेन्द्र"),
    *("कविता", "लोकेश", "मीना", "नरेश", "ओमप्रकाश", "पूजा", "राकेश", "सुनीता", "तारा", "उमेश"),
    *("वर्षा", "यश", "ज़ोया", "अमित", "बबीता", "चेतन", "दिव्या", "गौरव", "हेमलता", "ईश्वर"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody of the class; with a Telegram id she can be written to."""

    key: str
    name: str
    telegram_id: int | None = None
    language: Language = "hi"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassMade:
    """What was made, by the ids that commands know."""

    students: tuple[str, ...]
    group: str
    answers: int

    def document(self) -> dict[str, object]:
        return {
            "students": list(self.students),
            "group": self.group,
            "answers": self.answers,
        }


def members(count: int, *, seed: int) -> list[Member]:
    """So many people with names; `simulate` calls them by keys of its own."""
    return [
        Member(key=f"sim{seed}-{number + 1:03d}", name=NAMES[number % len(NAMES)])
        for number in range(count)
    ]


class Simulation:
    def __init__(self, database: Database, *, default_timezone: str) -> None:
        self._database = database
        self._timezone = default_timezone

    async def make_class(
        self,
        people: Sequence[Member],
        *,
        days: int,
        seed: int,
        until: datetime,
        title: str,
        teacher: Member | None = None,
    ) -> ClassMade:
        """Makes the people, their group and their answers; the same seed adds nothing twice."""
        questions = [
            SimulatedQuestion(
                key=q.id,
                topic=q.topic,
                difficulty=q.difficulty or "medium",
                right_option=q.right,
                option_count=len(q.texts["en"].options),
            )
            for q in load_bank()
        ]
        log = list(
            class_log(
                [one.key for one in people],
                questions,
                days=days,
                seed=seed,
                until=until,
                exam=EXAM,
                timezone=self._timezone,
            )
        )

        def work(tx: Transaction) -> ClassMade:
            owner = self._person(tx, teacher, at=until) if teacher else None
            ids = [self._person(tx, one, at=until) for one in people]
            group = self._group(tx, title, owner, ids, at=until)
            answer_log.store(tx, log, at=until, default_timezone=self._timezone)
            return ClassMade(
                students=tuple(one.key for one in people), group=group, answers=len(log)
            )

        learning = Learning(self._database)
        await learning.work()
        made = await self._database.write(work)
        await learning.work()
        return made

    def _person(self, tx: Transaction, member: Member, *, at: datetime) -> StudentId:
        """An adult who agreed and is through the first run."""
        found = students.find_by_key(tx, member.key)
        if found is not None:
            return found.id
        student_id = students.add(
            tx, key=member.key, telegram_id=member.telegram_id, name=member.name, at=at
        )
        settings = replace(Settings(), exam=EXAM, timezone=self._timezone)
        students.add_settings(tx, student_id, settings)
        students.set_profile(
            tx,
            student_id,
            language=member.language,
            age_band="adult",
            keeps_answers=True,
            onboarded_at=at,
        )
        students.give_consent(tx, student_id, purpose=KEEPING, notice_version=NOTICE_VERSION, at=at)
        if member.telegram_id is not None:
            students.schedule_digest(tx, student_id, due_at=next_digest_at(settings, after=at))
        return student_id

    def _group(
        self,
        tx: Transaction,
        title: str,
        owner: StudentId | None,
        ids: Sequence[StudentId],
        *,
        at: datetime,
    ) -> str:
        known = next((g for g in groups.listed(tx) if g.title == title), None)
        group = known or groups.make(
            tx, owner_id=owner, title=title, join_code=secrets.token_urlsafe(9), at=at
        )
        for student_id in ids:
            groups.take_seat(tx, group.id, student_id, shares_results=True, at=at)
        return group.key

    async def link(self, group_key: str, chat_id: int) -> None:
        """Links the class to its Telegram chat."""

        def work(tx: Transaction) -> None:
            group = groups.find_by_key(tx, group_key)
            if group is not None:
                groups.link_chat(tx, group.id, chat_id)

        await self._database.write(work)
