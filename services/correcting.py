"""What a corrected key means for every version of a question, decided in the same transaction."""

from datetime import datetime

from content.question import LETTERS
from storage import corrections, question_bank
from storage.corrections import CorrectionMode
from storage.engine import Transaction
from storage.question_writer import NewQuestion
from storage.records import QuestionText, StoredQuestion, StudentId


def moved_key(new: NewQuestion, before: StoredQuestion) -> bool:
    """Whether a new version says of the same options that another one is right.

    Where most options are new, so is the question: its earlier answers stand.
    """
    mapped = _letters(before.texts, new.texts)
    moved = mapped.get(before.right_option, before.right_option) != new.right_option
    return moved and _shares_options(before.texts, new.texts)


def _shares_options(one: tuple[QuestionText, ...], other: tuple[QuestionText, ...]) -> bool:
    options = {text.language: set(text.options) for text in one}
    return any(
        2 * len(options.get(text.language, set()) & set(text.options)) > len(text.options)
        for text in other
    )


def correct_key(
    tx: Transaction,
    question: StoredQuestion,
    mode: CorrectionMode,
    accepts: str,
    *,
    by: StudentId | None,
    at: datetime,
) -> int:
    """Opens a correction: what counts changes at once, answers given before follow by and by.

    `accepts` are letters in the current version's order, empty to drop the question. Earlier
    versions with the same key follow, their letters found by the options' words.
    """
    correction_id = corrections.open_correction(
        tx,
        question_id=question.id,
        version_id=question.version_id,
        mode=mode,
        accepts=accepts,
        by=by,
        at=at,
    )
    corrections.claim_logged_answers(
        tx, question.id, question.version_id, right_option=question.right_option
    )
    for version in corrections.versions_of(tx, question.id):
        letters = _letters(question.texts, version.texts)
        if _mapped(question.accepts, letters) == set(version.accepts) or not accepts:
            mapped = "".join(sorted(_mapped(accepts, letters)))
            corrections.set_accepts(tx, version.id, mapped)
    if not accepts:
        question_bank.withdraw(tx, question.id, at=at)
    return correction_id


def _mapped(letters: str, by: dict[str, str]) -> set[str]:
    return {by.get(letter, letter) for letter in letters}


def _letters(source: tuple[QuestionText, ...], target: tuple[QuestionText, ...]) -> dict[str, str]:
    """Letters of the first version's options in the second, where the options only moved."""
    others = {text.language: text.options for text in target}
    for text in source:
        options = others.get(text.language, ())
        if text.options != options and sorted(text.options) == sorted(options):
            return {
                LETTERS[place]: LETTERS[options.index(option)]
                for place, option in enumerate(text.options)
            }
    return {}
