"""Each filter of the report leaves the same rows on both databases, and counts them (policy 9)."""

from datetime import UTC, date, datetime

import pytest

from backoffice import clock
from backoffice.db import db
from backoffice.exports.period import Period
from backoffice.reports.filters import Filters
from backoffice.reports.queries import chunks, count_rows, newest, page_of_rows, totals
from tests.reports.in_every_state import EXPECTED, every_state

NOW = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
NEUTRAL = {
    "group": "utility",
    "kind": "appeal",
    "channel": "phone",
    "district": "esil",
    "applicant_type": "person_kz",
    "wait": "day",
    "given": "2",
    "category": "ELEC",
}


@pytest.fixture
def made(given):
    with clock.running_at(lambda: NOW):
        made = every_state(given)
        yield {disclosure.id: name for name, disclosure in made.items()}


def left_by(made, **narrowed):
    """The names of the rows a filter leaves; page, count, totals and file agree on them."""
    filters = Filters(OCTOBER, **narrowed)
    rows = {row.number for row in page_of_rows(filters)}
    db.session.rollback()
    with db.engine.connect() as connection:
        upto = newest(connection)
        counted = count_rows(connection, filters, upto=upto)
        read = [row[0] for chunk in chunks(connection, filters, upto=upto) for row in chunk]
    assert rows == set(read)
    assert len(read) == counted == totals(filters).disclosures
    return {made[number] for number in rows}


def test_each_filter_leaves_exactly_its_rows(made):
    for name, by_code in EXPECTED.items():
        for code, expected in by_code.items():
            assert left_by(made, **{name: code}) == expected, (name, code)


def test_the_codes_of_one_filter_part_the_rows_among_them(made):
    everything = set(made.values())
    for name in ("group", "kind", "channel", "district", "wait", "given"):
        others = set().union(*EXPECTED[name].values())
        assert left_by(made, **{name: NEUTRAL[name]}) <= everything - others, name
    assert left_by(made, applicant_type="person_kz") == everything - {"abroad", "lawyer"}
    assert left_by(made, applicant_type="person") == everything - {"lawyer"}
    assert left_by(made, applicant_type="resident") == everything - {"abroad"}
    assert left_by(made, category="ELEC") == everything
    assert left_by(made, category="ROAD") == set()


def test_filters_add_up(made):
    assert left_by(made, mark="corrected", given="3", channel="phone") == {
        "corrected",
        "settled",
        "destroyed",
    }
    assert left_by(made, mark="corrected", group="state_body") == set()


def test_the_columns_say_what_became_of_a_value_and_when_the_recipient_was_told(made):
    rows = {made[row.number]: row for row in page_of_rows(Filters(OCTOBER))}
    assert {name: row.corrected for name, row in rows.items() if row.corrected} == {
        "corrected": "open",
        "settled": "settled",
        "destroyed": "open",
    }
    told = {name: row.told for name, row in rows.items() if row.told}
    assert told == {"settled": datetime(2026, 10, 20, 6, tzinfo=UTC)}
    assert rows["lawyer"].subject == "org_kz+1"
    assert rows["abroad"].subject == "person_foreign"
    assert (rows["abroad"].channel, rows["abroad"].district) == ("email", "nura")
