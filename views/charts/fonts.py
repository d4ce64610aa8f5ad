"""Fonts and shaped lines of text: Devanagari and Latin, each run in a font that has it.

Pillow without raqm would silently break every conjunct, so that is refused at import.
"""

import re
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import devanagari_fonts
import numpy as np
from PIL import Image, ImageDraw, ImageFont, features

if not features.check("raqm"):
    raise ImportError("Pillow lacks raqm: Devanagari would be drawn wrong; install Pillow's wheel")

#: Better-looking than the package's font, where somebody installed them; file-name beginnings.
PREFERRED = ("NotoSansDevanagari", "Mukta", "Hind", "Lohit-Devanagari")
FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("/Library/Fonts"))
_RUNS = re.compile(
    r"[\u0900-\u097F\u200C\u200D]+(?:\s+[\u0900-\u097F\u200C\u200D]+)*|[^\u0900-\u097F]+"
)
_DEVANAGARI = re.compile(r"[\u0900-\u097F]")
_chosen: list[Path] = []
Mask = np.ndarray[tuple[int, ...], np.dtype[np.uint16]]


def use_font(path: Path) -> None:
    """Draws Devanagari with the operator's font from now on."""
    _chosen[:] = [path]
    _devanagari_path.cache_clear()
    _font.cache_clear()
    sprite.cache_clear()


@cache
def _devanagari_path(is_bold: bool) -> Path:
    if _chosen:
        return _chosen[0]
    weight = "Bold" if is_bold else "Regular"
    for name in PREFERRED:
        for folder in FOLDERS:
            found = next(iter(sorted(folder.rglob(f"{name}*{weight}*.ttf"))), None)
            if found is not None:
                return found
    folder = Path(devanagari_fonts.__file__).parent / "fonts"
    return next(folder.rglob(f"Shobhika-{weight}.otf"))


@cache
def _latin_path(is_bold: bool) -> Path:
    name = "DejaVuSans-Bold.ttf" if is_bold else "DejaVuSans.ttf"
    # Found, not imported: the bot lays pictures out, only its workers paint them.
    package = find_spec("matplotlib")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "mpl-data" / "fonts" / "ttf" / name


@lru_cache(maxsize=64)
def _font(is_devanagari: bool, size: int, is_bold: bool) -> ImageFont.FreeTypeFont:
    path = _devanagari_path(is_bold) if is_devanagari else _latin_path(is_bold)
    # DejaVu is drawn large for its size; this brings both scripts to the same height.
    drawn = round(size * (1.08 if is_devanagari else 0.9))
    return ImageFont.truetype(str(path), drawn, layout_engine=ImageFont.Layout.RAQM)


def runs(text: str) -> list[tuple[str, bool]]:
    """The text cut by script: (piece, whether it is Devanagari)."""
    return [(piece, bool(_DEVANAGARI.search(piece))) for piece in _RUNS.findall(text)]


def text_width(text: str, size: int, *, is_bold: bool = False) -> float:
    """Pixels from the first to the last letter's advance."""
    return sum(_font(deva, size, is_bold).getlength(piece) for piece, deva in runs(text))


@lru_cache(maxsize=4096)
def sprite(text: str, size: int, is_bold: bool) -> tuple[Mask, int]:
    """A line of text as coverage (height, width) of 0 to 255, and its baseline from the top."""
    width = int(text_width(text, size, is_bold=is_bold)) + 8
    ascent, height = round(size * 1.3), round(size * 1.9)
    mask = Image.new("L", (max(1, width), height), 0)
    pen = ImageDraw.Draw(mask)
    x = 2.0
    for piece, deva in runs(text):
        font = _font(deva, size, is_bold)
        pen.text((x, ascent), piece, fill=255, font=font, anchor="ls")
        x += font.getlength(piece)
    return np.asarray(mask).astype(np.uint16), ascent
