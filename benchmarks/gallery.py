"""`make gallery`: every kind of picture, in both languages and themes, as four sheets in docs."""

import io
from pathlib import Path

from PIL import Image

from benchmarks.charts import figures_for
from services.records import Theme
from tests.support.figures import group_board, quiz
from views.pictures import KINDS, Figures, render

FOLDER = Path(__file__).parents[1] / "docs" / "gallery"
#: A phone's width in CSS pixels, and so many pictures in a row.
TILE, ACROSS = 360, 4
THEMES: tuple[Theme, ...] = ("light", "dark")


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in ("en", "hi"):
        for theme in THEMES:
            path = FOLDER / f"{language}_{theme}.png"
            _sheet(language, theme).save(path, optimize=True)
            print(path.relative_to(FOLDER.parents[1]))


def _sheet(language: str, theme: Theme) -> Image.Image:
    shown: list[tuple[str, Figures]] = [(kind, figures_for(kind)) for kind in KINDS]
    shown += [("quiz-board", quiz()), ("board", group_board())]
    down = -(-len(shown) // ACROSS)
    sheet = Image.new("RGB", (TILE * ACROSS, TILE * down), "#888888")
    for index, (kind, figures) in enumerate(shown):
        content = render(kind, figures, language, theme)
        tile = Image.open(io.BytesIO(content)).resize(
            (TILE - 4, TILE - 4), Image.Resampling.LANCZOS
        )
        sheet.paste(tile, (index % ACROSS * TILE + 2, index // ACROSS * TILE + 2))
    return sheet.quantize(128)


if __name__ == "__main__":
    main()
