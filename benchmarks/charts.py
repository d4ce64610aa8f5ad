"""CPU milliseconds a picture of each kind, on one thread, and how many a second that is."""

import time

from services.dashboard import Dashboard
from services.group_figures import GroupFigures
from services.progress import Progress
from tests.support.figures import board, group, sums
from views.pictures import KINDS, OF_GROUP, OF_SUMS, render

REPEATS = 40


def figures_for(kind: str) -> Progress | Dashboard | GroupFigures:
    if kind in OF_SUMS:
        return sums()
    return group() if kind in OF_GROUP else board()


def main() -> None:
    total, pictures = 0.0, 0
    for kind in KINDS:
        for language in ("en", "hi"):
            shown = figures_for(kind)
            render(kind, shown, language, "light")
            start = time.process_time()
            for _ in range(REPEATS):
                content = render(kind, shown, language, "light")
            seconds = time.process_time() - start
            total, pictures = total + seconds, pictures + REPEATS
            print(
                f"{kind} {language}: {1000 * seconds / REPEATS:.1f} CPU ms, "
                f"{len(content) / 1024:.0f} KiB"
            )
    print(f"all kinds in turn: {pictures / total:.0f} pictures a CPU second")


if __name__ == "__main__":
    main()
