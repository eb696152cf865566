"""A corrected value ends once every notice about it is settled, at the latest after its term."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from backoffice import clock
from backoffice.accounts.models import SYSTEM
from backoffice.appeals.queries import values_of
from backoffice.audit import guard
from backoffice.audit.models import AuditEntry
from backoffice.audit.refusals import Refusal
from backoffice.data_rights.actions import block_value, correct_value
from backoffice.db import db
from backoffice.disclosures.actions import send_disclosure
from backoffice.notices.actions import (
    acknowledge_notice,
    deliver_notice,
    destroy_superseded,
    waive_notice,
)
from backoffice.notices.queries import notices_of
from backoffice.notices.superseded import superseded_due
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.notices import NoticeWaiver
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault.keystore import fence, search_token, value_key
from backoffice.vault.maintenance import check_vault
from backoffice.vault.values import the_vault
from tests.data_layer.conftest import close, member_of_cast
from tests.notices.held import correct_phone, given_to_two


def vault_rows(column, value_id):
    query = sa.select(sa.func.count()).where(column == value_id)
    with the_vault().store.engine.connect() as connection:
        return connection.execute(query).scalar_one()


def corrected(given):
    """A phone that went to two third parties and was then put right: the old row, the new one."""
    appeal, _first, _second = given_to_two(given)
    old = given.value(appeal, Field.PHONE)
    return appeal, old, correct_phone(given, member_of_cast, appeal)


def answer(notice):
    for deed in (deliver_notice, acknowledge_notice):
        deed(notice, by=member_of_cast("senior_operator"), at=clock.now())


def waive(notice):
    told = {"at": clock.now(), "reason": NoticeWaiver.RECIPIENT_GONE}
    waive_notice(notice, by=member_of_cast("senior_operator"), **told)


def due(day=None):
    return [(one.value.id, one.why) for one in superseded_due(day or clock.today())]


def run(app, *more):
    result = app.test_cli_runner().invoke(args=["notices", "settle", *more])
    assert result.exit_code == 0, result.output
    db.session.expire_all()
    return result.output


def test_it_waits_for_every_third_party_and_then_goes_alone(app, given):
    appeal, old, new = corrected(given)
    first, second = notices_of(appeal.id)
    answer(first)
    assert "destroyed 0 of 0" in run(app)
    waive(second)
    assert "destroyed 1 of 1" in run(app)
    assert (old.state, old.sealed) == (ValueState.DESTROYED, None)
    assert new.state == ValueState.CURRENT
    assert vault_rows(value_key.c.id, old.id) == vault_rows(search_token.c.value_id, old.id) == 0
    assert vault_rows(fence.c.value_id, old.id) == 1
    assert vault_rows(value_key.c.id, new.id) == 1
    assert check_vault(the_vault()).is_ok


def test_a_second_run_finds_nothing_to_do(app, given):
    appeal, _old, _new = corrected(given)
    for notice in notices_of(appeal.id):
        answer(notice)
    run(app)
    assert "destroyed 0 of 0" in run(app)


def test_a_dry_run_names_what_is_due_and_changes_nothing(app, given):
    appeal, old, _new = corrected(given)
    for notice in notices_of(appeal.id):
        answer(notice)
    said = run(app, "--dry-run")
    assert f"{appeal.number} phone" in said
    assert "due 1" in said
    assert old.state == ValueState.SUPERSEDED


def test_after_its_longest_term_it_goes_even_if_nobody_answered(given):
    _appeal, old, _new = corrected(given)
    day = clock.local(old.changed_at).date()
    assert due(day + timedelta(days=89)) == []
    assert due(day + timedelta(days=90)) == [(old.id, "term")]


def test_what_nobody_was_given_need_not_wait(given):
    appeal = given.appeal_in_work()
    old = given.value(appeal, Field.PHONE)
    correct_phone(given, member_of_cast, appeal)
    assert due() == [(old.id, "settled")]


def test_blocking_stands_over_the_term_and_so_does_a_hold(given):
    appeal, old, new = corrected(given)
    late = clock.today() + timedelta(days=100)
    assert [one.value.id for one in superseded_due(late, held={appeal.id})] == []
    officer = member_of_cast("privacy_officer")
    block_value(new, by=officer, until=None, reason="inaccurate")
    assert due(late) == []
    assert old.state == ValueState.SUPERSEDED


def test_the_rule_is_asked_again_in_the_deed_and_the_value_stays(given):
    _appeal, old, _new = corrected(given)
    with pytest.raises(Refusal, match="superseded.not-due"):
        destroy_superseded(old, by=SYSTEM)
    assert old.state == ValueState.SUPERSEDED


def test_copies_made_from_it_go_too_and_later_ones_stay(app, given):
    appeal = given.appeal_in_work()
    given.disclosure(appeal, edited_text="Үйде жарық жоқ.")
    old, by = given.value(appeal, Field.PROBLEM_TEXT), member_of_cast("operator")
    correct_value(old, by=by, text="Көшеде жарық жоқ.", reason="inaccurate")
    given.disclosure(appeal, edited_text="Жарық жоқ.")
    first, second = [value for value in values_of(appeal.id) if value.recipient_copy]
    for notice in notices_of(appeal.id):
        answer(notice)
    run(app)
    assert (old.state, first.state) == (ValueState.DESTROYED, ValueState.DESTROYED)
    assert second.state == ValueState.CURRENT


def test_the_accounting_keeps_its_row_and_a_newer_disclosure_can_still_be_sent(app, given):
    appeal, _old, _new = corrected(given)
    renewed = given.disclosure(appeal)
    for notice in notices_of(appeal.id):
        answer(notice)
    run(app)
    assert {item.field for item in renewed.items} == {"phone", "problem_text", "object_address"}
    send_disclosure(renewed, by=member_of_cast("operator"), at=clock.now())
    assert renewed.state == "sent"


def test_the_entry_names_the_field_and_why_and_is_the_systems(app, given):
    appeal, old, _new = corrected(given)
    for notice in notices_of(appeal.id):
        answer(notice)
    run(app)
    query = sa.select(AuditEntry).where(AuditEntry.action == Action.SUPERSEDED_DESTROY)
    entry = db.session.scalars(query).one()
    assert (entry.actor_role, entry.fields) == ("system", "phone")
    assert entry.detail == "why=settled;records=1"
    assert (entry.subject, entry.appeal_number) == (f"value:{old.id}", appeal.number)


@pytest.mark.parametrize("table", ["notice", "notice_item", "notice_event"])
def test_no_row_of_a_notice_is_changed_by_plain_sql(given, table):
    corrected(given)
    for statement in (f"UPDATE {table} SET id = id + 1000", f"DELETE FROM {table}"):
        with guard.migrating(), pytest.raises(DatabaseError, match="append-only"):
            db.session.connection().exec_driver_sql(statement)
        db.session.rollback()


def test_another_process_sees_notices_and_correction_together_or_neither(open_app, given):
    appeal, _old, _new = corrected(given)
    number = appeal.id
    other = open_app()
    with other.app_context():
        assert len(notices_of(number)) == 2
        close(other)
