"""Who may do what to personal data: the table of permissions, seen from the other side."""

from contextlib import nullcontext

import pytest

from backoffice.audit.refusals import NotAllowed
from backoffice.data_rights import actions
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.people import STAFF_ROLES, Role
from backoffice.rules.vocabulary.personal_values import RightsReason, ValueState
from tests.data_rights.seen import last_entry

WHY = RightsReason.APPLICANT_ASKED
OPERATOR, SENIOR, OFFICER = Role.OPERATOR, Role.SENIOR_OPERATOR, Role.PRIVACY_OFFICER
ON_A_VALUE = [
    (
        actions.correct_value,
        ValueState.CURRENT,
        {"text": "+77015554514"},
        {OPERATOR, SENIOR, OFFICER},
    ),
    (actions.block_value, ValueState.CURRENT, {"until": None}, {SENIOR, OFFICER}),
    (actions.unblock_value, ValueState.BLOCKED, {}, {OFFICER}),
    (actions.delete_value, ValueState.CURRENT, {}, {SENIOR, OFFICER}),
    (actions.restore_value, ValueState.DELETED, {}, {OFFICER}),
    (actions.destroy_value, ValueState.CURRENT, {}, {OFFICER}),
]
ON_AN_APPLICANT = [
    (actions.block_applicant, {"until": None}, {SENIOR, OFFICER}),
    (actions.unblock_applicant, {}, {OFFICER}),
    (actions.delete_applicant, {}, {OFFICER}),
    (actions.restore_applicant, {}, {OFFICER}),
    (actions.destroy_applicant, {}, {OFFICER}),
]
PREPARED = {
    actions.unblock_applicant: lambda appeal, by: actions.block_applicant(
        appeal, by=by, until=None, reason=WHY
    ),
    actions.restore_applicant: lambda appeal, by: actions.delete_applicant(
        appeal, by=by, reason=WHY
    ),
}


@pytest.mark.parametrize("role", STAFF_ROLES)
@pytest.mark.parametrize(("deed", "state", "facts", "allowed"), ON_A_VALUE)
def test_a_deed_on_a_value_is_open_to_these_roles_only(
    phone_in, cast, role, deed, state, facts, allowed
):
    value = phone_in(state)
    if role in allowed:
        deed(value, by=cast(role), reason=WHY, **facts)
        assert value.state != state
        return
    with pytest.raises(NotAllowed):
        deed(value, by=cast(role), reason=WHY, **facts)
    assert value.state == state
    assert last_entry().is_refused


@pytest.mark.parametrize("role", STAFF_ROLES)
@pytest.mark.parametrize(("deed", "facts", "allowed"), ON_AN_APPLICANT)
def test_a_deed_on_a_whole_applicant_is_open_to_these_roles_only(
    given, cast, role, deed, facts, allowed
):
    appeal = given.appeal_in_work()
    if deed in PREPARED:
        PREPARED[deed](appeal, cast("privacy_officer"))
    if role in allowed:
        deed(appeal, by=cast(role), reason=WHY, **facts)
        return
    with pytest.raises(NotAllowed):
        deed(appeal, by=cast(role), reason=WHY, **facts)
    assert last_entry().is_refused


@pytest.mark.parametrize("role", ["operator", "senior_operator"])
def test_an_operator_puts_right_only_the_cases_that_are_their_own(given, cast, role):
    appeal = given.appeal(by=role)
    facts = {"by": cast("operator"), "reason": WHY}
    own = role == "operator"
    refused = nullcontext() if own else pytest.raises(NotAllowed, match="permission.not-own")
    with refused:
        actions.correct_value(given.value(appeal, Field.PHONE), text="+77015554514", **facts)
    with refused:
        actions.supplement_value(appeal, field=Field.EMAIL, text="a@example.kz", **facts)
