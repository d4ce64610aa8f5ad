"""What stands out in a report and what to do about it: each from a rule, with its numbers."""

from collections.abc import Sequence
from typing import cast

from analytics.readiness import Forecast, Missing
from analytics.scores import Scores
from services.report_data import ReportData

Document = dict[str, object]
#: A change of accuracy that is worth a word, in points, and the answers it takes on each side.
CHANGE_POINTS, CHANGE_ANSWERS = 5.0, 20
#: Answers on a topic before it is called strong or weak.
TOPIC_ANSWERS = 5
#: Slower than the exam allows by this factor.
SLOW = 1.2


def insights(
    data: ReportData, scores: Scores, before: Scores, mastery: Sequence[Document]
) -> list[Document]:
    """Change, strongest and weakest topic, speed against the exam's time."""
    found: list[Document] = []
    answers = sum(one.result.answers for one in data.window_before())
    if scores.accuracy is not None and before.accuracy is not None:
        change = float(scores.accuracy - before.accuracy)
        enough = min(answers, len(data.facts)) >= CHANGE_ANSWERS
        if enough and abs(change) >= CHANGE_POINTS:
            code = "accuracy_rose" if change > 0 else "accuracy_fell"
            found.append({"code": code, "points": change, "accuracy": float(scores.accuracy)})
    known = [row for row in mastery if cast("int", row["answers"]) >= TOPIC_ANSWERS]
    if len(known) >= 2:
        found.append(_topic("strongest_topic", known[0]))
        found.append(_topic("weakest_topic", known[-1]))
    if scores.speed is not None:
        code = "in_time" if scores.speed >= 100 else "slower_than_the_exam"
        target = float(data.optimal_seconds)
        found.append({"code": code, "speed_score": float(scores.speed), "target_seconds": target})
    return found


def _topic(code: str, row: Document) -> Document:
    return {"code": code} | {name: row[name] for name in ("topic", "accuracy", "answers", "level")}


def recommendations(
    data: ReportData, mastery: Sequence[Document], forecast: Forecast | Missing | None
) -> list[Document]:
    """What to do next: the topics that cost most, or what a forecast still lacks."""
    if isinstance(forecast, Forecast):
        return [
            {"code": "practise_topic", "topic": part.topic, "marks_lost": part.marks_lost}
            for part in forecast.weaknesses
        ]
    found: list[Document] = [
        _topic("practise_topic", row)
        for row in reversed(mastery)
        if cast("int", row["answers"]) >= TOPIC_ANSWERS and row["level"] != "Mastered"
    ][:3]
    if isinstance(forecast, Missing):
        found.append({"code": forecast.code, "needed": forecast.needed, "have": forecast.have})
    elif data.exam is None:
        found.append({"code": "choose_exam"})
    return found
