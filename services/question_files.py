"""Takes question files in and gives them out."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from content.exam_file import load_catalogue
from content.formats.draft import ReadQuestion, UnreadableQuestions, reject
from content.formats.files import read_questions, write_questions
from content.question import fingerprint
from content.rejected import Rejected
from content.topics import filed, find_topic, nearest_topics
from services.bank_questions import bank_question, new_question
from services.catalogue import save_names
from services.correcting import correct_key, moved_key
from storage import audit, question_bank, question_writer
from storage.engine import Database, Transaction
from storage.question_writer import KnownQuestions, NewQuestion
from storage.records import GroupId, Language, QuestionStatus, StoredQuestion, StudentId


class NoSuchTopic(ValueError):
    """No topic has this id or name."""

    def __init__(self, wanted: str) -> None:
        nearest = ", ".join(nearest_topics(wanted, load_catalogue()))
        super().__init__(f"unknown topic {wanted!r}; nearest: {nearest or 'none'}")


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """A file by its name and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedQuestion(Rejected):
    """A question that was not taken, and the file it stands in."""

    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsImported:
    """What became of each question; `stored` is false after a dry run or a refusal."""

    rows: int
    added: int
    updated: int
    duplicate: int
    rejected: tuple[RejectedQuestion, ...]
    is_stored: bool

    def document(self) -> dict[str, object]:
        document = asdict(self) | {"rejected": [asdict(row) for row in self.rejected]}
        document["stored"] = document.pop("is_stored")
        return document


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """How to take files in."""

    topic: str | None = None
    language: Language | None = None
    dry_run: bool = False
    skip_bad: bool = False
    #: What an admin sends is asked at once, what others send waits for a look.
    status: QuestionStatus = "accepted"
    #: For the questions of a group's teachers, of status "own"; None for the bank.
    group_id: GroupId | None = None


@dataclass(frozen=True, slots=True)
class PreparedImport:
    """Files that were read and not stored yet."""

    good: tuple[ReadQuestion, ...]
    bad: tuple[RejectedQuestion, ...]
    options: ImportOptions


class _UndoneRun(Exception):
    """Takes the transaction of a dry run back and carries its counts out of it."""

    def __init__(self, counts: dict[str, int]) -> None:
        super().__init__("dry run")
        self.counts = counts


