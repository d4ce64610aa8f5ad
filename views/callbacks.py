"""What a button says when it is tapped: typed, at most 64 bytes, ids only."""

from aiogram.filters.callback_data import CallbackData


class AnswerTap(CallbackData, prefix="ans"):
    """An option of a question in a set."""

    attempt: int
    position: int
    option: str


class NextTap(CallbackData, prefix="next"):
    """On in a set: the next question, the summary, or back after a pause."""

    attempt: int
    position: int


class SetTap(CallbackData, prefix="next:set", sep="."):
    """A set from a source: a topic's or a subject's `of`, harder or easier by `shift` steps."""

    source: str = "mixed"
    of: int = 0
    shift: int = 0
    #: Ends the set under way.
    anew: bool = False


class ConfidenceTap(CallbackData, prefix="sure"):
    """How sure she is of the option she chose: 1 guess, 2 fairly sure, 3 sure."""

    attempt: int
    position: int
    option: str
    confidence: int


class SkipTap(CallbackData, prefix="skip"):
    attempt: int
    position: int


class BookmarkTap(CallbackData, prefix="keep"):
    attempt: int
    position: int
    keeps: bool


class SwitchTap(CallbackData, prefix="read"):
    """A question in its other language."""

    attempt: int
    position: int
    language: str


class FiguresTap(CallbackData, prefix="live"):
    """How the set goes so far, as an alert."""

    attempt: int
    position: int


class StudyTap(CallbackData, prefix="study"):
    """Explanations of what she got wrong lately, a page at a time."""

    page: int


class HintTap(CallbackData, prefix="hint"):
    attempt: int
    position: int
    hints: int


class PauseTap(CallbackData, prefix="pause"):
    attempt: int


class SubjectTap(CallbackData, prefix="subj"):
    """Topics of a subject, by its place in the menu; -1 is the list of subjects."""

    index: int


class LanguageTap(CallbackData, prefix="lang"):
    language: str


class AgeTap(CallbackData, prefix="age"):
    band: str


class ConsentTap(CallbackData, prefix="cons"):
    agrees: bool


class ExamTap(CallbackData, prefix="exam"):
    """An exam by its id; "none" for later."""

    exam: str


class SettingTap(CallbackData, prefix="set"):
    """A line of the settings: opens its choices."""

    name: str


class ChoiceTap(CallbackData, prefix="pick"):
    """A value chosen for a setting."""

    name: str
    value: str


class ProgressTap(CallbackData, prefix="prog"):
    """Progress over so many days; `text` asks for words instead of the picture."""

    days: int
    text: bool


class PanelTap(CallbackData, prefix="pan"):
    """A panel of progress over so many days; `text` asks for words instead of the picture."""

    panel: str
    days: int
    text: bool


class JoinTap(CallbackData, prefix="grp:join", sep="."):
    """Takes a seat in the group that an invitation's code leads to; its number would not do."""

    code: str


class GroupTap(CallbackData, prefix="grp"):
    """Something done with a group: open, share, hide, leave, invite, decline."""

    action: str
    group: int


class BoardTap(CallbackData, prefix="board"):
    """A group's board in another way; a page of -1 is its picture."""

    group: int
    wanted: str
    days: int
    page: int


class TeacherTap(CallbackData, prefix="tchr"):
    """Something an owner does about a group: qr, renew, invite, dismiss, transfer, archive."""

    action: str
    group: int
    teacher: int = 0


class ParentTap(CallbackData, prefix="par"):
    """A parent's answer under a link: agree, decline, withdraw."""

    action: str
    code: str


class ListTap(CallbackData, prefix="clst"):
    """A group's class list: show, file (asks for one), csv, ask and drop who has not come."""

    action: str
    group: int


class OwnTap(CallbackData, prefix="own"):
    """A group's own questions: list, card, new, change, topic, as, save, cancel, ask, out; file, and
    store, skip or none of what a file holds. `of` is the question, for "as" the topic."""

    action: str
    group: int
    of: int = 0


