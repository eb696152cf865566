"""Deleting and restoring a value: out of use, and back only within a term (policy 3.1)."""

from datetime import timedelta

import pytest

from backoffice import clock
from backoffice.audit.refusals import Refusal
from backoffice.data_rights.actions import restore_value
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.personal_values import RightsReason, ValueState
from tests.data_rights.seen import NOTE, all_of, last_entry, numbers_found, read
from tests.given import PHONE

WHY = RightsReason.NOT_NEEDED


def days_later(days: int):
    moment = clock.now() + timedelta(days=days)
    return clock.running_at(lambda: moment)


def test_a_deleted_value_is_neither_read_nor_found_nor_disclosed(phone_in, given, cast):
    value = phone_in(ValueState.DELETED)
    assert read(value, cast("privacy_officer")) is None
    assert numbers_found(PHONE) == []
    with pytest.raises(Refusal, match="disclosure.missing"):
        given.disclosure(value.appeal)


def test_a_deleted_value_says_until_when_it_can_be_restored(phone_in, app):
    value = phone_in(ValueState.DELETED)
    assert value.restorable_until == clock.today() + timedelta(days=app.config["RESTORE_DAYS"])


def test_the_privacy_officer_restores_it_until_the_last_day_of_the_term(phone_in, app, cast):
    value = phone_in(ValueState.DELETED)
    with days_later(app.config["RESTORE_DAYS"]):
        restore_value(value, by=cast("privacy_officer"), reason=WHY)
    assert (value.state, value.restorable_until) == (ValueState.CURRENT, None)
    assert read(value, cast("operator")) == PHONE
    assert numbers_found(PHONE) == [value.appeal.number]


def test_nobody_restores_it_after_the_term(phone_in, app, cast):
    value = phone_in(ValueState.DELETED)
    with (
        days_later(app.config["RESTORE_DAYS"] + 1),
        pytest.raises(Refusal, match="value.restore-term"),
    ):
        restore_value(value, by=cast("privacy_officer"), reason=WHY)
    assert value.state == ValueState.DELETED


def test_the_entry_names_field_and_reason_and_no_value(phone_in, cast):
    value = phone_in(ValueState.DELETED)
    entry = last_entry()
    assert (entry.action, entry.field_codes) == (Action.VALUE_DELETE, ("phone",))
    restore_value(value, by=cast("privacy_officer"), reason=WHY, note=NOTE)
    entry = last_entry()
    assert (entry.action, entry.field_codes) == (Action.VALUE_RESTORE, ("note", "phone"))
    assert entry.reason == WHY
    assert PHONE not in all_of(entry)
    assert NOTE not in all_of(entry)
