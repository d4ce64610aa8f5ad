"""What a picture worker is asked about itself; imports nothing, so as not to change the answer."""

import os
import sys

HEAVY = ("aiogram", "sqlalchemy", "services", "storage", "matplotlib.pyplot")


def look() -> tuple[int, tuple[str, ...]]:
    """Its process id, and which of the heavy modules it has imported."""
    return os.getpid(), tuple(name for name in HEAVY if name in sys.modules)
