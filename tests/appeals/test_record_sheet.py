"""The record of an oral appeal and the slip of any other (policy 3.1; R-3.1, R-3.2)."""

from backoffice import clock
from backoffice.rules.actions import Action
from tests.appeals.calls import last_entry
from tests.given import ADDRESS, NAME, PHONE, TEXT


def test_the_record_has_number_time_receiver_and_what_was_said(browser_of, given, cast):
    appeal = given.appeal()
    browser = browser_of("operator")
    browser.open(f"/appeals/{appeal.number}/record")
    received = clock.local(appeal.received_at).strftime("%d.%m.%Y %H:%M")
    for told in (appeal.number, received, cast("operator").display_name, NAME, ADDRESS, TEXT):
        assert told in browser.text
    assert "Record of an oral appeal" in browser.text
    assert "used only to consider and satisfy this appeal" in browser.text


def test_the_record_shows_no_more_than_it_needs_and_names_what_it_shows(browser_of, given):
    appeal = given.appeal()
    browser = browser_of("operator")
    browser.open(f"/appeals/{appeal.number}/record")
    assert PHONE not in browser.text
    entry = last_entry()
    assert entry.action == Action.CASE_PRINT
    assert set(entry.field_codes) == {"name", "object_address", "problem_text"}


def test_a_written_appeal_gets_a_slip(browser_of, given):
    appeal = given.appeal(channel="paper", form="written")
    browser = browser_of("operator")
    browser.open(f"/appeals/{appeal.number}/record")
    assert "Slip of a registered appeal" in browser.text


def test_an_anonymous_record_names_nobody(browser_of, given):
    appeal = given.appeal(is_anonymous=True)
    browser = browser_of("operator")
    browser.open(f"/appeals/{appeal.number}/record")
    assert NAME not in browser.text
    assert "not named" in browser.text
