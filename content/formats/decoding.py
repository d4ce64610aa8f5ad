"""Bytes to text: UTF-8 with or without a byte-order mark, UTF-16; anything else is refused."""

import codecs

from content.formats.draft import UnreadableQuestions

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decoded(data: bytes) -> str:
    """The text of a file; raises UnreadableQuestions with the place that is no text."""
    encoding, start = _encoding(data)
    try:
        text = data[start:].decode(encoding)
    except UnicodeDecodeError as error:
        place = start + error.start
        line = data[start : start + error.start].decode(encoding, "replace").count("\n") + 1
        raise UnreadableQuestions(
            f"line {line}, byte {place}: not {encoding.upper()} text; "
            "save the file as UTF-8 (in Excel: CSV UTF-8) and send it again"
        ) from error
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise UnreadableQuestions(f"line {line}: holds a zero byte; this is no text file")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding(data: bytes) -> tuple[str, int]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    head = data[:400]
    # UTF-16 without a mark: every other byte of markup, digits and spaces is zero.
    if head[1::2].count(0) > len(head) // 8 and not head[::2].count(0):
        return "utf-16-le", 0
    if head[::2].count(0) > len(head) // 8 and not head[1::2].count(0):
        return "utf-16-be", 0
    return "utf-8", 0
