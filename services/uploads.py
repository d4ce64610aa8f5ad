"""Question files that come by chat: the same reading as on the command line, in a thread of its own."""

import asyncio

from content.formats.draft import UnreadableQuestions
from services.admin_notes import require_admin
from services.errors import BadFile
from services.question_files import (
    ImportOptions,
    PreparedImport,
    QuestionFile,
    QuestionFiles,
    QuestionsImported,
    prepare,
)
from services.records import Arrival, Student

#: A file is read for so long at most; what is slower is no question bank.
LONGEST_READING_SECONDS = 30


class Uploads:
    def __init__(self, files: QuestionFiles, *, admins: frozenset[int]) -> None:
        self._files = files
        self._admins = admins

    def may_send(self, student: Student) -> bool:
        return student.telegram_id in self._admins

    async def take_in(
        self, student: Student, file: QuestionFile, options: ImportOptions, arrival: Arrival
    ) -> QuestionsImported:
        """Reads and stores one file, or says what that would do; raises BadFile."""
        require_admin(student, self._admins)
        prepared = await read_file(file, options)
        return await self._files.store(prepared, at=arrival.at, sent_by=student.id)


async def read_file(file: QuestionFile, options: ImportOptions) -> PreparedImport:
    """Reading is work for the processor: the bot goes on answering meanwhile. Raises BadFile."""
    try:
        async with asyncio.timeout(LONGEST_READING_SECONDS):
            return await asyncio.to_thread(prepare, [file], options)
    except UnreadableQuestions as error:
        raise BadFile(reason=str(error)) from error
    except TimeoutError as error:
        raise BadFile(reason="reading it takes too long; split the file") from error
