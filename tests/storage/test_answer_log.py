"""The answer log as a file: what goes in comes out, once, and bad rows are named."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

Abhyas = Callable[..., tuple[int, str, str]]
HEADER = "student,question,topic,correct,answered_at"


def write(path: Path, *lines: str, encoding: str = "utf-8", newline: str = "\n") -> Path:
    path.write_bytes((newline.join(lines) + newline).encode(encoding))
    return path


def imported(abhyas: Abhyas, url: str, log: Path, *options: str) -> dict[str, object]:
    status, out, err = abhyas("answers", "import", log, "--database", url, "--json", *options)
    assert status == 0, err
    document: dict[str, object] = json.loads(out)
    return document


def exported(abhyas: Abhyas, url: str, path: Path) -> bytes:
    status, _, err = abhyas("answers", "export", path, "--database", url)
    assert status == 0, err
    return path.read_bytes()


def test_export_then_import_then_export_is_the_identity(
    abhyas: Abhyas, database_url: str, empty_url: str, tmp_path: Path
) -> None:
    log = write(
        tmp_path / "log.csv",
        HEADER + ",test,group,exam,difficulty,options,selected,right_option,state,marks,seconds,"
        "confidence,hint_used,explanation_viewed",
        "asha,q1,polity,1,2026-11-20T10:00:00+05:30,mock-1,B;A,ras_pre,hard,4,B,B,answered,4/3,12.5,3,0,1",
        "bhanu,q1,polity,0,2026-11-20T04:30:00Z,mock-1,A,ras_pre,hard,4,A,B,answered,-4/9,7.125,1,1,",
        '"ver,ma ""x""",q2,इतिहास,0,2026-11-21T04:30:00.123456,,,,,5,,C,blank,,,,,',
    )
    assert imported(abhyas, database_url, log)["added"] == 3

    first = exported(abhyas, database_url, tmp_path / "first.csv")
    imported(abhyas, empty_url, tmp_path / "first.csv")
    second = exported(abhyas, empty_url, tmp_path / "second.csv")

    assert first == second
    rows = list(csv.DictReader(first.decode().splitlines()))
    assert [row["student"] for row in rows] == ["asha", "bhanu", 'ver,ma "x"']
    assert rows[0]["answered_at"] == "2026-11-20T04:30:00.000Z"
    assert rows[0]["group"] == "A;B"
    assert rows[1]["marks"] == "-4/9"
    assert rows[1]["seconds"] == "7.125"
    assert rows[2]["answered_at"] == "2026-11-21T04:30:00.123Z"


def test_the_same_answer_twice_counts_once(
    abhyas: Abhyas, database_url: str, tmp_path: Path
) -> None:
    row = "asha,q1,polity,1,2026-11-20T10:00:00Z"
    log = write(tmp_path / "log.csv", HEADER, row, row)

    assert imported(abhyas, database_url, log) == {
        "rows": 2,
        "added": 1,
        "updated": 0,
        "duplicate": 1,
        "rejected": [],
    }
    assert imported(abhyas, database_url, log)["added"] == 0


def test_a_bad_row_is_named_and_nothing_is_stored(
    abhyas: Abhyas, database_url: str, tmp_path: Path
) -> None:
    log = write(
        tmp_path / "log.csv",
        HEADER,
        "asha,q1,polity,1,2026-11-20T10:00:00Z",
        "asha,q2,polity,yes,2026-11-20T10:00:00Z",
        "asha,q3,polity,1,yesterday",
    )

    status, out, err = abhyas("answers", "import", log, "--database", database_url, "--json")

    assert status == 2
    assert [(bad["line"], bad["column"]) for bad in json.loads(out)["rejected"]] == [
        (3, "correct"),
        (4, "answered_at"),
    ]
    assert "line 3" in err
    assert len(exported(abhyas, database_url, tmp_path / "out.csv").splitlines()) == 1


