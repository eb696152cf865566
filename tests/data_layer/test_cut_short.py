"""A destruction whose data cannot be committed: the key is gone, and the log will say who."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from backoffice.appeals.actions import add_note, answer_appeal, close_appeal
from backoffice.audit.cut_short import DestructionCutShort
from backoffice.audit.models import AuditEntry
from backoffice.audit.verification import verify
from backoffice.data_rights.actions import destroy_applicant, destroy_value
from backoffice.db import db
from backoffice.installation import finish_cut_short, resume
from backoffice.retention.actions.acts import approve_act, propose_act
from backoffice.retention.execution import carry_out
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.notices import NoticeCause
from backoffice.rules.vocabulary.personal_values import RightsReason, ValueState
from backoffice.vault.maintenance import check_vault
from backoffice.vault.models import PersonalValue
from backoffice.vault.values import the_vault
from tests.data_layer.conftest import member_of_cast
from tests.full_disk import no_room_to_commit
from tests.given import PERSON
from tests.notices.held import given_to_two, told
from tests.withdrawals.test_withdraw_consent import withdraw


@pytest.fixture
def officer(app):
    """The one who destroys."""
    return member_of_cast("privacy_officer")


@pytest.fixture
def phone(given):
    """A value that is about to be destroyed."""
    return given.value(given.appeal(), Field.PHONE)


@pytest.fixture
def cut_short(phone, officer):
    """Its destruction, cut short by a full disk."""
    with no_room_to_commit(), pytest.raises(DestructionCutShort) as told:
        destroy_value(phone, by=officer, reason=RightsReason.UNLAWFUL)
    assert told.value.is_certain
    assert isinstance(told.value.__cause__, OperationalError)
    return phone.id


def state_of(value_id):
    db.session.rollback()
    return db.session.get(PersonalValue, value_id, populate_existing=True).state


def last_entry():
    return db.session.scalar(sa.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1))


def assert_finished(value_id, officer):
    """Row, log and vault say the same, and the log says who decided and why."""
    assert state_of(value_id) == ValueState.DESTROYED
    entry = last_entry()
    assert (entry.action, entry.outcome) == ("destruction.finish", "done")
    assert (entry.actor_id, entry.actor_role) == (officer.id, officer.role)
    assert (entry.reason, entry.fields) == (RightsReason.UNLAWFUL, "phone")
    assert (entry.detail, entry.client) == ("begun=value.destroy", "local")
    assert verify(the_vault().keyring.chain_key).is_ok
    assert check_vault(the_vault()).is_ok


def test_the_key_is_gone_while_the_row_still_stands(cut_short):
    assert the_vault().store.wrapped_keys([cut_short]) == {}
    assert state_of(cut_short) == ValueState.CURRENT
    assert last_entry().action == "appeal.register"


def test_it_is_finished_as_soon_as_the_database_answers(cut_short, officer):
    with no_room_to_commit():
        finish_cut_short()
    assert state_of(cut_short) == ValueState.CURRENT
    finish_cut_short()
    assert_finished(cut_short, officer)
    seq = last_entry().seq
    finish_cut_short()
    assert last_entry().seq == seq


def test_the_next_start_finishes_it_too_in_the_name_of_who_decided(cut_short, officer, open_app):
    with no_room_to_commit():
        resume(open_app())
    assert state_of(cut_short) == ValueState.CURRENT
    resume(open_app())
    assert_finished(cut_short, officer)


def test_all_data_of_an_applicant_is_finished_piece_by_piece(given, officer):
    appeal = given.appeal()
    with no_room_to_commit(), pytest.raises(DestructionCutShort):
        destroy_applicant(appeal, by=officer, reason=RightsReason.UNLAWFUL)
    finish_cut_short()
    query = sa.select(AuditEntry).where(AuditEntry.action == "destruction.finish")
    entries = db.session.scalars(query).all()
    assert {entry.fields for entry in entries} == set(PERSON)
    assert {(entry.actor_id, entry.detail) for entry in entries} == {
        (officer.id, "begun=applicant.destroy")
    }


def test_another_deed_whose_data_cannot_be_committed_has_done_nothing(given):
    appeal = given.appeal()
    with no_room_to_commit(), pytest.raises(OperationalError):
        add_note(appeal, by=member_of_cast("operator"), text="толы дискі")
    finish_cut_short()
    assert last_entry().action == "appeal.register"
    assert check_vault(the_vault()).is_ok


def test_who_holds_it_is_told_once_when_it_is_finished(given, officer):
    """Policy 3.5, 9: notices belong to the destruction, and are of its finishing when it is cut."""
    appeal, _first, _second = given_to_two(given)
    with no_room_to_commit(), pytest.raises(DestructionCutShort):
        destroy_applicant(appeal, by=officer, reason=RightsReason.UNLAWFUL)
    assert told(appeal) == []
    finish_cut_short()
    fields = {"problem_text", "object_address", "phone"}
    assert [(party, cause, {*named}) for party, cause, named in told(appeal)] == [
        ("K1", NoticeCause.DESTRUCTION, fields),
        ("K3", NoticeCause.DESTRUCTION, fields),
    ]


def test_an_act_cut_short_is_carried_through_and_tells_once(given, officer, app):
    """Policy 3.5, 5.6, 9."""
    appeal, _first, _second = given_to_two(given)
    withdraw(given, appeal)
    answer_appeal(appeal, by=member_of_cast("operator"), text="Жауап берілді.")
    close_appeal(appeal, by=member_of_cast("operator"))
    act = propose_act(None, by=officer)
    approve_act(act, by=member_of_cast("manager"))
    with no_room_to_commit(), pytest.raises(DestructionCutShort):
        carry_out(act, by=officer)
    finish_cut_short()
    carry_out(act, by=officer)
    assert appeal.emptied_at is not None
    causes = [cause for _party, cause, _fields in told(appeal)]
    assert causes == [NoticeCause.WITHDRAWAL] * 2 + [NoticeCause.DESTRUCTION] * 2
