"""Saved and shared settings of the report: whose they are, who sees them, how they open."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from backoffice.audit.door import deed_of
from backoffice.audit.refusals import NotFound, Refusal, Stale
from backoffice.db import db
from backoffice.exports.columns import Names
from backoffice.reports.saved_view import filters_of
from backoffice.rules.actions import Action
from backoffice.saved_reports import actions
from backoffice.saved_reports.models import SavedReport
from backoffice.saved_reports.queries import settings_open_to
from backoffice.third_parties.queries import third_party_by_code
from tests.exports.taking import entries
from tests.reports.test_report_page import numbers

NEW = "/reports/saved/new"
SAVED = "/reports/saved"
OCTOBER = "/reports/disclosures?from=2026-10-01&to=2026-10-31"


def saved(browser, path, **typed):
    """Save what a page shows, as a person does it."""
    page = browser.open(path)
    browser.open(page.select_one("details.kept a.btn")["href"])
    return browser.submit(NEW, **typed)


def listed(browser, part):
    browser.open(SAVED)
    return [cell.a.get_text() for cell in browser.page.select(f"#{part} tbody th")]


def test_what_is_shown_is_saved_under_a_name_and_opens_as_it_was(manager, october):
    path = "/reports/disclosures?period=last-month&third_party=K2&given=4"
    answer = saved(manager, path, name="  Heat   networks, last month ")
    assert answer.status_code == 303
    assert entries(1)[0].action == Action.REPORT_SETTING_SAVE
    assert listed(manager, "own") == ["Heat networks, last month"]
    manager.open(manager.page.select_one("#own tbody th a")["href"])
    assert len(numbers(manager)) == 2
    inside = manager.page.select_one("details.kept li a")
    assert inside["href"] == "/reports/disclosures?period=last-month&third_party=K2&given=4"


def test_days_of_ones_own_stay_those_days(manager, october):
    saved(manager, OCTOBER, name="October")
    manager.open(SAVED)
    assert "from=2026-10-01&to=2026-10-31" in manager.page.select_one("#own tbody th a")["href"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Write a name."),
        ("   ", "Write a name."),
        ("x" * 61, "60"),
        ("+7 701 555 45 12", "No phone, e-mail, IIN or BIN here"),
        ("OCTOBER", "You have settings of this name already"),
    ],
)
def test_a_name_that_will_not_do_comes_back_with_what_was_typed(manager, now, name, sentence):
    saved(manager, OCTOBER, name="October")
    answer = saved(manager, f"{OCTOBER}&third_party=K2", name=name, shared="y")
    assert answer.status_code == 422
    assert sentence in manager.page.select_one(".field.bad").get_text()
    assert sentence in manager.page.select_one(".errors").get_text()
    assert manager.page.find("input", {"name": "shared"}).has_attr("checked")
    assert "Heat" in manager.text
    assert listed(manager, "own") == ["October"]


def test_a_question_with_a_mistake_is_mended_before_it_is_saved(manager, now):
    page = manager.open(f"{NEW}?third_party=ZZ&period=month", status=422)
    assert page.h1.get_text() == "Disclosures"


def test_what_is_not_shared_is_seen_by_nobody_else(manager, browser_of, given, now):
    mine = given.saved_report(name="Mine", shared=False)
    given.saved_report(name="Ours")
    officer = browser_of("privacy_officer")
    assert listed(officer, "shared") == ["Ours"]
    assert listed(officer, "own") == []
    for step in ("share", "remove", "monthly"):
        officer.open(f"{SAVED}/{mine.id}/{step}", status=404)
    assert listed(manager, "own") == ["Mine", "Ours"]


@pytest.mark.parametrize("role", ["operator", "senior_operator", "administrator"])
def test_who_may_not_see_reports_saves_none(browser_of, given, now, role):
    shared = given.saved_report()
    browser = browser_of(role)
    for path in (SAVED, NEW, f"{SAVED}/{shared.id}/share", f"{SAVED}/{shared.id}/remove"):
        browser.open(path, status=403)


def test_shared_settings_are_changed_by_their_owner_alone(browser_of, given, cast, now):
    shared, officer = given.saved_report(), cast("privacy_officer")
    for deed, told in (("share", {"shared": False}), ("remove", {})):
        with pytest.raises(Refusal, match="not-own"):
            getattr(actions, f"{deed}_report_setting")(shared, by=officer, **told)
    browser = browser_of("privacy_officer")
    browser.open(f"{SAVED}/{shared.id}/remove")
    assert browser.submit(f"{SAVED}/{shared.id}/remove").status_code == 422
    assert "another person's" in browser.page.select_one(".errors").get_text()
    assert db.session.get(SavedReport, shared.id).stands


def test_an_auditor_opens_what_is_shared_and_changes_nothing(browser_of, october, given):
    shared = given.saved_report()
    auditor = browser_of("auditor")
    assert listed(auditor, "shared") == ["K1"]
    assert not auditor.page.select("#shared .plain a")
    auditor.open(auditor.page.select_one("#shared tbody th a")["href"])
    assert len(numbers(auditor)) == 4
    assert not auditor.page.select("details.kept a.btn")
    for path in (NEW, *(f"{SAVED}/{shared.id}/{one}" for one in ("share", "monthly", "remove"))):
        auditor.open(path, status=403)


def test_the_owner_shares_and_takes_back_and_removes(manager, browser_of, given, now):
    mine = given.saved_report(shared=False)
    other = browser_of("auditor")
    for seen in (["K1"], []):
        manager.open(f"{SAVED}/{mine.id}/share")
        assert manager.submit(f"{SAVED}/{mine.id}/share").status_code == 303
        assert listed(other, "shared") == seen
    manager.open(f"{SAVED}/{mine.id}/remove")
    assert manager.submit(f"{SAVED}/{mine.id}/remove").status_code == 303
    assert listed(manager, "own") == []
    assert [entry.action for entry in entries(3)] == [
        Action.REPORT_SETTING_REMOVE,
        Action.REPORT_SETTING_SHARE,
        Action.REPORT_SETTING_SHARE,
    ]
    given.saved_report()  # its name is free again
    manager.open(f"{SAVED}/{mine.id}/remove")
    assert manager.submit(f"{SAVED}/{mine.id}/remove").status_code == 422
    assert "were removed" in manager.text


def test_settings_somebody_changed_meanwhile_are_shown_anew(manager, given, cast, now):
    mine = given.saved_report()
    manager.open(f"{SAVED}/{mine.id}/share")
    actions.schedule_report_setting(mine, by=cast("privacy_officer"), monthly=True)
    assert manager.submit(f"{SAVED}/{mine.id}/share").status_code == 409
    assert db.session.get(SavedReport, mine.id).shared


def test_only_shared_settings_are_made_monthly_and_stay_shared(given, cast, now):
    mine, boss = given.saved_report(shared=False), cast("manager")
    with pytest.raises(Refusal, match="not-shared"):
        actions.schedule_report_setting(mine, by=boss, monthly=True)
    with pytest.raises(NotFound):
        actions.schedule_report_setting(mine, by=cast("privacy_officer"), monthly=True)
    ours = given.saved_report(name="Ours", monthly=True)
    with pytest.raises(Refusal, match="is-monthly"):
        actions.share_report_setting(ours, by=boss, shared=False)
    with pytest.raises(Stale):
        actions.share_report_setting(ours, by=boss, shared=False, form_version=1)


def test_a_recipient_that_was_renamed_is_still_the_one_meant(manager, october, given, cast):
    given.saved_report(filters="period=last-month&third_party=K2")
    party = third_party_by_code("K2")
    with deed_of(Action.THIRD_PARTY_EDIT, party, cast("manager")):
        party.name_en = "Warmth of the City"
    manager.open(SAVED)
    assert "Warmth of the City" in manager.page.select_one("#own tbody").get_text()
    manager.open(manager.page.select_one("#own tbody th a")["href"])
    assert len(numbers(manager)) == 2


def test_a_filter_that_names_what_is_gone_says_so_and_keeps_the_rest(manager, october, given):
    given.saved_report(filters="period=last-month&third_party=K99&given=4")
    page = manager.open(SAVED)
    row = page.select_one("#own tbody tr")
    assert "Left out, as it no longer exists: Recipient: K99" in row.get_text()
    manager.open(row.a["href"])
    assert len(numbers(manager)) == 2
    assert "Recipient: K99" in manager.page.select_one("details.kept").get_text()


def test_every_preset_is_kept_as_a_preset():
    names = Names({}, {}, {}, {}, {})
    for preset, first in (("last-month", date(2026, 12, 1)), ("last-quarter", date(2026, 10, 1))):
        one = SavedReport(filters=f"period={preset}")
        filters, lost = filters_of(one, names, date(2027, 1, 31))
        assert (filters.period.first, filters.period.last) == (first, date(2026, 12, 31))
        assert lost == []


def test_the_database_itself_keeps_names_apart(given, cast, now):
    given.saved_report()
    row = {c.name: getattr(settings_open_to(cast("manager").id)[0], c.name) for c in _columns()}
    with deed_of(Action.REPORT_SETTING_SAVE, None, cast("manager")):
        db.session.add(SavedReport(**{**row, "id": 99, "name": "Other"}))
    db.session.rollback()
    with (
        pytest.raises(IntegrityError),
        deed_of(Action.REPORT_SETTING_SAVE, None, cast("manager")),
    ):
        db.session.add(SavedReport(**{**row, "id": 100}))
    db.session.rollback()


def _columns():
    return [c for c in sa.inspect(SavedReport).columns if c.name != "version"]


def test_fifty_settings_are_enough_for_one_person(given, cast, now, monkeypatch):
    monkeypatch.setattr(actions, "MOST_OWN", 1)
    given.saved_report()
    with pytest.raises(Refusal, match="too-many"):
        given.saved_report(name="Two")


@pytest.mark.parametrize("more", ["endpoint=board.index", "_method=POST", "_scheme=ftp", "x=1"])
def test_an_address_names_nothing_but_a_question(manager, more):
    """A question with a mistake is shown at the report again, whatever else the address says."""
    answer = manager.send("GET", f"{NEW}?from=x&third_party=K1&{more}")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/reports/disclosures?from=x&third_party=K1"
