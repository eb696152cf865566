"""The terms of the law: kept with their source, changed from a day on (policy 2, 5.6; R-2.0)."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from backoffice import clock
from backoffice.audit.models import AuditEntry
from backoffice.audit.refusals import NotAllowed, Refusal, Stale
from backoffice.db import db
from backoffice.legal_terms.actions import change_term
from backoffice.legal_terms.queries import changes_of, ends_on, term, term_by_code
from backoffice.rules.actions import Action
from backoffice.rules.terms import TERMS, TermCode, TermRow, TermUnit, months_after
from backoffice.third_parties.queries import working_calendar

ACCESS = TermCode.REQUEST_ACCESS
FIVE = TermRow(5, TermUnit.WORKING_DAYS, "25(3)", "№ 1-VII")


def change(by, *, row=FIVE, days=0, drawn_from=None):
    day = clock.today() + timedelta(days=days)
    held = term_by_code(ACCESS)
    return change_term(held, by=by, row=row, valid_from=day, drawn_from=drawn_from)


def test_until_it_is_changed_a_term_is_what_the_table_says(app):
    assert {code: term(code) for code in TermCode} == dict(TERMS)


def test_a_change_holds_from_its_day_and_not_before(app, cast):
    change(cast("privacy_officer"), days=3)
    assert term(ACCESS) == TERMS[ACCESS]
    assert term(ACCESS, clock.today() + timedelta(days=2)) == TERMS[ACCESS]
    assert term(ACCESS, clock.today() + timedelta(days=3)) == FIVE


def test_a_change_made_later_for_an_earlier_day_does_not_outlive_the_later_day(app, cast):
    officer = cast("privacy_officer")
    change(officer, days=9)
    change(officer, row=TermRow(2, TermUnit.DAYS, "", ""), days=1)
    assert term(ACCESS, clock.today() + timedelta(days=8)).value == 2
    assert term(ACCESS, clock.today() + timedelta(days=9)) == FIVE


def test_what_a_term_was_is_never_forgotten(app, cast):
    change(cast("privacy_officer"))
    change(cast("privacy_officer"), row=TermRow(2, TermUnit.DAYS, "", ""))
    assert [row.value for row in changes_of(ACCESS)] == [2, 5]


def test_a_day_that_has_passed_is_refused(app, cast):
    with pytest.raises(Refusal, match="term.past"):
        change(cast("privacy_officer"), days=-1)
    assert term(ACCESS) == TERMS[ACCESS]


def test_of_two_who_change_a_term_at_once_the_second_is_told(app, cast):
    officer = cast("privacy_officer")
    change(officer, drawn_from=0)
    with pytest.raises(Stale):
        change(officer, drawn_from=0)
    assert len(changes_of(ACCESS)) == 1


@pytest.mark.parametrize("role", ["operator", "manager", "administrator", "auditor"])
def test_only_the_privacy_officer_changes_a_term(app, cast, role):
    with pytest.raises(NotAllowed):
        change(cast(role))


def test_the_entry_says_which_term_changed_from_what_to_what(app, cast, browser_of):
    change(cast("privacy_officer"))
    entry = db.session.scalars(
        sa.select(AuditEntry).where(AuditEntry.action == Action.LEGAL_TERM_CHANGE)
    ).one()
    assert entry.subject == "legal_term:request.access"
    browser = browser_of("auditor")
    browser.open("/audit?action=legal-term.change")
    assert "3 working days → 5 working days" in browser.text


@pytest.mark.parametrize(
    ("row", "start", "end"),
    [
        (TermRow(3, TermUnit.WORKING_DAYS, "", ""), date(2026, 3, 5), date(2026, 3, 11)),
        (TermRow(90, TermUnit.DAYS, "", ""), date(2026, 1, 1), date(2026, 4, 1)),
        (TermRow(1, TermUnit.MONTHS, "", ""), date(2026, 1, 31), date(2026, 2, 28)),
        (TermRow(12, TermUnit.MONTHS, "", ""), date(2028, 2, 29), date(2029, 2, 28)),
        (TermRow(60, TermUnit.MONTHS, "", ""), date(2026, 12, 15), date(2031, 12, 15)),
    ],
)
def test_a_term_ends_on_the_day_its_unit_counts_to(app, row, start, end):
    assert row.ends_on(start, working_calendar()) == end


def test_a_term_that_began_before_a_change_keeps_the_length_of_its_day(app, cast):
    yesterday = clock.today() - timedelta(days=1)
    before = ends_on(ACCESS, yesterday)
    change(cast("privacy_officer"))
    assert ends_on(ACCESS, yesterday) == before
    assert ends_on(ACCESS, clock.today()) == FIVE.ends_on(clock.today(), working_calendar())


def test_a_month_more_than_december_is_january():
    assert months_after(date(2026, 12, 31), 1) == date(2027, 1, 31)
    assert months_after(date(2026, 11, 30), 1) == date(2026, 12, 30)
