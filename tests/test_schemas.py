"""Each JSON document of a command is what its schema in docs/schemas says."""

import contextlib
import io
import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from bot.cli import run
from tests.support.databases import sqlite_clone

SCHEMAS = Path(__file__).parents[1] / "docs" / "schemas"
Abhyas = Callable[..., tuple[int, str, str]]
END = "2026-11-23T06:30:00Z"


@pytest.fixture(scope="session")
def class_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a small simulated class in it, made once; tests take copies."""
    path = tmp_path_factory.mktemp("class") / "class.sqlite3"
    arguments = ("--students", "3", "--days", "6", "--until", END, "--json")
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        status = run(["simulate", *arguments, "--database", f"sqlite:///{path}"])
    assert status == 0
    check("simulate", out.getvalue())
    return path


@pytest.fixture
def class_url(class_file: Path, tmp_path: Path) -> str:
    return sqlite_clone(class_file, tmp_path)


def check(name: str, out: str) -> object:
    document: object = json.loads(out)
    schema = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    return document


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("students", ("students",)),
        ("groups", ("groups",)),
        ("outbox", ("outbox",)),
        ("db-verify", ("db", "verify")),
        ("db-check", ("db", "check")),
        ("questions-statistics", ("questions", "statistics")),
        ("report", ("report", "sim1-001", "--at", END)),
        ("report", ("report", "sim1-001", "--at", "2020-01-01")),
        ("rankings", ("rankings", "g1", "--at", END)),
        ("rankings", ("rankings", "--exam", "ras_pre", "--at", END)),
        ("alerts", ("alerts", "sim1-001", "--at", END)),
    ],
)
def test_a_report_is_what_its_schema_says(
    abhyas: Abhyas, class_url: str, name: str, command: tuple[str, ...]
) -> None:
    status, out, err = abhyas(*command, "--database", class_url, "--json")

    assert (status, err) == (0, "")
    check(name, out)


def test_an_imports_report_is_what_its_schema_says(
    abhyas: Abhyas, class_url: str, tmp_path: Path
) -> None:
    log = tmp_path / "log.csv"
    assert abhyas("answers", "export", log, "--database", class_url)[0] == 0
    log.write_text(log.read_text("utf-8").replace(",1,2026", ",maybe,2026", 1), "utf-8")

    status, out, _ = abhyas(
        "answers", "import", log, "--database", class_url, "--json", "--skip-bad"
    )

    assert status == 0
    check("answers-import", out)


def test_an_archive_and_its_school_are_reported_as_their_schemas_say(
    abhyas: Abhyas, class_url: str, tmp_path: Path
) -> None:
    """The model is measured on the archive as on the log itself."""
    folder, log = tmp_path / "archive", tmp_path / "log.csv"
    then = ("--at", "2026-12-01T00:00:00Z")
    status, out, err = abhyas(
        "answers", "archive", folder, *then, "--database", class_url, "--json"
    )
    assert (status, err) == (0, "")
    check("answers-archive", out)
    assert [one.name for one in folder.iterdir()] == ["answers-2026-11.parquet"]
    status, out, err = abhyas("answers", "school", folder, "--json")
    assert (status, err) == (0, "")
    check("answers-school", out)
    assert abhyas("answers", "export", log, "--database", class_url)[0] == 0
    documents = [json.loads(abhyas("evaluate", one, "--json")[1]) for one in (log, folder)]
    for document in documents:
        del document["microseconds_per_answer"]
    assert documents[0] == documents[1]
    status, out, _ = abhyas("answers", "school", tmp_path / "nowhere")
    assert status == 2
    assert "Traceback" not in out


def test_question_files_are_reported_as_their_schemas_say(
    abhyas: Abhyas, class_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "bank.csv"
    status, out, _ = abhyas("questions", "export", file, "--database", class_url, "--json")
    assert status == 0
    check("questions-export", out)
    file.write_bytes(file.read_bytes() + b"x,nowhere,easy,single,,A,Where?,x,y\n")
    options = ("--database", class_url, "--json")
    status, out, err = abhyas("questions", "import", file, *options)
    assert status == 2
    assert "nothing was stored" in err
    check("questions-import", out)
    status, out, _ = abhyas("questions", "import", file, "--skip-bad", "--dry-run", *options)
    assert status == 0
    check("questions-import", out)
    status, out, _ = abhyas("questions", "check", file, "--json")
    assert status == 2
    check("questions-check", out)


def test_the_same_seed_simulates_the_same_class(abhyas: Abhyas, tmp_path: Path) -> None:
    logs = []
    for name in ("one", "two"):
        url = f"sqlite:///{tmp_path / name}.sqlite3"
        made = ("--students", 2, "--days", 5, "--seed", 9, "--until", END, "--database", url)
        assert abhyas("simulate", *made)[0] == 0
        log = tmp_path / f"{name}.csv"
        assert abhyas("answers", "export", log, "--database", url)[0] == 0
        logs.append(log.read_bytes())

    assert logs[0] == logs[1]


def test_a_student_nobody_knows_is_answered_with_the_nearest(
    abhyas: Abhyas, class_url: str, tmp_path: Path
) -> None:
    picture = tmp_path / "x.png"

    status, _, err = abhyas("chart", "trend", "sim1-01", "-o", picture, "--database", class_url)

    assert status == 2
    assert "nearest: sim1-001" in err


@pytest.mark.parametrize("ending", ["png", "svg"])
@pytest.mark.parametrize("language", ["en", "hi"])
def test_a_chart_is_drawn_into_a_file(
    abhyas: Abhyas, class_url: str, tmp_path: Path, ending: str, language: str
) -> None:
    picture = tmp_path / f"x.{ending}"
    options = ("--language", language, "--theme", "dark", "--at", END, "--database", class_url)

    status, _, err = abhyas("chart", "topics", "sim1-001", "-o", picture, *options)

    assert (status, err) == (0, "")
    assert picture.read_bytes()[:4] in {b"\x89PNG", b"<svg"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("chart", "mood", "x", "-o", "x.png"),
        ("chart", "trend", "x", "-o", "x.gif"),
        ("nonsense",),
        ("answers", "import", "no-such-file.csv"),
        ("outbox", "--since", "yesterday"),
        ("db", "restore", "no-such-file"),
        ("questions", "import", "no-such-file.csv"),
        ("questions", "export", "x.docx"),
        ("questions", "check", "no-such-file.csv"),
    ],
)
def test_a_wrong_word_is_two_and_one_line(
    abhyas: Abhyas, tmp_path: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'new.sqlite3'}")

    status, out, err = abhyas(*arguments)

    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_an_evaluation_is_what_its_schema_says(
    abhyas: Abhyas, class_url: str, tmp_path: Path
) -> None:
    log = tmp_path / "log.csv"
    assert abhyas("answers", "export", log, "--database", class_url)[0] == 0

    status, out, err = abhyas("evaluate", log, "--json")

    assert (status, err) == (0, "")
    check("evaluate", out)
