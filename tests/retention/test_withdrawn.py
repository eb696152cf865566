"""Withdrawn consents are a source of destruction acts; a hold stands over all of them (2.3)."""

import pytest

from backoffice import clock
from backoffice.accounts.models import SYSTEM
from backoffice.appeals.queries import values_of
from backoffice.audit.refusals import Refusal
from backoffice.data_rights.actions import correct_value
from backoffice.notices.actions import destroy_superseded
from backoffice.retention.actions.holds import place_hold
from backoffice.retention.execution import carry_out
from backoffice.retention.sources import candidates
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason, ValueState
from backoffice.rules.vocabulary.retention import ItemReason
from tests.retention.conftest import days_from_now
from tests.withdrawals.test_withdraw_consent import DUTY, withdraw

HOLD = {"reason": "court_case", "reference": "№ 1", "until": None}


def states(appeal):
    return {value.state for value in values_of(appeal.id)}


def test_a_withdrawn_case_is_due_from_the_day_of_the_withdrawal(given):
    """Policy 7: the term of the law is the latest day and no day to wait for."""
    appeal = given.appeal_in_work()
    withdrawal = withdraw(given, appeal)
    [item] = candidates()
    assert (item.reason, item.appeal_id) == (ItemReason.WITHDRAWN, appeal.id)
    assert item.due_on == withdrawal.due_on > clock.today()


def test_it_can_be_destroyed_by_two_people_on_that_very_day(given, approved, cast):
    """Policy 7."""
    appeal = given.appeal_in_work()
    withdraw(given, appeal)
    carry_out(approved(), by=cast("manager"))
    assert states(appeal) == {ValueState.DESTROYED}


def test_the_due_lists_show_it_with_its_latest_day(given, browser_of):
    """Policy 7."""
    appeal = given.appeal_in_work()
    withdraw(given, appeal)
    browser = browser_of("privacy_officer")
    browser.open("/retention?list=withdrawn")
    assert appeal.number in browser.text
    assert "1 consent withdrawn, data still here" in " ".join(browser.text.split())
    assert "Propose a destruction act" in browser.text


def test_what_a_law_keeps_without_an_end_or_a_hold_keeps_is_not_proposed(given, cast):
    withdraw(given, given.appeal_in_work(), follows=DUTY)
    held = given.appeal_in_work()
    withdraw(given, held)
    place_hold(held, by=cast("privacy_officer"), **HOLD)
    with days_from_now(40):
        assert not candidates()


def test_a_case_at_work_loses_its_data_and_goes_on_a_closed_one_is_emptied(
    given, closed, approved, cast
):
    at_work, done = given.appeal_in_work(), closed(10)
    for appeal in (at_work, done):
        withdraw(given, appeal)
    with days_from_now(40):
        carry_out(approved(), by=cast("manager"))
        assert not candidates()
    assert states(at_work) == states(done) == {ValueState.DESTROYED}
    assert (at_work.emptied_at, done.emptied_at is None) == (None, False)


def test_a_case_due_for_two_reasons_is_listed_once(given, closed):
    appeal = closed(330)
    withdraw(given, appeal)
    with days_from_now(60):
        assert [item.reason for item in candidates()] == [ItemReason.TERM_ENDED]


def test_nothing_is_withdrawn_from_a_case_whose_data_was_destroyed(given, closed, approved, cast):
    appeal = closed(400)
    carry_out(approved(), by=cast("manager"))
    with pytest.raises(Refusal, match="emptied"):
        withdraw(given, appeal)


def test_a_hold_keeps_a_corrected_value_too(app, given, cast):
    appeal = given.appeal()
    old, officer = given.value(appeal, Field.NAME), cast("privacy_officer")
    correct_value(old, by=officer, text="Жаңа Есім", reason=RightsReason.APPLICANT_ASKED)
    place_hold(appeal, by=officer, **HOLD)
    told = app.test_cli_runner().invoke(args=["notices", "settle"]).output
    assert told.endswith("destroyed 0 of 0\n")
    with pytest.raises(Refusal, match=r"hold\.stands"):
        destroy_superseded(old, by=SYSTEM)
