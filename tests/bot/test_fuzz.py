"""Whatever comes in, nothing breaks, no answer leaks, and nobody else's data are shown.

A minute's worth here; `make nightly PART=fuzz` feeds a hundred thousand. Failures print the seed
and the update.
"""

import inspect
import os
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiogram.filters.callback_data import CallbackData
from aiogram.types import Update

from bot.settings import GivenSettings
from bot.wiring import App, build
from sandbox.entities import parse_html
from services.practice_steps import Wish
from services.records import Arrival
from storage import groups, students
from storage.engine import Database, Transaction
from storage.records import Student
from tests.support.quiet_telegram import QuietTelegram, said_in
from views import callbacks
from views.commands import COMMANDS
from views.document import parsed_length
from views.screen import LONGEST_TEXT

UPDATES = int(os.environ.get("FUZZ_UPDATES", "1500"))
SEED = int(os.environ.get("SEED", "11"))
CANARY = "Zarkandoletta"
AT = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
VICTIM, ATTACKER, TEACHER, MINOR, NEWCOMER = 501, 502, 503, 504, 505
CHAT, LINKED = -1001, -1002
TAPS = [
    tap
    for _, tap in inspect.getmembers(callbacks, inspect.isclass)
    if issubclass(tap, CallbackData) and tap is not CallbackData
]
NUMBERS = [0, 1, 2, 3, 4, 5, 7, 9, 10, 12, 20, 30, 90, 101, -1, -5, 2**31, 2**53, 2**63, 10**18]
WORDS = [
    *("mixed", "topic", "A", "B", "E", "F", "", "en", "hi", "xx", "desk", "accept", "key", "drop"),
    *("card", "seat", "share", "join", "link", "leave", "go", "when", "board", "cancel", "now"),
    *("exam", "ras_pre", "adult", "minor", "settings", "2026-11-24", "2026-13-99", "digest_hour"),
    *("usage_statistics", "alias", "timezone", "trend", "week", "plan", "assignment", "archive"),
    *("transfer", "invite", "dismiss", "weak", "paper", "explanation.hi", "a.en", "next_reported"),
]
TEXTS = [
    *("", " ", "\u0000", "💥" * 500, "क" * 4096, "<b>=1+1", "{f1}", "%s%n", "../../etc/passwd"),
    *(
        "'; DROP TABLE students; --",
        "G-00001 answer",
        "#rj-history-001",
        "@someone",
        "٣",
        "½",
        "²",
        "²² 7",
    ),
    *("25-01-2027", "99-99-9999", "Asia/Nowhere", "ratio", "\u202etxt", "a" * 300, CANARY[:5]),
]
TEACHERS_COMMANDS = (
    *("quiz", "assign", "announce", "questions", "rankings", "student", "weak", "hardest"),
    *("atrisk", "report", "export", "status", "calibration", "explain", "start", "forgetme"),
)


@dataclass
class World:
    app: App
    telegram: QuietTelegram
    database: Database


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    app = build(
        GivenSettings(
            bot_token="1:x", database_url=database_url, throttle_per_second=1e9, admin_ids="999"
        )
    )
    telegram = QuietTelegram(document=b"id,stem_en\n1,\xff\xfe")
    await app.bot.session.close()
    app.bot.session = telegram
    app.dispatcher.workflow_data["bot_username"] = "abhyas_bot"
    await app.catalogue.load_content(at=AT)
    await _people(app)
    yield World(app, telegram, app.database)
    await app.close()


