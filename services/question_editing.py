"""What an admin's decision does to a question: a new key, new words, a new version."""

from dataclasses import replace
from datetime import datetime
from typing import Literal

from content.formats.draft import Draft, DraftText, finish
from content.question import LETTERS
from content.rejected import Rejected
from services.bank_questions import bank_question, new_question
from services.correcting import correct_key
from services.errors import BadEdit, QuestionGone
from storage import corrections, question_bank, question_writer
from storage.corrections import CorrectionMode
from storage.engine import Transaction
from storage.records import Language, QuestionText, StoredQuestion, StudentId

#: What an admin may rewrite in chat: the stem, an option, the explanation.
EditField = Literal["stem", "a", "b", "c", "d", "e", "explanation"]


def correct(
    tx: Transaction,
    question: StoredQuestion,
    mode: CorrectionMode,
    letters: str,
    *,
    by: StudentId,
    at: datetime,
) -> None:
    offered = tuple(LETTERS[: len(question.texts[0].options)])
    if question.is_withdrawn or (mode != "drop" and letters not in offered):
        raise QuestionGone
    if mode == "accept_both":
        letters = "".join(sorted({*question.accepts, letters}))
    if mode != "drop" and set(letters) == set(question.accepts):
        return
    correct_key(tx, question, mode, letters, by=by, at=at)
    if mode == "new_key":
        changed = replace(bank_question(question), right=letters)
        new = new_question(changed)
        texts = tuple(_without_whys_of(text, {letters}) for text in new.texts)
        known = question_writer.known_questions(tx)
        question_writer.add_version(tx, known, replace(new, texts=texts), at=at)


def _without_whys_of(text: QuestionText, letters: set[str]) -> QuestionText:
    """What was said against an option that turned out to be right is said no more."""
    whys = tuple(
        "" if letter in letters else why
        for letter, why in zip(LETTERS, text.why_wrong, strict=False)
    )
    return replace(text, why_wrong=whys)


def rewrite(
    tx: Transaction,
    question: StoredQuestion,
    field: EditField,
    language: Language,
    text: str,
    *,
    at: datetime,
) -> None:
    """A new version with one field changed, checked like an imported one."""
    draft = draft_of(question)
    own = draft.texts.get(language)
    if own is None:
        raise BadEdit(reason=f"no text in {language}")
    if field in {"stem", "explanation"}:
        setattr(own, field, text)
    else:
        place = LETTERS.lower().index(field)
        if place >= len(own.options):
            raise BadEdit(reason=f"no option {field.upper()}")
        own.options[place] = text
    found = finish(draft)
    if isinstance(found, Rejected):
        raise BadEdit(reason=found.reason)
    known = question_writer.known_questions(tx)
    changed = new_question(replace(found.question, topic=question.topic))
    if not question_writer.add_version(tx, known, changed, at=at):
        return
    fresh = question_bank.stored_question(tx, question.id)
    if fresh is not None and question.accepts != question.right_option:
        # Two right options stay two; only the words are new.
        corrections.set_accepts(tx, fresh.version_id, question.accepts)


def draft_of(question: StoredQuestion) -> Draft:
    return Draft(
        line=0,
        id=question.key,
        topic=question.topic,
        difficulty=question.difficulty or "",
        kind=question.kind,
        objective=question.objective or "",
        right=question.right_option,
        source=question.source or "",
        valid_on=question.valid_on.isoformat() if question.valid_on else "",
        exam=question.exam or "",
        texts={
            text.language: DraftText(
                stem=text.stem,
                options=list(text.options),
                explanation=text.explanation,
                hints=list(text.hints),
                why_wrong=dict(enumerate(text.why_wrong)),
            )
            for text in question.texts
        },
    )
