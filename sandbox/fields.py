"""A call's fields, whichever way they came: query, form, multipart or JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.refusals import bad_request

#: What JSON gives; narrowed where it is read.
Value = object
Object = dict[str, object]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a multipart call."""

    name: str
    content: bytes
    content_type: str


class Fields:
    """Typed access to a call's fields; what is malformed is refused first, as Telegram does."""

    def __init__(
        self, values: Mapping[str, Value], uploads: Mapping[str, Upload] | None = None
    ) -> None:
        self._values = values
        self.uploads = dict(uploads or {})

    def __contains__(self, name: str) -> bool:
        return self._values.get(name) is not None or name in self.uploads

    def names(self) -> set[str]:
        return set(self._values) | set(self.uploads)

    def text(self, name: str, default: str = "") -> str:
        value = self._values.get(name)
        if value is None:
            return default
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        value = self._values.get(name)
        if value is None or value == "":
            return default
        if isinstance(value, bool):
            return int(value)
        try:
            return int(str(value))
        except ValueError:
            raise bad_request(f'field "{name}" must be a valid Number') from None

    def flag(self, name: str) -> bool:
        value = self._values.get(name)
        if isinstance(value, str):
            return value.lower() in {"true", "1", "yes", "t"}
        return bool(value)

    def parsed(self, name: str) -> Value:
        """A field that holds JSON, as JSON or as its text; None when absent."""
        value = self._values.get(name)
        if isinstance(value, str):
            if not value.strip():
                return None
            try:
                parsed: Value = json.loads(value)
            except json.JSONDecodeError:
                raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None
            return parsed
        return value

    def mapping(self, name: str) -> Object | None:
        value = self.parsed(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise bad_request(f"object expected as {name.replace('_', ' ')}")
        return value

    def sequence(self, name: str) -> list[Value] | None:
        value = self.parsed(name)
        if value is None:
            return None
        if not isinstance(value, list):
            raise bad_request(f"expected an Array of {name.replace('_', ' ')}")
        return value

    def upload(self, name: str) -> Upload | str | None:
        """A file field: the upload, the file id it names, or None."""
        if name in self.uploads:
            return self.uploads[name]
        value = self.text(name)
        if value.startswith("attach://"):
            return self.uploads.get(value.removeprefix("attach://"))
        return value or None
