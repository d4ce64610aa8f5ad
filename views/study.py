"""Explanations of missed questions, as a page."""

from services.study import Explained, StudyPage
from views.callbacks import SetTap, StudyTap
from views.screen import LONGEST_TEXT, Button, Screen, shortened
from views.translate import Translate, escaped

#: A page of three stays under Telegram's limit, whatever an author wrote.
LONGEST_PART = LONGEST_TEXT // 9


def explained(found: Explained | None, t: Translate) -> Screen:
    """Why an answer was wrong: what tempted, what is right, and the rule behind it."""
    if found is None:
        return Screen(html=t("explain-none"))
    question, text = found.question, found.question.text
    parts = [
        f"<b>{escaped(question.topic.name(t.language))}</b>\n"
        f"{escaped(shortened(text.stem, LONGEST_TEXT // 4))}"
    ]
    letter = found.chosen or ""
    chosen = "ABCDE".find(letter) if letter else -1
    if 0 <= chosen < len(text.options):
        is_right = letter in question.accepts
        mark = "✅" if is_right else "❌"
        why = "" if is_right or chosen >= len(text.why_wrong) else text.why_wrong[chosen]
        parts.append(
            f"{mark} {t('explain-chosen', option=letter)} "
            f"{escaped(shortened(text.options[chosen], LONGEST_PART))}"
            + (f"\n{escaped(shortened(why, LONGEST_PART))}" if why else "")
        )
    right = " / ".join(
        f"{letter}. {escaped(shortened(text.options['ABCDE'.index(letter)], LONGEST_PART))}"
        for letter in question.accepts
    )
    parts.append(f"✅ {right}")
    explanation = escaped(shortened(text.explanation, LONGEST_TEXT // 3))
    parts.append(explanation if text.explanation else t("explain-unwritten"))
    buttons = (
        Button(t.plain("study-practise"), SetTap(source="mistakes").pack()),
        Button(t.plain("mistakes-read"), StudyTap(page=0).pack()),
    )
    return Screen(
        html="\n\n".join([*parts, f"#{escaped(question.key)}"]),
        keyboard=tuple((one,) for one in buttons),
    )


def screen(page: StudyPage, t: Translate) -> Screen:
    """What she got wrong, what is right, and why."""
    if not page.total:
        return Screen(html=t("study-empty"))
    parts = [t("study-head", page=page.page + 1, pages=page.pages, total=page.total)]
    for question in page.questions:
        right = " / ".join(
            f"{letter}. {question.text.options['ABCDE'.index(letter)]}"
            for letter in question.accepts
        )
        parts.append(
            f"<b>{escaped(question.topic.name(t.language))}</b>\n"
            f"{escaped(shortened(question.text.stem, LONGEST_PART))}\n"
            f"✅ {escaped(shortened(right, LONGEST_PART))}\n"
            f"{escaped(shortened(question.text.explanation, LONGEST_PART))}"
        )
    turn = []
    if page.page > 0:
        turn.append(Button("◀️", StudyTap(page=page.page - 1).pack()))
    if page.page + 1 < page.pages:
        turn.append(Button("▶️", StudyTap(page=page.page + 1).pack()))
    again = Button(t.plain("study-practise"), SetTap(source="mistakes").pack())
    return Screen(html="\n\n".join(parts), keyboard=(*((tuple(turn),) if turn else ()), (again,)))
