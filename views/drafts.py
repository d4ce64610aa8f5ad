"""Drafted help beside the question that it is for, for an admin to read."""

from services.drafts import DraftCard
from views.callbacks import DraftTap
from views.review import LETTERS, shortened_html, tap
from views.screen import Button, Screen
from views.translate import Translate, escaped


def card(t: Translate, found: DraftCard, *, lead: str = "") -> Screen:
    """The question with its key, the draft, and the two words that can be said of it."""
    draft, question = found.draft, found.question
    text = question.text(draft.language)
    options = "\n".join(
        f"{'✅' if letter in question.accepts else '▫️'} {letter}. {escaped(option)}"
        for letter, option in zip(LETTERS, text.options, strict=False)
    )
    whys = [
        f"• {letter}: {escaped(why)}"
        for letter, why in zip(LETTERS, draft.why_wrong, strict=False)
        if why
    ]
    parts = [lead] if lead else []
    parts += [
        t("draft-head", count=found.waiting, question=question.key),
        f"{escaped(text.stem)}\n{options}",
        f"<i>{escaped(draft.explanation)}</i>",
        "\n".join(t("question-hint", hint=hint) for hint in draft.hints),
        "\n".join(whys),
        t("draft-ask"),
    ]
    return Screen(
        html=shortened_html(parts),
        keyboard=(
            (
                Button(t.plain("draft-good"), DraftTap(draft=draft.id, is_good=True).pack()),
                Button(t.plain("draft-bad"), DraftTap(draft=draft.id, is_good=False).pack()),
            ),
            (Button(t.plain("review-back"), tap("desk")),),
        ),
    )
