"""Explanations of missed questions, as a page."""

from services.study import StudyPage
from views.callbacks import SetTap, StudyTap
from views.screen import LONGEST_TEXT, Button, Screen, shortened
from views.translate import Translate, escaped

#: A page of three stays under Telegram's limit, whatever an author wrote.
LONGEST_PART = LONGEST_TEXT // 9


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
