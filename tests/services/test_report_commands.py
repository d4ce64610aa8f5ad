"""What an operator types and gets: reports, boards, alerts, evaluations, and clear refusals."""

import json
import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from analytics.logged_answer import LoggedAnswer
from content.answer_log import write_log
from content.log_spool import LogSpool, model_row
from tests.services.test_reports_against_the_specification import (
    AT,
    Attempt,
    attempts_of,
    random_log,
)

Abhyas = Callable[..., tuple[int, str, str]]
WHEN = ("--at", AT.isoformat())


@pytest.fixture
def school(abhyas: Abhyas, database_url: str, tmp_path: Path) -> str:
    path = tmp_path / "log.csv"
    write_log(path, iter(random_log(1, students=24, days=40)))
    assert abhyas("answers", "import", path, "--database", database_url)[0] == 0
    return database_url


def test_an_unknown_name_is_answered_with_the_nearest(abhyas: Abhyas, school: str) -> None:
    for command, near in (
        (("report", "S1"), "s1"),
        (("alerts", "nobody"), "s"),
        (("rankings", "H"), "G"),
        (("rankings", "--exam", "ras_per"), "ras_pre"),
        (("rankings", "G", "--subject", "politi"), "polity"),
    ):
        status, out, err = abhyas(*command, *WHEN, "--database", school)
        assert (status, out) == (2, "")
        assert near in err
    assert abhyas("rankings", "--database", school)[0] == 2
    assert abhyas("rankings", "G", "--exam", "ras_pre", "--database", school)[0] == 2


def test_a_report_is_a_few_lines_for_people(abhyas: Abhyas, school: str) -> None:
    status, out, _ = abhyas("report", "s4", *WHEN, "--database", school)

    assert status == 0
    assert out.splitlines()[0].startswith("s4: ")
    assert "target seconds 72" in out


def test_every_null_has_its_reason_and_nothing_else(abhyas: Abhyas, school: str) -> None:
    def nulls(value: object, at: str = "") -> Iterator[str]:
        if value is None:
            yield at
        elif isinstance(value, dict):
            for key, item in value.items():
                yield from nulls(item, f"{at}/{key.replace('~', '~0').replace('/', '~1')}")
        elif isinstance(value, list):
            for place, item in enumerate(value):
                yield from nulls(item, f"{at}/{place}")

    for student in ("s0", "s3", "s4"):
        status, out, _ = abhyas("report", student, *WHEN, "--database", school, "--json")
        document = json.loads(out)
        reasons = document.pop("reasons")
        assert status == 0
        assert set(reasons) == set(nulls(document))


def test_nobodys_window_is_empty_and_says_so(abhyas: Abhyas, school: str) -> None:
    before = ("--at", (AT - timedelta(days=400)).isoformat())
    _, out, _ = abhyas("report", "s4", *before, "--database", school, "--json")
    report = json.loads(out)
    _, out, _ = abhyas("rankings", "G", *before, "--database", school, "--json")
    board = json.loads(out)

    assert (report["answer_count"], report["test_count"]) == (0, 0)
    assert report["scores"]["overall_available"] is None
    assert board["students"] == []
    assert len(board["below_minimum"]) == 24


def test_a_board_of_one_subject_counts_its_answers_only(abhyas: Abhyas, school: str) -> None:
    _, out, _ = abhyas(
        "rankings", "G", "--subject", "polity", *WHEN, "--database", school, "--json"
    )
    board = json.loads(out)
    start = AT - timedelta(days=30)
    wanted: dict[str, list[Fraction]] = {}
    for one in attempts_of(random_log(1, students=24, days=40)):
        rows = [row for row in one.rows if row.topic == "polity"]
        if rows and start <= one.completed_at < AT:
            wanted.setdefault(one.user, []).append(Attempt(one.user, rows).percentage)

    assert board["students"]
    assert {
        row["student"]: (row["tests"], row["average_percentage"]) for row in board["students"]
    } == {
        user: (len(own), pytest.approx(float(sum(own, Fraction(0)) / len(own))))
        for user, own in wanted.items()
        if len(own) >= 5
    }


