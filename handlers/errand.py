"""What the answer to Telegram's webhook takes along."""

from dataclasses import dataclass


@dataclass(slots=True)
class Errand:
    """One acknowledged tap, told in the webhook's answer instead of a request of its own.

    Telegram runs it once it has the answer, and nobody learns how it went: so only what may fail.
    """

    query_id: str = ""
    text: str = ""

    def drop(self) -> None:
        self.query_id = self.text = ""

    def call(self) -> dict[str, str] | None:
        """The method with its fields as Telegram reads them; None where there is nothing to do."""
        if not self.query_id:
            return None
        fields = {"method": "answerCallbackQuery", "callback_query_id": self.query_id}
        return {**fields, "text": self.text} if self.text else fields
