"""Unusual reading and the report of access, counted alike by SQLite and by PostgreSQL."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError, IntegrityError

from backoffice import clock
from backoffice.access_review.actions import change_reading_rule, review_reading_flag
from backoffice.access_review.filters import AccessQuestion
from backoffice.access_review.models import ReadingRule
from backoffice.access_review.people import count_readers, looks_by, newest, readers
from backoffice.access_review.rule_book import rule_by_code
from backoffice.appeals.actions import assign_appeal, take_appeal
from backoffice.audit.guard import migrating
from backoffice.audit.models import AuditEntry
from backoffice.audit_log.filters import Filters, Place
from backoffice.audit_log.queries import count_entries, log_page
from backoffice.db import db
from backoffice.rules.access_review import RuleRow
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.access_review import Finding, FindingReason, Per, RuleCode
from backoffice.rules.vocabulary.readings import Reading
from tests.access_review.looking import (
    asked_of,
    at,
    days_of,
    flags_on,
    knocked,
    opened,
    prepared,
    revealed,
    searched,
    working_day,
)
from tests.data_layer.conftest import member_of_cast
from tests.data_layer.test_pages import signed_in
from tests.exports.taking import taken


def set_rule(code, most, per=Per.HOUR, **more):
    row = RuleRow(more.pop("is_on", True), most, per, **more)
    officer = member_of_cast("privacy_officer")
    change_reading_rule(rule_by_code(code), by=officer, row=row, drawn_from=None)


def told(flags):
    return [(flag.code, flag.staff_id, flag.counted, flag.entries) for flag in flags]


def test_many_cases_in_one_hour_are_flagged_each_case_once(given):
    set_rule(RuleCode.CASES, 2)
    senior, cases = member_of_cast("senior_operator"), [given.appeal() for _n in range(3)]
    hour = working_day(10)
    for case in (*cases, cases[0]):
        at(hour, opened, case, senior)
    at(hour + timedelta(hours=1), opened, cases[0], senior)
    found = [flag for flag in flags_on(hour) if flag.code == RuleCode.CASES]
    assert told(found) == [(RuleCode.CASES, senior.id, 3, 4)]
    assert clock.local(found[0].begins) == hour.replace(minute=0)


def test_as_many_as_the_bound_are_no_flag(given):
    set_rule(RuleCode.SEARCHES, 3)
    hour = working_day(11)
    for _n in range(3):
        at(hour, searched, member_of_cast("operator"))
    assert not flags_on(hour)
    at(hour, searched, member_of_cast("operator"))
    assert [flag.counted for flag in flags_on(hour)] == [4]


def test_a_case_registered_assigned_now_or_earlier_is_not_one_of_others(given):
    set_rule(RuleCode.OTHERS, 1, Per.DAY)
    operator, senior = member_of_cast("operator"), member_of_cast("senior_operator")
    own, held, once_held = given.appeal(by="senior_operator"), given.appeal(), given.appeal()
    for case in (held, once_held):
        assign_appeal(case, by=senior, to_id=senior.id)
    assign_appeal(once_held, by=senior, to_id=operator.id)
    taken = take_appeal(given.appeal(), by=senior)
    assign_appeal(taken, by=senior, to_id=operator.id)
    day = working_day(12)
    for case in (own, held, once_held, taken):
        at(day, opened, case, senior)
    assert not flags_on(day)
    for case in (given.appeal(), given.appeal()):
        at(day, opened, case, senior)
    assert told(flags_on(day)) == [(RuleCode.OTHERS, senior.id, 2, 2)]


def test_a_case_read_before_it_became_ones_own_was_one_of_others(given):
    set_rule(RuleCode.OTHERS, 1, Per.DAY)
    manager, senior = member_of_cast("manager"), member_of_cast("senior_operator")
    day, cases = working_day(12), [given.appeal() for _n in range(2)]
    for case in cases:
        at(day, opened, case, senior)
    take_appeal(cases[0], by=senior)
    assign_appeal(cases[1], by=manager, to_id=senior.id)
    assert told(flags_on(day)) == [(RuleCode.OTHERS, senior.id, 2, 2)]
    assert [one.others for one in readers(AccessQuestion(days_of(day)))] == [2]
    for case in cases:
        at(day, opened, case, senior)
    assert told(flags_on(day)) == [(RuleCode.OTHERS, senior.id, 2, 2)], "by now they are"


def test_a_day_is_one_of_astana(given):
    set_rule(RuleCode.REVEALS, 1, Per.DAY)
    value, person = given.value(given.appeal(), Field.PHONE), member_of_cast("operator")
    late, early = working_day(23), working_day(23) + timedelta(hours=1)
    at(late, revealed, value, person)
    at(early, revealed, value, person)
    assert not flags_on(late)
    assert not flags_on(early)
    at(late, revealed, value, person)
    assert told(flags_on(late)) == [(RuleCode.REVEALS, person.id, 2, 2)]
    assert clock.local(flags_on(late)[0].begins).date() == clock.local(late).date()


def test_many_requests_of_data_subjects_opened_are_flagged(given):
    set_rule(RuleCode.REQUESTS, 2, Per.DAY)
    day, senior = working_day(12), member_of_cast("senior_operator")
    for _n in range(3):
        at(day, asked_of, senior)
    assert told(flags_on(day)) == [(RuleCode.REQUESTS, senior.id, 3, 3)]
    asked = Filters(since=day.date(), until=day.date(), action=Reading.REQUESTS)
    assert count_entries(asked).number == 3


def test_the_page_of_a_disclosure_opens_a_case_too(given):
    set_rule(RuleCode.CASES, 1)
    hour, senior = working_day(12), member_of_cast("senior_operator")
    first, second = given.appeal(), given.appeal()
    for step, case in ((opened, first), (prepared, first), (prepared, second)):
        at(hour, step, case, senior)
    assert told(flags_on(hour)) == [(RuleCode.CASES, senior.id, 2, 3)]


def test_refused_attempts_are_flagged_and_those_of_strangers_are_nobodys(given):
    set_rule(RuleCode.REFUSED, 2, Per.DAY)
    case, day = given.appeal(), working_day(9)
    for _n in range(3):
        at(day, knocked, case, member_of_cast("administrator"))
    assert told(flags_on(day)) == [(RuleCode.REFUSED, member_of_cast("administrator").id, 3, 3)]


def test_outside_working_hours_means_the_night_and_days_off(given):
    set_rule(RuleCode.OUTSIDE, 1, Per.HOUR, opens=8, closes=18)
    person = member_of_cast("operator")
    saturday = working_day(12) + timedelta(days=3)
    hours = (working_day(7), working_day(8), working_day(17), working_day(18), saturday)
    for hour in hours:
        for _n in range(2):
            at(hour, searched, person)
    begun = [clock.local(flag.begins).hour for flag in flags_on(working_day(12))]
    assert begun == [18, 7]
    assert [flag.counted for flag in flags_on(saturday)] == [2]


def test_a_rule_that_is_off_finds_nothing(given):
    set_rule(RuleCode.SEARCHES, 1, is_on=False)
    for _n in range(2):
        at(working_day(9), searched, member_of_cast("operator"))
    assert not flags_on(working_day(9))


def test_what_was_looked_at_stays_so_until_there_are_more_entries(given):
    set_rule(RuleCode.SEARCHES, 1)
    hour, officer = working_day(9), member_of_cast("privacy_officer")
    for _n in range(2):
        at(hour, searched, member_of_cast("operator"))
    [flag] = flags_on(hour)
    said = {"finding": Finding.EXPLAINED, "reason": FindingReason.DUTY}
    review_reading_flag(flag, by=officer, drawn_from=flag.entries, **said)
    assert [flag.is_open for flag in flags_on(hour)] == [False]
    at(hour, searched, member_of_cast("operator"))
    assert [flag.is_open for flag in flags_on(hour)] == [True]


@pytest.mark.parametrize("table", ["reading_rule", "reading_review"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id + 9", "DELETE FROM {}"])
def test_rules_and_answers_are_never_changed_or_removed(given, table, statement):
    test_what_was_looked_at_stays_so_until_there_are_more_entries(given)
    with migrating(), pytest.raises(DatabaseError, match="append-only"):
        db.session.connection().exec_driver_sql(statement.format(table))
    db.session.rollback()


def test_the_database_itself_refuses_hours_that_run_backwards(app):
    row = {"code": "outside", "is_on": True, "most": 5, "per": "hour", "by_id": 1}
    wrong = sa.insert(ReadingRule).values(**row, opens=20, closes=8, at=clock.now())
    with migrating(), pytest.raises(IntegrityError):
        db.session.execute(wrong)
    db.session.rollback()


def test_the_report_counts_what_the_log_holds_under_the_same_filters(given):
    day, operator = working_day(10), member_of_cast("operator")
    senior, case = member_of_cast("senior_operator"), given.appeal()
    value = given.value(case, Field.PHONE)
    for person in (operator, senior, senior):
        at(day, opened, case, person)
    at(day, searched, senior)
    at(day, revealed, value, senior)
    at(day, knocked, case, operator)
    question = AccessQuestion(days_of(day))
    first, second = readers(question)
    assert (first.person, first.cases, first.distinct, first.others) == (senior.id, 2, 1, 2)
    assert (first.searches, first.reveals, first.total, first.against) == (1, 1, 4, 0)
    assert (second.person, second.cases, second.others, second.refused) == (operator.id, 1, 0, 1)
    assert second.against == -3
    with db.engine.connect() as connection:
        assert count_readers(connection, question, upto=newest(connection)) == 2
    assert [row.looks for row in looks_by(AuditEntry.actor_id, question)] == [2, 1]
    asked = {"since": day.date(), "until": day.date(), "person": senior.id}
    assert count_entries(Filters(**asked, action=Reading.CASES, others=True)).number == 2
    assert count_entries(Filters(**asked, action=Reading.ANY)).number == first.total


def test_a_filter_without_an_index_looks_through_a_bounded_part_and_misses_nothing(given):
    for _n in range(4):
        given.appeal()
        searched(member_of_cast("operator"))
    filters, place, seen, pages = Filters(field="phone"), Place(), [], 0
    while place is not None:
        found = log_page(filters, place, most_walked=3)
        seen, place, pages = seen + [entry.seq for entry in found.entries], found.older, pages + 1
    every = [
        entry.seq
        for entry in db.session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq.desc()))
        if "phone" in entry.field_codes
    ]
    assert seen == every
    assert pages > 3
    assert not count_entries(filters, most_walked=3).is_whole
    assert count_entries(filters).number == len(every)


def test_an_upward_walk_broken_off_says_how_far_and_goes_on(given):
    first = given.appeal()
    for _n in range(5):
        searched(member_of_cast("operator"))
    given.appeal()
    phones = Filters(field="phone")
    begin = log_page(Filters(case=first.number), Place()).entries[0].seq
    found = log_page(phones, Place(above=begin), most_walked=2)
    assert (found.entries, found.looked_to, found.upwards) == ([], begin + 3, True)
    seen = []
    while found.newer is not None:
        found = log_page(phones, found.newer, most_walked=2)
        seen += found.entries
    assert [entry.action for entry in seen] == [Action.APPEAL_REGISTER]
    assert found.looked_to is None


def test_newer_is_offered_only_where_something_newer_may_match(given):
    given.appeal()
    for _n in range(2):
        searched(member_of_cast("operator"))
    searches = Filters(action=Action.APPEAL_FIND)
    last, first = log_page(searches, Place()).entries
    assert log_page(searches, Place(upto=last.seq)).newer is None
    assert log_page(searches, Place(upto=first.seq)).newer == Place(above=first.seq)
    unsure = log_page(Filters(field="phone"), Place(upto=1), most_walked=1)
    assert unsure.newer == Place(above=1), "what was not looked through may hold something"


def test_a_period_ends_where_it_says_although_a_clock_was_set_back(given):
    day = working_day(10)
    for hours in (1, 0, -30, 3, 2):
        at(day + timedelta(hours=hours), searched, member_of_cast("operator"))
    found = Filters(since=day.date(), until=day.date(), action="appeal.find")
    assert len(log_page(found, Place()).entries) == 4
    assert not log_page(Filters(since=date(2030, 1, 1)), Place()).entries
    assert not log_page(Filters(until=date(2001, 1, 1)), Place()).entries


def test_the_pages_open_on_this_database(app, given):
    auditor = signed_in(app, "auditor")
    for _n in range(6):
        at(working_day(9), knocked, given.appeal(), member_of_cast("administrator"))
    for page in ("/audit/unusual?period=year", "/audit/access?period=year", "/audit/tail"):
        auditor.open(page)
    auditor.open("/audit?others=y&refused=y&person=1&action=readings&field=phone")
    for kind in ("xlsx", "csv"):
        answer = taken(auditor, kind, path="/audit/access?period=year")
        assert "attachment" in answer.headers["Content-Disposition"]
