"""What is due is asked of the rules of today, page by page, along an index (R-5f.1, 2.15)."""

import pytest
from sqlalchemy.dialects import postgresql

from backoffice import clock
from backoffice.appeals.actions import answer_appeal, close_appeal, reopen_appeal
from backoffice.data_rights.actions import block_value, delete_value
from backoffice.db import db
from backoffice.keeping.queries import rules_on
from backoffice.retention.actions.acts import decline_act, propose_act
from backoffice.retention.actions.holds import place_hold
from backoffice.retention.due import (
    DueList,
    Place,
    count_due,
    due_query,
    last_late_day,
    page_due,
    span_of,
)
from backoffice.retention.sources import candidates
from backoffice.rules.fields import Field
from backoffice.rules.retention import RetentionRow
from backoffice.rules.vocabulary.personal_values import RightsReason
from backoffice.rules.vocabulary.retention import ItemReason, RetentionKind, RetentionOutcome
from tests.notices.held import correct_phone, given_to_two
from tests.retention.conftest import days_from_now


def numbers(which, **more):
    today = clock.today()
    return [row.number for row in page_due(rules_on(today), span_of(which, today), **more)]


def count(which):
    today = clock.today()
    return count_due(rules_on(today), span_of(which, today))


def test_a_case_is_due_soon_then_now_then_late(closed):
    appeal = closed(350)
    assert (numbers(DueList.SOON), numbers(DueList.NOW)) == ([appeal.number], [])
    with days_from_now(15):
        assert (numbers(DueList.SOON), numbers(DueList.NOW)) == ([], [appeal.number])
        assert not numbers(DueList.LATE)
    with days_from_now(17):
        assert numbers(DueList.LATE) == [appeal.number]


def test_late_is_what_was_not_destroyed_within_the_term_of_the_order(app):
    today = clock.today()
    assert (today - last_late_day(today)).days == 2  # one day to destroy, then it is late


def test_what_went_to_a_third_party_is_kept_five_years(given, cast):
    with days_from_now(-400):
        appeal = given.appeal_in_work()
        given.disclosure(appeal)
        answer_appeal(appeal, by=cast("operator"), text="Жарық қосылды.")
        close_appeal(appeal, by=cast("operator"))
    assert not numbers(DueList.NOW)
    with days_from_now(1500):
        assert numbers(DueList.NOW) == [appeal.number]


def test_open_held_and_already_proposed_cases_stand_in_no_list(closed, cast):
    officer = cast("privacy_officer")
    reopened, held, proposed = closed(400), closed(401), closed(402)
    reopen_appeal(reopened, by=cast("manager"))
    place_hold(held, by=officer, reason="court_case", reference="№ 1", until=None)
    assert numbers(DueList.NOW) == [proposed.number]
    act = propose_act(None, by=officer)
    assert count(DueList.NOW) == 0
    decline_act(act, by=cast("manager"))
    assert numbers(DueList.NOW) == [proposed.number]


def test_pages_hold_every_row_once_the_longest_closed_first(closed):
    made = [closed(420 - step).number for step in range(5)]
    today, seen, after = clock.today(), [], None
    while True:
        rows = page_due(rules_on(today), span_of(DueList.NOW, today), after, 2)
        if not rows:
            break
        seen += [row.number for row in rows]
        after = Place(rows[-1].closed_at, rows[-1].id)
    assert seen == made
    assert count(DueList.NOW) == 5


def test_a_deleted_value_is_due_when_it_can_no_longer_be_restored(given, cast):
    appeal = given.appeal()
    value = given.value(appeal, Field.NAME)
    delete_value(value, by=cast("privacy_officer"), reason=RightsReason.NOT_NEEDED)
    assert not candidates()
    with days_from_now(10):
        assert not candidates()
    with days_from_now(11):
        [item] = candidates()
    assert (item.reason, item.value_id) == (ItemReason.DELETION_PASSED, value.id)


def test_a_value_of_a_case_that_goes_whole_is_not_listed_beside_it(given, closed, cast):
    appeal = closed(400)
    with days_from_now(-30):
        value = given.value(appeal, Field.NAME)
        delete_value(value, by=cast("privacy_officer"), reason=RightsReason.NOT_NEEDED)
    assert [item.value_id for item in candidates()] == [None]


@pytest.mark.parametrize("which", DueList)
@pytest.mark.parametrize("after", [None, Place(clock.now(), 5)], ids=["first", "next"])
def test_no_list_reads_the_whole_table_of_appeals_or_sorts_it(app, which, after):
    book = rules_on(clock.today())
    own = RetentionRow(24, RetentionOutcome.DESTROY, "")
    book = book.with_rule((RetentionKind.FORWARDED, "LAND"), own)
    query, _rules = due_query(book, span_of(which, clock.today()), after, 50)
    compiled = query.compile(db.engine, compile_kwargs={"literal_binds": True})
    rows = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}")
    plan = "\n".join(row[3] for row in rows)
    assert "SCAN appeal" not in plan, plan
    assert "ix_appeal_kept_forwarded" in plan
    assert "ix_appeal_kept_here" in plan
    assert "OFFSET" not in str(query.compile(dialect=postgresql.dialect()))


def test_the_page_leads_to_each_list_and_to_a_proposal(closed, browser_of):
    appeal = closed(400)
    browser = browser_of("privacy_officer")
    for which in (*DueList, "deleted"):
        browser.open(f"/retention?list={which}")
    browser.open("/retention")
    assert appeal.number in browser.text
    assert browser.page.select_one("a[href='/retention/acts/propose']")
    auditor = browser_of("auditor")
    assert appeal.number in auditor.open("/retention").get_text()
    assert not auditor.page.select("a[href='/retention/acts/propose']")
    browser_of("operator").open("/retention", status=403)


@pytest.mark.parametrize("word", ["x", "1-1", "99999999999999999-1", "-", "5"])
def test_an_address_with_a_strange_place_begins_at_the_beginning(closed, browser_of, word):
    closed(400)
    assert browser_of("manager").open(f"/retention?after={word}")


def test_corrected_values_are_counted_when_their_term_has_ended_and_listed_before(
    given, cast, browser_of
):
    """Policy 5.5: what waits for its notices is seen, with the last day of its term."""
    appeal, _first, _second = given_to_two(given)
    correct_phone(given, cast, appeal)
    browser = browser_of("privacy_officer")
    browser.open("/retention?list=corrected")
    assert appeal.number in browser.text
    assert "0 corrected values past their term" in " ".join(browser.text.split())
    with days_from_now(91):
        later = browser_of("privacy_officer")
        later.open("/retention?list=corrected")
        assert "1 corrected values past their term" in " ".join(later.text.split())
        assert "overdue" in later.page.find("tbody").get_text()


def test_a_corrected_value_of_a_held_or_blocked_piece_is_not_listed(given, cast, browser_of):
    """Policy 5.6: hold and blocking stand over this term."""
    held, blocked = given_to_two(given)[0], given_to_two(given)[0]
    officer = cast("privacy_officer")
    for appeal in (held, blocked):
        correct_phone(given, cast, appeal)
    place_hold(held, by=officer, reason="court_case", reference="№ 1", until=None)
    phone = given.value(blocked, Field.PHONE)
    block_value(phone, by=officer, until=None, reason=RightsReason.INACCURATE)
    browser = browser_of("privacy_officer")
    browser.open("/retention?list=corrected")
    assert held.number not in browser.text
    assert blocked.number not in browser.text
