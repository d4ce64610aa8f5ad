"""Under which topic a question goes: the one it names, the one its category means, or a default."""

from dataclasses import replace
from difflib import get_close_matches

from content.exams import ExamCatalogue
from content.formats.draft import Found, ReadQuestion, reject

#: Where questions wait whose file said nothing about a topic.
UNSORTED = "imported.unsorted"


def topic_ids_by_name(catalogue: ExamCatalogue) -> dict[str, str]:
    """Every topic's id by its folded id and names in both languages."""
    found: dict[str, str] = {}
    for subject in catalogue.subjects.values():
        for topic in subject.topics:
            for name in (topic.id, topic.name_en, topic.name_hi):
                found.setdefault(name.casefold(), topic.id)
    return found


def find_topic(wanted: str, catalogue: ExamCatalogue) -> str | None:
    """A topic's id from its id, its name, or the end of a path of categories."""
    known = topic_ids_by_name(catalogue)
    whole = wanted.strip().casefold()
    last = whole.replace("::", "/").rsplit("/", maxsplit=1)[-1].strip()
    return known.get(whole) or known.get(last)


def nearest_topics(wanted: str, catalogue: ExamCatalogue) -> list[str]:
    """The five topics whose id or name holds what is wanted, or is nearest to it."""
    known = topic_ids_by_name(catalogue)
    folded = wanted.strip().casefold()
    holding = [name for name in known if folded and folded in name]
    close = get_close_matches(folded, known, n=8, cutoff=0.3)
    return list(dict.fromkeys(known[name] for name in [*holding, *close]))[:5]


def filed(found: ReadQuestion, catalogue: ExamCatalogue, *, default: str | None = None) -> Found:
    """The question under a known topic; one that names an unknown topic is turned down."""
    named = found.question.topic
    known = find_topic(named or found.category, catalogue) if named or found.category else None
    if named and known is None and default is None:
        nearest = ", ".join(nearest_topics(named, catalogue)) or "none is near"
        reason = f"unknown topic; nearest: {nearest}; or pass --topic"
        return reject(found.line, "topic", named, reason)
    source = found.question.source
    if known is None and found.category and source is None:
        source = f"category {found.category}"[:500]
    question = replace(found.question, topic=known or default or UNSORTED, source=source)
    return replace(found, question=question)
