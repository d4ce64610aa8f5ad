"""The notice, its document and the inventory say the same, and the inventory misses nothing."""

from pathlib import Path

from storage.inventory import INVENTORY
from storage.tables import metadata, students
from views.privacy import markdown
from views.translate import translator

DOCUMENT = Path(__file__).parents[2] / "docs" / "privacy.md"


def test_every_table_that_leads_to_a_person_is_in_the_inventory() -> None:
    listed = {one.table.name for one in INVENTORY}
    leading = {students.name} | {
        table.name
        for table in metadata.tables.values()
        for column in table.columns
        if column.name == "telegram_id"
        or any(key.column.table is students for key in column.foreign_keys)
    }

    assert leading <= listed
    assert {"responses", "response_changes", "quiz_votes"} <= listed


def test_the_document_is_made_from_the_inventory_column_by_column() -> None:
    made = "\n".join(["# Privacy", "", *(markdown(translator(one)) for one in ("en", "hi"))])

    assert DOCUMENT.read_text("utf-8") == made
    assert all(column.name in made for one in INVENTORY for column in one.table.columns)
