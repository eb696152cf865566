"""The lifecycle of an appeal from the other side: every state, every action (policy 3.6, 4)."""

import pytest

from backoffice.appeals.actions import (
    add_note,
    answer_appeal,
    assign_appeal,
    close_appeal,
    recategorise_appeal,
    reopen_appeal,
    return_appeal,
    take_appeal,
)
from backoffice.audit.refusals import WrongState
from backoffice.rules.actions import Action
from backoffice.rules.lifecycle import (
    APPEAL_LIFECYCLE,
    DISCLOSURE_LIFECYCLE,
    VALUE_LIFECYCLE,
    next_state,
)
from backoffice.rules.vocabulary.appeals import AppealState
from backoffice.rules.vocabulary.disclosures import DisclosureState
from backoffice.rules.vocabulary.personal_values import ValueState

NEW, WORK, PARTY, ANSWERED, CLOSED = AppealState
# For each action where it leads from NEW, WORK, PARTY, ANSWERED, CLOSED; None is refused.
APPEAL = {
    Action.APPEAL_TAKE: (WORK, None, None, None, None),
    Action.APPEAL_ASSIGN: (NEW, WORK, PARTY, None, None),
    Action.APPEAL_RECATEGORISE: (NEW, WORK, PARTY, None, None),
    Action.DISCLOSURE_RECORD: (PARTY, PARTY, PARTY, None, None),
    Action.APPEAL_RETURN: (None, None, WORK, None, None),
    Action.APPEAL_ANSWER: (ANSWERED, ANSWERED, ANSWERED, None, None),
    Action.APPEAL_CLOSE: (None, None, None, CLOSED, None),
    Action.APPEAL_REOPEN: (None, None, None, WORK, WORK),
}
# Done by the recipient at the page of its link; how, is told in tests/recipients.
BY_LINK = {
    Action.RECIPIENT_RETURN: (None, WORK, WORK, None, None),
    Action.RECIPIENT_ANSWER: (None, WORK, PARTY, None, None),
}


@pytest.mark.parametrize("action", list(Action))
def test_the_table_of_the_appeal_says_what_stands_here_and_nothing_more(action):
    expected = {**APPEAL, **BY_LINK}.get(action, (None,) * 5)
    assert tuple(next_state(APPEAL_LIFECYCLE, state, action) for state in AppealState) == expected


@pytest.fixture
def appeal_in(given):
    """An appeal brought into a state by the actions that lead there."""

    def bring(state):
        if state == PARTY:
            appeal = given.appeal_in_work()
            given.disclosure(appeal)
            return appeal
        ways = {
            NEW: given.appeal,
            WORK: given.appeal_in_work,
            ANSWERED: given.appeal_answered,
            CLOSED: given.appeal_closed,
        }
        return ways[state]()

    return bring


@pytest.fixture
def doing(given, cast):
    """The functions behind the actions, done by somebody who may."""
    by = cast("senior_operator")
    return {
        Action.APPEAL_TAKE: lambda appeal: take_appeal(appeal, by=by),
        Action.APPEAL_ASSIGN: lambda appeal: assign_appeal(appeal, by=by, to_id=by.id),
        Action.APPEAL_RECATEGORISE: lambda appeal: recategorise_appeal(
            appeal, by=by, category_code="HEAT", district_code="esil"
        ),
        Action.DISCLOSURE_RECORD: lambda appeal: given.disclosure(appeal, by="senior_operator"),
        Action.APPEAL_RETURN: lambda appeal: return_appeal(appeal, by=by),
        Action.APPEAL_ANSWER: lambda appeal: answer_appeal(appeal, by=by, text="Жауап"),
        Action.APPEAL_CLOSE: lambda appeal: close_appeal(appeal, by=by),
        Action.APPEAL_REOPEN: lambda appeal: reopen_appeal(appeal, by=by),
    }


@pytest.mark.parametrize("at", range(5), ids=[str(state) for state in AppealState])
@pytest.mark.parametrize("action", APPEAL)
def test_each_action_in_each_state_does_what_the_table_says(appeal_in, doing, action, at):
    state, leads_to = tuple(AppealState)[at], APPEAL[action][at]
    appeal = appeal_in(state)
    assert appeal.state == state
    if leads_to is None:
        with pytest.raises(WrongState):
            doing[action](appeal)
        leads_to = state
    else:
        doing[action](appeal)
    assert appeal.state == leads_to


@pytest.mark.parametrize("state", list(AppealState))
def test_a_note_can_be_added_in_every_state_and_changes_none(appeal_in, cast, state):
    appeal = appeal_in(state)
    add_note(appeal, by=cast("senior_operator"), text="Ескерту")
    assert appeal.state == state


def test_what_is_destroyed_or_recalled_never_comes_back():
    for action in Action:
        assert next_state(VALUE_LIFECYCLE, ValueState.DESTROYED, action) is None
        assert next_state(DISCLOSURE_LIFECYCLE, DisclosureState.RECALLED, action) is None


def test_a_value_comes_back_to_light_only_by_unblocking_or_restoring():
    ways = {
        (state, action)
        for (state, action), to in VALUE_LIFECYCLE.items()
        if to == ValueState.CURRENT != state
    }
    assert ways == {
        (ValueState.BLOCKED, Action.VALUE_UNBLOCK),
        (ValueState.DELETED, Action.VALUE_RESTORE),
    }
