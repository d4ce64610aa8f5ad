"""A teacher turns a board over: other windows, other rankings, a picture and back."""

from typing import Any

from services.simulation import Member, Simulation
from storage.engine import open_database
from tests.conftest import NOON
from tests.support.client import button_data
from tests.support.tutor import Tutor


async def a_class(tutor: Tutor, database_url: str) -> int:
    """Forty members with a month of answers, and their teacher."""
    verma = await tutor.adult("Verma")
    database = open_database(database_url)
    now = (await tutor.people.call("GET", "/sandbox/clock"))["now"]
    await Simulation(database, default_timezone="Asia/Kolkata").make_class(
        [
            Member(key=f"s{n}", name=f"S{n} <b>", telegram_id=10**6 + n, language="en")
            for n in range(40)
        ],
        days=30,
        seed=3,
        until=NOON.fromtimestamp(now, NOON.tzinfo),
        title="RAS batch",
        teacher=Member(key=str(verma), name="Verma", telegram_id=verma, language="en"),
    )
    await database.close()
    return verma


def texts(screen: Any) -> list[str]:
    return [button["text"] for row in screen["buttons"] for button in row]


async def test_a_board_is_turned_over_by_taps(tutor: Tutor, database_url: str) -> None:
    verma = await a_class(tutor, database_url)
    board = await tutor.people.ask(verma, "/rankings")
    assert "by average percentage, 30 days" in board["text"]
    assert {"✓ 30 days", "✓ Average", "▶️", "🖼 Picture"} <= set(texts(board))
    second = await tutor.tap(verma, board, button_data(board, "board:")[0])
    assert "◀️" in texts(second)
    week = next(one for one in button_data(second, "board:") if ":overall:7:0" in one)
    week = await tutor.tap(verma, second, week)
    assert "7 days" in week["text"]
    active = next(one for one in button_data(week, "board:") if ":activity:7:0" in one)
    active = await tutor.tap(verma, week, active)
    assert "by activity, 7 days" in active["text"]
    assert active["id"] == board["id"], "all in one message"
    picture = next(one for one in button_data(active, "board:") if one.endswith(":-1"))
    picture = await tutor.tap(verma, active, picture)
    assert picture["photo"]
    assert "1. S" in picture["text"]
    assert "<b>" in picture["text"], "a name stays a name"
    table = await tutor.tap(verma, picture, button_data(picture, "board:")[0])
    assert not table["photo"]
    assert "by activity, 7 days" in table["text"]


async def test_she_puts_her_name_on_her_exams_board_and_takes_it_off(tutor: Tutor) -> None:
    asha = await tutor.adult()
    board = await tutor.people.ask(asha, "/rankings exam")
    assert "Your name is not on it" in board["text"]
    line = await tutor.tap(asha, board, button_data(board, "set:listed")[0])
    assert "are seen by everybody who prepares for your exam" in line["text"]
    await tutor.tap(asha, line, button_data(line, "pick:listed:on")[0])
    board = await tutor.people.ask(asha, "/rankings exam")
    assert "No place yet" in board["text"]
    privacy = await tutor.people.ask(asha, "/privacy")
    assert "Name on my exam's board: on" in privacy["text"]
    verma = await tutor.adult("Verma")
    chat = await tutor.people.group("Class", [asha, verma], [verma])
    last = (await tutor.people.messages(asha))[-1]["id"]
    said = await tutor.people.ask(chat, "/rankings exam", sender=asha)
    assert "in private" in said["text"]
    assert "average of 30 days" in (await tutor.people.next_message(asha, last))["text"]
