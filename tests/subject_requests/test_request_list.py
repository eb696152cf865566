"""The list of requests: order, filters, pages, who may see it, what it does not show."""

from datetime import timedelta

from backoffice import clock
from backoffice.appeals.queries import appeal_by_number, values_of
from backoffice.db import db
from backoffice.rules.actions import Action
from tests.casefile.test_show_case import counted
from tests.subject_requests.asked import WORDS, asked, decided, entries, granted
from tests.subject_requests.desk import page_of


def test_the_list_is_filtered_by_kind_and_state_and_paged_by_the_last_day(given, browser_of):
    appeal = given.appeal_in_work()
    for _time in range(60):
        asked(given, appeal, "block")
    access = asked(given, appeal, "access")
    done = asked(given, appeal, "destroy")
    decided(given, done, "refused", reasons=["law_obliges"])
    browser = browser_of("manager")
    browser.open("/requests")
    assert len(browser.page.select("tbody tr")) == 50
    assert access.number not in browser.text  # three working days come after one
    browser.open(browser.page.select_one("a[rel=next]")["href"])
    assert len(browser.page.select("tbody tr")) == 11
    browser.open(browser.page.select_one("a[rel=prev]")["href"])
    assert len(browser.page.select("tbody tr")) == 50
    browser.open("/requests?kind=access")
    assert [row["id"] for row in browser.page.select("tbody tr")] == [f"request-{access.id}"]
    browser.open("/requests?show=refused")
    assert [row["id"] for row in browser.page.select("tbody tr")] == [f"request-{done.id}"]
    browser.open("/requests?show=all")
    browser.open(browser.page.select_one("a[rel=next]")["href"])
    assert len(browser.page.select("tbody tr")) == 12
    assert "No requests match" in browser.open("/requests?show=done").get_text()


def test_who_may_not_see_requests_is_refused(given, browser_of):
    request = asked(given, given.appeal(by="senior_operator"))
    for role, status in (("auditor", 403), ("administrator", 403), ("operator", 404)):
        browser_of(role).open(page_of(request), status=status)
    browser_of("operator").open("/requests", status=403)
    browser_of("manager").open(page_of(request))
    browser_of("manager").open(page_of(request, "/decision"), status=403)


def test_the_case_lists_its_requests_and_reads_none_of_their_words(given, browser_of):
    appeal = given.appeal_in_work()
    request = asked(given, appeal)
    browser = browser_of("operator")
    browser.open(f"/appeals/{appeal.number}")
    assert request.number in browser.text
    assert WORDS not in browser.text
    shown = entries(Action.CASE_VIEW)[-1].field_codes
    assert not [field for field in shown if field.startswith("request_")]
    assert any(value.field == "request_text" for value in values_of(appeal.id))


def test_an_overdue_request_is_marked_by_words_and_shape(given, browser_of):
    long_ago = clock.now() - timedelta(days=30)
    received = clock.local(long_ago).date()
    asked(given, given.appeal(received_at=long_ago), "block", received_on=received)
    browser = browser_of("privacy_officer")
    browser.open("/requests")
    assert "over" in browser.page.select_one("tbody .tag.bad").text
    assert browser.page.select_one("tbody .tag.bad svg")
    assert "1 overdue" in browser.text


def test_requests_of_a_case_cost_its_page_no_question_more(app, given, browser_of):
    appeal, browser = given.appeal_in_work(), browser_of("privacy_officer")
    path, asks = f"/appeals/{appeal.number}", []
    browser.open(path)
    for kind in ("access", "object", "block"):
        db.session.expunge_all()
        with counted(app) as statements:
            browser.open(path)
        asks.append(len(statements))
        granted(given, appeal_by_number(appeal.number), kind)
    assert len(set(asks)) == 1, asks
