"""A teacher writes a question for a group: its words, its topic, a look at it, and in."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from content.exam_file import load_catalogue
from content.formats.draft import ReadQuestion
from content.formats.typed import read_typed
from content.question import LETTERS
from content.rejected import Rejected
from content.topics import UNSORTED, find_topic, nearest_topics
from services.bank_questions import bank_question, new_question
from services.correcting import correct_key, moved_key
from services.errors import BadEdit, QuestionGone, TooManyQuestions
from services.group_roles import taught
from services.own_questions import MOST, OwnCard, OwnList, card_of, list_of
from services.question_files import own_key
from storage import catalogue, own_questions, question_writer, students
from storage.engine import Database, Transaction
from storage.intake import Arrival, write_once
from storage.own_questions import OwnDraft
from storage.records import Group, GroupId, Named, QuestionId, StoredQuestion, Student, TopicId

#: What her next message is kept for, as `students.awaiting` has it.
AWAITING_TEXT, AWAITING_TOPIC = "own:text", "own:topic"
DRAFTS_KEPT = timedelta(days=7)
TWIN = "the class has this question already"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPreview:
    """A draft that can be read; `topic` is None until it was named."""

    group: Group
    question: ReadQuestion
    topic: Named | None
    is_change: bool
    #: Topics that the name she sent is near to, where none has it.
    near: tuple[tuple[TopicId, Named], ...] = ()


class OwnDrafts:
    """Every call asks whether she teaches the group; raises NotTheOwner, GroupGone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, teacher: Student, group_id: GroupId, arrival: Arrival) -> Group:
        """From now on her next message is a new question of the group's; raises TooManyQuestions."""

        def work(tx: Transaction) -> Group:
            group = taught(tx, teacher.id, group_id)
            if own_questions.count(tx, group_id) >= MOST:
                raise TooManyQuestions(count=MOST)
            # The next one is often of the same topic; of none is no topic.
            topic = own_questions.last_topic(tx, group_id, but=UNSORTED)
            draft = OwnDraft(group_id=group_id, question_id=None, topic_id=topic, text="")
            _await_text(tx, teacher, draft, arrival.at)
            return group

        return await write_once(self._database, arrival, work)

    async def begin_change(
        self, teacher: Student, question_id: QuestionId, arrival: Arrival
    ) -> OwnCard:
        """From now on her next message replaces the question's words."""

        def work(tx: Transaction) -> OwnCard:
            found = card_of(tx, teacher, question_id)
            draft = OwnDraft(
                group_id=found.group.id,
                question_id=question_id,
                topic_id=catalogue.topic_ids(tx).get(found.topic.key),
                text="",
            )
            _await_text(tx, teacher, draft, arrival.at)
            return found

        return await write_once(self._database, arrival, work)

    async def write(self, teacher: Student, text: str, arrival: Arrival) -> OwnPreview:
        """Takes the question's words; raises BadEdit with what is wrong, and still waits then."""

        def change(_tx: Transaction, draft: OwnDraft) -> OwnDraft:
            _read(text)
            return replace(draft, text=text)

        return await self._change(teacher, arrival, change)

    async def name_topic(self, teacher: Student, name: str, arrival: Arrival) -> OwnPreview:
        """Files it under the topic; where none has the name, the nearest are offered."""
        known = load_catalogue()
        found = find_topic(name, known)
        near = [] if found is not None else nearest_topics(name, known)

        def change(tx: Transaction, draft: OwnDraft) -> OwnDraft:
            return replace(draft, topic_id=catalogue.topic_ids(tx).get(found or ""))

        return await self._change(teacher, arrival, change, near=near)

    async def choose_topic(
        self, teacher: Student, topic_id: TopicId, arrival: Arrival
    ) -> OwnPreview:
        """Files it under one of those that were offered."""
        return await self._change(
            teacher, arrival, lambda _tx, draft: replace(draft, topic_id=topic_id)
        )

    async def ask_topic(self, teacher: Student, arrival: Arrival) -> OwnPreview:
        """From now on her next message names the draft's topic."""

        def work(tx: Transaction) -> OwnPreview:
            found = _preview(tx, teacher, _draft(tx, teacher))
            students.set_profile(tx, teacher.id, awaiting=AWAITING_TOPIC)
            return found

        return await write_once(self._database, arrival, work)

    async def _change(
        self,
        teacher: Student,
        arrival: Arrival,
        change: Callable[[Transaction, OwnDraft], OwnDraft],
        *,
        near: Sequence[str] = (),
    ) -> OwnPreview:
        def work(tx: Transaction) -> OwnPreview:
            draft = change(tx, _draft(tx, teacher))
            found = _preview(tx, teacher, draft)
            if found.topic is None:
                draft = replace(draft, topic_id=None)
            own_questions.put_draft(tx, teacher.id, draft, at=arrival.at)
            awaiting = AWAITING_TOPIC if found.topic is None else None
            students.set_profile(tx, teacher.id, awaiting=awaiting)
            return replace(found, near=_topics(tx, near))

        return await write_once(self._database, arrival, work)

    async def save(self, teacher: Student, group_id: GroupId, arrival: Arrival) -> OwnList:
        """Stores the draft; a second tap finds it stored. Raises BadEdit for a twin of a stored one."""

        def work(tx: Transaction) -> OwnList:
            draft = own_questions.draft_of(tx, teacher.id)
            if draft is not None and draft.group_id == group_id:
                _store(tx, teacher, draft, arrival.at)
                own_questions.drop_draft(tx, teacher.id)
                students.set_profile(tx, teacher.id, awaiting=None)
            return list_of(tx, teacher, group_id)

        return await write_once(self._database, arrival, work)

    async def cancel(self, teacher: Student, group_id: GroupId, arrival: Arrival) -> OwnList:
        def work(tx: Transaction) -> OwnList:
            own_questions.drop_draft(tx, teacher.id)
            students.set_profile(tx, teacher.id, awaiting=None)
            return list_of(tx, teacher, group_id)

        return await write_once(self._database, arrival, work)

    async def forget_drafts(self, *, at: datetime) -> None:
        """What nobody finished within a week."""
        await self._database.write(
            lambda tx: own_questions.forget_drafts(tx, before=at - DRAFTS_KEPT)
        )


