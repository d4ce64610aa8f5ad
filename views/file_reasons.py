"""Why a row of a file was not taken, in the reader's language.

The readers speak plain English, which the command line prints as it is; here it is recognised.
"""

import re

from views.translate import Translate

_REASONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (key, re.compile(pattern))
    for key, pattern in (
        ("reason-empty-option", r"an option is empty"),
        ("reason-equal-options", r"two options are equal"),
        ("reason-empty-stem", r"the question text is empty|there is no question text"),
        ("reason-option-count", r"a question needs two to five options"),
        ("reason-key", r"must be exactly one of (?P<allowed>.+)"),
        ("reason-choices", r"must be (?P<allowed>(?!a date|letters|one lower)[^;]+)"),
        ("reason-date", r"must be a date such as .+"),
        ("reason-too-long", r"longer than (?P<count>\d+) characters.*"),
        ("reason-no-text", r"holds the character (?P<character>U\+\w+), which is no text"),
        ("reason-many-right", r"has more than one right answer|lets several options be right"),
        ("reason-none-right", r"has no right answer|has not exactly one right option"),
        ("reason-part-marks", r"gives .+ of the marks.*"),
        ("reason-picture", r"needs a picture or sound, which is not taken"),
        ("reason-no-answer-line", r"no line ANSWER: follows the options"),
        ("reason-formula", r"is a formula; paste its value instead"),
        ("reason-repeated", r"stands in line (?P<line>\d+) already"),
        ("reason-topic", r"unknown topic; nearest: (?P<nearest>.+); or pass --topic"),
        ("reason-cells", r"(?P<cells>\d+) cells where the header has (?P<columns>\d+)"),
        ("reason-not-choice", r".*only multiple choice is taken|is not multiple choice.*"),
        ("reason-twin", r"the class has this question already"),
        ("reason-no-mark", r"no option is marked as right"),
        ("reason-list-empty", r"the file is empty"),
        ("reason-list-no-name", r"no column is headed name or नाम"),
        ("reason-list-no-names", r"no column holds names"),
        ("reason-list-long", r"more than (?P<count>\d+) names; split the file"),
        ("reason-list-large", r"larger than (?P<size>\d+) KiB"),
        ("reason-no-choices", r"has no (?:lettered options|answers in braces).*"),
    )
)


def reason_text(t: Translate, reason: str) -> str:
    """The reason as HTML; in the reader's own words where no text stands for it."""
    for key, pattern in _REASONS:
        match = pattern.fullmatch(reason)
        if match:
            return t.plain(key, **match.groupdict())
    return reason