class AssignTap(CallbackData, prefix="asgn"):
    """A step towards an assignment, or one that stands: `of` is its topic, paper part or id."""

    action: str
    group: int = 0
    kind: str = "mixed"
    of: int = 0
    count: int = 10
    days: int = 1
    opens: int = 0
    late: bool = True


class WorkTap(CallbackData, prefix="next:work", sep="."):
    """A member begins an assignment, or goes on with it."""

    assignment: int


class AnnounceTap(CallbackData, prefix="annc"):
    """What becomes of an announcement: now, morning, cancel; `group` chooses whom it is for."""

    action: str
    of: int


class ForgetTap(CallbackData, prefix="forget"):
    """Erase everything, or think again."""

    sure: bool


class DigestTap(CallbackData, prefix="dig"):
    """What she wants of the daily message: later, less, stop; alerts: quiet."""

    action: str


class AlertTap(CallbackData, prefix="alert"):
    """Her thumb on an alert."""

    alert: int
    is_useful: bool


class PlanTap(CallbackData, prefix="plan"):
    """A session of a day of the plan, done or not; position 0 shows the plan."""

    day: str
    position: int
    is_done: bool


class DraftTap(CallbackData, prefix="draft"):
    """An admin's word on drafted help."""

    draft: int
    is_good: bool


class MyDataTap(CallbackData, prefix="mydata"):
    """A copy of everything that is kept of her."""


class MenuTap(CallbackData, prefix="menu"):
    """Another screen by its name."""

    screen: str


class ReportTap(CallbackData, prefix="rep"):
    """Report an answered question; an empty reason asks for one."""

    attempt: int
    position: int
    reason: str


class ReviewTap(CallbackData, prefix="rev"):
    """An admin's look at a question: open a queue, decide, correct, edit.

    `letters` are options, or the field and the language that an edit is about.
    """

    action: str
    question: int
    letters: str


class UploadTap(CallbackData, prefix="upl"):
    """Store the file that this message answers, with or without its bad rows; or don't."""

    action: str


class ExamCardTap(CallbackData, prefix="xam"):
    """An exam's card: show it, list the others, confirm its pattern, change its target."""

    action: str
    exam: str


class MockOfferTap(CallbackData, prefix="next:mock", sep="."):
    """A paper or a part of it: its rules, or with `begins` its clock."""

    exam: str
    paper: str
    section: str
    begins: bool


class MockExamTap(CallbackData, prefix="mexam"):
    """What can be sat of an exam; empty for the list of exams."""

    exam: str


class MockAnswerTap(CallbackData, prefix="ans:m", sep="."):
    """An option of a question in a mock test."""

    attempt: int
    position: int
    option: str


class MockGoTap(CallbackData, prefix="next:q", sep="."):
    """On to a question of a mock test; behind the last one, to handing in."""

    attempt: int
    position: int


class MockJumpTap(CallbackData, prefix="go"):
    """To any question of a mock test."""

    attempt: int
    position: int


class MockTap(CallbackData, prefix="mock"):
    """Around a question of a mock test: clear, mark, unmark, read in en or hi."""

    action: str
    attempt: int
    position: int


class PaletteTap(CallbackData, prefix="pal"):
    """A page of the palette; -1 is the page she is on."""

    attempt: int
    page: int


class HandInTap(CallbackData, prefix="next:done", sep="."):
    """Hands a mock test in, or with `sure` False asks first."""

    attempt: int
    sure: bool


class MockResultTap(CallbackData, prefix="mres"):
    """A finished mock test: its result, or its card to share."""

    attempt: int
    is_card: bool


class SolutionTap(CallbackData, prefix="sol"):
    """A solved question of a finished mock test, by filter and place."""

    attempt: int
    wanted: str
    index: int


class QuizTap(CallbackData, prefix="next:quiz", sep="."):
    """Starts a live quiz in this chat: the topic (0 for a mix), how many, seconds each."""

    topic: int
    questions: int
    seconds: int


class QuizSetupTap(CallbackData, prefix="quiz"):
    """The same, still to be chosen; `chooses` says what."""

    topic: int
    questions: int
    seconds: int
    chooses: str