def typed_form(question: StoredQuestion, language: str) -> str:
    """A stored question as its author would type it, to be copied and changed."""
    text = question.text(language)
    options = (
        f"{letter}) {option}{' *' if letter in question.accepts else ''}"
        for letter, option in zip(LETTERS, text.options, strict=False)
    )
    parts = [text.stem, *options]
    if text.explanation:
        parts.append(("व्याख्या: " if text.language == "hi" else "Explanation: ") + text.explanation)
    return "\n".join(parts)


def _await_text(tx: Transaction, teacher: Student, draft: OwnDraft, at: datetime) -> None:
    if tx.is_redelivery:
        return
    own_questions.put_draft(tx, teacher.id, draft, at=at)
    students.set_profile(tx, teacher.id, awaiting=AWAITING_TEXT)


def _draft(tx: Transaction, teacher: Student) -> OwnDraft:
    found = own_questions.draft_of(tx, teacher.id)
    if found is None:
        raise QuestionGone
    return found


def _read(text: str) -> ReadQuestion:
    found = read_typed(text, topic=UNSORTED)
    if isinstance(found, Rejected):
        raise BadEdit(reason=found.reason)
    return found


def _preview(tx: Transaction, teacher: Student, draft: OwnDraft) -> OwnPreview:
    return OwnPreview(
        group=taught(tx, teacher.id, draft.group_id),
        question=_read(draft.text),
        topic=None if draft.topic_id is None else catalogue.topic(tx, draft.topic_id),
        is_change=draft.question_id is not None,
    )


def _topics(tx: Transaction, keys: Sequence[str]) -> tuple[tuple[TopicId, Named], ...]:
    ids, names = catalogue.topic_ids(tx), catalogue.names(tx)
    return tuple((TopicId(ids[key]), names[key]) for key in keys if key in ids)


def _store(tx: Transaction, teacher: Student, draft: OwnDraft, at: datetime) -> None:
    """A new question of the group's, or a new version of one; answers follow a moved key."""
    found = _preview(tx, teacher, draft)
    if found.topic is None:
        raise QuestionGone
    written = replace(found.question.question, topic=found.topic.key)
    known = question_writer.known_questions(tx, draft.group_id)
    if draft.question_id is None:
        key = own_key(draft.group_id, secrets.token_hex(4))
        is_new = question_writer.add(
            tx,
            known,
            new_question(written, key=key),
            status="own",
            imported_by=teacher.id,
            group_id=draft.group_id,
            at=at,
        )
        if not is_new:
            raise BadEdit(reason=TWIN)
        return
    before = card_of(tx, teacher, draft.question_id).question
    language = next(iter(written.texts))
    # The other language would say what was meant before.
    kept = replace(bank_question(before), texts={language: written.texts[language]})
    new = new_question(replace(kept, topic=written.topic, right=written.right), key=before.key)
    if moved_key(new, before):
        correct_key(tx, before, "new_key", new.right_option, by=teacher.id, at=at)
    question_writer.add_version(tx, known, new, at=at)
