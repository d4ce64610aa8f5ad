"""Names as others will read them: one line, no invisible or direction-turning characters."""

import unicodedata

#: Joiners that Devanagari and other scripts are written with.
JOINERS = frozenset("\u200c\u200d")
#: Controls, format and private characters, lone surrogates, unassigned, line separators.
UNFIT = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})


def shown_name(text: str, *, longest: int) -> str:
    """The name without what could hide, turn or break a line around it; may become empty."""
    spaced = " ".join(text.split())
    kept = [one for one in spaced if one in JOINERS or unicodedata.category(one) not in UNFIT]
    name = " ".join("".join(kept).split())[:longest].strip()
    return name if any(one not in JOINERS for one in name) else ""
