"""The pages on which a request is registered, as staff use them without script."""

import pytest

from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.requests import RequestKind
from backoffice.subject_requests.queries import requests_of
from tests.data_rights.seen import OTHER_PHONE
from tests.given import IIN, PERSON
from tests.subject_requests.asked import EVIDENCE, WORDS, entries
from tests.subject_requests.desk import TYPED, page_of


@pytest.mark.parametrize("kind", RequestKind)
def test_every_kind_has_a_form_of_its_own_that_registers_it(given, browser_of, kind):
    appeal = given.appeal_in_work()
    browser, path = browser_of("operator"), f"/appeals/{appeal.number}/request/{kind}"
    browser.open(path)
    boxes = {"about": "email" if kind == "supplement" else "phone", "proposed": "a@b.kz"}
    known = {name: text for name, text in boxes.items() if browser.form(path).find(id=name)}
    browser.submit(path, **TYPED, **known)
    assert browser.answer.status_code == 303
    (request,) = requests_of(appeal.id)
    browser.open(page_of(request))
    assert WORDS in browser.text
    assert EVIDENCE in browser.text


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"about": ""}, "about"),
        ({"proposed": ""}, "proposed"),
        ({"evidence": ""}, "evidence"),
        ({"asker": "representative"}, "document_kind"),
        ({"asker": "state_body"}, "reference"),
        ({"received_on": "2999-01-01"}, "received_on"),
        ({"reference": "010305390005"}, "reference"),
        ({"proof": "eyes"}, "proof"),
    ],
)
def test_what_is_missing_is_told_beside_its_box_and_what_was_typed_stays(
    given, browser_of, typed, box
):
    appeal = given.appeal_in_work()
    browser, path = browser_of("operator"), f"/appeals/{appeal.number}/request/correct"
    browser.open(path)
    browser.submit(path, **{**TYPED, "about": "phone", "proposed": OTHER_PHONE, **typed})
    assert browser.answer.status_code == 422
    assert browser.page.select_one(f"#{box}-error")
    assert WORDS in browser.form(path).find(id="words").text
    assert not requests_of(appeal.id)


def test_access_offers_the_other_appeals_of_the_same_person_and_notes_the_search(given, browser_of):
    texts = {**PERSON, Field.IIN: IIN}
    more = {"texts": texts, "category": "LAND", "collect_reason": "applicant_asked"}
    appeal, same = given.appeal(**more), given.appeal()
    stranger = given.appeal(texts={**PERSON, Field.PHONE: OTHER_PHONE})
    browser, path = browser_of("privacy_officer"), f"/appeals/{appeal.number}/request/access"
    browser.open(path)
    assert same.number in browser.text
    assert stranger.number not in browser.text
    entry = entries(Action.APPEAL_FIND)[-1]
    assert (set(entry.field_codes), entry.detail) == ({"phone", "iin"}, "kind=iin,phone")
    browser.submit(path, **TYPED, others=[same.number])
    (request,) = requests_of(same.id)
    browser.open(page_of(request))
    assert same.number in browser.text


def test_access_without_an_appeal_begins_at_the_desk_and_is_answered_to_nobody_by_name(
    given, browser_of
):
    browser = browser_of("privacy_officer")
    browser.open("/requests/without")
    browser.submit("/requests/without", reference="№ 88", channel="paper")
    path = browser.answer.location
    browser.open(f"{path}/decision")
    assert not browser.form(f"{path}/decision").find(id="words")
    browser.submit(f"{path}/decision", outcome="refused", reasons=["data_not_held"])
    browser.open(f"{path}/letter/kk")
    assert "№ 88" in browser.text
    assert not browser.page.select("p.right")


def test_from_the_desk_a_number_leads_to_the_appeal_or_is_not_found(given, browser_of):
    appeal, browser = given.appeal(by="senior_operator"), browser_of("privacy_officer")
    browser.open(f"/requests/new?number={appeal.number}", follow=False, status=303)
    assert browser.answer.location == f"/appeals/{appeal.number}/request"
    browser.open("/requests/new?number=109-2026-9999999", status=404)
    browser_of("operator").open(f"/requests/new?number={appeal.number}", status=404)
