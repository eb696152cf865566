"""One appeal from the call to the audit, through every role, in each language."""

import pytest

from tests.browser import steps

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_an_appeal_goes_from_the_call_to_the_audit(app, desk_of, tmp_path, language):
    operator = desk_of("operator", language=language)
    number = steps.register_by_keyboard(operator)
    open_by_keyboard(operator, number)
    steps.serve(operator)
    value_id = steps.phone_id(operator)
    steps.use_rights(desk_of("privacy_officer", language=language), number, value_id)
    steps.report(desk_of("manager", language=language), number, tmp_path)
    assert steps.told_in_log(desk_of("auditor", language=language), number) == steps.DONE
    steps.check_installation()


def open_by_keyboard(desk, number):
    """J goes from tile to tile on the board, Enter opens."""
    desk.open("/board")
    while desk.page.evaluate("document.activeElement.id") != f"open-{number}":
        before = desk.page.evaluate("document.activeElement.id")
        desk.page.keyboard.press("j")
        assert desk.page.evaluate("document.activeElement.id") != before, "the end of the board"
    desk.page.keyboard.press("Enter")
    assert steps.number_of(desk) == number
