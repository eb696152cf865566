"""A destruction act: one proposes, another approves, then it is carried out (R-5f.2, R-5f.4)."""

import pytest
import sqlalchemy as sa

from backoffice import clock
from backoffice.accounts.actions import change_role
from backoffice.accounts.models import SYSTEM
from backoffice.appeals.actions import add_note, answer_appeal, close_appeal, reopen_appeal
from backoffice.appeals.queries import values_of
from backoffice.audit.models import AuditEntry
from backoffice.audit.refusals import NotAllowed, Refusal, Stale, WrongState
from backoffice.data_rights.actions import delete_value, restore_value, supplement_value
from backoffice.db import db
from backoffice.disclosures.queries import disclosures_of
from backoffice.retention.actions.acts import (
    approve_act,
    decline_act,
    finish_act,
    propose_act,
    settle_act,
)
from backoffice.retention.actions.rules import change_retention
from backoffice.retention.execution import carry_out, settle_done
from backoffice.retention.models import DestructionActResult
from backoffice.retention.queries import act_by_number, act_of, progress_of
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.retention import RetentionRow
from backoffice.rules.vocabulary.personal_values import RightsReason, ValueState
from backoffice.rules.vocabulary.retention import (
    ActState,
    ItemResult,
    RetentionKind,
    RetentionOutcome,
)
from tests.retention.conftest import days_from_now


def results():
    return db.session.scalars(
        sa.select(DestructionActResult.result).order_by(DestructionActResult.item_id)
    ).all()


def test_an_act_is_numbered_by_year_without_gaps(closed, cast):
    officer, manager = cast("privacy_officer"), cast("manager")
    closed()
    year = clock.today().year
    for serial in (1, 2):
        act = propose_act(None, by=officer)
        assert act.number == f"{year}-{serial:04d}"
        decline_act(act, by=manager)


def test_nothing_due_makes_no_act(app, cast):
    with pytest.raises(Refusal, match="act.nothing"):
        propose_act(None, by=cast("privacy_officer"))


def test_an_act_holds_what_its_confirmation_named(closed, cast):
    closed()
    with pytest.raises(Stale):
        propose_act(None, by=cast("privacy_officer"), listed=2)


def test_whoever_proposed_never_approves_even_under_another_role(closed, cast):
    closed()
    officer = cast("privacy_officer")
    act = propose_act(None, by=officer)
    with pytest.raises(NotAllowed):
        approve_act(act, by=officer)
    change_role(officer, by=cast("administrator"), role="manager")
    with pytest.raises(Refusal, match="act.same-person"):
        approve_act(act, by=cast("privacy_officer"))
    assert act.state == ActState.PROPOSED


@pytest.mark.parametrize("role", ["operator", "senior_operator", "administrator", "auditor"])
def test_nobody_else_proposes_approves_or_carries_out(closed, cast, role):
    closed()
    with pytest.raises(NotAllowed):
        propose_act(None, by=cast(role))
    act = propose_act(None, by=SYSTEM)
    with pytest.raises(NotAllowed):
        approve_act(act, by=cast(role))
    approve_act(act, by=cast("manager"))
    with pytest.raises(NotAllowed):
        carry_out(act, by=cast(role))
    assert not results()


def test_nothing_is_destroyed_before_the_approval_and_never_after_a_refusal(closed, cast):
    appeal = closed()
    act = propose_act(None, by=cast("privacy_officer"))
    with pytest.raises(Refusal, match="act.not-approved"):
        carry_out(act, by=cast("manager"))
    decline_act(act, by=cast("manager"))
    with pytest.raises(Refusal, match="act.not-approved"):
        carry_out(act, by=cast("manager"))
    with pytest.raises(WrongState):
        approve_act(act, by=cast("manager"))
    assert {value.state for value in values_of(appeal.id)} == {ValueState.CURRENT}


def test_category_district_dates_and_outcome_stay_and_everything_else_goes(given, cast, closed):
    appeal = closed(import_key="k" * 64)
    kept = (appeal.category_code, appeal.district_code, appeal.state_at, appeal.received_at)
    act = approve_act(propose_act(None, by=SYSTEM), by=cast("manager"))
    carry_out(act, by=cast("manager"))
    assert {value.state for value in values_of(appeal.id)} == {ValueState.DESTROYED}
    assert (appeal.category_code, appeal.district_code, appeal.state_at, appeal.received_at) == kept
    assert appeal.import_key is None
    assert appeal.emptied_at is not None
    assert appeal.state == "closed"
    assert act_of(appeal.id).number == act.number


def test_each_case_is_one_entry_under_the_act_with_names_of_fields_only(closed, approved, cast):
    appeal = closed()
    act = approved()
    carry_out(act, by=cast("manager"))
    entries = db.session.scalars(
        sa.select(AuditEntry).where(AuditEntry.action == Action.ACT_EXECUTE)
    ).all()
    assert [entry.appeal_number for entry in entries] == [appeal.number]
    assert f"act={act.number};result=done" in entries[0].detail
    assert entries[0].reason == "term_ended"
    assert "name" in entries[0].field_codes


