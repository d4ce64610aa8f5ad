"""Draws the next question of a set: what is due first, then what suits her."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from analytics.question_choice import (
    MOST_TELLING,
    Candidate,
    Chosen,
    TopicOffer,
    choose_question,
    choose_topic,
    due_variant,
    most_telling_topic,
    target_for,
)
from content.exams import ExamCatalogue
from services.exam_day import review_horizon
from services.topic_pool import REMEMBERED_FOR, TopicPool, is_fresh
from storage import question_offers as offers
from storage import responses, review_lists
from storage.engine import Transaction
from storage.question_offers import AskableTopic, Scope
from storage.records import Attempt, Response, Source, Student
from storage.responses import Asked
from storage.together import write_together

#: Sources whose questions are chosen one by one; the others are lists laid out at the start.
ADAPTIVE: tuple[Source, ...] = ("mixed", "topic", "subject", "diagnostic", "drill")
#: How many due facts are looked through for one that fits.
DUE_LOOKED_AT = 30
#: The number of active students is counted anew after so long.
COUNTED_FOR = timedelta(hours=1)


class Drawing:
    """Chooses questions; remembers how many students are active, and which topics there are."""

    def __init__(self, catalogue: ExamCatalogue) -> None:
        self._catalogue = catalogue
        self._active: tuple[datetime, int] | None = None
        self._topics: tuple[datetime, list[AskableTopic]] | None = None
        self._pool = TopicPool()

    def draw(
        self,
        tx: Transaction,
        student: Student,
        attempt: Attempt,
        *,
        asked: Sequence[Asked],
        at: datetime,
    ) -> Response | None:
        """Adds the next question to an adaptive attempt, shown now; None when none is left."""
        position = asked[-1].position + 1 if asked else 1
        rng = random.Random(f"{student.id}:{attempt.id}:{position}")  # noqa: S311 - no secret
        scope = Scope(topic_id=attempt.topic_id, subject_id=attempt.subject_id)
        known = frozenset(one.question_id for one in asked)
        due = None
        if attempt.source != "diagnostic" and position % 2:
            due = self._due(tx, student, scope, known, at=at)
        chosen = (
            (due, False)
            if due
            else self._suiting(tx, student, attempt, scope=scope, asked=asked, rng=rng, at=at)
        )
        if chosen is None:
            return None
        candidate, is_random = chosen
        new, change = responses.added(
            attempt.id,
            position,
            question_id=candidate.question_id,
            version_id=candidate.version_id,
            is_random=is_random,
            shown_at=at,
        )
        exposed = [offers.exposed(candidate.question_id, at=at)] if student.is_recorded else []
        write_together(tx, [*exposed, change])
        return new

    def _due(
        self,
        tx: Transaction,
        student: Student,
        scope: Scope,
        known: frozenset[int],
        *,
        at: datetime,
    ) -> Candidate | None:
        """A fact that memory says is due: every second question, so that new ones come too."""
        horizon = review_horizon(student.settings, at=at)
        due = review_lists.due_objectives(
            tx, student.id, at=at, horizon=horizon, limit=DUE_LOOKED_AT
        )
        # The first one fits nearly always; where it does not, the others are read together.
        for objectives in (due[:1], due[1:]):
            found = offers.variants(tx, student.id, objectives, scope, at=at) if objectives else {}
            for objective in objectives:
                left = [one for one in found.get(objective, ()) if one.question_id not in known]
                variant = due_variant(left)
                if variant is not None:
                    return variant
        return None

    def _suiting(
        self,
        tx: Transaction,
        student: Student,
        attempt: Attempt,
        *,
        scope: Scope,
        asked: Sequence[Asked],
        rng: random.Random,
        at: datetime,
    ) -> tuple[Candidate, bool] | None:
        exam = self._catalogue.exams.get(student.settings.exam or "")
        left = offers.offers_of(
            tx,
            student.id,
            self._topics_in(tx, scope, at=at),
            subject_weights={key: float(n) for key, n in exam.subjects().items()} if exam else {},
            at=at,
        )
        while left:
            offer = _topic(attempt, left, asked, rng)
            if offer is None:
                return None
            chosen = self._of_topic(tx, student, attempt, offer, asked=asked, rng=rng, at=at)
            if chosen is not None:
                return chosen.candidate, chosen.is_random
            left = [one for one in left if one.topic_id != offer.topic_id]
        return None

    def _of_topic(
        self,
        tx: Transaction,
        student: Student,
        attempt: Attempt,
        offer: TopicOffer,
        *,
        asked: Sequence[Asked],
        rng: random.Random,
        at: datetime,
    ) -> Chosen | None:
        known = {one.question_id for one in asked}
        facts = {one.objective for one in asked if one.objective}
        found = [
            one
            for one in self._pool.candidates(tx, student.id, offer.topic_id, at=at)
            if one.question_id not in known
        ]
        is_profile = attempt.source == "diagnostic"
        chosen = choose_question(
            # Two variants of one fact in a set would be the same question twice.
            [one for one in found if one.objective not in facts] or found,
            offer,
            target=MOST_TELLING if is_profile else target_for(offer.theta, shift=attempt.shift),
            at=at,
            active=self._active_students(tx, at=at),
            rng=rng,
        )
        if chosen is not None and student.is_recorded:
            self._pool.drawn(offer.topic_id, chosen.candidate.question_id)
        return chosen

    def _topics_in(self, tx: Transaction, scope: Scope, *, at: datetime) -> list[AskableTopic]:
        """Those of the whole bank are remembered; a topic of which nothing is left is passed over."""
        if scope != Scope():
            return offers.askable_topics(tx, scope)
        if self._topics is None or not is_fresh(self._topics[0], at, REMEMBERED_FOR):
            found = offers.askable_topics(tx, scope)
            if not found:
                return found
            self._topics = (at, found)
        return self._topics[1]

    def _active_students(self, tx: Transaction, *, at: datetime) -> int:
        if self._active is None or not is_fresh(self._active[0], at, COUNTED_FOR):
            self._active = (at, offers.active_students(tx, at=at))
        return self._active[1]


def _topic(
    attempt: Attempt,
    left: Sequence[TopicOffer],
    asked: Sequence[Asked],
    rng: random.Random,
) -> TopicOffer | None:
    if attempt.source == "diagnostic":
        return most_telling_topic(left, asked=[one.topic_id for one in asked], rng=rng)
    return choose_topic(left, last_topic=asked[-1].topic_id if asked else None, rng=rng)
