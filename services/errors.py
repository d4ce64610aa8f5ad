"""What can be wrong with a request, as the student is told it: a key into the catalogues."""


class Unwilling(Exception):
    """The request cannot be met; `key` names the text, `arguments` fill it."""

    key = "error-unknown"

    def __init__(self, **arguments: str | int) -> None:
        super().__init__(self.__doc__)
        self.arguments = arguments


class StudentChanged(Exception):
    """She is not as she was remembered: to be asked again with her as she is now.

    Nothing was written.
    """


class AttemptGone(Unwilling):
    """The practice set is over, was erased, or is somebody else's."""

    key = "error-attempt-gone"


class NoQuestions(Unwilling):
    """There is no question on the topic."""

    key = "error-no-questions"


class UnknownTopic(Unwilling):
    """No topic has this name."""

    key = "error-unknown-topic"


class GroupGone(Unwilling):
    """The group does not exist or its code was taken back."""

    key = "error-group-gone"


class NotTheOwner(Unwilling):
    """Only the group's owner may do this."""

    key = "error-not-the-owner"


class NotForMinors(Unwilling):
    """Nothing is kept of a student under 18, so this screen would be empty."""

    key = "error-nothing-kept"


class OnlyForAdults(Unwilling):
    """What is asked for is for people of 18 and older."""

    key = "error-only-for-adults"


class BadValue(Unwilling):
    """A setting cannot have this value."""

    key = "error-bad-value"


class NotAnAdmin(Unwilling):
    """Only the bot's operators may do this."""

    key = "error-not-an-admin"


class QuestionGone(Unwilling):
    """There is no such question any more."""

    key = "error-question-gone"


class BadEdit(Unwilling):
    """A question cannot read so."""

    key = "error-bad-edit"


class TooManyQuestions(Unwilling):
    """A group has as many questions of its own as are kept for one."""

    key = "error-too-many-questions"


class ParentLinkGone(Unwilling):
    """A parent's link is spent, or meant for somebody else."""

    key = "error-parent-link"


class BadRoster(Unwilling):
    """The file is not one that names can be read from."""

    key = "error-bad-roster"


class BadFile(Unwilling):
    """The file is not one that questions can be read from."""

    key = "error-bad-file"


class UnknownExam(Unwilling):
    """No exam has this name."""

    key = "error-unknown-exam"


class PaperIncomplete(Unwilling):
    """The bank lacks questions for this paper."""

    key = "error-paper-incomplete"


class QuizRunning(Unwilling):
    """The chat has a quiz under way."""

    key = "error-quiz-running"


class TooFastQuiz(Unwilling):
    """Telegram lets too few messages into a group for such short questions."""

    key = "error-quiz-too-fast"


class NotAQuizmaster(Unwilling):
    """Only the group's teacher and the chat's admins may do this."""

    key = "error-not-a-quizmaster"


class NoGroup(Unwilling):
    """There is no group here that one could ask about."""

    key = "error-no-group"


class UnknownSubject(Unwilling):
    """No subject or topic has this name."""

    key = "error-unknown-topic"


class NoExam(Unwilling):
    """A plan needs an exam, whose weights it is made from."""

    key = "error-no-exam"


class UnknownMember(Unwilling):
    """No member who shares results has this name; `names` are the nearest."""

    key = "error-unknown-member"


class UnknownGrievance(Unwilling):
    """No grievance has this number, or the answer is empty."""

    key = "error-unknown-grievance"


class AssignmentGone(Unwilling):
    """The assignment was taken back, or is of a group that she does not sit in."""

    key = "error-assignment-gone"


class AssignmentClosed(Unwilling):
    """The assignment is not open yet, or takes nothing late."""

    key = "error-assignment-closed"


class TooMuchWork(Unwilling):
    """A group has as many open assignments, or announcements in a day, as it takes."""

    key = "error-too-much-work"


class AnnouncementGone(Unwilling):
    """There is no such announcement of hers."""

    key = "error-announcement-gone"
