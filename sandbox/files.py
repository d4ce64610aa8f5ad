"""Files on disk, bounded: the oldest go when room is needed."""

import secrets
import struct
from pathlib import Path

from sandbox.refusals import Refused, bad_request
from sandbox.state import StoredFile

LARGEST_PHOTO = 10 * 1024 * 1024
LARGEST_DOCUMENT = 50 * 1024 * 1024
LARGEST_DOWNLOAD = 20 * 1024 * 1024
ROOM = 256 * 1024 * 1024


class Files:
    """A folder of uploads under names of our own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def store(
        self,
        known: dict[str, StoredFile],
        name: str,
        content: bytes,
        content_type: str,
        *,
        photo: bool,
    ) -> StoredFile:
        """Keeps an upload; a photo must be a picture of Telegram's dimensions."""
        if len(content) > (LARGEST_PHOTO if photo else LARGEST_DOCUMENT):
            raise Refused(413, "Request Entity Too Large")
        if not content:
            raise bad_request("file must be non-empty")
        width, height = picture_size(content)
        if photo:
            if not width or not height:
                raise bad_request("IMAGE_PROCESS_FAILED")
            if width + height > 10_000 or max(width, height) > 20 * min(width, height):
                raise bad_request("PHOTO_INVALID_DIMENSIONS")
        self._make_room(known, len(content))
        stored = StoredFile(
            file_id=f"sandbox-{secrets.token_urlsafe(18)}",
            unique_id=secrets.token_urlsafe(9),
            name=name,
            size=len(content),
            content_type=content_type,
            width=width,
            height=height,
            disk_name=secrets.token_hex(12),
        )
        (self.folder / stored.disk_name).write_bytes(content)
        known[stored.file_id] = stored
        return stored

    def _make_room(self, known: dict[str, StoredFile], wanted: int) -> None:
        used = sum(file.size for file in known.values() if file.disk_name)
        for file in known.values():
            if used + wanted <= ROOM:
                return
            if file.disk_name:
                (self.folder / file.disk_name).unlink(missing_ok=True)
                used -= file.size
                file.disk_name = ""

    def path(self, file: StoredFile) -> Path | None:
        """Where the content is; None once it was dropped."""
        path = self.folder / file.disk_name
        return path if file.disk_name and path.is_file() else None


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height from a PNG's, JPEG's or GIF's header; (0, 0) for anything else."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return int(width), int(height)
    if content[:6] in {b"GIF87a", b"GIF89a"} and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return int(width), int(height)
    if content[:2] == b"\xff\xd8":
        return _jpeg_size(content)
    return 0, 0


def _jpeg_size(content: bytes) -> tuple[int, int]:
    position = 2
    while position + 9 <= len(content) and content[position] == 0xFF:
        marker = content[position + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return int(width), int(height)
        position += 2 + int.from_bytes(content[position + 2 : position + 4], "big")
    return 0, 0