def test_alerts_are_a_document_with_their_numbers(abhyas: Abhyas, school: str) -> None:
    found = []
    for number in range(24):
        _, out, _ = abhyas("alerts", f"s{number}", *WHEN, "--database", school, "--json")
        found += json.loads(out)

    assert found
    for alert in found:
        assert alert["spec_condition"] or "suppressed_by" not in alert
        assert alert["evidence"]
        assert any(character.isdigit() for character in alert["message"])


def evaluated(abhyas: Abhyas, path: Path) -> dict[str, object]:
    status, out, err = abhyas("evaluate", path, "--json")
    assert status == 0, err
    document: dict[str, object] = json.loads(out)
    del document["microseconds_per_answer"]
    return document


def test_an_unsorted_log_is_sorted_first(abhyas: Abhyas, tmp_path: Path) -> None:
    log = sorted(random_log(2), key=lambda row: row.answered_at)
    mixed = log[:]
    random.Random(3).shuffle(mixed)
    assert len({row.answered_at for row in log}) == len(log)
    write_log(tmp_path / "sorted.csv", iter(log))
    write_log(tmp_path / "mixed.csv", iter(mixed))

    assert evaluated(abhyas, tmp_path / "mixed.csv") == evaluated(abhyas, tmp_path / "sorted.csv")


def test_sorting_on_disk_keeps_equal_times_in_order() -> None:
    rows = [model_row(row) for row in random_log(4)]
    tied = [row._replace(at_milliseconds=row.at_milliseconds // 10**9) for row in rows]

    with LogSpool(run=7) as spool:
        for row in tied:
            spool.add(row)
        assert not spool.is_sorted
        assert list(spool.rows()) == sorted(tied, key=lambda row: row.at_milliseconds)


def test_a_bad_log_is_measured_not_at_all(abhyas: Abhyas, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("student,question,topic,correct,answered_at\na,q,t,2,2026-01-01\n", "utf-8")

    status, out, err = abhyas("evaluate", path)

    assert (status, out) == (2, "")
    assert "line 2, correct '2'" in err
    assert abhyas("evaluate", tmp_path / "missing.csv")[0] == 2


def test_an_empty_log_measures_nothing(abhyas: Abhyas, tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    write_log(path, iter(list[LoggedAnswer]()))

    assert evaluated(abhyas, path)["n"] == 0
    assert "not enough data" in abhyas("evaluate", path)[1]


def test_a_model_worse_than_running_accuracy_would_fail(abhyas: Abhyas, tmp_path: Path) -> None:
    """AUC of the model against the share right so far, on answers of known abilities."""
    rng = random.Random(5)
    rows, right, count, naive = [], {}, {}, []
    skills = {f"s{n}": rng.uniform(0.3, 0.95) for n in range(30)}
    for number in range(6000):
        student = f"s{rng.randrange(30)}"
        hardness = rng.randrange(20)
        hit = rng.random() < max(0.05, skills[student] - hardness / 40)
        naive.append((right.get(student, 0) + 1) / (count.get(student, 0) + 2))
        right[student] = right.get(student, 0) + hit
        count[student] = count.get(student, 0) + 1
        rows.append(
            f"{student},q{hardness},t,{int(hit)},{(AT + timedelta(minutes=number)).isoformat()}"
        )
    path = tmp_path / "log.csv"
    path.write_text(
        "student,question,topic,correct,answered_at\n" + "\n".join(rows) + "\n", "utf-8"
    )
    from analytics.forecast_quality import auc

    outcomes = [int(row.split(",")[3]) for row in rows]
    found = evaluated(abhyas, path)["auc"]
    baseline = auc(naive, outcomes)

    assert isinstance(found, float)
    assert baseline is not None
    assert found > baseline + 0.02
