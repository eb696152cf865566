"""Closed and due: the data has left the screens of work, not those of the keepers (R-5b.1)."""

import pytest
import sqlalchemy as sa

from backoffice.appeals.actions import add_note, reopen_appeal
from backoffice.audit.models import AuditEntry
from backoffice.audit.refusals import Refusal
from backoffice.data_rights.actions import correct_value
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason
from tests.given import PHONE, TEXT


def found(browser, term):
    browser.open("/board" if term else "/retention")
    browser.submit("/search", follow=True, term=term)
    return browser.text


def test_the_board_shows_a_closed_case_until_its_term_ends(closed, browser_of):
    kept, due = closed(300).number, closed(400).number
    browser = browser_of("senior_operator")
    text = browser.open("/board").get_text()
    assert kept in text
    assert due not in text
    text = browser.open("/board?view=list&state=closed").get_text()
    assert kept in text
    assert due not in text


def test_work_does_not_find_what_has_ended_and_the_keepers_do(closed, browser_of):
    number = closed(400).number
    assert number not in found(browser_of("senior_operator"), PHONE)
    assert number not in found(browser_of("senior_operator"), number)
    assert number in found(browser_of("privacy_officer"), PHONE)


@pytest.mark.parametrize("role", ["operator", "senior_operator"])
def test_the_page_of_such_a_case_is_refused_to_work_and_the_attempt_stands_in_the_log(
    closed, browser_of, role
):
    number = closed(400).number
    browser = browser_of(role)
    for path in (f"/appeals/{number}", f"/appeals/{number}/record"):
        browser.open(path, status=409)
        assert TEXT not in browser.text
        assert "term of storage of this appeal has ended" in browser.text
    reasons = db.session.scalars(
        sa.select(AuditEntry.reason).where(
            AuditEntry.appeal_number == number, AuditEntry.outcome == "refused"
        )
    ).all()
    assert reasons == ["retention.ended"] * 2


def test_the_keepers_open_it_and_see_until_when_it_was_kept(closed, browser_of):
    number = closed(400).number
    for role in ("privacy_officer", "manager"):
        text = browser_of(role).open(f"/appeals/{number}").get_text(" ")
        assert TEXT in text
        assert "Kept until" in text
        assert "term ended" in text


def test_a_closed_case_says_until_when_it_is_kept_and_by_which_rule(closed, browser_of):
    number = closed(10).number
    browser = browser_of("operator")
    browser.open(f"/appeals/{number}")
    assert "Kept until" in browser.text
    assert "12 months after closing." in browser.text
    assert "term ended" not in browser.text


def test_an_open_case_has_no_term(given, browser_of):
    browser = browser_of("operator")
    browser.open(f"/appeals/{given.appeal().number}")
    assert "Kept until" not in browser.text


def test_work_neither_reopens_nor_notes_nor_corrects_what_has_ended(given, closed, cast):
    appeal, by = closed(400), cast("senior_operator")
    with pytest.raises(Refusal, match="retention.ended"):
        reopen_appeal(appeal, by=by)
    with pytest.raises(Refusal, match="retention.ended"):
        add_note(appeal, by=by, text="Ескерту")
    with pytest.raises(Refusal, match="retention.ended"):
        correct_value(
            given.value(appeal, Field.PHONE),
            by=by,
            text="+77015554599",
            reason=RightsReason.INACCURATE,
        )
    reopen_appeal(appeal, by=cast("manager"))
    assert Action.APPEAL_REOPEN in db.session.scalars(sa.select(AuditEntry.action)).all()


@pytest.mark.parametrize("deed", ["correct", "doubt", "block"])
def test_no_page_of_a_deed_shows_what_has_ended_to_who_works_on_cases(
    given, closed, browser_of, deed
):
    phone = given.value(closed(400), Field.PHONE)
    page = f"/appeals/{phone.appeal.number}/values/{phone.id}/{deed}"
    browser = browser_of("senior_operator")
    browser.open(page, status=409)
    assert PHONE not in str(browser.page)
    browser_of("privacy_officer").open(page)
