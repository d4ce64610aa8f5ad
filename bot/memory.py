"""The collector of cycles, told what a bot's memory is like."""

import gc

#: Allocations between two looks at the youngest; an update makes some thousands and drops them.
YOUNGEST = 10_000
#: The same while a command loads what it needs: classes and modules, of which nothing is dropped.
LOADING = 100_000


def load() -> None:
    """A fifth of a start were walks over what had just been imported."""
    gc.set_threshold(LOADING, 20, 20)


def settle() -> None:
    """What is loaded by now stays for good: the collector need not walk over it any more.

    Such a walk held up every student in work for a fifth of a second, and took a tenth of a
    worker. Workers forked afterwards go on sharing the pages, which a walk would copy.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNGEST, 20, 20)
