"""Every Hindi word that a picture can show is shaped: by glyphs, by order, and by pixels.

Pillow and matplotlib carry an engine each; the product draws with Pillow's, the tests read glyphs
off matplotlib's, and the pixels of both must agree.
"""

import re
from collections.abc import Callable
from pathlib import Path

import devanagari_fonts
import numpy as np
import pytest
from matplotlib.ft2font import FT2Font, LoadFlags
from PIL import Image, ImageDraw, ImageFont

from content.exam_file import load_catalogue

SHOBHIKA = next(Path(devanagari_fonts.__file__).parent.rglob("Shobhika-Regular.otf"))
#: Large, so that the engines' rounding of positions does not count.
SIZE = 216
#: Pixels by which the left edges may differ, and the share of ink that both must have.
SLACK, ALIKE = 12, 0.8
RAQM, BASIC = ImageFont.Layout.RAQM, ImageFont.Layout.BASIC
VIRAMA, RA, SIGN_I = "\N{DEVANAGARI SIGN VIRAMA}", "र", "ि"
RUN = re.compile(r"[\u0900-\u0963\u0966-\u097F\u200C\u200D]+")
#: Consonants joined by viramas, and a short i, which is written before them all.
WITH_SHORT_I = re.compile("(?:[क-ह]़?्)*[क-ह]़?ि")
#: Glyphs in the order in which they are set, read off the drawn words in docs/reviews/pictures.
SEEN: dict[str, list[str]] = {
    "राष्ट्र": ["Ra", "matraA", "SsaTta", "Vattu"],
    "किसान": ["matraI02", "Ka", "Sa", "matraA", "Na"],
    "क्षेत्र": ["KaSsa", "matraE", "TaRa"],
    "संस्कृति": ["Sa", "Bindu", "SaKa", "matraRu", "matraI04", "Ta"],
    "ट्रेन": ["Tta", "Vattu", "matraE", "Na"],
    "ड्रै": ["Dda", "Vattu", "matraAi"],
    "श्री": ["ShaRa", "matraIi00"],
    "द्वितीय": ["matraI07", "DaVa", "Ta", "matraIi00", "Ya"],
}


def glyphs(word: str) -> list[str]:
    """Names of the glyphs in visual order, as matplotlib's engine sets them."""
    font = FT2Font(str(SHOBHIKA))
    font.set_size(SIZE, 72)
    numbers = [item.glyph_index for item in font._layout(word, LoadFlags.NO_HINTING)]
    return [font.get_glyph_name(number).removesuffix(".dv") for number in numbers]


def unshaped(word: str) -> list[str]:
    """A glyph a letter, as an engine without shaping sets them."""
    font = FT2Font(str(SHOBHIKA))
    numbers = [font.get_char_index(ord(letter)) for letter in word]
    return [font.get_glyph_name(number).removesuffix(".dv") for number in numbers]


def faults(word: str, engine: Callable[[str], list[str]] = glyphs) -> list[str]:
    """What is wrong with a word's glyphs; nothing where it is shaped."""
    names, found = engine(word), []
    if any(name in {".notdef", "uni25CC", "dottedcircle"} for name in names):
        found.append("a letter is missing or stands on a dotted circle")
    is_joined = bool(re.search(f"{VIRAMA}[^\u200c\u200d]", word))
    if is_joined and any(name in {"Halant", "uni094D"} for name in names):
        found.append("a virama is seen inside a conjunct")
    # A ra before a virama sits on the next letter, one after it hangs under the last.
    lone_ra = len(re.findall(f"(?<!{VIRAMA}){RA}(?!{VIRAMA})|(?<={RA}{VIRAMA}){RA}", word))
    if names.count("Ra") > lone_ra:
        found.append("a joined ra is drawn as a letter of its own")
    if word.count(SIGN_I) != sum(bool(re.match(r"matraI(?!i)", name)) for name in names):
        found.append("a short i is lost or doubled")
    if any(not engine(syllable)[0].startswith("matraI") for syllable in WITH_SHORT_I.findall(word)):
        found.append("a short i stands behind its consonant")
    return found


def hindi_words() -> set[str]:
    """Each Devanagari run of the catalogue's texts, of topics, subjects and exams."""
    folder = Path(__file__).parents[2] / "views" / "locales" / "hi"
    texts = [file.read_text("utf-8") for file in folder.glob("*.ftl")]
    catalogue = load_catalogue()
    for subject in catalogue.subjects.values():
        texts.extend([subject.name_hi, *(topic.name_hi for topic in subject.topics)])
    runs = {word for text in texts for word in RUN.findall(text)}
    return {word for word in runs if re.search("[\u0905-\u0939]", word)}


def test_the_listed_clusters_are_set_glyph_by_glyph_as_they_were_read() -> None:
    assert {word: glyphs(word) for word in SEEN} == SEEN


def test_every_hindi_word_that_a_picture_can_show_is_shaped() -> None:
    words = hindi_words()
    wrong = {word: found for word in words if (found := faults(word))}

    assert len(words) > 800
    assert wrong == {}


@pytest.mark.parametrize("word", SEEN)
def test_a_word_set_letter_by_letter_would_be_noticed(word: str) -> None:
    assert faults(word, unshaped)


Ink = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


def ink_by_pillow(word: str, layout: ImageFont.Layout) -> Ink:
    """Where the product's engine puts ink."""
    font = ImageFont.truetype(str(SHOBHIKA), SIZE, layout_engine=layout)
    image = Image.new("L", (30 * SIZE, 3 * SIZE), 0)
    ImageDraw.Draw(image).text((SIZE, 2 * SIZE), word, fill=255, font=font, anchor="ls")
    return trimmed(np.asarray(image))


def ink_by_matplotlib(word: str) -> Ink:
    """Where the other engine puts it."""
    font = FT2Font(str(SHOBHIKA))
    font.set_size(SIZE, 72)
    font.set_text(word, 0.0, flags=LoadFlags.NO_HINTING)
    font.draw_glyphs_to_bitmap(antialiased=True)
    return trimmed(np.asarray(font.get_image()))


def trimmed(shades: "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]") -> Ink:
    ink = shades > 127
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def likeness(one: Ink, other: Ink) -> float:
    """Shared ink over all ink, one laid on the other where it fits best."""
    height = max(one.shape[0], other.shape[0])
    width = max(one.shape[1], other.shape[1]) + 2 * SLACK
    left = np.zeros((height, width), bool)
    left[: one.shape[0], SLACK : SLACK + one.shape[1]] = one
    best = 0.0
    for shift in sorted(range(2 * SLACK), key=lambda shift: abs(shift - SLACK)):
        right = np.zeros((height, width), bool)
        right[: other.shape[0], shift : shift + other.shape[1]] = other
        best = max(best, float((left & right).sum() / (left | right).sum()))
        if best > ALIKE:
            break
    return best


def test_both_engines_put_ink_in_the_same_places() -> None:
    words = [*SEEN, *sorted(hindi_words())[::8]]
    unlike = {
        word: found
        for word in words
        if (found := likeness(ink_by_pillow(word, RAQM), ink_by_matplotlib(word))) < ALIKE
    }

    assert unlike == {}


@pytest.mark.parametrize("word", SEEN)
def test_pixels_of_unshaped_text_would_be_noticed(word: str) -> None:
    assert likeness(ink_by_pillow(word, BASIC), ink_by_matplotlib(word)) < ALIKE - 0.15
