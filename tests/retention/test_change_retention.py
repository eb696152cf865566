"""Rules of storage: changed from a day on, with source, the effect shown before (R-5f.1)."""

from datetime import timedelta

import pytest

from backoffice import clock
from backoffice.audit.refusals import NotAllowed, Refusal, Stale
from backoffice.keeping.queries import changes, keeping_of, rules_on
from backoffice.retention.actions.rules import change_retention
from backoffice.rules.retention import RETENTION, RetentionRow, RuleBook
from backoffice.rules.vocabulary.retention import RetentionKind, RetentionOutcome

KEY = (RetentionKind.CONSULTATION, "")
SIX = RetentionRow(6, RetentionOutcome.DESTROY, "№ 263", "№ 14-хат")
AT = "/retention/rules"
TYPED = {"kind": "consultation", "months": "6", "outcome": "destroy", "source": "№ 14-хат"}


def change(by, *, key=KEY, row=SIX, days=0, drawn_from=None):
    day = clock.today() + timedelta(days=days)
    return change_retention(None, by=by, key=key, row=row, valid_from=day, drawn_from=drawn_from)


def test_until_it_is_changed_a_rule_is_what_the_table_says(app):
    assert rules_on(clock.today()) == RuleBook(dict(RETENTION))


def test_a_change_holds_from_its_day_and_the_earlier_rule_is_never_forgotten(app, cast):
    change(cast("privacy_officer"), days=3)
    assert rules_on(clock.today()).rule_for(*KEY).months == 12
    assert rules_on(clock.today() + timedelta(days=3)).rule_for(*KEY) == SIX
    change(cast("privacy_officer"), row=RetentionRow(7, SIX.outcome, "", ""), days=3)
    assert [row.months for row in changes()] == [7, 6]


def test_the_day_a_case_is_kept_until_follows_the_rule_at_once(closed, cast):
    appeal = closed(200)
    before = keeping_of(appeal).due_on
    change(cast("privacy_officer"))
    assert keeping_of(appeal).due_on < clock.today() < before


def test_a_category_gets_a_rule_of_its_own_and_follows_the_general_one_again(app, cast):
    officer = cast("privacy_officer")
    change(officer, key=(KEY[0], "ELEC"))
    assert rules_on(clock.today()).rule_for(KEY[0], "ELEC").months == 6
    assert rules_on(clock.today()).rule_for(KEY[0], "GAS").months == 12
    change(officer, key=(KEY[0], "ELEC"), row=None)
    assert rules_on(clock.today()).rule_for(KEY[0], "ELEC").months == 12


@pytest.mark.parametrize(
    ("told", "code"), [({"days": -1}, "retention.past"), ({"row": None}, "retention.general")]
)
def test_a_past_day_and_a_general_rule_without_a_length_are_refused(app, cast, told, code):
    with pytest.raises(Refusal, match=code):
        change(cast("privacy_officer"), **told)
    assert not changes()


def test_of_two_who_change_the_rules_at_once_the_second_is_told(app, cast):
    change(cast("privacy_officer"), drawn_from=0)
    with pytest.raises(Stale):
        change(cast("privacy_officer"), drawn_from=0)


@pytest.mark.parametrize("role", ["senior_operator", "manager", "administrator", "auditor"])
def test_only_the_privacy_officer_changes_a_rule(app, cast, role):
    with pytest.raises(NotAllowed):
        change(cast(role))


def test_the_page_shows_in_numbers_what_a_change_does_before_it_is_saved(closed, browser_of):
    closed(400)
    closed(200)
    closed(170)
    browser = browser_of("privacy_officer")
    browser.open(AT)
    browser.submit(AT, **TYPED)
    cells = [td.get_text() for td in browser.page.select("tbody td")]
    assert cells == ["1", "2", "0", "1"]  # due now 1 → 2, within 30 days 0 → 1
    assert not changes()
    browser.submit(AT, follow=True)
    assert "is changed" in browser.text
    assert rules_on(clock.today()).rule_for(*KEY).months == 6


def test_a_page_older_than_the_last_change_gets_both(browser_of, cast):
    browser = browser_of("privacy_officer")
    browser.open(AT)
    browser.submit(AT, **TYPED)
    change(cast("privacy_officer"), row=RetentionRow(9, SIX.outcome, "", ""))
    assert browser.submit(AT).status_code == 409
    assert "9 months" in browser.text
    assert browser.page.select_one("#months")["value"] == "6"
    browser.submit(AT)
    assert browser.submit(AT).status_code == 303


@pytest.mark.parametrize("typed", [{"months": "0"}, {"months": "x"}, {"category": "NONE"},
                                   {"valid_from": "2020-01-01", "shown": "1"}])  # fmt: skip
def test_bad_input_changes_nothing_and_stays_to_be_mended(browser_of, typed):
    browser = browser_of("privacy_officer")
    browser.open(AT)
    assert browser.submit(AT, **{**TYPED, **typed}).status_code == 422
    assert browser.page.select_one("#source")["value"] == "№ 14-хат"
    assert not changes()


@pytest.mark.parametrize("role", ["manager", "auditor"])
def test_manager_and_auditor_read_the_rules_and_have_no_form(browser_of, role):
    browser = browser_of(role)
    assert "to be confirmed by the archive" in browser.open(AT).get_text()
    assert browser.page.select_one("form[action='/retention/rules']") is None