def test_the_good_rows_are_stored_when_bad_ones_are_skipped(
    abhyas: Abhyas, database_url: str, tmp_path: Path
) -> None:
    log = write(
        tmp_path / "log.csv",
        HEADER,
        "asha,q1,polity,1,2026-11-20T10:00:00Z",
        "asha,q2,polity,2,2026-11-20T10:00:00Z",
    )

    assert imported(abhyas, database_url, log, "--skip-bad")["added"] == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_spreadsheets_file_is_read(
    abhyas: Abhyas, tmp_path: Path, encoding: str, newline: str
) -> None:
    log = write(
        tmp_path / "log.csv",
        HEADER,
        "आशा,q1,polity,1,2026-11-20T10:00:00Z",
        encoding=encoding,
        newline=newline,
    )

    url = f"sqlite:///{tmp_path / 'new.sqlite3'}"
    assert imported(abhyas, url, log)["added"] == 1


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"student,question\n", "lacks topic, correct, answered_at"),
        (HEADER.encode() + b",mood\n", "unknown column 'mood'"),
        (b"\xff\xfe\x00", "is not UTF-8"),
        (b"", "lacks student"),
    ],
)
def test_what_is_no_log_is_refused_in_one_line(
    abhyas: Abhyas, tmp_path: Path, content: bytes, complaint: str
) -> None:
    log = tmp_path / "log.csv"
    log.write_bytes(content)

    status, _, err = abhyas(
        "answers", "import", log, "--database", f"sqlite:///{tmp_path / 'new.sqlite3'}"
    )

    assert status == 2
    assert complaint in err
    assert len(err.splitlines()) == 1


def test_derived_tables_are_what_the_log_says_whatever_the_order_of_import(
    abhyas: Abhyas, database_url: str, tmp_path: Path
) -> None:
    late = [f"asha,q{n},polity,{n % 2},2026-11-2{n}T10:00:00Z" for n in range(3, 6)]
    early = [f"asha,q{n},polity,1,2026-11-1{n}T10:00:00Z" for n in range(3, 6)]
    for name, rows in (("late", late), ("early", early)):
        imported(abhyas, database_url, write(tmp_path / name, HEADER, *rows))

    status, out, err = abhyas("db", "verify", "--database", database_url, "--json")

    assert status == 0, err
    assert json.loads(out)["differences"] == []


def test_a_tampered_count_is_found_and_mended(
    abhyas: Abhyas, database_url: str, tmp_path: Path
) -> None:
    import asyncio

    from sqlalchemy import text

    from storage.engine import Transaction, open_database

    log = write(tmp_path / "log.csv", HEADER, "asha,q1,polity,1,2026-11-20T10:00:00Z")
    imported(abhyas, database_url, log)

    async def tamper() -> None:
        database = open_database(database_url)

        def work(tx: Transaction) -> None:
            tx.connection.execute(text('UPDATE topic_states SET "right" = 7'))

        await database.write(work)
        await database.close()

    asyncio.run(tamper())

    assert abhyas("db", "verify", "--database", database_url)[0] == 2
    assert abhyas("db", "rebuild", "--database", database_url)[0] == 0
    assert abhyas("db", "verify", "--database", database_url)[0] == 0


def test_a_backup_restored_elsewhere_is_the_same_log(
    abhyas: Abhyas, database_url: str, empty_url: str, tmp_path: Path
) -> None:
    log = write(
        tmp_path / "log.csv",
        HEADER + ",group",
        "asha,q1,polity,1,2026-11-20T10:00:00Z,A",
        "bhanu,q2,polity,0,2026-11-20T10:00:01Z,A",
    )
    imported(abhyas, database_url, log)
    copy = tmp_path / "copy.zip"

    assert abhyas("db", "backup", copy, "--database", database_url)[0] == 0
    assert abhyas("db", "restore", copy, "--database", empty_url)[0] == 0

    assert exported(abhyas, empty_url, tmp_path / "b.csv") == exported(
        abhyas, database_url, tmp_path / "a.csv"
    )
    log2 = write(tmp_path / "more.csv", HEADER, "chitra,q9,polity,1,2026-11-21T10:00:00Z")
    assert imported(abhyas, empty_url, log2)["added"] == 1
    assert abhyas("db", "restore", copy, "--database", empty_url)[0] == 2