def test_what_was_reopened_or_changed_since_is_left_and_the_act_says_so(
    closed, approved, cast, browser_of
):
    officer, manager = cast("privacy_officer"), cast("manager")
    reopened, changed, gone = closed(402), closed(401), closed(400)
    act = approved()
    reopen_appeal(reopened, by=manager)
    add_note(changed, by=officer, text="Құжат келді.")
    carry_out(act, by=manager)
    assert results() == [ItemResult.REOPENED, ItemResult.CHANGED, ItemResult.DONE]
    assert [appeal.emptied_at is None for appeal in (reopened, changed, gone)] == [
        True,
        True,
        False,
    ]
    browser = browser_of("auditor")
    browser.open(f"/retention/acts/{act.number}")
    assert "left: the appeal was reopened: 1" in browser.text
    assert "left: changed after the proposal: 1" in browser.text


def test_a_deleted_value_goes_and_one_restored_in_time_stays(given, cast, approved):
    officer, manager = cast("privacy_officer"), cast("manager")
    appeal = given.appeal()
    name, phone = given.value(appeal, Field.NAME), given.value(appeal, Field.PHONE)
    with days_from_now(-11):
        delete_value(name, by=officer, reason=RightsReason.NOT_NEEDED)
        delete_value(phone, by=officer, reason=RightsReason.NOT_NEEDED)
    act = approved()
    with days_from_now(-5):
        restore_value(phone, by=officer, reason=RightsReason.APPLICANT_ASKED)
    carry_out(act, by=manager)
    assert (name.state, phone.state) == (ValueState.DESTROYED, ValueState.CURRENT)
    assert sorted(results()) == [ItemResult.CHANGED, ItemResult.DONE]
    assert appeal.emptied_at is None


def test_an_act_goes_on_where_it_stopped_and_ends_once(closed, approved, cast):
    manager = cast("manager")
    for days in (403, 402, 401):
        closed(days)
    act = approved()
    assert carry_out(act, by=manager, most=2) == 2
    assert (act.state, progress_of(act).left) == (ActState.APPROVED, 1)
    with pytest.raises(Refusal, match="act.not-finished"):
        finish_act(act, by=manager)
    assert carry_out(act, by=manager) == 1
    assert act.state == ActState.DONE
    with pytest.raises(Refusal):
        carry_out(act, by=manager)


def test_it_is_final_in_all_copies_once_the_keys_of_that_time_are_forgotten(
    closed, approved, cast, app
):
    closed()
    act = approved()
    carry_out(act, by=cast("manager"))
    with pytest.raises(Refusal, match="act.keys-remain"):
        settle_act(act, by=SYSTEM)
    assert settle_done(by=SYSTEM) == []
    number = act.number
    answer = app.test_cli_runner().invoke(args=["vault", "rotate"])
    assert f"act {number}: final in all copies" in answer.output
    assert act_by_number(number).state == ActState.FINAL


def test_nothing_enters_a_case_whose_data_was_destroyed(closed, approved, cast):
    officer, manager = cast("privacy_officer"), cast("manager")
    appeal = closed()
    carry_out(approved(), by=manager)
    told = {"field": Field.NAME, "text": "Аты", "reason": RightsReason.INCOMPLETE}
    for deed in (
        lambda: add_note(appeal, by=officer, text="x"),
        lambda: reopen_appeal(appeal, by=manager),
        lambda: supplement_value(appeal, by=officer, **told),
    ):
        with pytest.raises(Refusal, match="retention.emptied"):
            deed()


def test_the_register_of_transfers_outlives_the_data(given, cast, approved, browser_of):
    with days_from_now(-800):
        appeal = given.appeal_in_work()
        given.disclosure(appeal)
        answer_appeal(appeal, by=cast("operator"), text="Жарық қосылды.")
        close_appeal(appeal, by=cast("operator"))
    key = (RetentionKind.FORWARDED, "")
    row = RetentionRow(24, RetentionOutcome.DESTROY, "№ 263")
    officer = cast("privacy_officer")
    change_retention(None, by=officer, key=key, row=row, valid_from=clock.today())
    carry_out(approved(), by=cast("manager"))
    assert appeal.emptied_at is not None
    assert appeal.district_code is None  # destroying takes more than depersonalising
    assert [item.field for item in disclosures_of(appeal.id)[0].items]
    browser = browser_of("privacy_officer")
    assert "destroyed" in browser.open(f"/appeals/{appeal.number}").get_text()


def test_the_commands_propose_carry_out_and_rotate(closed, cast, app):
    appeal_id = closed().id
    run = app.test_cli_runner().invoke
    dry = run(args=["retention", "run", "--dry-run"]).output
    assert "due: 1" in dry
    assert "proposed" not in dry
    number = f"{clock.today().year}-0001"
    assert f"proposed act {number}" in run(args=["retention", "run"]).output
    assert run(args=["retention", "execute", number]).exit_code == 1
    assert run(args=["retention", "execute", "2001-0001"]).exit_code == 1
    approve_act(act_by_number(number), by=cast("manager"))
    said = run(args=["retention", "execute", number]).output
    assert f"act {number}: destroyed 1 of 1, records 6" in said
    assert f"act {number}: final in all copies" in said
    assert act_of(appeal_id).state == ActState.FINAL
