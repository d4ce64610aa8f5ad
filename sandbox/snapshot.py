"""The world in a file, so that a demo goes on where it stopped."""

import os
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from sandbox.state import World

_WORLD = TypeAdapter(World)


class BadSnapshot(ValueError):
    """The state file is not a sandbox's."""


def load_world(path: Path) -> World | None:
    """The saved world; None when there is none yet."""
    if not path.exists():
        return None
    try:
        return _WORLD.validate_json(path.read_bytes())
    except ValidationError as error:
        raise BadSnapshot(f"{path} is no sandbox state; move it away to start afresh") from error


def save_world(world: World, path: Path) -> None:
    """Writes the world whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    partial.write_bytes(_WORLD.dump_json(world))
    os.replace(partial, path)  # noqa: PTH105 - atomic on every platform