async def _people(app: App) -> None:
    """A victim with something of everything, and those who will try to see it."""

    def work(tx: Transaction) -> Student:
        made = {}
        for who in (VICTIM, ATTACKER, TEACHER, MINOR):
            one = students.meet(tx, telegram_id=who, at=AT, timezone="Asia/Kolkata")
            band = "minor" if who == MINOR else "adult"
            students.set_profile(
                tx,
                one.id,
                language="en",
                age_band=band,
                keeps_answers=band == "adult",
                onboarded_at=AT,
                name=CANARY if who == VICTIM else f"Person {who}",
            )
            own = students.get(tx, one.id)
            settings = replace(own.settings, exam="ras_pre")
            if who == VICTIM:
                settings = replace(settings, alias=f"{CANARY} alias")
            students.save_settings(tx, one.id, settings)
            made[who] = students.get(tx, one.id)
        secret = groups.make(
            tx, owner_id=made[VICTIM].id, title=f"{CANARY} class", join_code="secret", at=AT
        )
        groups.take_seat(tx, secret.id, made[VICTIM].id, shares_results=True, at=AT)
        other = groups.make(
            tx, owner_id=made[TEACHER].id, title="Their class", join_code="other", at=AT
        )
        groups.link_chat(tx, other.id, LINKED)
        groups.take_seat(tx, other.id, made[ATTACKER].id, shares_results=True, at=AT)
        return made[VICTIM]

    victim = await app.database.write(work)
    practice, making = (
        app.dispatcher.workflow_data[name] for name in ("practice", "announcements")
    )
    await practice.start(victim, Wish(), Arrival(AT))
    grievances = app.dispatcher.workflow_data["grievances"]
    await grievances.raise_one(victim, f"{CANARY} is unhappy", Arrival(AT))
    secret = (await app.dispatcher.workflow_data["groups"].mine(victim)).owned[0]
    await making.draft(victim, secret.id, f"{CANARY} speaks", Arrival(AT))


