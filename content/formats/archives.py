"""Zip files from strangers: looked at before they are unpacked, never beyond a bound."""

import io
import lzma
import zipfile
import zlib

from content.formats.draft import UnreadableQuestions

LARGEST_UNPACKED = 40 * 1024 * 1024
MOST_MEMBERS = 50_000
#: Text packs ten to one; a hundred to one is a bomb.
LARGEST_RATIO = 150
SMALL = 1024 * 1024
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    ValueError,
    OSError,
    EOFError,
    KeyError,
    RuntimeError,
)


def opened_zip(data: bytes, *, is_read_whole: bool = True) -> zipfile.ZipFile:
    """A zip file whose stated sizes are sane; raises UnreadableQuestions."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableQuestions(f"the file is damaged: {error}") from error
    unpacked = sum(member.file_size for member in members) if is_read_whole else 0
    if len(members) > MOST_MEMBERS or unpacked > LARGEST_UNPACKED:
        raise UnreadableQuestions("the file unpacks to more than any question bank holds")
    if is_read_whole and any(
        member.file_size > SMALL and member.file_size > LARGEST_RATIO * max(1, member.compress_size)
        for member in members
    ):
        raise UnreadableQuestions("the file is packed like a bomb; nothing was unpacked")
    return archive


def read_member(archive: zipfile.ZipFile, name: str, *, largest: int = LARGEST_UNPACKED) -> bytes:
    """One member, whatever size its header claims."""
    try:
        with archive.open(name) as member:
            content = member.read(largest + 1)
    except _DAMAGED as error:
        raise UnreadableQuestions(f"{name} in the file is damaged: {error}") from error
    if len(content) > largest:
        raise UnreadableQuestions(f"{name} in the file is too large")
    return content
