"""Files with people's answers in them: for their owner alone, from the first byte on."""

import os
from contextlib import suppress
from pathlib import Path

MODE = 0o600


def make_private(path: Path) -> None:
    """Makes an empty file that others cannot read; one that is there keeps what its owner chose."""
    with suppress(FileExistsError, OSError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE))
