"""Pages used all day never walk through tables that grow with the years (performance 5.6)."""

import re

import pytest

from backoffice.db import db

GROWING = (
    "appeal applicant audit_entry consent disclosure disclosure_event disclosure_item"
    " personal_value representative search_token subject_request"
).split()
WALKED = re.compile(rf"SCAN ({'|'.join(GROWING)})(_\d+)?( |$)")
# An equal action is no narrowing: a quarter of the log may be of one.
BY_ACTION = "USING INDEX ix_audit_entry_action_seq (action=?)"
PAGES = (
    "/board",
    "/board?view=list",
    "/board?category=ELEC",
    "/appeals/{number}",
    "/appeals/{number}/disclose",
    "/reports/disclosures?period=month",
)


def asked_by(statements, browser, path):
    """Every question of one page with its values."""
    with statements() as heard:
        browser.open(path)
    asked = [(text, values) for text, values in heard if text.startswith("SELECT")]
    assert asked
    return asked


def steps_of(text, values):
    rows = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values)
    return [row[3] for row in rows]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_of_the_day_walks_through_all_the_years(given, browser_of, statements, path):
    appeal = given.appeal_in_work()
    given.disclosure(appeal)
    browser = browser_of("manager" if "report" in path else "senior_operator")
    for text, values in asked_by(statements, browser, path.format(number=appeal.number)):
        steps = steps_of(text, values)
        walks = [step for step in steps if WALKED.match(step) or BY_ACTION in step]
        assert not walks, (walks, text)


def test_the_board_asks_the_same_number_of_questions_with_any_number_of_columns(
    given, browser_of, statements
):
    browser = browser_of("senior_operator")
    given.appeal_in_work()
    one = len(asked_by(statements, browser, "/board"))
    given.appeal()
    given.appeal_answered()
    given.disclosure(given.appeal_in_work())
    assert len(asked_by(statements, browser, "/board")) == one <= 10
