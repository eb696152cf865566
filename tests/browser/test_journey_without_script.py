"""The same journey in a browser that runs no script: nothing depends on it."""

import pytest

from tests.browser import steps

pytestmark = pytest.mark.browser


def test_the_journey_needs_no_script(app, desk_of, tmp_path):
    operator = desk_of("operator", script=False)
    number = steps.register_by_mouse(operator)
    operator.open("/board")
    steps.follow(operator, f"#open-{number}")
    steps.serve(operator)
    value_id = steps.phone_id(operator)
    steps.use_rights(desk_of("privacy_officer", script=False), number, value_id)
    steps.report(desk_of("manager", script=False), number, tmp_path)
    assert steps.told_in_log(desk_of("auditor", script=False), number) == steps.DONE
    steps.check_installation()
