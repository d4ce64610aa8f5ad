"""The frozen rows that leave storage."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple, NewType

from analytics.learner_model import Difficulty

StudentId = NewType("StudentId", int)
GroupId = NewType("GroupId", int)
AttemptId = NewType("AttemptId", int)
QuestionId = NewType("QuestionId", int)
VersionId = NewType("VersionId", int)
TopicId = NewType("TopicId", int)

Language = Literal["en", "hi"]
AgeBand = Literal["adult", "minor"]
Theme = Literal["light", "dark"]
QuestionStatus = Literal["accepted", "waiting", "declined", "own"]
#: `sitting`: a mock test under its clock; `live`: a quiz in a group that still runs.
AttemptState = Literal[
    "running", "paused", "sitting", "live", "completed", "abandoned", "timed_out", "disqualified"
]
#: Where the questions of a set come from.
Source = Literal[
    "mixed",
    "topic",
    "subject",
    "diagnostic",
    "drill",
    "review",
    "mistakes",
    "bookmarks",
    "assignment",
    "paper",
    "quiz",
]
OutboxState = Literal[
    "planned", "claimed", "sending", "sent", "unknown", "failed", "skipped", "expired"
]

#: A label in the database is a small integer.
DIFFICULTIES: tuple[Difficulty, ...] = ("easy", "medium", "hard")


def difficulty_code(label: Difficulty | None) -> int | None:
    return None if label is None else DIFFICULTIES.index(label) + 1


def difficulty_label(code: int | None) -> Difficulty | None:
    return None if code is None else DIFFICULTIES[code - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a student can choose; every default is usable untouched."""

    exam: str | None = None
    exam_on: date | None = None
    category: str | None = None
    #: Monday first; 0 is a day off.
    study_minutes: tuple[int, ...] = (60, 60, 60, 60, 60, 60, 60)
    timezone: str = "Asia/Kolkata"
    #: Local hour 0–23 of the daily digest; None when it is switched off.
    digest_hour: int | None = 7
    quiet_from: int = 22
    quiet_to: int = 6
    theme: Theme = "light"
    text_only: bool = False
    alias: str | None = None
    usage_statistics: bool = False
    #: Her name or alias may stand on the board of her exam, for others who prepare for it.
    is_listed: bool = False
    #: A language model may word her advice.
    language_model: bool = False
    #: Whether practice asks how sure she is before the verdict.
    asks_confidence: bool = False
    #: Questions a day.
    daily_goal: int = 10
    #: Hides goal, study days and streak.
    is_calm: bool = False
    #: The daily message comes every so many days; at seven only the weekly one does.
    digest_every: int = 1
    wants_alerts: bool = True
    #: Nothing that she did not ask for before this local date.
    paused_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Student:
    """A person who practises, with her settings."""

    id: StudentId
    key: str
    telegram_id: int | None
    name: str
    language: Language | None
    age_band: AgeBand | None
    #: None until she was asked.
    keeps_answers: bool | None
    is_onboarded: bool
    awaiting: str | None
    is_reachable: bool
    settings: Settings

    @property
    def is_recorded(self) -> bool:
        """Her answers go into the log: she agreed, or under 18 a parent or her school did."""
        return self.age_band is not None and self.keeps_answers is True

    @property
    def is_minor(self) -> bool:
        return self.age_band == "minor"

    @property
    def is_profiled(self) -> bool:
        """May be compared with others, reminded, and looked at for how she behaves."""
        return self.is_recorded and not self.is_minor

    @property
    def shown_name(self) -> str:
        """The alias she chose, else her first name, else her key."""
        return self.settings.alias or self.name or self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Something with a key and a name in both languages: an exam, a subject, a topic."""

    key: str
    name_en: str
    name_hi: str

    def name(self, language: str) -> str:
        return self.name_hi if language == "hi" else self.name_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Named):
    id: TopicId
    subject: str | None
    questions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionText:
    """A question in one language."""

    language: Language
    stem: str
    options: tuple[str, ...]
    explanation: str
    hints: tuple[str, ...]
    #: One sentence for each option; empty for the right one or where unknown.
    why_wrong: tuple[str, ...]


class Marking(NamedTuple):
    """What a choice is marked by and files under: it may change while a version's words stay."""

    topic_id: TopicId
    difficulty: Difficulty | None
    objective: str | None
    right_option: str
    accepts: str
    option_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as one version of it was shown, in the reader's language."""

    id: QuestionId
    key: str
    version_id: int
    topic_id: TopicId
    topic: Named
    difficulty: Difficulty | None
    #: The fact or skill that variants of a question share.
    objective: str | None
    #: The key as it was printed.
    right_option: str
    #: Letters that count as right by now; empty once the question was dropped.
    accepts: str
    option_count: int
    text: QuestionText
    #: Those it can be read in.
    languages: tuple[Language, ...] = ()

    @property
    def marking(self) -> Marking:
        return Marking(
            self.topic_id,
            self.difficulty,
            self.objective,
            self.right_option,
            self.accepts,
            self.option_count,
        )

    @property
    def is_dropped(self) -> bool:
        return not self.accepts

    def is_right(self, option: str) -> bool:
        return option in tuple(self.accepts)

    def offers(self, option: str) -> bool:
        """Whether this is one of its letters: a tap may say anything."""
        return option in tuple("ABCDE"[: self.option_count])


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredQuestion:
    """A question's current version as it stands in the bank, in every language it has."""

    id: QuestionId
    key: str
    version_id: VersionId
    version: int
    topic: str
    difficulty: Difficulty | None
    kind: str
    objective: str | None
    right_option: str
    accepts: str
    source: str | None
    valid_on: date | None
    exam: str | None
    status: QuestionStatus
    is_withdrawn: bool
    texts: tuple[QuestionText, ...]
    #: By text: equal for the same stem with the same options.
    fingerprints: tuple[str, ...]

    def text(self, language: str) -> QuestionText:
        """Its words in a language, else in the one it has."""
        return next((text for text in self.texts if text.language == language), self.texts[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One run of a practice set, a review, a mock test or a live quiz."""

    id: AttemptId
    student_id: StudentId
    key: str
    kind: str
    state: AttemptState
    source: Source
    topic_id: TopicId | None
    subject_id: int | None
    exam_id: int | None
    paper_id: int | None
    #: Steps of difficulty that she asked for.
    shift: float
    question_count: int
    answered: int
    right: int
    #: Answered questions that count no more.
    dropped: int
    started_at: datetime
    paused_at: datetime | None
    completed_at: datetime | None
    #: A mock test's end, and the question before her since when.
    deadline_at: datetime | None
    current_position: int | None
    current_since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What happened to one question of an attempt."""

    position: int
    question_id: QuestionId
    version_id: int
    shown_at: datetime | None
    message_id: int | None = None
    hints: int = 0
    chosen: str | None = None
    is_correct: bool | None = None
    is_dropped: bool = False
    milliseconds: int | None = None
    answered_at: datetime | None = None
    skipped_at: datetime | None = None
    #: 1 guess, 2 fairly sure, 3 sure.
    confidence: int | None = None
    is_random: bool = False
    is_marked: bool = False
    #: The language she switched it to.
    language: Language | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A class, and the Telegram chat it is linked to."""

    id: GroupId
    key: str
    title: str
    owner_id: StudentId | None
    join_code: str | None
    chat_id: int | None
    members: int
    teacher_code: str | None = None
    is_archived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A row of the outbox."""

    id: int
    kind: str
    dedupe_key: str
    student_id: StudentId
    payload: dict[str, str]
    state: OutboxState
    due_at: datetime
    expires_at: datetime
    message_id: int | None
    planned_at: datetime
    sent_at: datetime | None
    tries: int
