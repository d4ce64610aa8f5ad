"""The answer log as Parquet says what the CSV says, and what a school's archive adds up to."""

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from content.answer_log import COLUMNS, UnreadableLog, read_log, write_log
from content.log_parquet import header_of, read_table, write_table
from content.rejected import Rejected
from content.school_figures import Figures, school_figures

LOG = """\
student,question,topic,correct,answered_at,test,group,state,seconds,confidence,hint_used,marks
asha,q1,t1,1,2026-09-01T05:00:00.125Z,mock 1,g1;g2,answered,12.5,3,0,4/3
asha,q2,t1,0,2026-09-30T23:59:59.999Z,mock 1,g1;g2,answered,20,1,1,-1/3
asha,q3,t2,0,2026-10-01T00:00:00Z,mock 1,g1;g2,blank,,,,
"ravi, ""the"" one",q1,t1,1,2026-10-02T10:00:00+05:30,,g1,answered,7.25,,,
"""
#: One line each, as keys are; everything that a CSV or SQL reads in its own way.
CELLS = some.text(
    alphabet=some.one_of(
        some.sampled_from("\",;'\\N|\t\n$%0123456789अ"),
        some.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"),
    ),
    max_size=12,
)


def logged(folder: Path, text: str = LOG) -> Path:
    path = folder / "log.csv"
    path.write_text(text, "utf-8")
    return path


def as_parquet(folder: Path, text: str = LOG) -> Path:
    rows = list(read_log(logged(folder, text)))
    path = folder / "log.parquet"
    assert write_log(path, (row for row in rows if not isinstance(row, Rejected))) == len(rows)
    return path


def test_a_log_comes_back_from_parquet_as_it_went_in(tmp_path: Path) -> None:
    path = as_parquet(tmp_path)
    assert header_of(path) == list(COLUMNS)
    assert list(read_log(path)) == list(read_log(logged(tmp_path)))
    assert {one.name for one in tmp_path.iterdir()} == {"log.csv", "log.parquet"}


@settings(max_examples=60, deadline=None)
@given(rows=some.lists(some.tuples(CELLS, CELLS), max_size=4))
def test_whatever_a_key_holds_it_keeps(rows: list[tuple[str, str]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "it's a log.parquet"
        write_table(path, ("student", "question"), rows)
        assert list(read_table(path)) == [list(row) for row in rows]


def test_a_folder_is_read_file_by_file(tmp_path: Path) -> None:
    rows = [row for row in read_log(logged(tmp_path)) if not isinstance(row, Rejected)]
    folder = tmp_path / "archive"
    folder.mkdir()
    write_log(folder / "answers-2026-09.parquet", iter(rows[:2]))
    write_log(folder / "answers-2026-10.parquet", iter(rows[2:]))
    assert list(read_log(folder)) == rows


def test_a_school_is_added_up_as_by_hand(tmp_path: Path) -> None:
    """Asha: right, wrong, one left blank a month later; Ravi: right, a day after that."""
    found = school_figures(as_parquet(tmp_path))

    def figures(name: str, students: int, answered: int, right: float | None, seconds: float | None, blank: int) -> Figures:  # fmt: skip
        return Figures(
            name=name,
            students=students,
            answered=answered,
            right=right,
            median_seconds=seconds,
            left_blank=blank,
        )

    assert (found.students, found.answers) == (2, 4)
    assert found.months == (
        figures("2026-09", 1, 2, 0.5, 16.25, 0),
        figures("2026-10", 2, 1, 1.0, 7.25, 1),
    )
    assert found.topics == (
        figures("t1", 2, 3, 2 / 3, 12.5, 0),
        figures("t2", 1, 0, None, None, 1),
    )
    assert found.groups == (
        figures("g1", 2, 3, 2 / 3, 12.5, 1),
        figures("g2", 1, 2, 0.5, 16.25, 1),
    )


@pytest.mark.parametrize("content", [b"", b"PAR1", b"student,question\n", b"PAR1" + b"\0" * 50])
def test_what_is_no_parquet_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "log.parquet"
    path.write_bytes(content)
    with pytest.raises(UnreadableLog, match=r"log\.parquet"):
        list(read_log(path))
    with pytest.raises(UnreadableLog, match=r"log\.parquet"):
        school_figures(path)


def test_a_parquet_file_of_something_else_is_told_by_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    write_table(path, ("student", "question"), [("asha", "q1")])
    with pytest.raises(UnreadableLog, match="lacks topic, correct, answered_at"):
        list(read_log(path))
    with pytest.raises(UnreadableLog, match="state"):
        school_figures(path)


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnreadableLog, match="answers archive"):
        list(read_log(tmp_path))
    with pytest.raises(UnreadableLog, match="answers archive"):
        school_figures(tmp_path)


def test_without_duckdb_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = as_parquet(tmp_path)
    monkeypatch.setitem(sys.modules, "duckdb", None)
    for work in (
        lambda: list(read_log(path)),
        lambda: write_log(path, iter(())),
        lambda: school_figures(path),
    ):
        with pytest.raises(UnreadableLog, match="DuckDB; install it with"):
            work()
    assert len(list(read_log(logged(tmp_path)))) == 4, "a CSV asks for nothing"
