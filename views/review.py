"""The admins' desk: what waits, one question with everything about it, files sent in."""

from collections.abc import Callable

from services.item_analysis import ItemReport
from services.question_files import QuestionsImported
from services.question_review import ReviewCard
from services.records import QueueCounts, StoredQuestion
from views.callbacks import ReviewTap, UploadTap
from views.file_reasons import reason_text
from views.screen import LONGEST_TEXT, Button, Keyboard, Screen, rows, shortened
from views.translate import Translate, escaped

LETTERS = "ABCDE"
NOTES_SHOWN = 5
ROWS_SHOWN = 10
#: Room for the frame around an author's words.
FRAME = 500


def desk(t: Translate, counts: QueueCounts) -> Screen:
    """What waits for an admin."""
    buttons = [
        Button(t.plain(f"review-open-{name}", count=count), tap(f"next_{name}"))
        for name, count in (
            ("reported", counts.reported),
            ("flagged", counts.flagged),
            ("waiting", counts.waiting),
            ("drafted", counts.drafted),
        )
        if count
    ]
    head = t("review-head") if buttons else t("review-empty")
    return Screen(html=f"{head}\n\n{t('review-how')}", keyboard=rows(*buttons, width=1))


def note(t: Translate, counts: QueueCounts) -> Screen | None:
    """The day's line to an admin; None when nothing waits any more."""
    if not (counts.reported or counts.flagged or counts.waiting or counts.drafted):
        return None
    return desk(t, counts)


def tap(action: str, question: int = 0, letters: str = "-") -> str:
    return ReviewTap(action=action, question=question, letters=letters).pack()


def card(
    t: Translate, found: ReviewCard, statistics: ItemReport | None, *, lead: str = ""
) -> Screen:
    """A question in both languages, what is said of it, and what can be done."""
    question = found.question
    parts = [lead] if lead else []
    parts.append(t("review-question", question=question.key, version=question.version))
    own = [question_text(question, language) for language in _languages(question, t.language)]
    parts += own[:1] if sum(map(len, own)) > LONGEST_TEXT - 2 * FRAME else own
    if found.reports:
        lines = [
            t(
                "review-report-line",
                reason=t.plain(f"report-{report.reason}"),
                note=report.note or "–",
            )
            for report in found.reports[:NOTES_SHOWN]
        ]
        parts.append("\n".join([t("review-reports", count=len(found.reports)), *lines]))
    if statistics is not None:
        parts.append(figures(t, statistics))
    if found.is_correcting:
        parts.append(t("review-correcting"))
    if question.is_withdrawn:
        parts.append(t("review-withdrawn"))
    return Screen(html=shortened_html(parts), keyboard=_keyboard(t, found))


def figures(t: Translate, report: ItemReport) -> str:
    """What first attempts say of the question, as far as there are enough of them."""
    found = report.statistics
    parts = [t("statistics-line", answers=found.answers)]
    if found.facility is not None:
        parts.append(t("statistics-facility", percent=round(100 * found.facility)))
    if found.discrimination is not None:
        parts.append(t("statistics-discrimination", value=f"{found.discrimination:+.2f}"))
    if found.median_seconds is not None:
        parts.append(t("statistics-time", seconds=round(found.median_seconds)))
    parts += [f"⚠️ {t(f'suspicion-{suspicion}')}" for suspicion in report.suspicions]
    return " · ".join(parts)


def shortened_html(parts: list[str]) -> str:
    """As many whole parts as fit one message."""
    kept: list[str] = []
    for part in parts:
        if sum(map(len, kept)) + len(part) + 2 * len(kept) <= LONGEST_TEXT:
            kept.append(part)
    return "\n\n".join(kept)


def _languages(question: StoredQuestion, first: str) -> list[str]:
    known = [text.language for text in question.texts]
    return sorted(known, key=lambda language: language != first)


def question_text(question: StoredQuestion, language: str) -> str:
    text = question.text(language)
    options = "\n".join(
        f"{'✅' if letter in question.accepts else '▫️'} {letter}. {escaped(option)}"
        for letter, option in zip(LETTERS, text.options, strict=False)
    )
    return f"{escaped(text.stem)}\n{options}\n<i>{escaped(text.explanation)}</i>"


def _keyboard(t: Translate, found: ReviewCard) -> Keyboard:
    question = found.question
    back = Button(t.plain("review-back"), tap("desk"))
    if question.status == "waiting":
        return (
            (
                Button(t.plain("review-accept"), tap("accept", question.id)),
                Button(t.plain("review-refuse"), tap("refuse", question.id)),
            ),
            (back,),
        )
    if question.is_withdrawn:
        return ((back,),)
    actions = [
        Button(t.plain("review-decline"), tap("decline", question.id)),
        Button(t.plain("review-new-key"), tap("ask_key", question.id)),
        Button(t.plain("review-both"), tap("ask_both", question.id)),
        Button(t.plain("review-drop"), tap("ask_drop", question.id)),
        Button(t.plain("review-edit"), tap("ask_edit", question.id)),
    ]
    return (*rows(*actions, width=1), (back,))


