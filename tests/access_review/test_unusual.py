"""The page of unusual reading: flags lead to their entries, people answer, nothing is done."""

import pytest

from backoffice import clock
from backoffice.access_review.actions import change_reading_rule, review_reading_flag
from backoffice.access_review.models import ReadingReview, ReadingRule
from backoffice.access_review.rule_book import rule_by_code
from backoffice.audit.refusals import NotAllowed, Refusal, Stale
from backoffice.db import db
from backoffice.rules.access_review import RULES, RuleRow
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.access_review import Finding, FindingReason, Per, RuleCode
from backoffice.rules.vocabulary.people import STAFF_ROLES, Role
from tests.access_review.looking import at, flags_on, knocked, newest, opened, searched, working_day

PAGE = "/audit/unusual?period=year"
LOOK = "/audit/unusual/look"
RULE = "/audit/unusual/rules/{}"
READERS = {Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR}
SAID = {"finding": Finding.EXPLAINED, "reason": FindingReason.DUTY}


@pytest.fixture
def hour(given, cast):
    """An hour in which every rule that can find something finds it."""
    officer, senior = cast("privacy_officer"), cast("senior_operator")
    for code in (RuleCode.CASES, RuleCode.OTHERS, RuleCode.SEARCHES, RuleCode.REFUSED):
        row = RuleRow(True, 1, RULES[code].per)
        change_reading_rule(rule_by_code(code), by=officer, row=row, drawn_from=None)
    moment, cases = working_day(10), [given.appeal() for _n in range(2)]
    for case in (*cases, cases[0]):
        at(moment, opened, case, senior)
        at(moment, knocked, case, cast("administrator"))
    for _n in range(2):
        at(moment, searched, officer)
    at(moment, knocked, cases[0], senior)
    return moment


def flag_of(moment, code):
    return next(flag for flag in flags_on(moment) if flag.code == code)


def lines(browser):
    return browser.page.select("#flags tbody tr")


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_flags_are_seen_by_manager_privacy_officer_and_auditor_alone(browser_of, role):
    browser_of(role).open(PAGE, status=200 if role in READERS else 403)


def test_looking_at_the_flags_is_an_entry_with_its_days(browser_of):
    browser_of("auditor").open("/audit/unusual?from=2026-11-01&to=2026-11-30")
    assert newest().action == Action.AUDIT_VIEW
    assert newest().detail == "page=unusual;from=2026-11-01;to=2026-11-30"


def test_the_number_of_a_flag_opens_exactly_its_entries(browser_of, hour):
    reader = browser_of("auditor")
    reader.open(PAGE)
    links = [
        (int(line.find_all("td")[3].a.find(string=True)), str(line.find_all("td")[3].a["href"]))
        for line in lines(reader)
    ]
    assert sorted(count for count, _href in links) == [2, 3, 3, 3]
    for count, href in links:
        reader.open(href)
        assert len(reader.page.select("table.log tbody tr")) == count


def test_the_page_states_each_rule_and_that_nothing_is_done(browser_of, hour):
    reader = browser_of("manager")
    reader.open(PAGE)
    assert "nothing is done to the account" in reader.text
    assert "One person opens more than 1 different cases within an hour." in reader.text
    assert len(reader.page.select("#rules tbody tr")) == len(RuleCode)
    assert "2 cases, at most 1 expected" in reader.text


def test_a_flag_that_was_looked_at_says_so_and_leaves_the_list_of_the_others(browser_of, hour):
    officer = browser_of("privacy_officer")
    officer.open(f"{PAGE}&show=open")
    before = len(lines(officer))
    flag = flag_of(hour, RuleCode.OTHERS)
    day = f"{clock.local(flag.begins):%Y-%m-%dT%H}"
    officer.open(f"{LOOK}?code=others&person={flag.staff_id}&begins={day}")
    officer.submit(LOOK, follow=True, finding="to_clarify", reason="flag_asked")
    assert "It is recorded that the flag was looked at." in officer.text
    assert "an explanation was asked for" in officer.text
    officer.open(f"{PAGE}&show=open")
    assert len(lines(officer)) == before - 1
    officer.open("/audit?action=reading-flag.review")
    assert (
        "looked at the reading of Ерлан Төлеуов flagged by the rule “Cases of others opened”: "
        "to be clarified, reason: an explanation was asked for"
    ) in officer.text


def test_an_answer_changes_nothing_about_the_account(cast, hour):
    person = cast("senior_operator")
    before = (person.version, person.enabled, person.role)
    review_reading_flag(flag_of(hour, RuleCode.CASES), by=cast("auditor"), drawn_from=None, **SAID)
    db.session.refresh(person)
    assert (person.version, person.enabled, person.role) == before


def test_nobody_answers_for_themselves(browser_of, cast, hour):
    flag = flag_of(hour, RuleCode.SEARCHES)
    with pytest.raises(Refusal, match=r"reading-flag\.self"):
        review_reading_flag(flag, by=cast("privacy_officer"), drawn_from=None, **SAID)
    assert not db.session.query(ReadingReview).count()
    review_reading_flag(flag, by=cast("auditor"), drawn_from=None, **SAID)


