"""Registers and the yearly summary on both databases: the same rows, counts and reasons."""

from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.audit.models import AuditEntry
from backoffice.audit.moments import AsWritten
from backoffice.db import db
from backoffice.exports.listing import Listing
from backoffice.exports.period import Period
from backoffice.registers.acts import rows as acts
from backoffice.registers.acts.filters import ActFilters
from backoffice.registers.appeals.filters import AppealFilters
from backoffice.registers.appeals.rows import ROWS, counts, time_to_answers
from backoffice.registers.holds import rows as holds
from backoffice.registers.holds.filters import HoldFilters
from backoffice.registers.requests import rows as requests
from backoffice.registers.requests.filters import RequestFilters
from backoffice.retention.actions.acts import approve_act, propose_act
from backoffice.retention.actions.holds import lift_hold, place_hold
from backoffice.retention.execution import carry_out
from backoffice.yearly.summary import sections, year_of
from tests.data_layer.conftest import member_of_cast
from tests.registers.conftest import Story
from tests.subject_requests.asked import asked, decided

NOW = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
TEN_YEARS = Period(date(2017, 1, 1), date(2026, 12, 31))


def read_out(report, filters):
    """All rows of a file, as a connection of its own reads them."""
    with db.engine.connect() as connection:
        upto = report.newest(connection)
        chunks = report.chunks(connection, filters, upto=upto)
        rows = [row for chunk in chunks for row in chunk]
        assert report.count_rows(connection, filters, upto=upto) == len(rows)
    return rows


def test_a_stored_moment_reads_as_entries_write_it(given):
    appeal = given.appeal()
    written = db.session.scalar(sa.select(AsWritten(Appeal.registered_at)))
    assert written == appeal.registered_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert len(written) == len(db.session.scalar(sa.select(AuditEntry.at).limit(1)))


def test_terms_reasons_and_spans_of_appeals_are_found_alike(given):
    with clock.running_at(lambda: NOW):
        story = Story(given)
        kept, late, returned, waiting, reopened = (story.registered(n / 10) for n in range(5))
        story.answered(kept, 30 / 60)
        story.answered(late, 99)
        story.given_to(returned, 2)
        story.returned(returned, 3)
        story.given_to(waiting, 2)
        story.answered(reopened, 2)
        story.reopened(reopened, 3)
        filters = AppealFilters(TEN_YEARS)
        rows = ROWS.page(filters)
        found = {row.appeal: (row.term, row.why) for row in rows}
        assert found == {
            kept.number: ("kept", ""),
            late.number: ("late", "not_taken"),
            returned.number: ("overdue", "returned"),
            waiting.number: ("overdue", "with_recipient"),
            reopened.number: ("overdue", "reopened"),
        }
        assert sum(row.times for row in counts(filters)) == 5
        assert time_to_answers(filters).hours == {0: 1, 98: 1}
        assert [row.took for row in rows if row.took is not None] == [98, 0]
        for narrowing, times in (
            ({"term": "broken"}, 4),
            ({"took": "day"}, 1),
            ({"took": "week"}, 1),
            ({"why": "returned"}, 1),
        ):
            narrowed = AppealFilters(TEN_YEARS, **narrowing)
            assert len(ROWS.page(narrowed)) == len(read_out(ROWS, narrowed)) == times
        assert [row[0] for row in read_out(ROWS, filters)] == [row.appeal for row in rows][::-1]


def test_a_fraction_of_a_second_before_a_whole_day_is_less_than_a_day(given):
    with clock.running_at(lambda: NOW):
        story = Story(given)
        story.answered(story.registered(0), 24 - 0.4 / 3600)
        filters = AppealFilters(TEN_YEARS, took="day")
        assert [row.took for row in ROWS.page(filters)] == [23]
        assert time_to_answers(filters).hours == {23: 1}


def test_requests_acts_and_holds_are_counted_and_read_out_alike(given):
    officer, head = member_of_cast("privacy_officer"), member_of_cast("manager")
    with clock.running_at(lambda: NOW - timedelta(days=500)):
        closed, held = given.appeal_closed(), given.appeal_closed(category="WATR")
    with clock.running_at(lambda: NOW):
        appeal = given.appeal_in_work()
        decided(given, asked(given, appeal, "access"), "refused", reasons=["others_data"])
        asked(given, appeal)
        hold = place_hold(held, by=officer, reason="court_case", reference="2-77", until=None)
        act = approve_act(propose_act(None, by=officer), by=head)
        carry_out(act, by=head)
        lift_hold(hold, by=officer, reference="2-78")
        for filters, times in (
            (RequestFilters(YEAR), 2),
            (RequestFilters(YEAR, refusal="others_data"), 1),
            (RequestFilters(YEAR, term="running"), 1),
        ):
            assert len(requests.facts(filters)) == len(read_out(requests, filters)) == times
            assert len(requests.page_of_rows(filters, before=0, after=0)) == times
        [row] = read_out(acts.ROWS, ActFilters(YEAR, ground="term_ended", state="done"))
        assert (row[0], row[10], row[11], row[12]) == (act.number, 1, 1, 0)
        assert dict(acts.fields_gone(ActFilters(YEAR)))["name"] == 1
        assert [row[1] for row in read_out(holds.ROWS, HoldFilters(YEAR))] == ["placed", "lifted"]
        assert closed.number


def test_a_page_goes_on_from_a_day_and_from_a_moment(given):
    with clock.running_at(lambda: NOW):
        appeal = given.appeal_in_work()
        made = [asked(given, appeal, "access") for _ in range(3)]
        listing: Listing = requests._ROWS
        filters = RequestFilters(YEAR)
        first = listing.page(filters, most=1)
        assert [row.number for row in first] == [made[2].number, made[1].number]
        second = listing.page(filters, before=first[0].place_key, most=1)
        assert [row.number for row in second] == [made[1].number, made[0].number]
        back = listing.page(filters, after=made[0].id, most=1)
        assert [row.number for row in back] == [made[2].number, made[1].number]


def test_a_year_is_summed_up(app, given):
    with clock.running_at(lambda: NOW):
        given.disclosure(given.appeal())
        with app.test_request_context():
            told = {
                one.code: one.count
                for part in sections(year_of(2026, "en"))
                for one in part.numbers
            }
    assert (told["appeals"], told["disclosures"], told["disclosures.recipient.K1"]) == (1, 1, 1)
    assert told["log"] == db.session.scalar(
        sa.select(sa.func.count()).where(AuditEntry.at.startswith("2026-"))
    )
