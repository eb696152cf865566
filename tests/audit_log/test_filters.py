"""Filters of the log: by field, kind of reading, hour, cases of others; and jumping to a number."""

from datetime import timedelta

import pytest

from backoffice import clock
from backoffice.accounts.models import SYSTEM
from backoffice.audit.door import witness
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.readings import READINGS
from backoffice.rules.vocabulary.readings import Reading
from tests.access_review.looking import at, knocked, newest, opened, searched, working_day
from tests.audit_log.test_read_the_log import many_entries, numbers, rows, sentences

LONGEST = (
    "since=2026-11-01&until=2026-11-30&person=1&action=disclosure.record-outside"
    "&case=109-2026-0000001&third_party=K10&field=representative_document&refused=y&others=y"
    f"&number={2**61}"
)


def test_a_filter_by_field_shows_the_entries_that_touched_it_and_no_likeness_of_it(
    browser_of, given, cast
):
    appeal, person = given.appeal(), cast("operator")
    with witness(Action.CASE_VIEW, appeal, person, fields=[Field.REPRESENTATIVE_PHONE]):
        pass
    with witness(Action.CASE_VIEW, appeal, person, fields=[Field.PHONE]):
        pass
    reader = browser_of("auditor")
    reader.open("/audit?field=phone&action=case.view")
    assert len(rows(reader)) == 1
    assert "saw phone" in sentences(reader)[0]
    reader.open("/audit?field=phone")
    assert len(rows(reader)) == 2, "the registration touched it too"


def test_a_kind_of_reading_is_a_filter_like_an_action(browser_of, given, cast):
    opened(given.appeal(), cast("operator"))
    searched(cast("operator"))
    reader = browser_of("auditor")
    reader.open(f"/audit?action={Reading.ANY}")
    shown = [row["data-action"] for row in rows(reader)]
    assert shown == [Action.APPEAL_FIND, Action.CASE_VIEW]
    assert set(shown) <= READINGS[Reading.ANY]
    reader.open("/audit?action=searches")
    assert [row["data-action"] for row in rows(reader)] == [Action.APPEAL_FIND]


def test_who_was_refused_read_nothing_unless_refusals_are_asked_for(browser_of, given, cast):
    appeal, senior = given.appeal(), cast("senior_operator")
    opened(appeal, senior)
    knocked(appeal, senior)
    reader = browser_of("auditor")
    for kind in (Reading.CASES, Reading.ANY):
        reader.open(f"/audit?action={kind}&person={senior.id}")
        assert len(rows(reader)) == 1
        assert "refused" not in rows(reader)[0].get_text()
        reader.open(f"/audit?action={kind}&person={senior.id}&refused=y")
        assert len(rows(reader)) == 1
        assert "refused" in rows(reader)[0].get_text()
    reader.open("/audit?action=case.view")
    assert len(rows(reader)) == 2, "an action is shown however it ended"


def test_an_hour_of_a_link_shows_that_hour_and_can_be_taken_away(browser_of, cast):
    hour = working_day(23)
    for moment in (hour - timedelta(hours=1), hour, hour + timedelta(hours=1)):
        at(moment, searched, cast("operator"))
    reader = browser_of("auditor")
    reader.open(f"/audit?action=appeal.find&hour={hour:%Y-%m-%dT%H}")
    assert len(rows(reader)) == 1
    assert f"Hour: {hour:%d.%m.%Y} 23:00–00:00" in reader.text
    reader.open(str(reader.page.select_one(".chosen a")["href"]))
    assert len(rows(reader)) == 3
    day = f"{hour.date()}"
    reader.open(f"/audit?action=appeal.find&since={day}&until={day}&hour={hour:%Y-%m-%dT%H}")
    assert len(rows(reader)) == 2, "days that are typed stand before an hour of a link"


def test_cases_of_others_are_a_filter(browser_of, given, cast):
    own, foreign = given.appeal(by="senior_operator"), given.appeal()
    for appeal in (own, foreign):
        opened(appeal, cast("senior_operator"))
    reader = browser_of("auditor")
    reader.open("/audit?others=y&action=cases")
    assert [row.find_all("td")[3].get_text(strip=True) for row in rows(reader)] == [foreign.number]


def test_what_the_system_did_is_nobodys_case_of_another(browser_of, given):
    knocked(given.appeal(), SYSTEM)
    reader = browser_of("auditor")
    reader.open("/audit?others=y")
    assert not rows(reader)


def test_a_preset_is_a_period_of_today_and_keeps_the_other_filters(browser_of, cast):
    at(clock.now() - timedelta(days=800), searched, cast("operator"))
    searched(cast("operator"))
    reader = browser_of("auditor")
    reader.open("/audit?action=searches")
    assert len(rows(reader)) == 2
    link = next(a for a in reader.page.select(".subnav a") if a.get_text(strip=True) == "This year")
    reader.open(str(link["href"]))
    assert len(rows(reader)) == 1
    assert reader.page.select_one('.subnav a[aria-current="true"]').get_text(strip=True) == (
        "This year"
    )
    assert f"since={clock.today().year}-01-01" in newest().detail


def test_a_period_that_runs_backwards_is_told_and_what_was_typed_stays(browser_of):
    reader = browser_of("auditor")
    reader.open(
        "/audit?since=2026-11-20&until=2026-11-10&field=iin&case=109-2026-0000007", status=422
    )
    assert "The last day lies before the first." in reader.text
    page = reader.page
    assert page.find(id="since")["value"] == "2026-11-20"
    assert page.find(id="until")["value"] == "2026-11-10"
    assert page.find(id="case")["value"] == "109-2026-0000007"
    assert page.select_one("#field option[selected]")["value"] == "iin"


@pytest.mark.parametrize("asked", ["field=shoe_size", "hour=2026-11-26", "hour=x", "hour=9-1-1T1"])
def test_a_field_or_an_hour_of_nobody_is_refused(browser_of, asked):
    browser_of("auditor").open(f"/audit?{asked}", status=422)
    assert newest().detail == ""


def test_every_filter_at_once_still_fits_its_entry(browser_of):
    reader = browser_of("auditor")
    reader.open(f"/audit?{LONGEST}")
    told = newest().detail
    assert len(told) <= 200
    assert told.endswith(f"upto={2**61}")
    assert "Clear the filters" in reader.text


def test_a_number_lands_on_its_entry_also_far_back_and_says_when_it_cannot(browser_of):
    many_entries(130)
    reader = browser_of("auditor")
    reader.open("/audit?number=40")
    assert numbers(reader)[0] == 40
    assert reader.page.find(id="entry-40")["aria-current"] == "true"
    reader.open(f"/audit?number={newest().seq + 900}")
    assert "yet: the newest is no." in reader.text
    assert rows(reader)
    reader.open("/audit?number=40&action=appeal.register")
    assert "Entry no. 40 does not match these filters." in reader.text
