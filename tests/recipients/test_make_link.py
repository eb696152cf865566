"""A link is made for a recipient, shown once, listed and revoked (policy 9)."""

import re
from urllib.parse import urlsplit

import pytest

from backoffice import clock
from backoffice.audit.refusals import NotAllowed, Refusal, WrongState
from backoffice.data_rights.actions import block_value
from backoffice.db import db
from backoffice.disclosures.actions import fail_disclosure, recall_disclosure
from backoffice.recipients.actions import make_link, revoke_link
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason
from tests.casefile.test_show_case import STATEMENTS, counted
from tests.recipients.conftest import entries, link_of


def pages_of(disclosure):
    return f"/disclosures/{disclosure.id}/links"


def make(browser, disclosure, **typed):
    browser.open(pages_of(disclosure))
    browser.submit(pages_of(disclosure), **typed)
    return browser.page.select_one("#address")


def test_the_address_is_shown_once_and_opens_the_recipients_page(disclosure, browser_of, guest_of):
    browser = browser_of("operator")
    box = make(browser, disclosure)
    path = urlsplit(box["value"]).path
    assert re.fullmatch(r"/r/[A-Za-z0-9_-]{43}", path)
    assert box.has_attr("readonly")
    guest_of(path.removeprefix("/r/")).show()
    browser.open(pages_of(disclosure))
    assert path not in browser.answer.get_data(as_text=True)
    assert "1 of 20" in browser.text


def test_only_the_hash_of_the_secret_is_kept_and_the_entry_names_the_link(given, disclosure):
    token = given.link(disclosure, days=3, views=5)
    link = link_of(disclosure)
    assert token not in {str(value) for value in vars(link).values()}
    [entry] = entries(Action.LINK_MAKE)
    assert entry.detail == f"link={link.id};days=3;views=5"
    assert entry.third_party == "K1"


def test_a_form_sent_twice_makes_one_link(disclosure, browser_of):
    browser = browser_of("operator")
    browser.open(pages_of(disclosure))
    page = browser.page
    browser.submit(pages_of(disclosure))
    browser.page = page
    assert browser.submit(pages_of(disclosure)).status_code == 303
    assert len(entries(Action.LINK_MAKE)) == 1


def test_a_new_link_closes_the_older_one(given, disclosure, guest, guest_of):
    newer = guest_of(given.link(disclosure))
    assert guest.is_shut_out()
    newer.show()


@pytest.mark.parametrize("typed", [{"days": "15"}, {"days": "0"}, {"views": "21"}, {"days": ""}])
def test_no_link_lives_longer_than_the_installation_allows(disclosure, browser_of, typed):
    browser = browser_of("operator")
    assert make(browser, disclosure, **typed) is None
    assert browser.answer.status_code == 422
    assert not entries(Action.LINK_MAKE)


def test_a_link_is_revoked_with_a_button(disclosure, guest, browser_of):
    browser = browser_of("privacy_officer")
    browser.open(pages_of(disclosure))
    browser.submit(f"/links/{link_of(disclosure).id}/revoke")
    assert guest.is_shut_out()
    browser.open(pages_of(disclosure))
    assert "link revoked" in browser.text
    assert not browser.page.select(f"form[action='{pages_of(disclosure)}']")  # not the officer's


def test_data_that_went_by_another_way_gets_no_link(given, cast):
    disclosure = given.disclosure(given.appeal(), means="courier")
    with pytest.raises(Refusal, match=r"link\.means"):
        make_link(disclosure, by=cast("operator"), days=1, views=1)


@pytest.mark.parametrize("deed", [fail_disclosure, recall_disclosure])
def test_what_failed_or_was_recalled_gets_no_link(disclosure, cast, browser_of, deed):
    deed(disclosure, by=cast("senior_operator"), at=clock.now())
    with pytest.raises(WrongState):
        make_link(disclosure, by=cast("senior_operator"), days=1, views=1)
    browser = browser_of("senior_operator")
    browser.open(pages_of(disclosure))
    assert not browser.page.select(f"form[action='{pages_of(disclosure)}']")


def test_blocked_data_gets_no_link_and_the_page_says_why(given, disclosure, cast, browser_of):
    browser = browser_of("operator")
    browser.open(pages_of(disclosure))
    phone = given.value(disclosure.appeal, Field.PHONE)
    officer = cast("privacy_officer")
    block_value(phone, by=officer, until=None, reason=RightsReason.INACCURATE)
    browser.submit(pages_of(disclosure))
    assert browser.answer.status_code == 409
    assert "Data is blocked" in browser.text


@pytest.mark.parametrize("role", ["operator", "privacy_officer"])
def test_who_may_not_send_a_disclosure_makes_no_link(given, cast, role):
    disclosure = given.disclosure(given.appeal(by="senior_operator"), by="senior_operator")
    with pytest.raises(NotAllowed):
        make_link(disclosure, by=cast(role), days=1, views=1)


def test_a_colleagues_links_are_not_there(given, browser_of):
    disclosure = given.disclosure(given.appeal(by="senior_operator"), by="senior_operator")
    given.link(disclosure, by="senior_operator")
    browser = browser_of("operator")
    browser.open(pages_of(disclosure), status=404)
    assert entries(Action.LINK_REVOKE)[-1].appeal_number == disclosure.appeal.number


@pytest.mark.parametrize("role", ["manager", "administrator", "auditor"])
def test_other_roles_see_no_links(disclosure, browser_of, role):
    browser_of(role).open(pages_of(disclosure), status=403)


@pytest.mark.parametrize("times", [1, 5])
def test_links_cost_the_case_page_no_more_questions_however_many(
    given, app, browser_of, guest_of, times
):
    appeal = given.appeal()
    for _time in range(times):
        guest = guest_of(given.link(given.disclosure(appeal)))
        guest.accept()
        guest.send("/answer", text="Жарық қосылды.")
    browser = browser_of("senior_operator")
    db.session.expunge_all()
    with counted(app) as statements:
        browser.open(f"/appeals/{appeal.number}")
    assert len(statements) <= STATEMENTS, statements


def test_the_case_leads_to_the_links_and_shows_where_the_newest_stands(
    disclosure, guest, browser_of, cast
):
    browser = browser_of("operator")
    browser.open(f"/appeals/{disclosure.appeal.number}")
    assert browser.page.select_one(f"#disclosures a[href='{pages_of(disclosure)}']")
    assert "link open" in browser.text
    revoke_link(link_of(disclosure), by=cast("operator"))
    browser.open(f"/appeals/{disclosure.appeal.number}")
    assert "link revoked" in browser.text
