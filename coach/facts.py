"""Facts as a language model may know them: an id, a meaning, a unit; never the value.

The model writes `{f2}` where the number belongs, and the number is put in when the text is shown. So
a number can be neither invented nor garbled, and one text serves everybody in the same situation.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from analytics.readiness import whole_percent
from coach.protocol import FactSheet

Unit = Literal["percent", "points", "seconds", "days", "marks", "minutes", "hours", "count"]
#: Of one topic, of everything together, or of neither and fit for any sentence.
Scope = Literal["topic", "overall", "neutral"]
#: Questions of a practice set, answers that make a first picture.
SET_QUESTIONS, FIRST_PICTURE = 10, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a fact is, and which words must stand near it in each language."""

    id: str
    name: str
    unit: Unit
    scope: Scope
    #: In English, for the prompt.
    about: str
    #: One of these stems must stand in the sentence; none needed where empty.
    cues: tuple[str, ...] = ()
    #: The same, in the words around the number, up to the next number or clause.
    near: tuple[str, ...] = ()
    #: None of these may stand there: they speak of another fact.
    never: tuple[str, ...] = ()


_CHANCE = ("chance", "probab", "likel", "संभाव", "सम्भाव")
_RIGHT = ("right", "correct", "accura", "score", "hold", "सही", "सटीक", "शुद्ध")
_LEFT = ("left", "remain", "to go", "ahead", "away", "शेष", "बाक", "बच")
_EXAM = ("exam", *_LEFT, "परीक्षा")
_REVIEW = ("due", "review", "revis", "forg", "fresh", "दोहरा", "भूल", "पुनरा")
_ASKED = ("question", "answer", "attempt", "right", "सही", "प्रश्न", "उत्तर", "सवाल")
_TAKEN = (
    "you",
    "take",
    "took",
    "spend",
    "average",
    "answer",
    "need",
    "आप",
    "लग",
    "लेते",
    "औसत",
    "a question",
    "per question",
    "प्रति प्रश्न",
)
_GRANTED = ("exam", "paper", "allow", "give", "permit", "target", "परीक्षा", "मिल", "लक्ष्य")
_PICTURE = ("picture", "तस्वीर", "चित्र")
MEANINGS: tuple[Meaning, ...] = (
    Meaning(
        id="f1",
        name="answers",
        unit="count",
        scope="overall",
        about="questions answered",
        near=_ASKED,
        never=_REVIEW,
    ),
    Meaning(
        id="f2",
        name="percent",
        unit="percent",
        scope="overall",
        about="percent right of all answers",
        cues=_RIGHT,
    ),
    Meaning(
        id="f3",
        name="change",
        unit="points",
        scope="overall",
        about="percentage points of change against the month before, without sign",
        never=_CHANCE,
    ),
    Meaning(
        id="f4",
        name="seconds",
        unit="seconds",
        scope="overall",
        about="average time a question",
        near=_TAKEN,
        never=("allow", "gives", "permit", "exam's", "exam’s", "मिलत", "देती", "परीक्षा में"),
    ),
    Meaning(
        id="f5",
        name="target_seconds",
        unit="seconds",
        scope="neutral",
        about="time a question that the exam gives",
        near=_GRANTED,
    ),
    Meaning(
        id="f6",
        name="active_days",
        unit="days",
        scope="overall",
        about="days with practice",
        never=_LEFT,
    ),
    Meaning(
        id="f7",
        name="days",
        unit="days",
        scope="neutral",
        about="days looked at",
        never=_LEFT,
    ),
    Meaning(
        id="f8",
        name="due",
        unit="count",
        scope="overall",
        about="facts about to be forgotten, for /review",
        cues=_REVIEW,
    ),
    Meaning(
        id="f9",
        name="weakest_percent",
        unit="percent",
        scope="topic",
        about="percent right on the weakest topic",
        cues=_RIGHT,
    ),
    Meaning(
        id="f10",
        name="weakest_answers",
        unit="count",
        scope="topic",
        about="answers on the weakest topic",
    ),
    Meaning(
        id="f11",
        name="strongest_percent",
        unit="percent",
        scope="topic",
        about="percent right on the strongest topic",
        cues=_RIGHT,
    ),
    Meaning(
        id="f12",
        name="strongest_answers",
        unit="count",
        scope="topic",
        about="answers on the strongest topic",
    ),
    Meaning(
        id="f13",
        name="probability",
        unit="percent",
        scope="overall",
        about="chance of reaching the cut-off if the exam were today",
        cues=_CHANCE,
    ),
    Meaning(
        id="f14",
        name="probability_low",
        unit="percent",
        scope="overall",
        about="lower end of that chance",
        cues=_CHANCE,
    ),
    Meaning(
        id="f15",
        name="probability_high",
        unit="percent",
        scope="overall",
        about="upper end of that chance",
        cues=_CHANCE,
    ),
    Meaning(
        id="f16",
        name="gap",
        unit="marks",
        scope="overall",
        about="marks between the expected score and the cut-off, without sign",
        cues=("cut", "कट"),
    ),
    Meaning(
        id="f17",
        name="days_to_exam",
        unit="days",
        scope="neutral",
        about="days left until the exam",
        cues=_EXAM,
    ),
    Meaning(
        id="f18",
        name="set_questions",
        unit="count",
        scope="neutral",
        about="questions of a practice set",
        never=_PICTURE,
    ),
    Meaning(
        id="f19",
        name="first_picture",
        unit="count",
        scope="neutral",
        about="answers that make a first picture",
        never=("a set", "per set", "सेट"),
    ),
    Meaning(
        id="f20",
        name="minutes",
        unit="minutes",
        scope="neutral",
        about="minutes planned for the week",
        cues=("minute", "मिनट"),
    ),
    Meaning(
        id="f21",
        name="hours",
        unit="hours",
        scope="neutral",
        about="hours planned for the week",
    ),
)
BY_ID: Mapping[str, Meaning] = {one.id: one for one in MEANINGS}
BY_NAME: Mapping[str, Meaning] = {one.name: one for one in MEANINGS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    meaning: Meaning
    value: int
    topic: str | None = None

    @property
    def id(self) -> str:
        return self.meaning.id


def facts_of(sheet: FactSheet) -> tuple[Fact, ...]:
    """Every fact that the sheet holds, as whole numbers; ids stand for the same meaning always."""
    return tuple(
        Fact(meaning=BY_NAME[name], value=value, topic=topic)
        for name, value, topic in _values(sheet)
    )


def _values(sheet: FactSheet) -> Iterator[tuple[str, int, str | None]]:
    yield "answers", sheet.answers, None
    if sheet.percent is not None:
        yield "percent", round(sheet.percent), None
    if sheet.trend in {"up", "down"}:
        yield "change", abs(round(sheet.change_points)), None
    if sheet.seconds is not None:
        yield "seconds", round(sheet.seconds), None
    yield "target_seconds", round(sheet.target_seconds), None
    yield "active_days", sheet.active_days, None
    yield "days", sheet.days, None
    if sheet.due:
        yield "due", sheet.due, None
    for name, topic in (("weakest", sheet.weakest), ("strongest", sheet.strongest)):
        if topic is not None:
            yield f"{name}_percent", round(topic.percent), topic.id
            yield f"{name}_answers", topic.answers, topic.id
    own = sheet.readiness
    if own is not None:
        yield "probability", whole_percent(own.probability), None
        yield "probability_low", whole_percent(own.interval[0]), None
        yield "probability_high", whole_percent(own.interval[1]), None
        yield "gap", abs(round(own.cutoff - own.expected_score)), None
    if sheet.days_to_exam is not None:
        yield "days_to_exam", sheet.days_to_exam, None
    yield "set_questions", SET_QUESTIONS, None
    yield "first_picture", FIRST_PICTURE, None
