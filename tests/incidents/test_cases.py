"""The cases an incident concerns: by number, and by what the log and the register know (2.20)."""

from datetime import timedelta

import pytest

from backoffice import clock
from backoffice.audit.door import witness
from backoffice.audit.models import AuditEntry
from backoffice.audit.refusals import Refusal
from backoffice.db import db
from backoffice.incidents.actions import add_incident_cases, drop_incident_cases
from backoffice.incidents.concerned import Search, found_by, named
from backoffice.incidents.queries import count_cases, listed_appeals
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.incidents import CaseSource
from backoffice.third_parties.queries import third_party_by_code
from tests.retention.conftest import days_from_now

MINUTE = timedelta(minutes=1)


def last_entry():
    return db.session.query(AuditEntry).order_by(AuditEntry.seq.desc()).first()


def test_pasted_numbers_count_once_and_unknown_ones_are_named(given):
    one, two = given.appeal(), given.appeal()
    read = named(f"{one.number}, {two.number};\n{one.number}\t109-2026-9999999 Сәтбаева")
    assert read.appeal_ids == [one.id, two.id]
    assert read.unknown == ["109-2026-9999999", "Сәтбаева"]


def test_cases_somebody_opened_are_found_between_two_moments(given, cast):
    seen, unseen, before = given.appeal(), given.appeal(), given.appeal()
    senior = cast("senior_operator")
    with days_from_now(-2), witness(Action.CASE_VIEW, before, senior):
        pass
    with witness(Action.CASE_VIEW, seen, senior):
        pass
    now = clock.now()
    search = Search(CaseSource.STAFF, senior.id, now - MINUTE, now + MINUTE)
    assert found_by(search) == [seen.id]
    assert unseen.id not in found_by(Search(CaseSource.STAFF, senior.id))


def test_an_attempt_that_was_refused_opened_nothing(given, browser_of, cast):
    appeal = given.appeal(by="senior_operator")
    browser_of("operator").open(f"/appeals/{appeal.number}", status=404)
    assert not found_by(Search(CaseSource.STAFF, cast("operator").id))


def test_cases_given_to_a_third_party_are_found_and_the_case_of_one_disclosure(given):
    given_out, kept = given.appeal(), given.appeal()
    disclosure = given.disclosure(given_out, to="K1")
    party, other = third_party_by_code("K1").id, third_party_by_code("K2").id
    now = clock.now()
    assert found_by(Search(CaseSource.THIRD_PARTY, party, now - MINUTE, now)) == [given_out.id]
    assert not found_by(Search(CaseSource.THIRD_PARTY, party, now - MINUTE * 9, now - MINUTE))
    assert not found_by(Search(CaseSource.THIRD_PARTY, other, now - MINUTE, now))
    assert found_by(Search(CaseSource.DISCLOSURE, disclosure.id)) == [given_out.id]
    assert kept.id not in found_by(Search(CaseSource.THIRD_PARTY, party))


def test_a_case_is_listed_once_and_the_entry_says_how_it_was_found(given, cast):
    appeal, other, officer = given.appeal(), given.appeal(), cast("privacy_officer")
    incident = given.incident(appeal)
    both = {"appeal_ids": [appeal.id, other.id], "source": CaseSource.STAFF}
    assert add_incident_cases(incident, by=officer, told="staff=2", **both) == 1
    assert (last_entry().reason, last_entry().detail) == ("staff", "cases=1;staff=2")
    with pytest.raises(Refusal, match="incident.no-cases"):
        add_incident_cases(incident, by=officer, **both)


def test_a_case_taken_out_leaves_the_list_and_may_come_back(given, cast):
    appeal, officer = given.appeal(), cast("privacy_officer")
    incident = given.incident(appeal)
    assert drop_incident_cases(incident, by=officer, appeal_ids=[appeal.id]) == 1
    assert not listed_appeals(incident.id)
    with pytest.raises(Refusal, match="incident.no-cases"):
        drop_incident_cases(incident, by=officer, appeal_ids=[appeal.id])
    back = {"appeal_ids": [appeal.id], "source": CaseSource.NUMBERS}
    add_incident_cases(incident, by=officer, **back)
    assert count_cases(incident.id) == 1


def test_a_bad_number_is_named_and_nothing_that_was_typed_is_lost(given, browser_of):
    appeal, ref = given.appeal(), given.incident().id
    path, browser = f"/incidents/{ref}/cases", browser_of("privacy_officer")
    browser.open(path)
    typed = f"{appeal.number} 109-2026-7777777"
    assert browser.submit(path, numbers=typed).status_code == 422
    error = browser.page.select_one("#numbers-error").get_text()
    assert "109-2026-7777777" in error
    assert appeal.number not in error
    assert browser.page.select_one("#numbers").get_text().strip() == typed
    assert count_cases(ref) == 0
    browser.submit(path, follow=True, numbers=appeal.number)
    assert appeal.number in browser.page.select_one("#cases").get_text()


def test_what_is_found_is_shown_before_it_is_added(given, browser_of, cast):
    appeal, ref = given.appeal(), given.incident().id
    path, browser = f"/incidents/{ref}/cases/find", browser_of("privacy_officer")
    browser.open(path)
    assert browser.submit(path, source="staff", staff="", since="", until="").status_code == 422
    day = f"{clock.local(clock.now()):%Y-%m-%d}"
    asked = {"staff": str(cast("operator").id), "since": f"{day}T00:00", "until": f"{day}T23:59"}
    assert browser.submit(path, source="staff", **asked).status_code == 200
    assert "Found: 1, not listed yet: 1" in browser.text
    assert count_cases(ref) == 0
    later = given.appeal()
    browser.submit(path)
    assert "Found: 2, not listed yet: 2" in browser.text
    browser.submit(path, follow=True)
    assert listed_appeals(ref) == {appeal.id, later.id}
    assert browser.open(path)
    assert browser.submit(path, source="disclosure", disclosure="x").status_code == 422
