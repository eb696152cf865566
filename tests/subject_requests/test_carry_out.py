"""From the decision to the deed: the very same actions, in one transaction (policy 5.e)."""

import pytest

from backoffice import clock
from backoffice.audit.refusals import Refusal
from backoffice.data_rights import actions
from backoffice.objections.actions import record_objection
from backoffice.objections.queries import standing_objections
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.objections import EVERY_FIELD
from backoffice.rules.vocabulary.consent import WithdrawalOutcome
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.rules.vocabulary.requests import RequestState
from backoffice.subject_requests.actions import Document
from backoffice.subject_requests.carrying import under
from backoffice.withdrawals.actions import Follows, Said, withdraw_consent
from tests.data_rights.seen import OTHER_PHONE
from tests.subject_requests.asked import asked, entries, granted, k1

WHY = "applicant_asked"


def said(**other):
    facts = {"at": clock.now(), "channel": "phone", "party": "applicant", "evidence": "call-1"}
    return Said(**{**facts, **other})


def correct(given, appeal, by):
    phone = given.value(appeal, Field.PHONE)
    actions.correct_value(phone, by=by, text=OTHER_PHONE, reason=WHY)


def supplement(given, appeal, by):
    told = {"field": Field.EMAIL, "text": "aliya@example.kz", "reason": WHY}
    actions.supplement_value(appeal, by=by, **told)


def block(given, appeal, by):
    actions.block_value(given.value(appeal, Field.PHONE), by=by, until=None, reason=WHY)


def block_all(given, appeal, by):
    actions.block_applicant(appeal, by=by, until=None, reason=WHY)


def unblock(given, appeal, by):
    actions.unblock_value(given.value(appeal, Field.PHONE), by=by, reason=WHY)


def destroy(given, appeal, by):
    actions.destroy_value(given.value(appeal, Field.PHONE), by=by, reason=WHY)


def destroy_all(given, appeal, by):
    actions.destroy_applicant(appeal, by=by, reason=WHY)


def withdraw(given, appeal, by):
    follows = Follows(WithdrawalOutcome.DESTRUCTION)
    withdraw_consent(appeal, by=by, said=said(), follows=follows)


def object_to(given, appeal, by):
    told = {"field": Field.PHONE, "third_party": None, "reason": "said"}
    record_objection(appeal, by=by, **told)


WHOLE = {"field": EVERY_FIELD}
DEEDS = [
    ("correct", {}, correct, Action.VALUE_CORRECT),
    ("supplement", {}, supplement, Action.VALUE_SUPPLEMENT),
    ("block", {}, block, Action.VALUE_BLOCK),
    ("block", WHOLE, block_all, Action.APPLICANT_BLOCK),
    ("unblock", {}, unblock, Action.VALUE_UNBLOCK),
    ("destroy", {}, destroy, Action.VALUE_DESTROY),
    ("destroy", WHOLE, destroy_all, Action.APPLICANT_DESTROY),
    ("withdraw", {}, withdraw, Action.CONSENT_WITHDRAW),
    ("object", {}, object_to, Action.OBJECTION_RECORD),
]


@pytest.mark.parametrize(("kind", "about", "deed", "action"), DEEDS)
def test_the_deed_of_every_kind_marks_its_request_in_its_own_entry(
    given, cast, kind, about, deed, action
):
    appeal, officer = given.appeal_in_work(channel="email"), cast("privacy_officer")
    if kind == "unblock":
        block(given, appeal, officer)
    request = granted(given, appeal, kind, **about)
    with under(request):
        deed(given, appeal, officer)
    assert request.state == RequestState.DONE
    assert request.decision.done.action == action
    assert f"request={request.number}" in entries(action)[-1].detail


@pytest.mark.parametrize(("kind", "about", "deed", "action"), DEEDS)
def test_the_same_deed_outside_a_request_marks_none(given, cast, kind, about, deed, action):
    appeal, officer = given.appeal_in_work(channel="email"), cast("privacy_officer")
    if kind == "unblock":
        block(given, appeal, officer)
    request = granted(given, appeal, kind, **about)
    deed(given, appeal, officer)
    assert request.state == RequestState.TO_DO
    assert "request=" not in entries(action)[-1].detail


@pytest.mark.parametrize(
    ("kind", "about", "deed"),
    [
        ("correct", {"field": Field.NAME, "proposed": "Басқа Аты"}, correct),
        ("block", {}, correct),
        ("block", WHOLE, block),
        ("object", {"third_party": "K1"}, object_to),
        ("object", WHOLE, object_to),
    ],
)
def test_a_deed_that_is_not_what_was_granted_does_not_happen(given, cast, kind, about, deed):
    appeal = given.appeal_in_work()
    about = {**about, "third_party": k1()} if "third_party" in about else about
    request = granted(given, appeal, kind, **about)
    with under(request), pytest.raises(Refusal, match="request.other-deed"):
        deed(given, appeal, cast("privacy_officer"))
    assert request.state == RequestState.TO_DO
    assert given.value(appeal, Field.PHONE).state == ValueState.CURRENT
    assert not standing_objections(appeal.id)


def test_a_deed_upon_another_case_does_not_carry_the_request_out(given, cast):
    request, other = granted(given, given.appeal_in_work(), "block"), given.appeal_in_work()
    with under(request), pytest.raises(Refusal, match="request.other-deed"):
        block(given, other, cast("privacy_officer"))
    assert given.value(other, Field.PHONE).state == ValueState.CURRENT


def test_what_is_not_granted_or_done_already_is_not_carried_out(given, cast):
    appeal, officer = given.appeal_in_work(), cast("privacy_officer")
    with under(asked(given, appeal)), pytest.raises(Refusal, match="request.not-granted"):
        correct(given, appeal, officer)
    request = granted(given, appeal)
    with under(request):
        correct(given, appeal, officer)
    with under(request), pytest.raises(Refusal, match="request.done"):
        block(given, appeal, officer)
    assert given.value(appeal, Field.PHONE).state == ValueState.CURRENT


def test_the_representative_of_a_request_withdraws_by_the_document_of_the_request(given, cast):
    appeal, officer = given.appeal_in_work(), cast("privacy_officer")
    document = Document("power_of_attorney", "AB-12345", clock.today())
    request = granted(given, appeal, "withdraw", asker="representative", document=document)
    follows = Follows(WithdrawalOutcome.DESTRUCTION)
    speaks = said(party="representative")
    with pytest.raises(Refusal, match="withdrawal.no-authority"):
        withdraw_consent(appeal, by=officer, said=speaks, follows=follows)
    with under(request):
        withdraw_consent(appeal, by=officer, said=speaks, follows=follows)
    assert request.state == RequestState.DONE
