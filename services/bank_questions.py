"""Questions of the content room as storage takes them, and back."""

from content.question import BankQuestion, BankText, fingerprint
from storage.question_writer import ALL_FIELDS, NewQuestion
from storage.records import Language, QuestionText, StoredQuestion


def new_question(
    question: BankQuestion, *, key: str | None = None, holds: frozenset[str] = ALL_FIELDS
) -> NewQuestion:
    """A content question to be stored, under its own id unless another key is given."""
    texts = sorted(question.texts.items())
    return NewQuestion(
        key=key or question.id,
        topic=question.topic,
        difficulty=question.difficulty,
        kind=question.kind,
        objective=question.objective,
        right_option=question.right,
        source=question.source,
        valid_on=question.valid_on,
        exam=question.exam,
        texts=tuple(_stored_text(language, text) for language, text in texts),
        fingerprints=tuple(fingerprint(text.stem, text.options) for _, text in texts),
        holds=holds,
    )


def _stored_text(language: str, text: BankText) -> QuestionText:
    known: Language = "hi" if language == "hi" else "en"
    return QuestionText(
        language=known,
        stem=text.stem,
        options=text.options,
        explanation=text.explanation,
        hints=text.hints,
        why_wrong=text.why_wrong,
    )


def bank_question(stored: StoredQuestion) -> BankQuestion:
    """A stored question as the content room writes it into files."""
    return BankQuestion(
        id=stored.key,
        topic=stored.topic,
        difficulty=stored.difficulty,
        kind=stored.kind,
        objective=stored.objective,
        right=stored.right_option,
        source=stored.source,
        valid_on=stored.valid_on,
        exam=stored.exam,
        texts={
            text.language: BankText(
                stem=text.stem,
                options=text.options,
                explanation=text.explanation,
                hints=text.hints,
                why_wrong=text.why_wrong,
            )
            for text in stored.texts
        },
    )
