"""Study material: the explanations of what she got wrong lately."""

from dataclasses import dataclass

from services.step_building import language_of
from storage import answers, questions, review_lists
from storage.engine import Database, Transaction
from storage.records import Question, Student

ON_A_PAGE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A question that she answered, and what she chose."""

    question: Question
    chosen: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyPage:
    """Some of the questions whose last answer was wrong, newest first."""

    page: int
    pages: int
    total: int
    questions: tuple[Question, ...]


class Study:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(self, student: Student, page: int) -> StudyPage:
        """A page of them; the last one where the list has grown shorter."""

        def work(tx: Transaction) -> StudyPage:
            ids = review_lists.mistakes(tx, student.id)
            pages = max(1, -(-len(ids) // ON_A_PAGE))
            here = min(max(page, 0), pages - 1)
            wanted = ids[here * ON_A_PAGE : (here + 1) * ON_A_PAGE]
            return StudyPage(
                page=here,
                pages=pages,
                total=len(ids),
                questions=tuple(
                    questions.question(tx, version_id, language_of(student))
                    for version_id in questions.current_versions(tx, wanted)
                ),
            )

        return await self._database.read(work)

    async def explain(self, student: Student, key: str = "") -> Explained | None:
        """Why her newest mistake was one, or the answered question that messages call #KEY.

        None where there is no such question, or she never answered it: nothing is told before.
        """

        def work(tx: Transaction) -> Explained | None:
            own = answers.last_choice(tx, student.id, key=key.strip().lstrip("#") or None)
            if own is None:
                return None
            version = questions.current_versions(tx, [own.question_id])
            if not version:
                return None
            return Explained(
                question=questions.question(tx, version[0], language_of(student)),
                chosen=own.selected,
            )

        return await self._database.read(work)
