"""The page of terms: read by who works by them, changed by the privacy officer (R-2.0)."""

from datetime import timedelta

import pytest

from backoffice import clock
from backoffice.legal_terms.queries import term
from backoffice.rules.terms import TERMS, TermCode

AT = "/legal-terms/request.access"
TYPED = {"value": "4", "unit": "working_days", "article": "25(3)", "source": "№ 1-VII"}


def test_every_term_is_listed_with_its_article(browser_of):
    browser = browser_of("manager")
    browser.open("/legal-terms")
    assert len(browser.page.select("tbody tr")) == len(TermCode)
    assert "25(2)" in browser.text


def test_the_privacy_officer_changes_a_term(browser_of):
    browser = browser_of("privacy_officer")
    browser.open(AT)
    browser.submit(AT, follow=True, **TYPED)
    assert "is changed" in browser.text
    assert term(TermCode.REQUEST_ACCESS).value == 4


@pytest.mark.parametrize(
    "typed",
    [
        {"value": "0"},
        {"value": "five"},
        {"value": "1201"},
        {"unit": "weeks"},
        {"valid_from": "2020-01-01"},
        {"valid_from": ""},
        {"source": "x" * 121},
    ],
)
def test_bad_input_changes_nothing_and_stays_to_be_mended(browser_of, typed):
    browser = browser_of("privacy_officer")
    browser.open(AT)
    answer = browser.submit(AT, **{**TYPED, **typed})
    assert answer.status_code == 422
    assert browser.page.select_one(".errors a")
    assert browser.page.select_one("#article")["value"] == "25(3)"
    assert term(TermCode.REQUEST_ACCESS) == TERMS[TermCode.REQUEST_ACCESS]


def test_a_form_older_than_the_last_change_gets_both(browser_of):
    first, second = browser_of("privacy_officer"), browser_of("privacy_officer")
    first.open(AT)
    second.open(AT)
    first.submit(AT, **TYPED)
    answer = second.submit(AT, **{**TYPED, "value": "7"})
    assert answer.status_code == 409
    assert second.page.select_one("#value")["value"] == "7"
    assert "4 working days" in second.text
    assert second.submit(AT).status_code == 303
    assert term(TermCode.REQUEST_ACCESS, clock.today() + timedelta(days=1)).value == 7


def test_who_may_not_change_a_term_has_no_page_for_it(browser_of):
    browser = browser_of("manager")
    browser.open(AT, status=403)


def test_a_term_nobody_knows_has_no_page(browser_of):
    browser_of("privacy_officer").open("/legal-terms/no.such", status=404)
