"""A picture as a flat list of shapes in pixels, origin top left, y downwards."""

from dataclasses import dataclass, field
from typing import Literal

SIZE = 1080
MARGIN = 56
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    fill: str
    radius: float = 0.0
    outline: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 3.0
    is_dashed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    x: float
    y: float
    radius: float
    fill: str
    outline: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A filled polygon."""

    points: tuple[tuple[float, float], ...]
    fill: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One line of text on its baseline."""

    x: float
    y: float
    text: str
    size: int
    colour: str
    anchor: Anchor = "start"
    is_bold: bool = False


Shape = Rect | Line | Dot | Area | Words


@dataclass(slots=True)
class Drawing:
    """A square picture; shapes are painted in order."""

    background: str
    shapes: list[Shape] = field(default_factory=list)
    #: The same in words, for who cannot see it.
    description: str = ""

    def add(self, *shapes: Shape) -> None:
        self.shapes.extend(shapes)
