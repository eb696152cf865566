"""A destruction that cannot be written down: no page calls it nothing, and it is finished (3.5)."""

import sqlite3

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from backoffice.audit.cut_short import DestructionCutShort
from backoffice.audit.models import AuditEntry
from backoffice.data_rights.actions import destroy_value
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.people import Role
from backoffice.rules.vocabulary.personal_values import RightsReason, ValueState
from backoffice.vault.acts import LENGTH, Act
from backoffice.vault.keystore import unsettled_fences
from backoffice.vault.values import the_vault
from tests.house.test_faults import assert_whole, entries


@pytest.fixture
def no_end(app):
    """No destruction can be written into the data, from the moment its keys are gone."""

    def refuse(_connection):
        with the_vault().store.engine.connect() as connection:
            if unsettled_fences(connection):
                raise OperationalError("COMMIT", {}, sqlite3.OperationalError("disk is full"))

    sa.event.listen(db.engine, "commit", refuse)

    def answer_again():
        if sa.event.contains(db.engine, "commit", refuse):
            sa.event.remove(db.engine, "commit", refuse)

    yield answer_again
    answer_again()


def destroy_phone(browser, value):
    path = f"/appeals/{value.appeal.number}/values/{value.id}/destroy"
    browser.open(path)
    browser.submit(path, reason=RightsReason.UNLAWFUL)
    browser.submit(path, understood="y")


def test_a_destruction_that_cannot_be_written_down_is_not_called_nothing(
    no_end, given, browser_of, cast
):
    value = given.value(given.appeal(), Field.PHONE)
    browser = browser_of("privacy_officer")
    before = entries()
    destroy_phone(browser, value)
    assert browser.answer.status_code == 503
    assert "Nothing was saved." not in browser.text
    assert "The keys of this data are gone and nothing brings it back." in browser.text
    assert_stands(value, before)
    no_end()
    browser.open(f"/appeals/{value.appeal.number}")
    assert "destroyed phone; this was interrupted and finished later" in browser.text
    assert_ended(value, cast("privacy_officer"))


def assert_stands(value, before):
    assert entries() == before + 1, "but for the page that named what goes"
    db.session.refresh(value)
    assert value.state == ValueState.CURRENT


def assert_ended(value, officer):
    db.session.refresh(value)
    assert value.state == ValueState.DESTROYED
    entry = db.session.query(AuditEntry).filter_by(action=Action.DESTRUCTION_FINISH).one()
    assert (entry.actor_id, entry.reason) == (officer.id, RightsReason.UNLAWFUL)
    assert_whole()


def test_what_another_process_could_not_write_down_is_found_when_the_value_is_read(
    no_end, given, browser_of, cast
):
    value = given.value(given.appeal(), Field.PHONE)
    browser = browser_of("privacy_officer")
    with pytest.raises(DestructionCutShort):
        destroy_value(value, by=cast("privacy_officer"), reason=RightsReason.UNLAWFUL)
    no_end()
    the_vault().has_unfinished = False  # as in a process that knows nothing of it
    browser.open(f"/appeals/{value.appeal.number}")
    assert_ended(value, cast("privacy_officer"))


def test_a_vault_that_stops_answering_in_the_midst_leaves_it_open_what_was_done(given, browser_of):
    value = given.value(given.appeal(), Field.PHONE)
    browser = browser_of("privacy_officer")
    engine, gone = the_vault().store.engine, {"is": False}

    def stop(*_told):
        if gone["is"]:
            raise OperationalError("", {}, sqlite3.OperationalError("disk I/O error"))

    def leave(_connection):
        gone["is"] = True
        stop()

    sa.event.listen(engine, "commit", leave)
    sa.event.listen(engine, "before_cursor_execute", stop)
    destroy_phone(browser, value)
    sa.event.remove(engine, "commit", leave)
    sa.event.remove(engine, "before_cursor_execute", stop)
    assert browser.answer.status_code == 503
    assert "Nothing was saved." not in browser.text
    assert "It is not known whether the data was destroyed" in browser.text


@pytest.mark.parametrize("reason", RightsReason)
@pytest.mark.parametrize("action", [Action.VALUE_DESTROY, Action.APPLICANT_DESTROY])
def test_a_fence_has_room_for_who_decided_and_why(action, reason):
    act = Act(10_000_000, action, 100_000, Role.SENIOR_OPERATOR, reason)
    assert len(str(act)) <= LENGTH
    assert Act.read(str(act)) == act


def test_a_fence_without_room_leaves_out_the_reason_and_one_of_an_earlier_release_names_nobody():
    act = Act(1, Action.VALUE_DESTROY, 5, Role.PRIVACY_OFFICER, "x" * 60)
    assert Act.read(str(act)) == Act(1, Action.VALUE_DESTROY, 5, Role.PRIVACY_OFFICER)
    assert Act.read("audit:57") is None
