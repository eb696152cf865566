"""Registering a request: number, term, who may ask, nothing in clear (policy 2, 5.e; law 25)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from backoffice import clock
from backoffice.audit.refusals import NotAllowed, Refusal
from backoffice.data_rights.actions import destroy_applicant, destroy_value
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.requests import RequestKind, RequestState
from backoffice.subject_requests.actions import Document, NewRequest, register_request
from backoffice.subject_requests.queries import (
    due_on,
    open_requests,
    requests_of,
    values_of_request,
)
from tests.data_rights.seen import OTHER_PHONE, read
from tests.subject_requests.asked import EVIDENCE, LAWYER, WORDS, asked, entries, new


@pytest.mark.parametrize("kind", RequestKind)
def test_every_kind_of_request_can_be_registered_and_is_then_to_be_decided(given, kind):
    appeal = given.appeal_in_work()
    request = asked(given, appeal, kind)
    assert (request.kind, request.state) == (kind, RequestState.UNDECIDED)
    assert list(requests_of(appeal.id)) == [request]


def test_numbers_run_through_the_year_and_say_the_year(given):
    appeal, year = given.appeal_in_work(), clock.today().year
    numbers = [asked(given, appeal).number for _time in range(3)]
    assert numbers == [f"{year}-0000{place}" for place in (1, 2, 3)]


def test_what_was_said_proposed_and_shown_is_sealed_and_the_entry_holds_no_word_of_it(given):
    appeal = given.appeal_in_work()
    request = asked(given, appeal, asker="representative", document=LAWYER)
    officer = given.cast("privacy_officer")
    texts = {value.field: read(value, officer) for value in values_of_request(request)}
    assert texts == {
        "request_text": WORDS,
        "request_value": OTHER_PHONE,
        "request_evidence": EVIDENCE,
        "request_authority": f"{LAWYER.number}\n2099-12-31",
    }
    entry = entries(Action.REQUEST_REGISTER)[-1]
    assert (entry.subject, entry.appeal_number) == (f"request:{request.number}", appeal.number)
    assert entry.detail == "kind=correct;asker=representative;channel=phone"
    assert entry.fields == "phone"
    told = f"{entry.detail} {entry.subject} {entry.fields} {entry.reason}"
    assert not any(word in told for word in texts.values())


@pytest.mark.parametrize(
    ("kind", "received", "last"),
    [
        ("access", date(2026, 3, 5), date(2026, 3, 11)),  # over 8 March and its day off
        ("correct", date(2026, 3, 5), date(2026, 3, 6)),
        ("access", date(2026, 12, 11), date(2026, 12, 17)),  # over Independence Day
        ("correct", date(2026, 5, 6), date(2026, 5, 8)),
        ("destroy", date(2026, 9, 4), date(2026, 9, 7)),  # a Friday
    ],
)
def test_the_last_day_follows_from_the_day_of_receipt_and_the_working_calendar(
    given, kind, received, last
):
    with clock.running_at(lambda: datetime(2026, 12, 20, 6, tzinfo=UTC)):
        appeal = given.appeal(received_at=datetime(2026, 1, 5, 6, tzinfo=UTC))
        assert due_on(asked(given, appeal, kind, received_on=received)) == last


def test_an_open_request_is_counted_and_overdue_after_its_last_day(given):
    with clock.running_at(lambda: datetime(2026, 9, 4, 6, tzinfo=UTC)):
        asked(given, given.appeal(), "destroy")
    for day, late in ((7, 0), (8, 1)):
        moment = datetime(2026, 9, day, 6, tzinfo=UTC)
        with clock.running_at(lambda now=moment: now):
            count = open_requests()
        assert (count.open, count.overdue) == (1, late)


def test_a_representative_asks_while_the_document_is_in_force(given):
    appeal = given.appeal_in_work(received_at=clock.now() - timedelta(days=3))
    today = clock.today()
    valid = Document("power_of_attorney", "AB-1", today)
    assert asked(given, appeal, asker="representative", document=valid)
    expired = Document("power_of_attorney", "AB-1", today - timedelta(days=1))
    for document in (expired, Document("power_of_attorney", " ", today), None):
        with pytest.raises(Refusal, match="request.no-authority"):
            asked(given, appeal, asker="representative", document=document)
    # on the day of receipt it was in force, though it has ended since
    facts = {"received_on": today - timedelta(days=1), "document": expired}
    assert asked(given, appeal, asker="representative", **facts)


def test_a_state_body_names_its_demand_and_its_ground_and_does_not_speak_for_the_person(given):
    appeal = given.appeal_in_work()
    demand = {"asker": "state_body", "reference": "№ 17-2/41", "ground": "9(1)"}
    assert asked(given, appeal, "block", **demand)
    for lacking in ("reference", "ground"):
        with pytest.raises(Refusal, match="request.no-demand"):
            asked(given, appeal, "block", **{**demand, lacking: " "})
    for kind in ("withdraw", "object", "supplement"):
        with pytest.raises(Refusal, match="request.not-theirs"):
            asked(given, appeal, kind, **demand)


@pytest.mark.parametrize(
    ("code", "kind", "other"),
    [
        ("request.future", "correct", {"received_on": date(2999, 1, 1)}),
        ("request.too-early", "correct", {"received_on": date(2020, 1, 1)}),
        ("request.no-field", "correct", {"field": ""}),
        ("request.no-field", "correct", {"field": "note"}),
        ("request.no-field", "correct", {"field": "every_field"}),
        ("request.no-value", "correct", {"proposed": "  "}),
        ("request.no-evidence", "access", {"evidence": " "}),
    ],
)
def test_a_request_that_lacks_something_is_not_registered(given, code, kind, other):
    appeal = given.appeal_in_work()
    with pytest.raises(Refusal, match=code):
        asked(given, appeal, kind, **other)
    assert not requests_of(appeal.id)


def test_who_is_not_recognised_yet_is_registered_all_the_same(given):
    request = asked(given, given.appeal(), proof="not_proved", evidence="")
    assert request.evidence_value_id is None


def test_access_of_somebody_about_whom_nothing_is_held_holds_no_personal_data(given):
    today = clock.today()
    bare = NewRequest("access", today, "paper", reference="№ 88")
    request = register_request(None, by=given.cast("operator"), new=bare)
    assert (request.appeal_id, request.value_ids) == (None, set())
    for wrong in (new("access"), new("correct"), NewRequest("destroy", today, "paper")):
        with pytest.raises(Refusal, match="request.no-appeal"):
            register_request(None, by=given.cast("operator"), new=wrong)


def test_access_may_name_several_appeals_and_stands_in_each(given):
    appeal, other = given.appeal(), given.appeal()
    request = asked(given, appeal, "access", others=[other])
    assert [one.appeal_id for one in request.others] == [other.id]
    assert list(requests_of(other.id)) == [request]


def test_nothing_is_registered_about_a_case_whose_data_was_destroyed_by_an_act(given, emptied):
    with pytest.raises(Refusal, match="retention.emptied"):
        asked(given, emptied)


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("operator", True),
        ("senior_operator", True),
        ("privacy_officer", True),
        ("manager", False),
        ("administrator", False),
        ("auditor", False),
    ],
)
def test_casework_and_the_privacy_officer_register_requests(given, role, may):
    appeal = given.appeal_in_work()
    if may:
        assert asked(given, appeal, by=role)
    else:
        with pytest.raises(NotAllowed):
            asked(given, appeal, by=role)


def test_an_operator_registers_requests_about_own_cases_only(given):
    with pytest.raises(NotAllowed, match="permission.not-own"):
        asked(given, given.appeal(by="senior_operator"), by="operator")


def test_destroying_a_case_destroys_what_its_requests_hold(given):
    appeal = given.appeal_in_work()
    request = asked(given, appeal, asker="representative", document=LAWYER)
    destroy_applicant(appeal, by=given.cast("privacy_officer"), reason="unlawful")
    assert [value.sealed for value in values_of_request(request)] == [None] * 4


def test_destroying_a_value_destroys_what_requests_proposed_for_it(given):
    appeal = given.appeal_in_work()
    asked(given, appeal)
    phone = given.value(appeal, Field.PHONE)
    destroy_value(phone, by=given.cast("privacy_officer"), reason="unlawful")
    assert given.value(appeal, Field.REQUEST_VALUE).sealed is None
    assert given.value(appeal, Field.REQUEST_TEXT).sealed is not None
