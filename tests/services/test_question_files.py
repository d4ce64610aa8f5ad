"""Question files into the bank: counted, all or nothing, each question once."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from content.formats.csv_sheet import write_csv
from content.question import BankQuestion, BankText
from services.bank_questions import new_question
from services.catalogue import Catalogue
from services.question_files import ImportOptions, NoSuchTopic, QuestionFile, QuestionFiles
from services.question_review import QuestionReview
from services.records import Arrival
from storage import groups, question_writer
from storage.engine import Database, Transaction
from storage.question_bank import stored_by_key
from storage.records import GroupId, StoredQuestion
from tests.support.practised_class import ADMIN, somebody

AT = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
Abhyas = Callable[..., tuple[int, str, str]]


def lake(name: str, **changes: object) -> BankQuestion:
    text = BankText(
        stem=f"Where is the lake {name}?",
        options=("Udaipur", "Ajmer", "Kota", "Alwar"),
        explanation="By the map.",
        hints=("South.", "Of lakes."),
        why_wrong=("", "Ana Sagar is there.", "It has a river.", "It has Siliserh."),
    )
    hindi = replace(text, stem=f"{name} झील कहाँ है?", options=("उदयपुर", "अजमेर", "कोटा", "अलवर"))
    made = BankQuestion(
        id=name.lower(),
        topic="raj_geography.rivers_lakes",
        difficulty="easy",
        kind="single",
        objective=None,
        right="A",
        source=None,
        valid_on=None,
        texts={"en": text, "hi": hindi},
    )
    return replace(made, **changes)  # type: ignore[arg-type]


async def take(
    database: Database, data: bytes, name: str = "x.csv", **options: object
) -> list[int]:
    done = await QuestionFiles(database).take_in(
        [QuestionFile(name, data)],
        ImportOptions(**options),  # type: ignore[arg-type]
        at=AT,
    )
    return [done.rows, done.added, done.updated, done.duplicate, len(done.rejected)]


async def stored(database: Database, key: str) -> StoredQuestion:
    found: dict[str, StoredQuestion] = await database.read(lambda tx: stored_by_key(tx, [key]))
    return found[key]


async def test_a_file_is_stored_once_however_often_it_comes(database: Database) -> None:
    data = write_csv([lake("Pichola"), lake("Fatehsagar")])
    assert await take(database, data) == [2, 2, 0, 0, 0]
    assert await take(database, data) == [2, 0, 0, 2, 0]


async def test_the_same_question_under_another_id_is_no_new_one(database: Database) -> None:
    await take(database, write_csv([lake("Pichola")]))
    assert await take(database, write_csv([lake("Pichola", id="other")])) == [1, 0, 0, 1, 0]


async def test_a_dry_run_counts_what_a_real_one_would_do_and_stores_nothing(
    database: Database,
) -> None:
    await take(database, write_csv([lake("Pichola")]))
    data = write_csv([lake("Pichola", difficulty="hard"), lake("Fatehsagar")])
    assert await take(database, data, dry_run=True) == [2, 1, 1, 0, 0]
    assert (await stored(database, "pichola")).version == 1
    assert await take(database, data) == [2, 1, 1, 0, 0]
    assert (await stored(database, "pichola")).version == 2


async def test_with_a_bad_row_nothing_is_stored_unless_it_is_skipped(database: Database) -> None:
    data = write_csv([lake("Pichola"), lake("Fatehsagar", right="E")])
    assert await take(database, data) == [2, 0, 0, 0, 1]
    assert await take(database, data, skip_bad=True) == [2, 1, 0, 0, 1]


async def test_an_id_that_stands_twice_in_a_file_is_told(database: Database) -> None:
    data = write_csv([lake("Pichola"), lake("Fatehsagar", id="pichola")])
    assert await take(database, data, skip_bad=True) == [2, 1, 0, 0, 1]


async def test_a_file_that_knows_no_hints_leaves_them(database: Database) -> None:
    """A narrow sheet rewords a question; what it has no column for stays, and so does Hindi."""
    await take(database, write_csv([lake("Pichola")]))
    narrow = (
        b"id,topic,difficulty,kind,stem_en,a_en,b_en,c_en,d_en,right\n"
        b"pichola,raj_geography.rivers_lakes,easy,single,In which town?,Udaipur,Ajmer,Kota,Alwar,A\n"
    )
    assert await take(database, narrow) == [1, 0, 1, 0, 0]
    text = (await stored(database, "pichola")).text("en")
    assert text.stem == "In which town?"
    assert text.hints == ("South.", "Of lakes.")
    assert text.why_wrong[1] == "Ana Sagar is there."
    assert (await stored(database, "pichola")).text("hi").stem == "Pichola झील कहाँ है?"


async def test_an_unknown_topic_is_told_with_the_nearest(database: Database) -> None:
    data = write_csv([lake("Pichola", topic="raj_geografy.rivers")])
    assert await take(database, data) == [1, 0, 0, 0, 1]
    assert await take(database, data, topic="Rivers and lakes") == [1, 1, 0, 0, 0]
    with pytest.raises(NoSuchTopic, match=r"raj_geography\.rivers_lakes"):
        await take(database, data, topic="rivers lake")


async def test_a_category_nobody_knows_waits_unsorted_with_its_name(database: Database) -> None:
    gift = b"$CATEGORY: Lakes of Mewar\n\n// [id:l1]\n::x::Where? {=Udaipur ~Ajmer}\n"
    assert await take(database, gift, "x.gift") == [1, 1, 0, 0, 0]
    question = await stored(database, "l1")
    assert (question.topic, question.source) == ("imported.unsorted", "category Lakes of Mewar")


async def test_what_waits_for_a_look_is_not_asked_until_an_admin_takes_it(
    database: Database,
) -> None:
    await Catalogue(database).load_content(at=AT)
    await take(database, write_csv([lake("Pichola")]), status="waiting")
    assert (await stored(database, "pichola")).status == "waiting"
    data, _ = await QuestionFiles(database).give_out("x.csv")
    assert b"pichola" not in data
    review = QuestionReview(database, admins=frozenset({ADMIN}))
    admin = await somebody(database, ADMIN)
    card = await review.next_waiting(admin)
    assert card is not None
    await review.accept(admin, card.question.id, Arrival(AT), accepted=True)
    assert (await review.counts(admin)).waiting == 0
    data, _ = await QuestionFiles(database).give_out("x.csv")
    assert b"pichola" in data


async def test_a_file_that_waits_changes_no_question_that_is_asked(database: Database) -> None:
    await take(database, write_csv([lake("Pichola")]))
    changed = write_csv([lake("Pichola", right="B")])
    assert await take(database, changed, status="waiting") == [1, 0, 0, 1, 0]
    assert (await stored(database, "pichola")).right_option == "A"


async def test_a_classs_file_reaches_no_question_of_the_banks_or_of_another_class(
    database: Database,
) -> None:
    await take(database, write_csv([lake("Pichola")]))
    one, other = [await a_group(database, title) for title in ("One", "Other")]
    changed = write_csv([lake("Pichola", right="B", objective="a fact of the bank's")])
    for group in (one, other):
        assert await take(database, changed, status="own", group_id=group) == [1, 1, 0, 0, 0]
        assert await take(database, changed, status="own", group_id=group) == [1, 0, 0, 1, 0]
    again = write_csv([lake("Pichola", right="C")])
    assert await take(database, again, status="own", group_id=one) == [1, 0, 1, 0, 0]
    keys = ["pichola", f"own-{one}-pichola", f"own-{other}-pichola"]
    found = [await stored(database, key) for key in keys]
    assert [question.right_option for question in found] == ["A", "C", "B"]
    assert [question.objective for question in found] == [None, None, None]
    assert await take(database, write_csv([lake("Fatehsagar")])) == [1, 1, 0, 0, 0]
    data, count = await QuestionFiles(database).give_out("x.csv")
    assert count == 2, "what a class wrote does not leave with the bank"
    assert b"own-" not in data


async def a_group(database: Database, title: str) -> GroupId:
    made = await database.write(
        lambda tx: groups.make(tx, owner_id=None, title=title, join_code=title, at=AT)
    )
    return made.id


async def test_two_files_are_one_import(database: Database) -> None:
    one, other = write_csv([lake("Pichola")]), write_csv([lake("Fatehsagar", right="E")])
    done = await QuestionFiles(database).take_in(
        [QuestionFile("a.csv", one), QuestionFile("b.csv", other)], ImportOptions(), at=AT
    )
    assert (done.is_stored, done.rejected[0].file, done.rejected[0].line) == (False, "b.csv", 2)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "gift", "xml"])
async def test_export_import_export_is_the_identity(
    abhyas: Abhyas, tmp_path: Path, ending: str
) -> None:
    full, empty = f"sqlite:///{tmp_path / 'a.sqlite3'}", f"sqlite:///{tmp_path / 'b.sqlite3'}"
    first, second = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
    import asyncio

    def run(*arguments: object) -> str:
        status, out, err = abhyas(*arguments)
        assert status == 0, err
        return out

    await asyncio.to_thread(run, "db", "upgrade", "--database", full)
    await asyncio.to_thread(run, "questions", "export", first, "--database", full)
    out = await asyncio.to_thread(run, "questions", "import", first, "--database", empty, "--json")
    assert json.loads(out)["rejected"] == []
    await asyncio.to_thread(run, "questions", "export", second, "--database", empty)
    assert first.read_bytes() == second.read_bytes()


async def test_a_zero_question_export_is_a_header(database: Database) -> None:
    data, count = await QuestionFiles(database).give_out("x.csv")
    assert (count, data.count(b"\n")) == (0, 1)


async def test_a_key_from_the_log_becomes_a_real_question(database: Database) -> None:
    def bare(tx: Transaction) -> None:
        from storage.catalogue import make_missing, make_missing_questions
        from storage.tables import topics

        topic = make_missing(tx, topics, ["t"])["t"]
        make_missing_questions(tx, {"pichola": (topic, 1)})

    await database.write(bare)
    assert await take(database, write_csv([lake("Pichola")])) == [1, 1, 0, 0, 0]
    assert (await stored(database, "pichola")).version == 1


async def test_what_the_content_files_hold_no_more_is_asked_no_more(database: Database) -> None:
    """But a question that was reworded here stays, whatever becomes of the files."""

    def ship(*bank: BankQuestion) -> Callable[[Transaction], int]:
        return lambda tx: question_writer.ship(tx, map(new_question, bank), at=AT)

    await take(database, write_csv([lake("Imported")]))
    await database.write(ship(lake("Pichola"), lake("Fatehsagar"), lake("Kayalana")))
    await take(database, write_csv([lake("Fatehsagar", difficulty="hard")]))
    assert await database.write(ship(lake("Kayalana"))) == 0
    assert (await stored(database, "pichola")).is_withdrawn
    for kept in ("fatehsagar", "kayalana", "imported"):
        assert not (await stored(database, kept)).is_withdrawn