class QuestionFiles:
    """The bank as files."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take_in(
        self, files: Sequence[QuestionFile], options: ImportOptions, *, at: datetime
    ) -> QuestionsImported:
        """Stores files all or nothing, unless `skip_bad`; raises NoSuchTopic.

        A dry run does everything and takes it back, so that its counts are those of a real one.
        """
        return await self.store(prepare(files, options), at=at)

    async def store(
        self, prepared: PreparedImport, *, at: datetime, sent_by: StudentId | None = None
    ) -> QuestionsImported:
        """Stores what was read, or only counts it."""
        good, bad, options = prepared.good, prepared.bad, prepared.options
        counts = {"added": 0, "updated": 0, "duplicate": 0}
        is_stored = not options.dry_run and (options.skip_bad or not bad)

        def work(tx: Transaction) -> dict[str, int]:
            found = _store_all(tx, good, options, sent_by=sent_by, at=at)
            if not is_stored:
                raise _UndoneRun(found)
            if sent_by is not None and (found["added"] or found["updated"]):
                about = "bank" if options.group_id is None else f"g{options.group_id}"
                audit.note(tx, sent_by, "questions stored", about, at=at)
            return found

        if good and (is_stored or options.dry_run):
            try:
                counts = await self._database.write(work)
            except _UndoneRun as undone:
                counts = undone.counts
        return QuestionsImported(
            rows=len(good) + len(bad), rejected=bad, is_stored=is_stored, **counts
        )

    async def give_out(self, name: str) -> tuple[bytes, int]:
        """The bytes of a file with every question that may be asked, and how many there are."""

        def work(tx: Transaction) -> list[StoredQuestion]:
            return list(question_bank.accepted_questions(tx))

        found = await self._database.snapshot(work)
        return write_questions(name, map(bank_question, found)), len(found)


def prepare(files: Sequence[QuestionFile], options: ImportOptions) -> PreparedImport:
    """The files' questions under known topics, and what of them cannot be taken.

    Raises UnreadableQuestions for a file as a whole, NoSuchTopic for the option.
    """
    catalogue = load_catalogue()
    default = find_topic(options.topic, catalogue) if options.topic else None
    if options.topic and default is None:
        raise NoSuchTopic(options.topic)
    good: list[ReadQuestion] = []
    bad: list[RejectedQuestion] = []
    homes: dict[str, int] = {}
    for file in files:
        try:
            found = read_questions(file.name, file.data, options.language)
        except UnreadableQuestions as error:
            raise UnreadableQuestions(f"{file.name}: {error}") from error
        for one in found:
            known = one if isinstance(one, Rejected) else filed(one, catalogue, default=default)
            known = known if isinstance(known, Rejected) else _once(known, homes)
            if isinstance(known, Rejected):
                bad.append(RejectedQuestion(file=file.name, **asdict(known)))
            else:
                good.append(known)
    return PreparedImport(tuple(good), tuple(bad), options)


def _once(one: ReadQuestion, homes: dict[str, int]) -> ReadQuestion | Rejected:
    """The question, unless an earlier one of the files has its id."""
    own = one.question.id
    if own and homes.setdefault(own, one.line) != one.line:
        return reject(one.line, "id", own, f"stands in line {homes[own]} already")
    return one


def _store_all(
    tx: Transaction,
    good: Sequence[ReadQuestion],
    options: ImportOptions,
    *,
    sent_by: StudentId | None,
    at: datetime,
) -> dict[str, int]:
    counts = {"added": 0, "updated": 0, "duplicate": 0}
    # A new database may know no topic yet.
    save_names(tx, load_catalogue())
    known = question_writer.known_questions(tx, options.group_id)
    named = [_key_of(one, options) for one in good if one.question.id]
    stored = question_bank.stored_by_key(tx, named)
    seen: set[str] = set()
    for one in good:
        new = new_question(one.question, key=_key_of(one, options), holds=one.holds)
        if options.group_id is not None:
            # A fact of the bank's is no business of theirs: nobody's memory mixes the two.
            new = replace(new, objective=None)
        before = stored.get(new.key)
        if before is not None and new.key not in seen and one.question.id:
            outcome = _update(tx, known, new, before, options, sent_by=sent_by, at=at)
        else:
            is_new = new.key not in seen and question_writer.add(
                tx,
                known,
                new,
                status=options.status,
                imported_by=sent_by,
                group_id=options.group_id,
                at=at,
            )
            outcome = "added" if is_new else "duplicate"
        seen.add(new.key)
        counts[outcome] += 1
    return counts


def _update(
    tx: Transaction,
    known: KnownQuestions,
    new: NewQuestion,
    before: StoredQuestion,
    options: ImportOptions,
    *,
    sent_by: StudentId | None,
    at: datetime,
) -> str:
    """A new version of a question that is there; a corrected key is a correction."""
    merged = question_writer.merged(new, before)
    if options.status == "waiting":
        # Whose file waits for a look may add; what is asked already is not hers to change.
        return "duplicate"
    if moved_key(merged, before):
        correct_key(tx, before, "new_key", merged.right_option, by=sent_by, at=at)
    return "updated" if question_writer.add_version(tx, known, merged, at=at) else "duplicate"


def _key_of(one: ReadQuestion, options: ImportOptions) -> str:
    """Its own id, else one made from its words: the same question gets the same key.

    A group's keys are its own: no file of a teacher's reaches a question of somebody else's.
    """
    text = next(iter(one.question.texts.values()))
    key = one.question.id or f"imp-{fingerprint(text.stem, text.options)[:12]}"
    return key if options.group_id is None else own_key(options.group_id, key)


def own_key(group_id: GroupId, key: str) -> str:
    return f"own-{group_id}-{key}"
