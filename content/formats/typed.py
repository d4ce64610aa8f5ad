"""A question as a teacher types it into a chat: lettered options, a mark on the right one."""

import re

from content.formats.columns import letter_of
from content.formats.draft import Draft, DraftText, Found, finish, language_of
from content.question import LETTERS, OPTION_COUNTS
from content.rejected import BadCell

#: How option letters are written in Latin and in the two Hindi ways.
_FAMILIES = ("ABCDE", "अबसदय", "कखगघङ")
_LABELS = "".join(_FAMILIES)
_OPTION = re.compile(rf"\s*[(\[]?([{_LABELS}a-e])\s*[.)\]]\s*(.*)")
_ANSWER = re.compile(r"\s*(?:answer|ans|correct|उत्तर)\s*[:：=-]\s*(.*)", re.IGNORECASE)
_PARTS = (
    ("explanation", r"\s*(?:explanation|solution|why|व्याख्या|कारण)\s*[:：-]\s*(.*)"),
    ("hint", r"\s*(?:hint|संकेत)\s*[:：-]\s*(.*)"),
)
_NAMED = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _PARTS)
_LEADING = re.compile(r"\s*[*✓✔✅]\ufe0f?\s*")
_MARK = re.compile(r"^\s*[*✓✔✅]\ufe0f?\s*|\s*[*✓✔✅]\ufe0f?\s*$")
NO_ANSWER = "no option is marked as right"


def read_typed(text: str, *, topic: str) -> Found:
    """The question under a topic, or the first thing that is wrong with it.

    The stem stands before the first option; the right option carries `*` or `✓`, or a line
    `Answer: B` names it; lines `Explanation:` and `Hint:` may follow.
    """
    try:
        return finish(_draft(text, topic))
    except BadCell as bad:
        return bad.at(1)


def _draft(text: str, topic: str) -> Draft:
    draft = Draft(line=1, topic=topic)
    own = draft.text(language_of(text))
    stem: list[str] = []
    marked: list[str] = []
    answer, part = None, ""
    for line in text.split("\n"):
        option, said = _option(line, len(own.options)), _ANSWER.match(line)
        named = next(((n, found) for n, p in _NAMED if (found := p.match(line))), None)
        if said and own.options:
            answer, part = said.group(1), ""
        elif named is not None and own.options:
            part = named[0]
            _add(own, part, named[1].group(1), is_new=True)
        elif option is not None and not part:
            if option != (bare := _MARK.sub("", option)):
                marked.append(LETTERS[len(own.options)])
            own.options.append(bare)
        elif part:
            _add(own, part, line, is_new=False)
        elif own.options:
            own.options[-1] = f"{own.options[-1]} {line.strip()}".strip()
        else:
            stem.append(line)
    own.stem = "\n".join(stem).strip()
    if len(own.options) not in OPTION_COUNTS:
        raise BadCell("options", str(len(own.options)), "a question needs two to five options")
    draft.right = _right(answer, marked, own.options)
    return draft


def _option(line: str, count: int) -> str | None:
    """The option's words, its mark kept, where the line carries the next letter."""
    mark = _LEADING.match(line)
    found = _OPTION.match(line[mark.end() :] if mark else line)
    if found is None or count >= len(LETTERS):
        return None
    if not any(found.group(1).upper() == family[count] for family in _FAMILIES):
        return None
    return f"* {found.group(2)}" if mark else found.group(2)


def _add(own: DraftText, part: str, line: str, *, is_new: bool) -> None:
    if part == "hint":
        if is_new:
            own.hints.append(line.strip())
        else:
            own.hints[-1] = f"{own.hints[-1]}\n{line}".strip()
    else:
        own.explanation = f"{own.explanation}\n{line}".strip()


def _right(answer: str | None, marked: list[str], options: list[str]) -> str:
    """The letter of the one right option."""
    if answer is not None:
        bare = answer.strip().strip("()[]. ")
        for family in _FAMILIES:
            if len(bare) == 1 and bare in family:
                return LETTERS[family.index(bare)]
        return letter_of(_MARK.sub("", answer), options)
    if len(marked) > 1:
        raise BadCell("right", " ".join(marked), "has more than one right answer")
    if not marked:
        raise BadCell("right", "", NO_ANSWER)
    return marked[0]
