"""Why a figure of a report is missing, and how much evidence it needs."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from analytics import behaviour
from analytics.ranking import SMALLEST_PEER_GROUP
from analytics.readiness import Missing

#: Pointer patterns, the first that fits: code, and how many of it there must be.
_RULES: Final[tuple[tuple[str, str, float], ...]] = (
    (r"/tests/\d+/rank", "needs_others_on_the_test", 2),
    (r"/cards/overall/percentile|/peers/.*", "needs_peers", SMALLEST_PEER_GROUP),
    (r"/cards/.*change.*", "needs_tests_in_previous_window", 1),
    (r"/cards/readiness/.*|/readiness/(probability|interval|expected_score)", "forecast", 0),
    (r"/readiness/(score_interval|confidence)", "forecast", 0),
    (r"/readiness/(exam|category|maximum|cutoff.*)|/readiness/requirements/.*", "needs_exam", 1),
    (r"/readiness/ready_on", "not_within_a_year_at_this_pace", 0),
    (r"/readiness/features/days_to_exam", "needs_exam_date", 1),
    (r"/scores/consistency|/consistency/(score|by_topic).*", "needs_tests", 2),
    (r"/readiness/features/consistency_score", "needs_tests", 2),
    (r"/consistency/session_consistency", "needs_sessions", 2),
    (r"/progress/improvement_standard_deviation", "needs_weeks", 3),
    (r"/scores/progress|/progress/(category|average.*)", "needs_weeks", 2),
    (r"/scores/overall|/cards/overall/value", "needs_all_dimensions", 4),
    (
        r"/scores/speed|/.*(seconds|time_efficiency|pace|speed_efficiency).*",
        "needs_timed_answers",
        1,
    ),
    (r"/speed/by_section/.*", "needs_timed_answers", 1),
    (r"/speed/speed_accuracy.*", "needs_timed_answers_that_differ", behaviour.PAIRS_NEEDED),
    (r"/behaviour/confidence.*", "needs_answers_with_confidence", behaviour.PAIRS_NEEDED),
    (r"/behaviour/help_seeking", "needs_answers_that_tell_hints", behaviour.PAIRS_NEEDED),
    (r"/behaviour/peak_hours", "needs_answers_in_an_hour", behaviour.HOUR_NEEDED),
    (r"/behaviour/preferred_difficulty", "needs_labelled_answers", 1),
    (r"/progress/retention", "needs_answers_after_a_week", behaviour.RETENTION_NEEDED),
    (r"/progress/difficulty.*", "needs_hard_answers", 2 * behaviour.PROGRESSION_NEEDED),
    (r"/accuracy/trend_per_week", "needs_answers", behaviour.TREND_NEEDED),
    (r"/engagement/goal_achievement", "needs_goal", 1),
    (r".*", "needs_answers", 1),
)
_PATTERNS = tuple((re.compile(pattern), code, needed) for pattern, code, needed in _RULES)


def reasons_for(document: object, forecast: Missing | None) -> dict[str, dict[str, object]]:
    """{JSON pointer: {code, needed}} for every null of a report."""
    return {pointer: _reason(pointer, forecast) for pointer in null_pointers(document)}


def _reason(pointer: str, forecast: Missing | None) -> dict[str, object]:
    code, needed = next(
        (code, needed) for pattern, code, needed in _PATTERNS if pattern.fullmatch(pointer)
    )
    if code == "forecast" or (forecast is not None and code.startswith("not_within")):
        if forecast is None:
            return {"code": "needs_exam", "needed": 1}
        return {"code": forecast.code, "needed": forecast.needed, "have": forecast.have}
    return {"code": code, "needed": needed}


def null_pointers(value: object, at: str = "") -> Iterator[str]:
    """JSON pointers (RFC 6901) of every null in a document."""
    if value is None:
        yield at
    elif isinstance(value, Mapping):
        for key, item in value.items():
            name = str(key).replace("~", "~0").replace("/", "~1")
            yield from null_pointers(item, f"{at}/{name}")
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from null_pointers(item, f"{at}/{place}")
