"""Revealing one value: a logged click, and the value stands in that answer only (R-2.3)."""

import pytest
import sqlalchemy as sa

from backoffice.audit.models import AuditEntry
from backoffice.data_rights.actions import block_value
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason
from tests.given import PHONE

SHOWN_PHONE = "+7 (701) 555-45-12"
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def phone(given):
    """The phone of an applicant whose appeal is in work."""
    return given.value(given.appeal_in_work(), Field.PHONE)


def address_of(value) -> str:
    return f"/appeals/{value.appeal.number}/reveal/{value.id}"


def revealings() -> list[AuditEntry]:
    query = sa.select(AuditEntry).where(AuditEntry.action == str(Action.VALUE_REVEAL))
    return list(db.session.scalars(query))


def test_a_revealed_value_stands_in_one_answer_and_in_the_audit(phone, browser_of):
    number, address, value_id = phone.appeal.number, address_of(phone), phone.id
    browser = browser_of("operator")
    browser.open(f"/appeals/{number}")
    assert SHOWN_PHONE not in browser.text
    assert browser.submit(address).status_code == 200
    assert browser.text.count(SHOWN_PHONE) == 1
    [entry] = revealings()
    assert entry.fields == "phone"
    assert entry.appeal_number == number
    assert entry.subject == f"value:{value_id}"
    assert not entry.is_refused
    assert PHONE not in entry.detail
    assert PHONE[1:] not in entry.subject
    browser.open(f"/appeals/{number}")
    assert SHOWN_PHONE not in browser.text


def test_with_script_the_answer_is_the_row_alone(phone, browser_of):
    address, value_id = address_of(phone), phone.id
    browser = browser_of("operator")
    browser.open(f"/appeals/{phone.appeal.number}")
    data = {field["name"]: field["value"] for field in browser.form(address).find_all("input")}
    answer = browser.send("POST", address, data=data, headers=PARTIAL)
    body = answer.get_data(as_text=True).strip()
    assert body.startswith(f'<div id="value-{value_id}"')
    assert "<html" not in body
    assert SHOWN_PHONE in body
    assert "data-focus" in body
    assert len(revealings()) == 1


def test_a_stranger_reveals_nothing_and_the_attempt_is_written_down(given, browser_of):
    strange = given.value(given.appeal(by="senior_operator"), Field.PHONE)
    address = address_of(strange)
    browser = browser_of("operator")
    browser.open(f"/appeals/{given.appeal().number}")
    answer = browser.send("POST", address, data=token_of(browser))
    assert answer.status_code == 404
    [entry] = revealings()
    assert entry.is_refused


def test_a_value_of_another_case_is_not_found(given, phone, browser_of):
    other = given.appeal()
    browser = browser_of("operator")
    browser.open(f"/appeals/{other.number}")
    address = f"/appeals/{other.number}/reveal/{phone.id}"
    assert browser.send("POST", address, data=token_of(browser)).status_code == 404
    assert not revealings()


def test_a_blocked_value_offers_no_reveal_and_gives_none(phone, cast, browser_of):
    number, address = phone.appeal.number, address_of(phone)
    block_value(phone, by=cast("privacy_officer"), until=None, reason=RightsReason.UNLAWFUL)
    browser = browser_of("operator")
    browser.open(f"/appeals/{number}")
    assert not browser.page.find("form", action=address)
    assert browser.send("POST", address, data=token_of(browser)).status_code == 404
    assert not revealings()


def test_a_revealing_is_never_a_get(phone, browser_of):
    address = address_of(phone)
    browser_of("operator").open(address, status=405)


def token_of(browser) -> dict[str, str]:
    """The anti-forgery token of the present page."""
    return {"csrf_token": browser.page.find("input", attrs={"name": "csrf_token"})["value"]}
