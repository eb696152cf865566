"""Blocking and unblocking a value: its use stops, nothing is lost (policy 3.1)."""

from datetime import timedelta

import pytest

from backoffice import clock
from backoffice.appeals.queries import values_of
from backoffice.audit.refusals import Refusal
from backoffice.data_rights.actions import block_value, unblock_value
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason, ValueState
from tests.data_rights.seen import NOTE, all_of, last_entry, numbers_found, read
from tests.given import PHONE

WHY = RightsReason.INACCURATE


def test_a_blocked_value_is_read_by_nobody(phone_in, cast):
    value = phone_in(ValueState.BLOCKED)
    assert read(value, cast("privacy_officer")) is None


def test_an_appeal_is_not_found_by_a_blocked_phone(phone_in):
    phone_in(ValueState.BLOCKED)
    assert numbers_found(PHONE) == []


def test_a_blocked_value_is_not_disclosed(phone_in, given):
    appeal = phone_in(ValueState.BLOCKED).appeal
    with pytest.raises(Refusal, match="disclosure.not-readable"):
        given.disclosure(appeal)


def test_blocking_is_noted_with_the_day_on_which_it_is_looked_at_again(given, cast):
    value = given.value(given.appeal_in_work(), Field.PHONE)
    until = clock.today() + timedelta(days=5)
    block_value(value, by=cast("senior_operator"), until=until, reason=WHY)
    assert value.blocked_until == until


@pytest.mark.parametrize("days", [0, -1])
def test_that_day_is_after_today(given, cast, days):
    value = given.value(given.appeal_in_work(), Field.PHONE)
    until = clock.today() + timedelta(days=days)
    with pytest.raises(Refusal, match="value.until-past"):
        block_value(value, by=cast("senior_operator"), until=until, reason=WHY)
    assert value.state == ValueState.CURRENT


def test_an_unblocked_value_is_read_found_and_disclosed_again(phone_in, given, cast):
    value = phone_in(ValueState.BLOCKED)
    unblock_value(value, by=cast("privacy_officer"), reason=RightsReason.NOT_CONFIRMED)
    assert value.blocked_until is None
    assert read(value, cast("operator")) == PHONE
    assert numbers_found(PHONE) == [value.appeal.number]
    assert "phone" in {item.field for item in given.disclosure(value.appeal).items}


@pytest.mark.parametrize("action", [Action.VALUE_BLOCK, Action.VALUE_UNBLOCK])
def test_the_entry_names_field_and_reason_and_no_value(phone_in, cast, action):
    officer = cast("privacy_officer")
    if action is Action.VALUE_BLOCK:
        value = phone_in(ValueState.CURRENT)
        block_value(value, by=officer, until=None, reason=WHY, note=NOTE)
    else:
        value = phone_in(ValueState.BLOCKED)
        unblock_value(value, by=officer, reason=WHY, note=NOTE)
    entry = last_entry()
    assert (entry.action, entry.subject) == (action, f"value:{value.id}")
    assert (entry.field_codes, entry.reason) == (("note", "phone"), WHY)
    assert PHONE not in all_of(entry)
    assert NOTE not in all_of(entry)


def test_a_copy_made_for_a_recipient_is_blocked_and_unblocked_with_its_original(given, cast):
    appeal, officer = given.appeal_in_work(), cast("privacy_officer")
    given.disclosure(appeal, edited_text="Үйде жарық жоқ.")
    [copy] = [value for value in values_of(appeal.id) if value.recipient_copy]
    original = given.value(appeal, Field.PROBLEM_TEXT)
    block_value(original, by=officer, until=None, reason=WHY)
    assert copy.state == ValueState.BLOCKED
    assert read(copy, officer) is None
    unblock_value(original, by=officer, reason=WHY)
    assert copy.state == ValueState.CURRENT


def test_the_entry_tells_an_added_note_from_what_was_blocked(phone_in, cast):
    block_value(
        phone_in(ValueState.CURRENT),
        by=cast("privacy_officer"),
        until=None,
        reason=WHY,
        note=NOTE,
    )
    assert last_entry().detail == "current>blocked;note=added"
