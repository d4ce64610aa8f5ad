"""A parent's yes: without it nothing of a student under 18 is kept; with it results, and no more.

The student gets a link to pass on. Whoever follows it must be another person, says to be her parent
or guardian and 18 or older, and can take the yes back at any time, which erases what was kept.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from services.erasing import Erasing
from services.errors import ParentLinkGone
from services.notices import plan_notice
from services.students import KEEPING, NOTICE_VERSION
from storage import parental, students
from storage.engine import Database, Transaction
from storage.intake import Arrival, write_once
from storage.parental import ParentalConsent
from storage.records import Student

#: Tells the student that her parent agreed.
KIND = "parent_agreed"
LINK_LASTS = timedelta(days=7)

ParentState = Literal["asked", "given", "erased"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentView:
    """What a parent is shown under a link."""

    code: str
    state: ParentState


class Parents:
    def __init__(self, database: Database, erasing: Erasing | None = None) -> None:
        self._database = database
        self._erasing = erasing or Erasing()

    async def ask(self, student: Student, arrival: Arrival) -> str:
        """The code of a link for her parent; the same while it is good. Raises ParentLinkGone for
        who needs none."""
        if not student.is_minor or student.is_recorded:
            raise ParentLinkGone

        def work(tx: Transaction) -> str:
            known = parental.of_student(tx, student.id)
            if known is not None and _is_good(known, arrival.at):
                return known.code
            code = secrets.token_urlsafe(12)
            parental.ask(tx, student.id, code, at=arrival.at)
            return code

        return await write_once(self._database, arrival, work)

    async def look(self, code: str, telegram_id: int, *, at: datetime) -> ParentView:
        """What is under a link; raises ParentLinkGone for what is nobody's to see."""

        def work(tx: Transaction) -> ParentView:
            found = _found(tx, code, telegram_id, at=at)
            return ParentView(code=code, state="asked" if found.given_at is None else "given")

        return await self._database.read(work)

    async def agree(self, code: str, telegram_id: int, arrival: Arrival) -> ParentView:
        """From now on her results are kept; a second tap changes nothing."""

        def work(tx: Transaction) -> ParentView:
            found = _found(tx, code, telegram_id, at=arrival.at)
            version = f"parent:{NOTICE_VERSION}"
            if parental.give(
                tx,
                found.student_id,
                parent_telegram_id=telegram_id,
                notice_version=version,
                at=arrival.at,
            ):
                students.set_profile(tx, found.student_id, keeps_answers=True)
                students.give_consent(
                    tx, found.student_id, purpose=KEEPING, notice_version=version, at=arrival.at
                )
                plan_notice(tx, KIND, str(found.student_id), found.student_id, {}, at=arrival.at)
            return ParentView(code=code, state="given")

        return await write_once(self._database, arrival, work)

    async def withdraw(self, code: str, telegram_id: int, arrival: Arrival) -> ParentView:
        """Everything that was kept of her is erased, at once."""

        def work(tx: Transaction) -> ParentView:
            found = parental.by_code(tx, code)
            if found is not None and found.parent_telegram_id == telegram_id:
                self._erasing.erase(tx, found.student_id, at=arrival.at)
            elif found is not None:
                raise ParentLinkGone
            return ParentView(code=code, state="erased")

        done = await write_once(self._database, arrival, work)
        await self._database.wipe()
        return done

    async def forget_unanswered(self, *, at: datetime) -> None:
        await self._database.write(
            lambda tx: parental.forget_unanswered(tx, before=at - LINK_LASTS)
        )


def _is_good(consent: ParentalConsent, at: datetime) -> bool:
    return consent.given_at is not None or at - consent.asked_at < LINK_LASTS


def _found(tx: Transaction, code: str, telegram_id: int, *, at: datetime) -> ParentalConsent:
    """The consent, for somebody who may give it or has given it."""
    found = parental.by_code(tx, code)
    if found is None or not _is_good(found, at):
        raise ParentLinkGone
    if found.given_at is not None and found.parent_telegram_id != telegram_id:
        raise ParentLinkGone
    person = students.find_by_telegram_id(tx, telegram_id)
    if person is not None and (person.is_minor or person.id == found.student_id):
        raise ParentLinkGone
    return found
