"""Withdrawing consent: at once no new disclosure, holders told, data due (policy 7, 8; 2.3)."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from backoffice import clock
from backoffice.appeals.registration import NewRepresentative
from backoffice.audit import guard
from backoffice.audit.models import AuditEntry
from backoffice.audit.refusals import NotAllowed, Refusal
from backoffice.data_rights.actions import destroy_applicant
from backoffice.db import db
from backoffice.retention.sources import withdrawn_query
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.consent import WithdrawalOutcome
from backoffice.rules.vocabulary.notices import NoticeCause
from backoffice.withdrawals.actions import Follows, Said, withdraw_consent
from backoffice.withdrawals.queries import withdrawal_of
from tests.data_rights.seen import read
from tests.given import PERSON
from tests.notices.held import given_to_two, told

EVIDENCE = "call-0109-77"
DESTROY = Follows(WithdrawalOutcome.DESTRUCTION)
DUTY = Follows(WithdrawalOutcome.LEGAL_DUTY, "76", "ӘРПК № 350-VI")
REPRESENTED = {
    "texts": {
        **PERSON,
        Field.REPRESENTATIVE_NAME: "Серікбаев Марат",
        Field.REPRESENTATIVE_PHONE: "+77015554520",
        Field.REPRESENTATIVE_DOCUMENT: "AB-12345",
    }
}


def said(**other):
    facts = {"at": clock.now(), "channel": "phone", "party": "applicant", "evidence": EVIDENCE}
    return Said(**{**facts, **other})


def withdraw(given, appeal, *, by="privacy_officer", follows=DESTROY, **other):
    return withdraw_consent(appeal, by=given.cast(by), said=said(**other), follows=follows)


def due(day):
    """The latest day and the case of every withdrawal whose data is to be destroyed."""
    found = db.session.execute(withdrawn_query(day))
    return [(due_on, appeal.id) for due_on, appeal in found]


def test_from_that_moment_nothing_of_the_appeal_can_be_disclosed(given):
    appeal = given.appeal_in_work()
    withdrawal = withdraw(given, appeal)
    assert appeal.consent.withdrawn_at == withdrawal.at
    with pytest.raises(Refusal, match="disclosure.no-consent"):
        given.disclosure(appeal)


def test_every_third_party_that_holds_data_is_told_once_with_all_fields(given):
    appeal, _first, _second = given_to_two(given)
    withdraw(given, appeal)
    fields = ["problem_text", "object_address", "phone"]
    cause = NoticeCause.WITHDRAWAL
    assert told(appeal) == [("K1", cause, fields), ("K3", cause, fields)]


def test_the_data_is_due_at_once_and_at_the_latest_on_the_next_working_day(given):
    friday = datetime(2026, 9, 4, 6, tzinfo=UTC)
    with clock.running_at(lambda: friday):
        appeal = given.appeal_in_work()
        withdrawal = withdraw(given, appeal)
    monday = date(2026, 9, 7)
    assert withdrawal.due_on == monday
    assert due(friday.date()) == [(monday, appeal.id)]  # from that day on, at the latest on monday
    destroy_applicant(appeal, by=given.cast("privacy_officer"), reason="consent_withdrawn")
    assert due(monday) == []


def test_a_duty_to_keep_names_its_article_and_act_and_is_due_when_it_ends(given):
    appeal, other = given.appeal_in_work(), given.appeal_in_work()
    end = clock.today() + timedelta(days=400)
    kept = withdraw(given, appeal, follows=DUTY)
    until = withdraw(given, other, follows=Follows(*_duty(), end))
    assert (kept.article, kept.act, kept.due_on) == ("76", "ӘРПК № 350-VI", None)
    assert due(end - timedelta(days=1)) == []
    assert due(end) == [(until.due_on, other.id)]


def _duty():
    return DUTY.outcome, DUTY.article, DUTY.act


def test_the_evidence_is_sealed_and_the_entry_names_it_and_holds_no_word_of_it(given):
    appeal = given.appeal_in_work()
    withdrawal = withdraw(given, appeal)
    evidence = given.value(appeal, Field.WITHDRAWAL_EVIDENCE)
    assert evidence.id == withdrawal.evidence_value_id
    query = sa.select(AuditEntry).where(AuditEntry.action == Action.CONSENT_WITHDRAW)
    entry = db.session.scalars(query).one()
    assert entry.fields == "withdrawal_evidence"
    assert entry.detail.endswith("channel=phone;outcome=destruction")
    assert EVIDENCE not in f"{entry.detail} {entry.subject} {entry.reason}"
    assert read(evidence, given.cast("privacy_officer")) == EVIDENCE


def test_a_representative_withdraws_while_the_document_is_in_force(given):
    person = NewRepresentative("power_of_attorney", valid_until=clock.today())
    appeal = given.appeal_in_work(**REPRESENTED, representative=person)
    assert withdraw(given, appeal, party="representative").party == "representative"
    other = given.appeal_in_work(**REPRESENTED, representative=person)
    tomorrow = clock.now() + timedelta(days=1)
    with (
        clock.running_at(lambda: tomorrow),
        pytest.raises(Refusal, match="withdrawal.no-authority"),
    ):
        withdraw(given, other, party="representative")


@pytest.mark.parametrize(
    ("code", "other"),
    [
        ("withdrawal.no-authority", {"party": "representative"}),
        ("withdrawal.no-evidence", {"evidence": "  "}),
        ("withdrawal.no-duty", {"follows": Follows("legal_duty", "76", " ")}),
        ("withdrawal.no-duty", {"follows": Follows("legal_duty", "", "ӘРПК")}),
        ("withdrawal.keep-past", {"follows": Follows("legal_duty", "1", "A", date(2020, 1, 1))}),
        ("withdrawal.too-early", {"at": datetime(2020, 1, 1, tzinfo=UTC)}),
        ("withdrawal.future", {"at": datetime(2999, 1, 1, tzinfo=UTC)}),
    ],
)
def test_a_withdrawal_that_lacks_something_changes_nothing(given, code, other):
    appeal, _first, _second = given_to_two(given)
    with pytest.raises(Refusal, match=code):
        withdraw(given, appeal, **other)
    assert appeal.consent.is_in_force
    assert withdrawal_of(appeal.id) is None
    assert told(appeal) == []


def test_consent_is_withdrawn_once(given):
    appeal = given.appeal_in_work()
    withdraw(given, appeal)
    with pytest.raises(Refusal, match="withdrawal.already"):
        withdraw(given, appeal)


def test_what_rests_on_a_law_is_not_withdrawn(given):
    appeal = given.appeal_in_work(legal_basis="law", legal_provision="76")
    with pytest.raises(Refusal, match="withdrawal.other-basis"):
        withdraw(given, appeal)


@pytest.mark.parametrize("role", ["operator", "manager", "administrator", "auditor"])
def test_only_the_senior_operator_and_the_privacy_officer_record_it(given, role):
    appeal = given.appeal_in_work()
    with pytest.raises(NotAllowed):
        withdraw(given, appeal, by=role)


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_a_recorded_withdrawal_is_never_changed_or_removed(given, verb):
    withdraw(given, given.appeal_in_work())
    statements = {"update": "UPDATE withdrawal SET id = 99", "delete": "DELETE FROM withdrawal"}
    with guard.migrating(), pytest.raises(DatabaseError, match="append-only"):
        db.session.connection().exec_driver_sql(statements[verb])
    db.session.rollback()
