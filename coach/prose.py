"""The shapes that a language model fills; every string of one is checked before anybody sees it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


class Prose(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Literal["en", "hi"]

    def pieces(self) -> list[str]:
        """Every text in it."""
        found: list[str] = []
        for name, value in self:
            if name != "language":
                found += value if isinstance(value, list) else [value]
        return found

    def misshapen(self) -> str | None:
        """What the schema cannot say and is wrong."""
        return None


class FeedbackProse(Prose):
    encouragement: str
    improvements: list[str]
    next_step: str
    motivation: str

    def misshapen(self) -> str | None:
        count = len(self.improvements)
        return None if count in {2, 3} else f"improvements are two or three, not {count}"


class ReadinessProse(Prose):
    probability: str
    strengths: str
    weaknesses: str
    strategy: str
    timeline: str
    confidence: str


class PlanProse(Prose):
    headline: str
    why: list[str]
    how: list[str]

    def misshapen(self) -> str | None:
        is_right = len(self.why) in {1, 2, 3} and len(self.how) in {1, 2, 3}
        return None if is_right else "why and how are one to three sentences each"


class DraftProse(Prose):
    explanation: str
    hints: list[str]
    why_wrong: list[str]
