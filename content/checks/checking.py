"""Checks whole files and the shipped bank: every fault, and what the bank covers."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from content.bank import BadBank, load_bank
from content.checks.bank_rules import balance, repeats
from content.checks.coverage import counts_of, coverage_of
from content.checks.fault import Fault, Finding
from content.checks.question_rules import question_findings
from content.exam_file import load_catalogue
from content.formats.draft import OPTIONAL_FIELDS, Found, UnreadableQuestions
from content.formats.files import read_questions
from content.question import BankQuestion
from content.rejected import Rejected
from content.topics import filed

SHIPPED = "bank"


@dataclass(frozen=True, slots=True)
class Placed:
    """A question and where it stands."""

    file: str
    line: int
    question: BankQuestion
    expects: frozenset[str]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found."""

    questions: tuple[BankQuestion, ...]
    faults: tuple[Fault, ...]

    def document(self) -> dict[str, object]:
        return {
            "questions": len(self.questions),
            "faults": [fault.document() for fault in self.faults],
            "counts": counts_of(self.questions),
            "coverage": [asdict(r) for r in coverage_of(self.questions, load_catalogue())],
        }


def check_bank() -> Checked:
    """The shipped bank, which has to keep every rule."""
    try:
        placed = [Placed(SHIPPED, 0, q, frozenset(OPTIONAL_FIELDS)) for q in load_bank()]
    except BadBank as error:
        faults = tuple(
            _fault(SHIPPED, 0, "", Finding("schema", problem)) for problem in error.faults
        )
        return Checked((), faults)
    return _checked(placed, [], is_ours=True)


def check_files(files: Sequence[tuple[str, bytes]]) -> Checked:
    """Question files of any format; both languages are asked for where a file has both."""
    placed: list[Placed] = []
    faults: list[Fault] = []
    for name, data in files:
        try:
            found = read_questions(name, data)
        except UnreadableQuestions as error:
            faults.append(_fault(name, 0, "", Finding("schema", str(error))))
            continue
        placed += _placed(name, found)
        faults += [
            _fault(name, r.line, "", Finding("schema", f"{r.column} {r.value!r} {r.reason}"))
            for r in found
            if isinstance(r, Rejected)
        ]
    is_ours = any(len(one.question.texts) > 1 for one in placed)
    return _checked(placed, faults, is_ours=is_ours)


def _placed(name: str, found: Sequence[Found]) -> Iterator[Placed]:
    catalogue = load_catalogue()
    for one in found:
        if not isinstance(one, Rejected):
            known = filed(one, catalogue)
            # An unknown topic is told by its rule, beside what else is wrong.
            kept = one if isinstance(known, Rejected) else known
            yield Placed(name, kept.line, kept.question, kept.holds)


def _checked(placed: Sequence[Placed], faults: list[Fault], *, is_ours: bool) -> Checked:
    topics = load_catalogue().topic_ids()
    questions = tuple(one.question for one in placed)
    for one in placed:
        own = question_findings(one.question, topics=topics, expects=one.expects, is_ours=is_ours)
        faults += [_fault(one.file, one.line, one.question.id, finding) for finding in own]
    for place, finding in repeats(questions):
        one = placed[place]
        faults.append(_fault(one.file, one.line, one.question.id, finding))
    home = placed[0].file if placed else SHIPPED
    faults += [_fault(home, 0, "", finding) for finding in balance(questions)]
    return Checked(questions, tuple(faults))


def _fault(file: str, line: int, question: str, finding: Finding) -> Fault:
    return Fault(
        file=file,
        line=line,
        question=question,
        rule=finding.rule,
        language=finding.language,
        detail=finding.detail,
    )
