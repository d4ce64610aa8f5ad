"""A group's own questions: the list, one of them, and the way a new one is written."""

from content.question import LETTERS
from services.item_analysis import ItemReport
from services.own_drafts import OwnPreview, typed_form
from services.own_questions import OwnCard, OwnList
from services.question_files import QuestionsImported
from services.records import Group
from views import review
from views.callbacks import AssignTap, GroupTap, OwnTap
from views.screen import Button, Screen, rows, shortened
from views.translate import Translate, escaped

LONGEST_BUTTON = 48
#: Fewer can be set as work too, but then there is not much to choose from.
FEWEST_TO_SET = 1


def listed(t: Translate, found: OwnList, *, lead: str = "") -> Screen:
    """Every question as a button, the newest first."""
    group = found.group
    head = t("own-head" if found.count else "own-none", title=group.title, count=found.count)
    new = [
        Button(t.plain("own-new"), _tap("new", group)),
        Button(t.plain("own-file"), _tap("file", group)),
    ]
    if found.count >= FEWEST_TO_SET:
        set_ = AssignTap(action="when", group=group.id, kind="own")
        new.append(Button(t.plain("own-set"), set_.pack()))
    lines = [
        (
            Button(
                shortened(_line(t, one.stem, one.answers, one.right), LONGEST_BUTTON),
                _tap("card", group, one.id),
            ),
        )
        for one in found.lines
    ]
    back = (Button(t.plain("group-back"), GroupTap(action="card", group=group.id).pack()),)
    html = "\n\n".join(part for part in (lead, head) if part)
    return Screen(html=html, keyboard=(*rows(*new), *lines, back))


def _line(t: Translate, stem: str, answers: int, right: int) -> str:
    bare = " ".join(stem.split())
    if not answers:
        return bare
    return t.plain("own-line", percent=round(100 * right / answers), stem=bare)


def card(t: Translate, found: OwnCard, statistics: ItemReport | None) -> Screen:
    """The question with its key, what first attempts say of it, and what can be done."""
    question, group = found.question, found.group
    parts = [t("own-card", title=group.title, topic=found.topic.name(t.language))]
    parts += [review.question_text(question, text.language) for text in question.texts]
    if statistics is not None:
        parts.append(review.figures(t, statistics))
    buttons = (
        Button(t.plain("own-change"), _tap("change", group, question.id)),
        Button(t.plain("own-out"), _tap("ask", group, question.id)),
        Button(t.plain("own-back"), _tap("list", group)),
    )
    return Screen(html=review.shortened_html(parts), keyboard=rows(*buttons))


def ask_out(t: Translate, found: OwnCard) -> Screen:
    group, question = found.group, found.question
    return Screen(
        html=t("own-out-ask"),
        keyboard=(
            (Button(t.plain("own-back"), _tap("card", group, question.id)),),
            (Button(t.plain("own-out-yes"), _tap("out", group, question.id)),),
        ),
    )


def ask_words(t: Translate, group: Group) -> Screen:
    """How a question is typed, by an example to copy."""
    html = f"{t('own-ask', title=group.title)}\n\n<code>{t('own-example')}</code>"
    return Screen(html=html, keyboard=((_cancel(t, group),),))


def ask_change(t: Translate, found: OwnCard) -> Screen:
    """Its words as they are, to be copied, changed and sent."""
    question = found.question
    typed = escaped(typed_form(question, question.texts[0].language))
    return Screen(
        html=f"{t('own-ask-change')}\n\n<code>{typed}</code>",
        keyboard=((_cancel(t, found.group),),),
    )


def preview(t: Translate, found: OwnPreview) -> Screen:
    """The question as it will stand; without a topic it asks for one."""
    question, group = found.question.question, found.group
    parts = []
    for text in question.texts.values():
        options = "\n".join(
            f"{'✅' if letter == question.right else '▫️'} {letter}. {escaped(option)}"
            for letter, option in zip(LETTERS, text.options, strict=False)
        )
        parts.append(f"{escaped(text.stem)}\n{options}")
        if text.explanation:
            parts.append(f"<i>{escaped(text.explanation)}</i>")
        parts += [t("own-hint", hint=hint) for hint in text.hints if hint]
    if found.topic is None:
        parts.append(t("own-near-topics" if found.near else "own-ask-topic"))
        near = [
            Button(shortened(topic.name(t.language), LONGEST_BUTTON), _tap("as", group, topic_id))
            for topic_id, topic in found.near
        ]
        html = review.shortened_html(parts)
        return Screen(html=html, keyboard=rows(*near, _cancel(t, group), width=1))
    parts.append(t("own-topic", topic=found.topic.name(t.language)))
    buttons = (
        Button(t.plain("own-save"), _tap("save", group)),
        Button(t.plain("own-other-topic"), _tap("topic", group)),
        _cancel(t, group),
    )
    return Screen(html=review.shortened_html(parts), keyboard=rows(*buttons, width=1))


def ask_topic(t: Translate, found: OwnPreview) -> Screen:
    return Screen(html=t("own-ask-topic"), keyboard=((_cancel(t, found.group),),))


def ask_file(t: Translate, group: Group) -> Screen:
    return Screen(html=t("own-ask-file", title=group.title), keyboard=((_cancel(t, group),),))


def upload(t: Translate, group: Group, done: QuestionsImported, *, name: str) -> Screen:
    """What storing the file would do, before anything is stored."""

    def tap(action: str) -> str:
        return _tap({"cancel": "none"}.get(action, action), group)

    return Screen(
        html=review.upload_account(t, done, name=name),
        keyboard=review.upload_buttons(t, done, tap),
    )


def _tap(action: str, group: Group, of: int = 0) -> str:
    return OwnTap(action=action, group=group.id, of=of).pack()


def _cancel(t: Translate, group: Group) -> Button:
    return Button(t.plain("own-cancel"), _tap("cancel", group))
