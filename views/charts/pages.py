"""Pictures as the pages of one PDF, for printing and for the notice board."""

import io
from collections.abc import Sequence

from PIL import Image

#: Dots of a picture on an inch of paper: a picture fills a page's width.
RESOLUTION = 110


def pdf(pictures: Sequence[bytes], *, title: str) -> bytes:
    """PNGs as pages in their order; raises ValueError for none."""
    if not pictures:
        raise ValueError("a PDF needs a page")
    pages = [Image.open(io.BytesIO(one)).convert("RGB") for one in pictures]
    content = io.BytesIO()
    pages[0].save(
        content,
        format="PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=RESOLUTION,
        title=title,
        author="Abhyas",
        quality=92,
    )
    return content.getvalue()