class Attacker:
    """Makes updates of every kind out of one seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.update_id = 1_000

    def update(self) -> dict[str, Any]:
        self.update_id += 1
        kind = self.chance.choices(
            (
                self._tap,
                self._command,
                self._text,
                self._document,
                self._member,
                self._vote,
                self._edited,
                self._odd,
            ),
            weights=(50, 25, 10, 4, 3, 4, 2, 2),
        )[0]
        return {"update_id": self.update_id, **kind()}

    def _who(self) -> dict[str, Any]:
        who = self.chance.choice((ATTACKER, ATTACKER, TEACHER, MINOR, NEWCOMER))
        return {
            "id": who,
            "is_bot": False,
            "first_name": self.chance.choice(("A", "<b>=1+1", "")),
            "language_code": self.chance.choice(("en", "hi", "xx")),
        }

    def _chat(self, who: dict[str, Any]) -> dict[str, Any]:
        if self.chance.random() < 0.75:
            return {"id": who["id"], "type": "private"}
        return {
            "id": self.chance.choice((CHAT, LINKED)),
            "type": self.chance.choice(("group", "supergroup")),
            "title": "A chat",
        }

    def _message(self, **more: Any) -> dict[str, Any]:
        who = self._who()
        return {
            "message_id": self.chance.choice((1, 2, 5, 10_001, 10_010)),
            "date": int(AT.timestamp()),
            "chat": self._chat(who),
            "from": who,
            **more,
        }

    def _tap(self) -> dict[str, Any]:
        message = self._message(text="old")
        who = message.pop("from")
        return {
            "callback_query": {
                "id": str(self.update_id),
                "from": who,
                "chat_instance": "1",
                "message": message | {"from": {"id": 1, "is_bot": True, "first_name": "Abhyas"}},
                "data": self._data(),
            }
        }

    def _data(self) -> str:
        if self.chance.random() < 0.1:
            return self.chance.choice(TEXTS)[:64]
        tap = self.chance.choice(TAPS)
        values: dict[str, Any] = {}
        for name, field in tap.model_fields.items():
            if field.annotation is bool:
                values[name] = self.chance.random() < 0.5
            elif field.annotation is int:
                values[name] = self.chance.choice(NUMBERS)
            else:
                values[name] = self.chance.choice(WORDS)
        try:
            text = tap(**values).pack()
        except ValueError:
            return "x"
        if self.chance.random() < 0.1:
            place = self.chance.randrange(len(text))
            text = text[:place] + self.chance.choice((":", "", "9", "é", ".")) + text[place + 1 :]
        return text[:64]

    def _command(self) -> dict[str, Any]:
        name = self.chance.choice((*COMMANDS, *TEACHERS_COMMANDS))
        args = " ".join(
            self.chance.choice((*TEXTS, *WORDS)) for _ in range(self.chance.randrange(3))
        )
        text = f"/{name}{self.chance.choice(('', '', '@abhyas_bot', '@other_bot'))} {args}"
        entity = {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}
        return {"message": self._message(text=text[:4096], entities=[entity])}

    def _text(self) -> dict[str, Any]:
        return {"message": self._message(text=self.chance.choice((*TEXTS, *WORDS)) or "x")}

    def _document(self) -> dict[str, Any]:
        document = {
            "file_id": "f",
            "file_unique_id": "u",
            "file_name": self.chance.choice(("x.csv", "x.apkg", "../x", "", "x.xlsx")),
            "file_size": self.chance.choice((0, 10, 10**10)),
        }
        return {"message": self._message(document=document)}

    def _member(self) -> dict[str, Any]:
        who = self._who()
        status = self.chance.choice(("member", "left", "kicked"))
        bot = {"id": 1, "is_bot": True, "first_name": "Abhyas"}
        old = {"status": "member", "user": bot}
        new = {"status": status, "user": bot}
        if status == "kicked":
            new["until_date"] = 0
        return {
            "my_chat_member": {
                "chat": self._chat(who),
                "from": who,
                "date": int(AT.timestamp()),
                "old_chat_member": old,
                "new_chat_member": new,
            }
        }

    def _vote(self) -> dict[str, Any]:
        options = self.chance.sample(range(-1, 12), self.chance.randrange(4))
        return {
            "poll_answer": {
                "poll_id": self.chance.choice(("1", "poll10001", "")),
                "user": self._who(),
                "option_ids": options,
                "option_persistent_ids": [str(one) for one in options],
            }
        }

    def _edited(self) -> dict[str, Any]:
        return {"edited_message": self._message(text="edited", edit_date=int(AT.timestamp()))}

    def _odd(self) -> dict[str, Any]:
        extra: dict[str, Any] = self.chance.choice(
            (
                {"migrate_to_chat_id": -100999},
                {"text": "forwarded", "forward_origin": {"type": "hidden_user", "date": 0, "sender_user_name": CANARY}},
                {"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}},
                {"contact": {"phone_number": "1", "first_name": "x"}},
                {"text": "via", "via_bot": {"id": 9, "is_bot": True, "first_name": "b"}},
            )
        )  # fmt: skip
        return {"message": self._message(**extra)}


def judge(world: World, raw: dict[str, Any]) -> None:
    """What was said in answer is lawful HTML that fits, holds no key and nobody's secret."""
    for call in world.telegram.calls:
        for text in said_in(call):
            assert CANARY not in text, (raw, type(call).__name__, text[:300])
        html = getattr(call, "text", None) or getattr(call, "caption", None) or ""
        if getattr(call, "parse_mode", None) == "HTML" and html:
            parse_html(html)
            assert parsed_length(html) <= LONGEST_TEXT, raw
        markup = getattr(call, "reply_markup", None)
        buttons = [
            button for row in getattr(markup, "inline_keyboard", None) or () for button in row
        ]
        if any((button.callback_data or "").startswith("ans:") for button in buttons):
            assert "✅" not in html, raw
            assert all(len((one.callback_data or "").encode()) <= 64 for one in buttons), raw


@pytest.mark.parametrize("part", range(3))
async def test_nothing_breaks_leaks_or_shows_anothers_data(world: World, part: int) -> None:
    attacker = Attacker(SEED * 1000 + part)
    print(f"seed {SEED * 1000 + part}")
    for number in range(UPDATES // 3):
        raw = attacker.update()
        world.telegram.calls.clear()
        try:
            update = Update.model_validate(raw, context={"bot": world.app.bot})
        except ValueError:
            continue
        arrival = Arrival(AT + timedelta(seconds=number), update.update_id)
        try:
            await world.app.dispatcher.feed_update(world.app.bot, update, arrival=arrival)
        except Exception as error:
            raise AssertionError(f"seed {SEED * 1000 + part}: {raw}") from error
        judge(world, raw)
    await world.app.tick.run(AT + timedelta(days=1))
