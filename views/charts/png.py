"""A drawing as PNG bytes: shapes by Agg, words by Pillow, a fast deflate."""

import struct
import threading
import zlib

import numpy as np
from isal import isal_zlib
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.path import Path as Outline
from matplotlib.transforms import IdentityTransform
from PIL import Image

from views.charts.drawing import SIZE, Area, Dot, Drawing, Line, Rect, Shape, Words
from views.charts.fonts import sprite

_local = threading.local()
#: Renderers are not thread-safe; each thread keeps its own.
_IDENTITY = IdentityTransform()
_KAPPA = 0.5523
Pixels = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


def png(drawing: Drawing) -> bytes:
    """Renders a drawing; safe to call from several threads at once."""
    renderer = _renderer()
    renderer.clear()
    _paint(renderer, Rect(x=0, y=0, width=SIZE, height=SIZE, fill=drawing.background))
    for shape in drawing.shapes:
        if not isinstance(shape, Words):
            _paint(renderer, shape)
    pixels = np.asarray(renderer.buffer_rgba())
    for shape in drawing.shapes:
        if isinstance(shape, Words):
            _write(pixels, shape)
    return encode(pixels)


def _renderer() -> RendererAgg:
    found: RendererAgg | None = getattr(_local, "renderer", None)
    if found is None:
        found = RendererAgg(SIZE, SIZE, 72)
        _local.renderer = found
    return found


def _paint(renderer: RendererAgg, shape: Rect | Line | Dot | Area) -> None:
    gc = renderer.new_gc()
    gc.set_antialiased(True)
    try:
        match shape:
            case Line():
                gc.set_foreground(shape.colour)
                gc.set_linewidth(shape.width)
                gc.set_joinstyle("round")
                gc.set_capstyle("round")
                if shape.is_dashed:
                    gc.set_dashes(0, [10, 12])
                renderer.draw_path(gc, _outline(shape.points), _IDENTITY)
            case Rect():
                _fill(renderer, gc, _rounded(shape), shape.fill, shape.outline)
            case Dot():
                _fill(renderer, gc, _circle(shape), shape.fill, shape.outline)
            case Area():
                _fill(renderer, gc, _outline(shape.points, closed=True), shape.fill, None)
    finally:
        gc.restore()


def _fill(renderer: RendererAgg, gc: object, path: Outline, fill: str, outline: str | None) -> None:
    gc.set_linewidth(4.0 if outline else 0.0)  # type: ignore[attr-defined]
    if outline:
        gc.set_foreground(outline)  # type: ignore[attr-defined]
    renderer.draw_path(gc, path, _IDENTITY, to_rgba(fill))


def _outline(points: tuple[tuple[float, float], ...], *, closed: bool = False) -> Outline:
    flipped = [(x, SIZE - y) for x, y in points]
    if closed:
        flipped.append(flipped[0])
    return Outline(flipped, closed=closed)


def _circle(dot: Dot) -> Outline:
    return Outline.circle((dot.x, SIZE - dot.y), dot.radius)


def _rounded(rect: Rect) -> Outline:
    """A rectangle with round corners, as Bézier curves."""
    r = min(rect.radius, rect.width / 2, rect.height / 2)
    left, right = rect.x, rect.x + rect.width
    bottom, top = SIZE - rect.y - rect.height, SIZE - rect.y
    if r <= 0:
        return Outline(
            [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)],
            closed=True,
        )
    k = r * (1 - _KAPPA)
    line, curve = Outline.LINETO, Outline.CURVE4
    corners = [
        ((right - r, bottom), (right - k, bottom), (right, bottom + k), (right, bottom + r)),
        ((right, top - r), (right, top - k), (right - k, top), (right - r, top)),
        ((left + r, top), (left + k, top), (left, top - k), (left, top - r)),
        ((left, bottom + r), (left, bottom + k), (left + k, bottom), (left + r, bottom)),
    ]
    vertices: list[tuple[float, float]] = [(left + r, bottom)]
    codes = [Outline.MOVETO]
    for start, *bends in corners:
        vertices += [start, *bends]
        codes += [line, curve, curve, curve]
    return Outline([*vertices, vertices[0]], [*codes, Outline.CLOSEPOLY])


def _write(pixels: Pixels, words: Words) -> None:
    """Lays a line of text over the picture."""
    mask, baseline = sprite(words.text, words.size, words.is_bold)
    height, width = mask.shape
    shift = {"start": 0.0, "middle": width / 2, "end": float(width - 4)}[words.anchor]
    left, top = round(words.x - shift), round(words.y - baseline)
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(SIZE, left + width), min(SIZE, top + height)
    if x0 >= x1 or y0 >= y1:
        return
    coverage = mask[y0 - top : y1 - top, x0 - left : x1 - left]
    rest = 255 - coverage
    for channel, share in enumerate(to_rgba(words.colour)[:3]):
        under = pixels[y0:y1, x0:x1, channel]
        # At most 255 · 255 + 127, which sixteen bits hold.
        under[...] = (under * rest + coverage * np.uint16(round(share * 255)) + 127) // 255


def encode(pixels: Pixels) -> bytes:
    """PNG bytes of an RGBA picture (height, width, 4), its alpha left out.

    Flat colours need no filter: the same size, and a third of the time.
    """
    height, width, _ = pixels.shape
    rgb = Image.fromarray(pixels, "RGBA").convert("RGB").tobytes()
    lines = np.zeros((height, 1 + width * 3), np.uint8)
    lines[:, 1:] = np.frombuffer(rgb, np.uint8).reshape(height, width * 3)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", isal_zlib.compress(lines, 1))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


__all__ = ["Pixels", "Shape", "encode", "png"]