def ask_letter(t: Translate, found: ReviewCard, action: str) -> Screen:
    """Which option is the key, or right as well."""
    question = found.question
    count = len(question.texts[0].options)
    letters = [letter for letter in LETTERS[:count] if letter not in question.accepts]
    buttons = [Button(letter, tap(action, question.id, letter)) for letter in letters]
    back = Button(t.plain("review-cancel"), tap("show", question.id))
    text = question_text(question, t.language)
    return Screen(
        html=f"{t('review-' + action.replace('_', '-') + '-ask')}\n\n{text}",
        keyboard=(*rows(*buttons, width=5), (back,)),
    )


def ask_drop(t: Translate, found: ReviewCard) -> Screen:
    question = found.question
    return Screen(
        html=t("review-drop-ask", question=question.key),
        keyboard=(
            (Button(t.plain("review-cancel"), tap("show", question.id)),),
            (Button(t.plain("review-drop-sure"), tap("drop", question.id)),),
        ),
    )


def ask_field(t: Translate, found: ReviewCard) -> Screen:
    """Which field of which language is to be rewritten."""
    question = found.question
    count = len(question.texts[0].options)
    fields = ("stem", *(letter.lower() for letter in LETTERS[:count]), "explanation")
    buttons = [
        Button(
            f"{language.upper()} · {_field_name(t, field)}",
            tap("edit", question.id, f"{field}.{language}"),
        )
        for language in _languages(question, t.language)
        for field in fields
    ]
    back = Button(t.plain("review-cancel"), tap("show", question.id))
    return Screen(html=t("review-edit-ask"), keyboard=(*rows(*buttons, width=2), (back,)))


def _field_name(t: Translate, field: str) -> str:
    return field.upper() if len(field) == 1 else t.plain(f"review-field-{field}")


def ask_words(t: Translate, found: ReviewCard, field: str, language: str) -> Screen:
    """Waits for the new words, and shows the old ones to copy."""
    text = found.question.text(language)
    old = text.options[LETTERS.lower().index(field)] if len(field) == 1 else getattr(text, field)
    back = Button(t.plain("review-cancel"), tap("show", found.question.id))
    asked = t("review-edit-words", field=_field_name(t, field), language=language.upper())
    return Screen(html=f"{asked}\n\n<code>{escaped(old)}</code>", keyboard=((back,),))


def upload(t: Translate, done: QuestionsImported, *, name: str) -> Screen:
    """What storing a file would do, with its bad rows, before anything is stored."""
    return Screen(
        html=upload_account(t, done, name=name),
        keyboard=upload_buttons(t, done, lambda action: UploadTap(action=action).pack()),
    )


def upload_account(t: Translate, done: QuestionsImported, *, name: str) -> str:
    head = t(
        "upload-account",
        file=name,
        rows=done.rows,
        added=done.added,
        updated=done.updated,
        duplicate=done.duplicate,
        rejected=len(done.rejected),
    )
    return shortened_html([head, *_bad_rows(t, done)])


def upload_buttons(t: Translate, done: QuestionsImported, tap: Callable[[str], str]) -> Keyboard:
    """Whatever can be done; `tap` gives the data for "store", "skip" and "cancel"."""
    buttons = []
    if done.added or done.updated:
        action = "skip" if done.rejected else "store"
        buttons.append(Button(t.plain(f"upload-{action}"), tap(action)))
    buttons.append(Button(t.plain("upload-cancel"), tap("cancel")))
    return rows(*buttons, width=1)


def _bad_rows(t: Translate, done: QuestionsImported) -> list[str]:
    lines = [
        t(
            "upload-bad-row",
            line=bad.line,
            column=bad.column or "–",
            value=shortened(bad.value, 60),
            reason=reason_text(t, bad.reason),
        )
        for bad in done.rejected[:ROWS_SHOWN]
    ]
    if len(done.rejected) > ROWS_SHOWN:
        lines.append(t("upload-more-rows", count=len(done.rejected) - ROWS_SHOWN))
    return lines


def uploaded(t: Translate, done: QuestionsImported, *, name: str) -> Screen:
    return Screen(
        html=t(
            "upload-stored",
            file=name,
            added=done.added,
            updated=done.updated,
            duplicate=done.duplicate,
            rejected=len(done.rejected),
        )
    )
