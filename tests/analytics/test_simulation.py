"""The simulated class has a truth, and the same one each time."""

from datetime import UTC, datetime, timedelta

from analytics.simulation import SimulatedQuestion, class_log

UNTIL = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
QUESTIONS = [
    SimulatedQuestion(
        key=f"{label}{n}",
        topic=f"t{n % 3}",
        difficulty=label,  # type: ignore[arg-type]
        right_option="ABCD"[n % 4],
        option_count=4,
    )
    for label in ("easy", "medium", "hard")
    for n in range(20)
]


def log(seed: int = 1, students: int = 30, days: int = 20, until: datetime = UNTIL):  # type: ignore[no-untyped-def]
    keys = [f"s{n}" for n in range(students)]
    return list(
        class_log(
            keys,
            QUESTIONS,
            days=days,
            seed=seed,
            until=until,
            exam="ras_pre",
            timezone="Asia/Kolkata",
        )
    )


def test_the_same_seed_gives_the_same_class() -> None:
    assert log(seed=5) == log(seed=5)
    assert log(seed=5) != log(seed=6)


def test_easy_questions_are_easier_than_hard_ones_and_guessing_helps() -> None:
    answers = log()
    share = {}
    for label in ("easy", "medium", "hard"):
        own = [a.correct for a in answers if a.difficulty == label]
        share[label] = sum(own) / len(own)

    assert share["easy"] > share["medium"] + 0.05 > share["hard"] + 0.1
    assert share["hard"] > 0.25


def test_nothing_happens_after_the_end_and_everything_lies_in_the_window() -> None:
    answers = log(days=10)

    assert max(a.answered_at for a in answers) < UNTIL
    assert min(a.answered_at for a in answers) > UNTIL - timedelta(days=12)


def test_who_sits_down_after_the_end_has_not_yet() -> None:
    early = datetime(2026, 11, 22, 18, 40, tzinfo=UTC)

    assert all(a.answered_at < early for a in log(until=early))


def test_what_was_selected_fits_the_verdict() -> None:
    for answer in log(students=3):
        assert (answer.selected == answer.right_option) is answer.correct
