"""The settings: one table, and one screen for each line of it."""

from content.exams import Exam
from services.records import Student
from services.setting_lines import BY_NAME, LINES, OFF, current
from views.callbacks import ChoiceTap, ForgetTap, LanguageTap, MenuTap, SettingTap
from views.screen import Button, Screen, rows
from views.translate import Translate, escaped


def table(
    t: Translate, student: Student, exam: Exam | None, *, hidden: frozenset[str] = frozenset()
) -> Screen:
    """Every setting with its value but the `hidden`; a tap opens its choices."""
    shown = [one for one in LINES if one.name not in hidden]
    lines = [
        f"<b>{t('setting-language')}</b>: {t('value-language-' + t.language)}",
        f"<b>{t('setting-exam')}</b>: {escaped(exam.short) if exam else t('setting-none')}",
        *(
            f"<b>{t('setting-' + line.name)}</b>: "
            f"{escaped(value_text(t, line.name, current(student.settings, line.name)))}"
            for line in shown
        ),
    ]
    buttons = [
        Button(t.plain("setting-language"), MenuTap(screen="language").pack()),
        Button(t.plain("setting-exam"), MenuTap(screen="exam").pack()),
        *(
            Button(t.plain(f"setting-{line.name}"), SettingTap(name=line.name).pack())
            for line in shown
        ),
    ]
    return Screen(
        html="\n".join([t("settings-head"), "", *lines]), keyboard=rows(*buttons, width=2)
    )


def line(t: Translate, student: Student, name: str, exam: Exam | None) -> Screen:
    """One setting: its value and its choices."""
    entry = BY_NAME[name]
    now = current(student.settings, name)
    parts = [f"<b>{t('setting-' + name)}</b>: {escaped(value_text(t, name, now))}"]
    if name in _NOTES:
        parts.append(t(f"setting-note-{name}"))
    if entry.example is not None:
        parts.append(t("setting-send-text", example=entry.example))
    buttons = [
        Button(_choice_text(t, name, value, now), ChoiceTap(name=name, value=value).pack())
        for value in entry.choices(student.settings, exam)
    ]
    back = Button(t.plain("settings-back"), MenuTap(screen="settings").pack())
    width = 1 if name in {"category", "timezone"} else 3
    return Screen(html="\n".join(parts), keyboard=(*rows(*buttons, width=width), (back,)))


def _choice_text(t: Translate, name: str, value: str, now: str) -> str:
    if name == "study_minutes":
        weekday = int(value.split("-", maxsplit=1)[0])
        minutes = now.split()[weekday]
        return f"{t.plain(f'weekday-{weekday}')} {_minutes(t, minutes)}"
    mark = "✓ " if value == now else ""
    return mark + value_text(t, name, value)


def _minutes(t: Translate, minutes: str) -> str:
    return t.plain("value-free") if minutes == "0" else t.plain("value-minutes", minutes=minutes)


def value_text(t: Translate, name: str, value: str) -> str:
    """A value as people read it."""
    if name == "study_minutes":
        days = [
            f"{t.plain(f'weekday-{day}')} {_minutes(t, minutes)}"
            for day, minutes in enumerate(value.split())
        ]
        return ", ".join(days)
    plain = _WORDS.get((name, value)) or _WORDS.get(("", value))
    if plain is not None:
        return t.plain(plain)
    if name == "digest_hour":
        return t.plain("value-hour", hour=value)
    if name == "digest_every":
        return t.plain("value-every", days=int(value))
    if name == "quiet":
        start, end = value.split("-")
        if start == end:
            return t.plain("value-quiet-none")
        return t.plain("value-quiet", **{"from": start, "to": end})
    return t.plain(f"category-{value}") if name == "category" else value


#: Lines that say what a yes means before it is given.
_NOTES = frozenset({"language_model", "listed"})
#: Values with words of their own, for one setting or for any.
_WORDS = {
    ("exam_on", OFF): "setting-none",
    ("paused_until", OFF): "setting-none",
    ("category", OFF): "setting-none",
    ("alias", OFF): "value-alias-off",
    ("", "on"): "value-on",
    ("", OFF): "value-off",
    ("", "light"): "value-light",
    ("", "dark"): "value-dark",
}


def language(t: Translate) -> Screen:
    return Screen(
        html=f"<b>{t('setting-language')}</b>",
        keyboard=(
            (
                Button("हिन्दी", LanguageTap(language="hi").pack()),
                Button("English", LanguageTap(language="en").pack()),
            ),
        ),
    )


def forget(t: Translate) -> Screen:
    """Asks once more before everything goes."""
    return Screen(
        html=t("forget-ask"),
        keyboard=(
            (Button(t.plain("forget-no"), ForgetTap(sure=False).pack()),),
            (Button(t.plain("forget-yes"), ForgetTap(sure=True).pack()),),
        ),
    )


def forgotten(t: Translate, *, erased: bool) -> Screen:
    return Screen(html=t("forget-done" if erased else "forget-kept"))
