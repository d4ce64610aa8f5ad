"""The coach by a language model: it words what is computed, and rules step in wherever it fails."""

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

from pydantic import ValidationError

from coach import documents
from coach.bands import is_at_rest, leads_to_review
from coach.bounds import Bounds
from coach.breaker import Breaker
from coach.documents import Document, Names
from coach.prices import cost, worst_cost
from coach.prose import FeedbackProse, PlanProse, Prose, ReadinessProse
from coach.protocol import (
    Ask,
    FactSheet,
    Feedback,
    PlanSheet,
    PlanWords,
    ReadinessStory,
    Worded,
)
from coach.rules import VARIANTS, RulesCoach
from coach.validator import violations
from coach.writer import Attempt, Cache, Ledger, Order, Reservation, Writer

P = TypeVar("P", bound=Prose)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What may be ordered, and what it may cost in time and tokens."""

    name: str
    #: Seconds that she waits at most, every attempt together.
    seconds: float
    max_tokens: int
    most_units: int
    #: A server that is overloaded is asked once more.
    asks_again: bool = False


FEEDBACK = Task(name="feedback", seconds=4.0, max_tokens=900, most_units=400)
READINESS = Task(name="readiness", seconds=4.0, max_tokens=1200, most_units=400)
PLAN = Task(name="plan", seconds=20.0, max_tokens=1200, most_units=350, asks_again=True)
#: Hindi takes about three times the tokens.
HINDI_TOKENS = 3
#: Less time than this is no use for another attempt.
SHORTEST_ATTEMPT = 0.5
REPAIR = "A program refused this text. Write it again, whole, without these faults:\n"


class LanguageCoach:
    """Consent, then what was written before, then the breaker, then the budget, then the call."""

    def __init__(
        self,
        writer: Writer,
        ledger: Ledger,
        cache: Cache,
        *,
        syllabus: Names,
        breaker: Breaker | None = None,
        clocks: Mapping[str, float] | None = None,
    ) -> None:
        self._writer = writer
        self._ledger = ledger
        self._cache = cache
        self._syllabus = syllabus
        self._rules = RulesCoach()
        self.breaker = breaker or Breaker()
        self._clocks = dict(clocks or {})
        self._flights: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def feedback(self, facts: FactSheet, ask: Ask) -> Feedback:
        plain = await self._rules.feedback(facts, ask)
        if is_at_rest(facts.days_to_exam):
            return plain
        document = documents.feedback_document(facts, ask.topic_names, ask.language)
        prose = await self._prose(FEEDBACK, FeedbackProse, document, ask)
        if prose is None:
            return plain
        say = _sayer(document)
        return Feedback(
            encouragement=say(prose.encouragement),
            improvements=tuple(say(one) for one in prose.improvements),
            next_step=say(prose.next_step),
            motivation=say(prose.motivation),
            source="llm",
            leads_to_review=leads_to_review(facts),
        )

    async def readiness(self, facts: FactSheet, ask: Ask) -> ReadinessStory:
        plain = await self._rules.readiness(facts, ask)
        if facts.readiness is None or is_at_rest(facts.days_to_exam):
            return plain
        document = documents.readiness_document(facts, ask.topic_names, ask.language)
        prose = await self._prose(READINESS, ReadinessProse, document, ask)
        if prose is None:
            return plain
        return ReadinessStory(points=tuple(map(_sayer(document), prose.pieces())), source="llm")

    async def plan(self, week: PlanSheet, ask: Ask) -> PlanWords:
        plain = await self._rules.plan(week, ask)
        if is_at_rest(week.days_to_exam):
            return plain
        document = documents.plan_document(week, ask.topic_names, ask.language)
        prose = await self._prose(PLAN, PlanProse, document, ask)
        if prose is None:
            return plain
        say = _sayer(document)
        return PlanWords(
            headline=say(prose.headline),
            why=tuple(say(one) for one in prose.why),
            how=tuple(say(one) for one in prose.how),
            source="llm",
        )

    async def _prose(self, task: Task, shape: type[P], document: Document, ask: Ask) -> P | None:
        """A text that passed, from the cache or anew; None where rules have to do it."""
        if not ask.has_consented:
            return None
        key = self._key(task, document, ask)
        if (known := await self._cached(key, shape)) is not None:
            return known
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._clocks.get(task.name, task.seconds)
        flight = self._flights.setdefault(key, asyncio.Lock())
        try:
            async with asyncio.timeout_at(deadline):
                await flight.acquire()
        except TimeoutError:
            return None
        try:
            if (known := await self._cached(key, shape)) is not None:
                return known
            written = await self._written(task, shape, document, ask, deadline)
            if written is not None:
                await self._cache.put(key, written.model_dump_json(), at=ask.at)
            return written
        finally:
            flight.release()

    def _key(self, task: Task, document: Document, ask: Ask) -> str:
        parts = (
            documents.PROMPT_VERSION,
            documents.instructions(task.name),
            self._writer.model,
            document.text,
            str(ask.variant % VARIANTS),
        )
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

    async def _cached(self, key: str, shape: type[P]) -> P | None:
        text = await self._cache.get(key)
        try:
            return None if text is None else shape.model_validate_json(text)
        except ValidationError:
            return None

    def _bounds(self, document: Document, ask: Ask) -> Bounds:
        own = {one: ask.topic_names[one] for one in document.topics}
        mine = {name for names in own.values() for name in names}
        others = {
            name
            for topic, names in self._syllabus.items()
            if topic not in own
            for name in names
            # A name of one word may be a word of everyday use.
            if name not in mine and " " in name and not any(name in one for one in mine)
        }
        return Bounds(
            language=ask.language,
            facts=document.facts,
            topics=own,
            other_topics=frozenset(others),
            needed=document.needed,
            tone=document.tone,
        )

    async def _written(
        self, task: Task, shape: type[P], document: Document, ask: Ask, deadline: float
    ) -> P | None:
        """One text over its attempts: one more after a cut or a short pause, and one repair."""
        loop = asyncio.get_running_loop()
        order = Order(
            system=documents.instructions(task.name),
            document=document.text,
            shape=shape,
            max_tokens=task.max_tokens * (HINDI_TOKENS if ask.language == "hi" else 1),
        )
        check = self._checker(task, shape, document, ask)
        may_repeat, may_repair = True, True
        while (left := deadline - loop.time()) >= SHORTEST_ATTEMPT:
            found = await self._call(task, order, check, ask, seconds=left)
            if found is None or found.prose is not None:
                return None if found is None else found.prose
            attempt = found.attempt
            if attempt.outcome == "rejected" and may_repair:
                may_repair = False
                order = replace(order, repair=(attempt.text, REPAIR + "\n".join(found.faults)))
                continue
            pause = _pause(attempt, task, left)
            if pause is None or not may_repeat:
                return None
            may_repeat = False
            await asyncio.sleep(pause)
            if attempt.outcome == "truncated":
                order = replace(order, max_tokens=2 * order.max_tokens)
        return None

    async def _call(
        self,
        task: Task,
        order: Order,
        check: "Callable[[str], _Checked[P]]",
        ask: Ask,
        *,
        seconds: float,
    ) -> "_Checked[P] | None":
        """One paid call, checked; None where breaker or budget refuse it."""
        if not self.breaker.lets_through(at=ask.at):
            return None
        model = self._writer.model
        characters = len(order.system) + len(order.document) + sum(map(len, order.repair or ()))
        reserved = await self._ledger.reserve(
            ask.student_id,
            task.name,
            model,
            micro_dollars=worst_cost(model, characters=characters, max_tokens=order.max_tokens),
            at=ask.at,
        )
        if not isinstance(reserved, Reservation):
            self.breaker.give_back()
            return None
        attempt = await self._writer.write(order, seconds=seconds)
        self.breaker.note(attempt, at=ask.at)
        found = check(attempt.text) if attempt.outcome == "written" else None
        if found is not None and found.prose is None:
            attempt = replace(attempt, outcome="rejected")
        spent = None if attempt.usage is None else cost(model, attempt.usage)
        await self._ledger.settle(reserved, attempt, micro_dollars=spent)
        if found is None:
            return _Checked(attempt=attempt)
        return replace(found, attempt=attempt)

    def _checker(
        self, task: Task, shape: type[P], document: Document, ask: Ask
    ) -> "Callable[[str], _Checked[P]]":
        bounds = self._bounds(document, ask)

        def check(text: str) -> _Checked[P]:
            try:
                prose = shape.model_validate_json(text)
            except ValidationError:
                return _Checked(faults=("the answer does not fit the schema",))
            faults = violations(prose.pieces(), bounds, most_units=task.most_units)
            if prose.language != ask.language:
                faults.append(f"the language is {ask.language}")
            if (misshapen := prose.misshapen()) is not None:
                faults.append(misshapen)
            return _Checked(faults=tuple(faults)) if faults else _Checked(prose=prose)

        return check


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked(Generic[P]):
    """What a call brought, and what the checks said."""

    attempt: Attempt = field(default_factory=lambda: Attempt(outcome="written"))
    prose: P | None = None
    faults: tuple[str, ...] = ()


def _pause(attempt: Attempt, task: Task, left: float) -> float | None:
    """Seconds after which another attempt is worth it; None where it is not."""
    if attempt.outcome == "truncated":
        return 0.0
    if attempt.outcome == "rate_limited" and attempt.retry_after is not None:
        return attempt.retry_after if attempt.retry_after <= left - SHORTEST_ATTEMPT else None
    if attempt.outcome == "overloaded" and task.asks_again:
        return SHORTEST_ATTEMPT
    return None


def _sayer(document: Document) -> Callable[[str], Worded]:
    numbers = {one.id: one.value for one in document.facts.values()}
    return lambda text: Worded(text=text, numbers=numbers)
