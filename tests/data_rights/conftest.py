"""A value in each state, brought there by performing what leads there."""

from collections.abc import Callable

import pytest

from backoffice.data_rights import actions
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason, ValueState
from backoffice.vault.models import PersonalValue
from tests.data_rights.seen import OTHER_PHONE

WHY = RightsReason.APPLICANT_ASKED


@pytest.fixture
def phone_in(given, cast) -> Callable[[str], PersonalValue]:
    """The phone of a fresh appeal, in the state asked for."""
    officer = cast("privacy_officer")

    def brought_to(state: str) -> PersonalValue:
        value = given.value(given.appeal_in_work(), Field.PHONE)
        if state == ValueState.SUPERSEDED:
            actions.correct_value(value, by=officer, text=OTHER_PHONE, reason=WHY)
        if state == ValueState.BLOCKED:
            actions.block_value(value, by=officer, until=None, reason=WHY)
        if state == ValueState.DELETED:
            actions.delete_value(value, by=officer, reason=WHY)
        if state == ValueState.DESTROYED:
            actions.destroy_value(value, by=officer, reason=WHY)
        assert value.state == state
        return value

    return brought_to
