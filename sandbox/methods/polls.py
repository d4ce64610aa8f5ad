"""Polls and quizzes."""

from sandbox import wire
from sandbox.fields import Fields, Object
from sandbox.methods.parts import keyboard_of, outgoing, own_message, target
from sandbox.methods.registry import EDITING, SENDING, method
from sandbox.refusals import bad_request
from sandbox.state import Poll
from sandbox.telegram import Telegram

LONGEST_QUESTION = 300
LONGEST_OPTION = 100
LONGEST_EXPLANATION = 200
LONGEST_OPEN = 2_628_000


@method(
    "sendPoll",
    f"{SENDING} question question_parse_mode question_entities options is_anonymous type"
    " allows_multiple_answers allows_revoting shuffle_options allow_adding_options"
    " hide_results_until_closes correct_option_id correct_option_ids explanation"
    " explanation_parse_mode explanation_entities explanation_media open_period close_date"
    " is_closed description description_parse_mode description_entities media members_only"
    " country_codes",
)
def send_poll(tg: Telegram, fields: Fields) -> Object:
    options = [_option(option) for option in fields.sequence("options") or []]
    is_quiz = fields.text("type", "regular") == "quiz"
    correct = _correct(fields, len(options)) if is_quiz else []
    question = fields.text("question").strip()
    _check(question, options, fields)
    chat, only_for = target(tg, fields)
    if only_for is not None:
        raise bad_request("polls can't be ephemeral")
    message = outgoing(tg, chat, fields, only_for=None)
    now = tg.clock.now()
    period = fields.integer("open_period") or None
    poll = Poll(
        id=f"{5_000_000_000_000_000_000 + tg.serial() * 104_729}",
        chat_id=chat.id,
        message_id=0,
        question=question,
        options=options,
        persistent_ids=[f"{tg.serial():x}" for _ in options],
        is_quiz=is_quiz,
        is_anonymous="is_anonymous" not in fields or fields.flag("is_anonymous"),
        allows_multiple=fields.flag("allows_multiple_answers"),
        allows_revoting=fields.flag("allows_revoting")
        if "allows_revoting" in fields
        else not is_quiz,
        correct=correct,
        explanation=fields.text("explanation"),
        description=fields.text("description"),
        open_period=period,
        close_date=fields.integer("close_date") or (int(now) + period if period else None),
        closed=fields.flag("is_closed"),
    )
    tg.world.polls[poll.id] = poll
    message.poll = poll.id
    poll.message_id = tg.post(chat, message).id
    return wire.message(tg, message)


def _option(option: object) -> str:
    text = option.get("text", "") if isinstance(option, dict) else option
    return str(text).strip()


def _correct(fields: Fields, count: int) -> list[int]:
    given = fields.sequence("correct_option_ids")
    if given is None and "correct_option_id" in fields:
        given = [fields.integer("correct_option_id")]
    if not given:
        raise bad_request("correct quiz option list must be non-empty")
    ids = [number for number in given if isinstance(number, int)]
    if ids != sorted(set(ids)) or len(ids) != len(given):
        raise bad_request("correct quiz option list must be increasing")
    if ids[0] < 0 or ids[-1] >= count:
        raise bad_request("wrong quiz correct_option_id specified")
    return ids


def _check(question: str, options: list[str], fields: Fields) -> None:
    if not question:
        raise bad_request("poll question must be non-empty")
    if len(question) > LONGEST_QUESTION:
        raise bad_request(f"poll question length must not exceed {LONGEST_QUESTION}")
    if not 1 <= len(options) <= 12:
        raise bad_request(
            "poll must have at least 1 option"
            if not options
            else "poll can't have more than 12 options"
        )
    if any(not option for option in options):
        raise bad_request("poll options must be non-empty")
    if any(len(option) > LONGEST_OPTION for option in options):
        raise bad_request(f"poll options length must not exceed {LONGEST_OPTION}")
    explanation = fields.text("explanation")
    if len(explanation) > LONGEST_EXPLANATION or explanation.count("\n") > 2:
        raise bad_request("quiz explanation is too long")
    period = fields.integer("open_period")
    if period and not 5 <= period <= LONGEST_OPEN:
        raise bad_request("can't set auto-close period for the poll")


@method("stopPoll", EDITING)
def stop_poll(tg: Telegram, fields: Fields) -> Object:
    message = own_message(tg, fields)
    poll = tg.world.polls.get(message.poll or "")
    if poll is None:
        raise bad_request("message with poll to stop not found")
    if poll.closed:
        raise bad_request("poll has already been closed")
    message.markup = keyboard_of(fields)
    poll.closed = True
    tg.touch(message)
    return wire.poll(poll, is_sender=True)


def close_due_polls(tg: Telegram) -> None:
    """Closes what the clock has closed, and tells the bot."""
    now = tg.clock.now()
    for poll in tg.world.polls.values():
        if not poll.closed and poll.close_date is not None and poll.close_date <= now:
            poll.closed = True
            message = tg.find(tg.world.chats[poll.chat_id], poll.message_id)
            if message is not None:
                tg.touch(message)
            tg.tell_bot("poll", wire.poll(poll, is_sender=True), queue=f"poll:{poll.id}")
