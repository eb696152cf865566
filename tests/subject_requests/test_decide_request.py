"""Deciding on a request: grounds of the law, rows that are never overwritten (policy 2, 5.e)."""

import pytest

from backoffice.audit.refusals import NotAllowed, Refusal, Stale
from backoffice.data_rights.actions import block_value
from backoffice.extract.making import make_extract
from backoffice.extract.queries import extract_record
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.subject_requests import REFUSALS_OF, refusals_for
from backoffice.rules.vocabulary.requests import RequestKind, RequestRefusal, RequestState
from backoffice.subject_requests.actions import NewRequest, fulfil_request, register_request
from backoffice.subject_requests.carrying import under
from backoffice.subject_requests.queries import open_requests
from tests.data_rights.seen import read
from tests.subject_requests.asked import asked, decided, entries, granted

WHY = ["data_accurate", "identity_not_proved"]


def test_a_granted_request_stays_open_until_it_is_carried_out(given):
    request = granted(given, given.appeal_in_work())
    assert request.state == RequestState.TO_DO
    assert open_requests().open == 1


def test_a_refusal_ends_a_request_and_names_its_reasons_in_the_entry(given):
    request = asked(given, given.appeal_in_work())
    decision = decided(given, request, "refused", reasons=WHY, words="Құжат көрсетілмеді.")
    assert (request.state, decision.reason_codes) == (RequestState.REFUSED, WHY)
    assert open_requests().open == 0
    entry = entries(Action.REQUEST_DECIDE)[-1]
    assert (entry.subject, entry.reason) == (f"request:{request.number}", ",".join(WHY))
    assert (entry.detail, entry.fields) == ("outcome=refused;decision=1", "request_answer")
    words = given.value(request.appeal, Field.REQUEST_ANSWER)
    assert words.id == decision.answer_value_id
    assert read(words, given.cast("privacy_officer")) == "Құжат көрсетілмеді."


def test_a_later_decision_names_the_one_before_which_stays(given):
    request = asked(given, given.appeal_in_work())
    first = decided(given, request, "refused", reasons=WHY)
    second = decided(given, request, "granted")
    assert [one.outcome for one in request.decisions] == ["refused", "granted"]
    assert (second.place, second.replaces_id) == (2, first.id)
    assert request.state == RequestState.TO_DO


@pytest.mark.parametrize(
    ("code", "outcome", "reasons"),
    [
        ("request.no-reason", "refused", []),
        ("request.no-reason", "partly", []),
        ("request.needless-reason", "granted", ["data_accurate"]),
        ("request.other-reason", "refused", ["manifestly_repeated"]),
        ("request.other-reason", "refused", ["because"]),
    ],
)
def test_a_decision_that_does_not_fit_is_refused(given, code, outcome, reasons):
    request = asked(given, given.appeal_in_work())
    with pytest.raises(Refusal, match=code):
        decided(given, request, outcome, reasons=reasons)
    assert request.decisions == []


@pytest.mark.parametrize("kind", RequestKind)
def test_every_kind_of_request_can_be_refused_for_reasons_with_an_article_each(kind):
    reasons = refusals_for(kind)
    assert {"authority_not_proved", "identity_not_proved"} <= set(reasons)
    assert all(REFUSALS_OF[reason][0] for reason in reasons)
    assert set(REFUSALS_OF) == set(RequestRefusal)


def test_of_two_officers_at_once_one_decides_and_the_other_is_told(given):
    request = asked(given, given.appeal_in_work())
    drawn_from = request.version
    decided(given, request, "granted", form_version=drawn_from)
    with pytest.raises(Stale):
        decided(given, request, "refused", reasons=WHY, form_version=drawn_from)
    assert [one.outcome for one in request.decisions] == ["granted"]


def test_who_is_not_known_to_the_centre_is_told_so_and_nothing_can_be_granted(given, cast):
    bare = NewRequest("access", given.appeal().received_at.date(), "paper")
    request = register_request(None, by=cast("operator"), new=bare)
    with pytest.raises(Refusal, match="request.nothing-held"):
        decided(given, request, "granted")
    decided(given, request, "refused", reasons=["data_not_held"])
    assert request.state == RequestState.REFUSED


def test_words_about_somebody_nothing_is_held_about_are_not_kept(given, cast):
    bare = NewRequest("access", given.appeal().received_at.date(), "paper")
    request = register_request(None, by=cast("operator"), new=bare)
    with pytest.raises(Refusal, match="request.no-appeal"):
        decided(given, request, "refused", reasons=["data_not_held"], words="Ахметов")


@pytest.mark.parametrize("role", ["operator", "senior_operator", "manager", "auditor"])
def test_only_the_privacy_officer_decides(given, role):
    request = asked(given, given.appeal_in_work())
    with pytest.raises(NotAllowed):
        decided(given, request, by=role)


def test_access_is_carried_out_when_the_extract_was_handed_over(given, cast):
    request = asked(given, given.appeal_in_work(), "access")
    officer = cast("privacy_officer")
    with pytest.raises(Refusal, match="request.not-granted"):
        fulfil_request(request, by=officer, channel="in_person")
    decided(given, request)
    with pytest.raises(Refusal, match="request.no-extract"):
        fulfil_request(request, by=officer, channel="in_person")
    make_extract(extract_record(request.appeal.number), Action.EXTRACT_PRINT, by=officer)
    fulfil_request(request, by=officer, channel="in_person")
    assert request.state == RequestState.DONE
    entry = entries(Action.REQUEST_FULFIL)[-1]
    assert entry.detail == f"channel=in_person;asker=applicant;request={request.number}"
    with pytest.raises(Refusal, match="request.done"):
        fulfil_request(request, by=officer, channel="email")


def test_nothing_is_granted_to_whom_nobody_recognised_and_a_refusal_may_say_so(given):
    request = asked(given, given.appeal_in_work(), "destroy", proof="not_proved")
    with pytest.raises(Refusal, match="request.not-proved"):
        decided(given, request)
    decided(given, request, "refused", reasons=["identity_not_proved"])
    assert request.state == RequestState.REFUSED


def test_what_was_carried_out_is_not_decided_anew(given, cast):
    request = granted(given, given.appeal_in_work(), "block")
    value = given.value(request.appeal, Field.PHONE)
    with under(request):
        block_value(value, by=cast("privacy_officer"), until=None, reason="applicant_asked")
    with pytest.raises(Refusal, match="request.done"):
        decided(given, request, "refused", reasons=["ground_not_confirmed"])
    assert request.state == RequestState.DONE


def test_the_entry_holds_whole_reasons_and_the_decision_all_of_them(given):
    request = asked(given, given.appeal_in_work(), "withdraw")
    reasons = ["authority_not_proved", "identity_not_proved", "data_not_held", "others_data"]
    decision = decided(given, request, "refused", reasons=[*reasons, *reasons])
    assert decision.reason_codes == reasons
    assert entries(Action.REQUEST_DECIDE)[-1].reason == ",".join(reasons[:3])
