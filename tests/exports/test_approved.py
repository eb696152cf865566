"""What an approval lets leave, and what it does not any more (policy 5.4, 9)."""

import pytest

from backoffice import clock
from backoffice.accounts.actions import change_role
from backoffice.disclosures.actions import fail_disclosure, send_disclosure
from backoffice.exports.actions import start_export
from backoffice.rules.actions import Action
from tests.exports.taking import OCTOBER, book_of, csv_rows, entries, order_at, ordered, started
from tests.exports.test_second_person import decide, decide_with_a_form_of_another, place_of
from tests.given import PHONE
from tests.reports.printed import printed


@pytest.fixture
def officer(browser_of, now):
    """The second person, at the browser."""
    return browser_of("privacy_officer")


def test_who_may_see_them_no_more_starts_nothing_that_was_approved(
    officer, manager, personal_order, cast
):
    order = personal_order()
    decide(officer, order, "needed")
    form = manager.open(place_of(order)).select_one("#start")
    change_role(cast("manager"), by=cast("administrator"), role="auditor")
    page = manager.open(place_of(order))
    assert not page.select("#start")
    assert "Your role may not take these data out any more." in manager.text
    page.append(form)
    answer = manager.submit(f"{place_of(order)}/start")
    assert answer.status_code == 409
    assert PHONE not in answer.get_data(as_text=True)
    entry = entries(1)[0]
    assert (entry.action, entry.outcome) == (Action.EXPORT_START, "refused")
    assert entry.reason == "permission.role"
    assert order_at(place_of(order)).state == "approved"


@pytest.fixture
def attention(officer, manager, october):
    """An approved order of the phones of what needs attention: one row at that moment."""
    place = ordered(manager, "csv", path=f"{OCTOBER}&mark=attention", personal=["phone"])
    assert order_at(place).rows == 1
    decide(officer, order_at(place), "needed")
    return place


def test_an_approval_of_so_many_rows_lets_no_more_leave(manager, october, cast, attention):
    senior = cast("senior_operator")
    send_disclosure(october[4], by=senior, at=clock.now())
    fail_disclosure(october[4], by=senior, at=clock.now())
    answer = started(manager, attention)
    assert answer.status_code == 409
    assert "More rows match now than the second person approved" in manager.text
    entry = entries(1)[0]
    assert (entry.action, entry.outcome) == (Action.EXPORT_START, "refused")
    assert entry.reason == "export.grown"
    assert order_at(attention).state == "approved"


def test_as_many_rows_as_were_approved_leave(manager, attention):
    assert len(csv_rows(started(manager, attention))) == 2


def test_fewer_rows_than_were_approved_may_leave(attention, cast):
    assert start_export(order_at(attention), by=cast("manager"), rows=0).state == "started"


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_the_file_itself_says_who_approved_it(officer, manager, october, kind):
    place = ordered(manager, kind, path=OCTOBER, personal=["phone"])
    decide(officer, order_at(place), "needed")
    answer = started(manager, place)
    if kind == "pdf":
        assert "Approved by: Динара Қасымова" in printed(answer).text
    else:
        made = book_of(answer).worksheets[1]
        said = {row[0].value: row[1].value for row in made.iter_rows()}
        assert said["Approved by"] == "Динара Қасымова"


def test_a_mistaken_decision_of_who_may_not_decide_draws_no_decision(
    officer, manager, personal_order
):
    order = personal_order()
    decide_with_a_form_of_another(officer, manager, order, "because")
    assert not manager.page.select("#decide")
