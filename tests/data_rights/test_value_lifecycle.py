"""Every state with every deed: what the table does not list is refused (policy 3.1, 3.5, 5.e)."""

from itertools import product

import pytest

from backoffice.accounts.models import SYSTEM
from backoffice.audit.refusals import WrongState
from backoffice.data_rights import actions
from backoffice.notices.actions import destroy_superseded
from backoffice.rules.actions import Action
from backoffice.rules.lifecycle import VALUE_LIFECYCLE
from backoffice.rules.vocabulary.personal_values import RightsReason, ValueState
from tests.data_rights.seen import last_entry

WHY = RightsReason.INACCURATE
DEEDS = {
    Action.VALUE_CORRECT: (actions.correct_value, {"text": "+77015554514"}),
    Action.VALUE_BLOCK: (actions.block_value, {"until": None}),
    Action.VALUE_UNBLOCK: (actions.unblock_value, {}),
    Action.VALUE_DELETE: (actions.delete_value, {}),
    Action.VALUE_RESTORE: (actions.restore_value, {}),
    Action.VALUE_DESTROY: (actions.destroy_value, {}),
}


def test_the_deeds_tried_here_are_all_the_table_speaks_of():
    # The daily command is tried below; doubting moves no value and is tried with its queue.
    others = {Action.SUPERSEDED_DESTROY, Action.VALUE_DOUBT, Action.VALUE_CONFIRM}
    assert {action for _state, action in VALUE_LIFECYCLE} == set(DEEDS) | others


@pytest.mark.parametrize("state", [one for one in ValueState if one != ValueState.SUPERSEDED])
def test_the_daily_command_ends_corrected_values_and_no_others(phone_in, state):
    value = phone_in(state)
    with pytest.raises(WrongState):
        destroy_superseded(value, by=SYSTEM)
    assert value.state == state


@pytest.mark.parametrize(("state", "action"), list(product(ValueState, DEEDS)))
def test_a_deed_leads_where_the_table_says_and_nowhere_else(phone_in, cast, state, action):
    value, (deed, facts) = phone_in(state), DEEDS[action]
    leads_to = VALUE_LIFECYCLE.get((state, action))
    if leads_to is None:
        with pytest.raises(WrongState):
            deed(value, by=cast("privacy_officer"), reason=WHY, **facts)
        assert value.state == state
        assert last_entry().is_refused
        return
    deed(value, by=cast("privacy_officer"), reason=WHY, **facts)
    assert value.state == leads_to
    assert last_entry().action == action
    assert not last_entry().is_refused
