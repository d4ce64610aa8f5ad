"""One thing that is wrong with a question or a bank."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A broken rule: where, which, in which language, and what to do about it."""

    file: str
    line: int
    question: str
    rule: str
    language: str
    detail: str

    def text(self) -> str:
        """For people: one line."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        language = f" ({self.language})" if self.language else ""
        return f"{place} {self.question or 'file'} [{self.rule}]{language}: {self.detail}"

    def document(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken rule before it is known where the question stands."""

    rule: str
    detail: str
    language: str = ""
