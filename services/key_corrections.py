"""A corrected key reaches every answer that was judged by the old one, in the background."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.notices import plan_notice
from storage import corrections, derived, population, question_bank
from storage.corrections import Correction, CorrectionMode, Score
from storage.engine import Database, Transaction
from storage.records import StoredQuestion, StudentId

KIND = "key_corrected"
#: Students a tick judges anew; the rest waits for the next one, so that deliveries do not.
BATCH = 200
#: An answer whose transaction began before the correction has ended long before that.
SETTLED_AFTER = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionTold:
    """What a student is told of a correction that changed something for her."""

    question_key: str
    mode: CorrectionMode
    question: StoredQuestion | None
    #: Her attempts, before and after.
    scores: tuple[tuple[Score, Score], ...]


class KeyCorrections:
    def __init__(self, database: Database, *, default_timezone: str) -> None:
        self._database = database
        self._timezone = default_timezone

    async def work(self, *, at: datetime) -> int:
        """Judges anew what old keys judged, a student a transaction; how many students.

        Cut off anywhere, the next call goes on: what is to be done is found by comparing answers
        with their versions' keys.
        """
        done = 0
        for correction in await self._database.read(corrections.unfinished):
            done += await self._work_on(correction, limit=BATCH - done, at=at)
            if done >= BATCH:
                break
        return done

    async def _work_on(self, correction: Correction, *, limit: int, at: datetime) -> int:
        whom = await self._database.read(
            lambda tx: corrections.misjudged_students(tx, correction.question_id, limit=limit)
        )
        for student_id in whom:
            await self._database.write(
                lambda tx, one=student_id: self._judge_anew(tx, correction, one, at=at)  # type: ignore[misc]
            )
        if not whom:
            is_settled = at - correction.requested_at >= SETTLED_AFTER
            await self._database.write(
                lambda tx: corrections.mark_swept(tx, correction.id, at=at, is_finished=is_settled)
            )
        return len(whom)

    def _judge_anew(
        self, tx: Transaction, correction: Correction, student_id: StudentId, *, at: datetime
    ) -> None:
        corrections.hold_student(tx, student_id)
        changed = corrections.rejudge_answers(tx, correction.question_id, student_id)
        touched = corrections.rejudge_responses(tx, correction.question_id, student_id)
        scores = [
            (attempt, before, after)
            for attempt in touched
            for before, after in [corrections.recount_attempt(tx, attempt)]
        ]
        if changed:
            derived.rebuild(tx, [student_id], default_timezone=self._timezone)
            population.mark_stale(tx, [correction.question_id])
        if changed or scores:
            corrections.note_effect(
                tx, correction.id, student_id, changed=changed, scores=scores, at=at
            )
            about, payload = f"{correction.id}:{student_id}", {"correction": str(correction.id)}
            plan_notice(tx, KIND, about, student_id, payload, at=at)

    async def told(self, correction_id: int, student_id: StudentId) -> CorrectionTold | None:
        """The words' facts when she is told."""

        def work(tx: Transaction) -> CorrectionTold | None:
            found = corrections.correction(tx, correction_id)
            if found is None:
                return None
            scores = corrections.effect_of(tx, correction_id, student_id)
            return CorrectionTold(
                question_key=found.question_key,
                mode=found.mode,
                question=question_bank.stored_question(tx, found.question_id),
                scores=tuple((before, after) for before, after in scores if before != after),
            )

        return await self._database.read(work)

    async def unfinished(self) -> int:
        return len(await self._database.read(corrections.unfinished))
