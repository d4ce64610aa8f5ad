"""What buttons say fits Telegram's 64 bytes, whatever the ids grow to."""

import inspect

import pytest
from aiogram.filters.callback_data import CallbackData

from content.exam_file import load_catalogue
from views import callbacks

TAPS = [
    tap
    for _, tap in inspect.getmembers(callbacks, inspect.isclass)
    if issubclass(tap, CallbackData) and tap is not CallbackData
]
CATALOGUE = load_catalogue()
EXAM = max(CATALOGUE.exams, key=len)
SECTION = max(
    [
        *CATALOGUE.subjects,
        *(s.id for e in CATALOGUE.exams.values() for p in e.papers for s in p.sections),
    ],
    key=len,
)
#: The longest values of fields that are words.
WORDS = {
    "exam": EXAM,
    "paper": max((p.id for e in CATALOGUE.exams.values() for p in e.papers), key=len),
    "section": SECTION,
    "source": "diagnostic",
    "language": "hi",
    "option": "E",
    "action": "unmark",
    "wanted": "consistency",
    "chooses": "seconds",
    "band": "adult",
    "panel": "difficulty",
    "screen": "exam_card",
    "day": "2026-11-24",
    "name": "usage_statistics",
    "value": "America/New_York",
    "kind": "paper",
    "reason": "wrong_key",
    "letters": "explanation_hi",
    "code": "q" * 32,
}
#: A billion attempts, a trillion is not for this server.
BIG = 10**10


@pytest.mark.parametrize("tap", TAPS, ids=lambda tap: tap.__name__)
def test_a_button_fits_with_the_longest_of_everything(tap: type[CallbackData]) -> None:
    values: dict[str, object] = {}
    for name, field in tap.model_fields.items():
        if field.annotation is bool:
            values[name] = True
        elif field.annotation is int:
            values[name] = (
                300 if name in {"position", "index", "page", "hints", "count", "days"} else BIG
            )
        else:
            values[name] = WORDS[name]
    packed = tap(**values).pack()

    assert len(packed.encode()) <= 64
    assert tap.unpack(packed) == tap(**values)
    if "option" in tap.model_fields and tap is not callbacks.ConfidenceTap:
        assert packed.startswith("ans:")
