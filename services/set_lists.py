"""Sets whose questions are a list: what is due, her mistakes, her bookmarks."""

from datetime import datetime

from analytics.question_choice import Candidate, due_variant
from services.exam_day import review_horizon
from services.practice_steps import Wish
from storage import question_offers as offers
from storage import review_lists
from storage.engine import Transaction
from storage.records import Student


def laid_out(
    tx: Transaction, student: Student, wish: Wish, *, count: int, at: datetime
) -> list[Candidate]:
    """Up to `count` questions of a list, in the order to ask them."""
    if wish.source == "review":
        return due_now(tx, student, count=count, at=at)
    ids = (
        review_lists.mistakes(tx, student.id)
        if wish.source == "mistakes"
        else review_lists.bookmarked(tx, student.id)
    )[:count]
    found = {
        one.question_id: one for one in offers.candidates(tx, student.id, offers.among(ids), at=at)
    }
    return [found[one] for one in ids if one in found]


def due_now(tx: Transaction, student: Student, *, count: int, at: datetime) -> list[Candidate]:
    """One variant of each fact that is due, longest overdue first."""
    horizon = review_horizon(student.settings, at=at)
    due = review_lists.due_objectives(tx, student.id, at=at, horizon=horizon)
    found: list[Candidate] = []
    for start in range(0, len(due), count):
        some = due[start : start + count]
        variants = offers.variants(tx, student.id, some, at=at)
        found += filter(None, (due_variant(variants.get(one, [])) for one in some))
        if len(found) >= count:
            break
    return found[:count]