def test_a_reason_of_the_other_answer_comes_back_with_what_was_chosen(browser_of, hour):
    officer, flag = browser_of("privacy_officer"), flag_of(hour, RuleCode.CASES)
    begins = f"{clock.local(flag.begins):%Y-%m-%dT%H}"
    officer.open(f"{LOOK}?code=cases&person={flag.staff_id}&begins={begins}")
    answer = officer.submit(LOOK, finding="to_clarify", reason="flag_training")
    assert answer.status_code == 422
    assert "Choose a reason that goes with the answer." in officer.text
    assert officer.page.select_one("#reason option[selected]")["value"] == "flag_training"


def test_more_entries_than_the_form_told_ask_for_a_second_look(cast, hour):
    flag = flag_of(hour, RuleCode.CASES)
    with pytest.raises(Stale):
        review_reading_flag(flag, by=cast("auditor"), drawn_from=flag.entries - 1, **SAID)


@pytest.mark.parametrize("role", sorted({*STAFF_ROLES} - {Role.PRIVACY_OFFICER, Role.AUDITOR}))
def test_only_privacy_officer_and_auditor_answer(cast, hour, role):
    flag = flag_of(hour, RuleCode.CASES)
    with pytest.raises(NotAllowed):
        review_reading_flag(flag, by=cast(role), drawn_from=None, **SAID)


def test_each_look_at_one_flag_is_an_entry_that_names_it(browser_of, hour):
    officer, flag = browser_of("privacy_officer"), flag_of(hour, RuleCode.OTHERS)
    begins = f"{clock.local(flag.begins):%Y-%m-%dT%H}"
    officer.open(f"{LOOK}?code=others&person={flag.staff_id}&begins={begins}")
    told = f"page=look;code=others;person={flag.staff_id};begins={begins}"
    assert (newest().action, newest().detail) == (Action.AUDIT_VIEW, told)
    before = newest().seq
    officer.submit(LOOK, finding="to_clarify", reason="flag_training")
    assert (newest().seq, newest().detail) == (before + 1, told), "shown again with its fault"


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "?code=cases&person=1&begins=2026-11-26",
        "?code=no&person=x&begins=2026-11-26T1",
        "?code=cases&person=1&begins=0001-01-01T00",
        "?code=cases&person=1&begins=9999-12-31T00",
        "?code=cases&person=100000000000000000000&begins=2026-11-26T10",
        "?code=cases&person=-1&begins=2026-11-26T10",
    ],
)
def test_a_flag_the_rules_no_longer_find_leads_back_to_the_list(browser_of, asked):
    reader = browser_of("auditor")
    reader.open(f"{LOOK}{asked}")
    assert "The rules no longer find this flag." in reader.text
    assert reader.page.h1.get_text(strip=True) == "Unusual reading"


@pytest.mark.parametrize("role", sorted({*STAFF_ROLES} - {Role.PRIVACY_OFFICER}))
def test_the_privacy_officer_alone_changes_a_rule(cast, role):
    held = rule_by_code(RuleCode.CASES)
    with pytest.raises(NotAllowed):
        change_reading_rule(held, by=cast(role), row=held.row, drawn_from=None)


def test_a_change_of_a_rule_keeps_what_it_was_and_who_changed_it(browser_of, cast):
    officer = browser_of("privacy_officer")
    for most in ("7", "8"):
        officer.open(RULE.format("reveals"))
        officer.submit(RULE.format("reveals"), most=most, per="hour", is_on=None)
    assert newest().detail == "rule=reveals;off,7/hour,8-20>off,8/hour,8-20"
    officer.open(RULE.format("reveals"))
    changes = [line.get_text(" ", strip=True) for line in officer.page.select("#changes li")]
    assert len(changes) == 2
    assert "off One person reveals more than 8 masked values within an hour." in changes[0]
    assert all(cast("privacy_officer").display_name in line for line in changes)


def test_two_who_change_one_rule_hear_of_each_other(browser_of):
    first, second = browser_of("privacy_officer"), browser_of("privacy_officer")
    for one in (first, second):
        one.open(RULE.format("cases"))
    assert first.submit(RULE.format("cases"), most="7").status_code == 303
    assert second.submit(RULE.format("cases"), most="9").status_code == 409
    assert second.page.find(id="most")["value"] == "9"
    assert db.session.query(ReadingRule).count() == 1


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("cases", {"most": "0"}),
        ("cases", {"most": "many"}),
        ("cases", {"per": "year"}),
        ("outside", {"opens": "20", "closes": "8"}),
        ("outside", {"opens": "25"}),
        ("outside", {"per": "day"}),
    ],
)
def test_a_rule_that_cannot_be_comes_back_with_what_was_typed(browser_of, code, typed):
    officer = browser_of("privacy_officer")
    officer.open(RULE.format(code))
    assert officer.submit(RULE.format(code), **typed).status_code == 422
    assert "There is a problem" in officer.text
    assert not db.session.query(ReadingRule).count()


def test_a_rule_counts_only_in_lengths_it_knows(cast):
    row = RuleRow(True, 5, Per.DAY)
    with pytest.raises(Refusal, match=r"reading-rule\.per"):
        change_reading_rule(
            rule_by_code(RuleCode.OUTSIDE), by=cast("privacy_officer"), row=row, drawn_from=None
        )


@pytest.mark.parametrize("asked", ["from=2016-01-01&to=2026-01-01", "from=x&to=y"])
def test_ten_years_are_too_many_to_count_at_once(browser_of, asked):
    reader = browser_of("auditor")
    for page in ("unusual", "access"):
        reader.open(f"/audit/{page}?{asked}", status=422)
        assert "There is a problem" in reader.text
        assert newest().detail == f"page={page}"
