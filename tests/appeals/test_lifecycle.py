"""Every move from every state: what the table lists works, whatever it does not is refused."""

import pytest

from backoffice.appeals.actions import (
    answer_appeal,
    assign_appeal,
    close_appeal,
    recategorise_appeal,
    reopen_appeal,
    return_appeal,
    take_appeal,
)
from backoffice.appeals.queries import values_of
from backoffice.audit.refusals import WrongState
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.lifecycle import APPEAL_LIFECYCLE
from backoffice.rules.vocabulary.appeals import AppealState
from tests.appeals.calls import last_entry

# What recipients do by their links is told in tests/recipients.
BY_STAFF = [pair for pair in APPEAL_LIFECYCLE if not pair[1].startswith("recipient.")]
ACTIONS = sorted({action for _state, action in BY_STAFF})
PRODUCT = [(state, action) for state in AppealState for action in ACTIONS]
LISTED = sorted(BY_STAFF)
UNLISTED = [pair for pair in PRODUCT if pair not in APPEAL_LIFECYCLE]


@pytest.fixture
def bring(given):
    """Brings an appeal into a state by performing what leads there."""

    def with_third_party():
        appeal = given.appeal_in_work()
        given.disclosure(appeal)
        return appeal

    ways = {
        AppealState.NEW: given.appeal,
        AppealState.IN_WORK: given.appeal_in_work,
        AppealState.WITH_THIRD_PARTY: with_third_party,
        AppealState.ANSWERED: given.appeal_answered,
        AppealState.CLOSED: given.appeal_closed,
    }
    return lambda state: ways[AppealState(state)]()


@pytest.fixture
def perform(given, cast):
    """Performs an action on an appeal as somebody who may."""
    by = cast("senior_operator")
    deeds = {
        Action.APPEAL_TAKE: lambda a: take_appeal(a, by=by),
        Action.APPEAL_RETURN: lambda a: return_appeal(a, by=by),
        Action.APPEAL_ANSWER: lambda a: answer_appeal(a, by=by, text="Жарық қосылды."),
        Action.APPEAL_CLOSE: lambda a: close_appeal(a, by=by),
        Action.APPEAL_REOPEN: lambda a: reopen_appeal(a, by=by),
        Action.APPEAL_ASSIGN: lambda a: assign_appeal(a, by=by, to_id=by.id),
        Action.APPEAL_RECATEGORISE: lambda a: recategorise_appeal(
            a, by=by, category_code="HEAT", district_code="nura"
        ),
        Action.DISCLOSURE_RECORD: lambda a: given.disclosure(a, by="senior_operator"),
    }
    return lambda action, appeal: deeds[action](appeal)


@pytest.mark.parametrize(("state", "action"), LISTED)
def test_a_listed_move_leads_where_the_table_says(bring, perform, state, action):
    appeal = bring(state)
    assert appeal.state == state
    perform(action, appeal)
    db.session.expire_all()
    assert appeal.state == APPEAL_LIFECYCLE[state, action]
    assert last_entry().action == action


@pytest.mark.parametrize(("state", "action"), UNLISTED)
def test_an_unlisted_move_is_refused_written_down_and_changes_nothing(
    bring, perform, state, action
):
    appeal = bring(state)
    held, version = len(values_of(appeal.id)), appeal.version
    with pytest.raises(WrongState):
        perform(action, appeal)
    db.session.expire_all()
    assert (appeal.state, appeal.version, len(values_of(appeal.id))) == (state, version, held)
    assert last_entry().is_refused
    assert last_entry().action == action


def test_the_product_is_complete():
    assert len(LISTED) + len(UNLISTED) == len(AppealState) * len(ACTIONS)
