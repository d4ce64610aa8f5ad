"""`/calibration` in chat: for admins, in their language; nobody else."""

from tests.handlers.test_question_review import FIRST_PERSON
from tests.support.tutor import running_tutor


async def test_an_admin_sees_what_forecasts_were_worth(database_url: str) -> None:
    async with running_tutor(database_url, admin_ids=str(FIRST_PERSON)) as tutor:
        admin = await tutor.adult("Verma")
        student = await tutor.adult("Asha")

        shown = await tutor.people.ask(admin, "/calibration")
        refused = await tutor.people.ask(student, "/calibration")

    assert "forecasts" in shown["text"]
    assert "mock test of 50" in shown["text"]
    assert "forecasts are worth" not in refused["text"]
