"""Which format a file is in, and reading and writing it."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath

from content.formats.aiken import read_aiken
from content.formats.anki import read_anki_text, read_apkg
from content.formats.csv_sheet import read_csv, write_csv
from content.formats.decoding import decoded
from content.formats.draft import LARGEST_FILE, Found, UnreadableQuestions
from content.formats.gift import read_gift, write_gift
from content.formats.moodle_xml import read_moodle_xml, write_moodle_xml
from content.formats.opentdb import read_opentdb
from content.formats.xlsx_sheet import read_xlsx, write_xlsx
from content.question import BankQuestion

Reader = Callable[[bytes, str | None], Iterator[Found]]
Writer = Callable[[Iterable[BankQuestion]], bytes]

READERS: dict[str, Reader] = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".xlsx": read_xlsx,
    ".gift": read_gift,
    ".aiken": read_aiken,
    ".xml": read_moodle_xml,
    ".apkg": read_apkg,
    ".json": read_opentdb,
}
WRITERS: dict[str, Writer] = {
    ".csv": write_csv,
    ".xlsx": write_xlsx,
    ".gift": write_gift,
    ".xml": write_moodle_xml,
}
_KNOWN = ", ".join([*READERS, ".txt"])


def read_questions(name: str, data: bytes, language: str | None = None) -> list[Found]:
    """Everything in a file, in its order; raises UnreadableQuestions for a file as a whole."""
    if len(data) > LARGEST_FILE:
        raise UnreadableQuestions(f"larger than {LARGEST_FILE // 2**20} MiB; split the file")
    if not data.strip():
        raise UnreadableQuestions("the file is empty")
    return list(_reader(name, data)(data, language))


def _reader(name: str, data: bytes) -> Reader:
    ending = PurePath(name).suffix.lower()
    if ending == ".txt":
        return _reader_of_text(decoded(data))
    if ending not in READERS:
        raise UnreadableQuestions(f"unknown kind of file {ending!r}; there is {_KNOWN}")
    return READERS[ending]


def _reader_of_text(text: str) -> Reader:
    """GIFT, Aiken and Anki all come as .txt: told apart by what only one of them writes."""
    lines = text.split("\n", maxsplit=200)
    if lines[0].startswith(("#separator:", "#html:", "#notetype", "#deck", "#columns:", "#guid")):
        return read_anki_text
    if any(line.upper().lstrip().startswith(("ANSWER", "उत्तर")) for line in lines):
        return read_aiken
    if "{" in text and "}" in text:
        return read_gift
    if sum("\t" in line for line in lines) * 2 > sum(bool(line.strip()) for line in lines):
        return read_anki_text
    return read_aiken


def write_questions(name: str, questions: Iterable[BankQuestion]) -> bytes:
    """The bytes of a file in the format that its name's ending asks for."""
    ending = PurePath(name).suffix.lower()
    if ending not in WRITERS:
        raise UnreadableQuestions(f"cannot write {ending!r}; there is {', '.join(WRITERS)}")
    return WRITERS[ending](questions)
