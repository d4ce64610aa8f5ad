"""Grievances: how to raise one, what becomes of it, and what operators see."""

from coach.words import is_distress
from services.records import Grievance
from views.dates import day_and_month
from views.screen import Screen
from views.translate import Translate


def ask(t: Translate) -> Screen:
    return Screen(html=t("grievance-ask"))


def raised(t: Translate, found: Grievance) -> Screen:
    day = f"{day_and_month(t, found.due_on)} {found.due_on.year}"
    said = t("grievance-raised", number=found.number, day=day)
    return Screen(html=f"{said}\n\n{t('care')}" if is_distress(found.text) else said)


def for_operators(t: Translate, found: Grievance) -> Screen:
    day = f"{day_and_month(t, found.due_on)} {found.due_on.year}"
    return Screen(html=t("grievance-note", number=found.number, text=found.text, day=day))


def answered(t: Translate, found: Grievance) -> Screen:
    return Screen(html=t("grievance-answer", number=found.number, text=found.answer or ""))


def sent(t: Translate, found: Grievance) -> Screen:
    return Screen(html=t("grievance-sent", number=found.number))
