"""The first run: language, age, notice and consent, exam; and help."""

from collections.abc import Iterable

from content.exams import Exam
from services.exam_patterns import ExamCard
from services.students import NOTICE_VERSION, FirstStep
from views.callbacks import AgeTap, ConsentTap, ExamTap, LanguageTap, MenuTap, SetTap
from views.exams import pattern_line
from views.screen import Button, Screen, rows
from views.translate import Translate, translator


def language() -> Screen:
    """Asked before a language is known, so in both."""
    return Screen(
        html=translator("en")("choose-language"),
        keyboard=(
            (
                Button("हिन्दी", LanguageTap(language="hi").pack()),
                Button("English", LanguageTap(language="en").pack()),
            ),
        ),
    )


def age(t: Translate) -> Screen:
    return Screen(
        html=t("ask-age"),
        keyboard=(
            (
                Button(t.plain("age-adult"), AgeTap(band="adult").pack()),
                Button(t.plain("age-minor"), AgeTap(band="minor").pack()),
            ),
        ),
    )


def consent(t: Translate) -> Screen:
    return Screen(
        html=t("ask-consent", version=NOTICE_VERSION),
        keyboard=(
            (Button(t.plain("consent-yes"), ConsentTap(agrees=True).pack()),),
            (Button(t.plain("consent-no"), ConsentTap(agrees=False).pack()),),
        ),
    )


def exam(t: Translate, exams: Iterable[Exam]) -> Screen:
    buttons = [Button(one.short, ExamTap(exam=one.id).pack()) for one in exams]
    later = Button(t.plain("exam-later"), ExamTap(exam="none").pack())
    return Screen(html=t("ask-exam"), keyboard=(*rows(*buttons, width=3), (later,)))


def welcome(
    t: Translate, *, name: str, card: ExamCard | None, is_recorded: bool, is_minor: bool = False
) -> Screen:
    start = Button(t.plain("welcome-start"), SetTap().pack())
    if not is_recorded:
        ask = Button(t.plain("parent-button"), MenuTap(screen="parent").pack())
        keyboard = ((start,), (ask,)) if is_minor else ((start,),)
        return Screen(html=t("minor-welcome"), keyboard=keyboard)
    if is_minor:
        return Screen(html=t("minor-welcome-kept", name=name), keyboard=((start,),))
    parts = [t("welcome", name=name)]
    if card is not None:
        pattern = pattern_line(t, card.exam, card.confirmed_at)
        parts.append(t("welcome-exam", exam=card.exam.name(t.language), pattern=pattern))
    return Screen(html="\n\n".join(parts), keyboard=((start,),))


def first_run(
    step: FirstStep,
    t: Translate,
    *,
    name: str,
    exams: Iterable[Exam],
    card: ExamCard | None,
    is_recorded: bool,
    is_minor: bool = False,
) -> Screen:
    """The screen of a first-run step."""
    match step:
        case "language":
            return language()
        case "age":
            return age(t)
        case "consent":
            return consent(t)
        case "exam":
            return exam(t, exams)
        case "ready":
            return welcome(t, name=name, card=card, is_recorded=is_recorded, is_minor=is_minor)


def help_page(t: Translate) -> Screen:
    return Screen(html=t("help-text"))
