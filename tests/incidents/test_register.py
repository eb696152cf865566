"""A breach is written down with closed lists and references; no fact of it is lost (2.19)."""

from datetime import timedelta

import pytest

from backoffice import clock
from backoffice.audit.models import AuditEntry
from backoffice.audit.refusals import NotAllowed, Refusal, Stale, WrongState
from backoffice.db import db
from backoffice.incidents.actions import close_incident, correct_incident, open_incident
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.incidents import IncidentKind, IncidentOutcome, Measure

PERSONS = ("operator", "senior_operator", "manager", "administrator", "auditor")
HOUR = timedelta(hours=1)


def last_entry():
    return db.session.query(AuditEntry).order_by(AuditEntry.seq.desc()).first()


def test_a_breach_that_was_found_is_written_down_with_its_kind(cast, facts):
    officer = cast("privacy_officer")
    incident = open_incident(None, by=officer, facts=facts(measures=[Measure.ACCESS_ENDED]))
    entry = last_entry()
    assert (entry.action, entry.subject) == (Action.INCIDENT_OPEN, f"incident:{incident.id}")
    assert entry.reason == IncidentKind.ACCESS
    assert incident.known.measure_codes == [Measure.ACCESS_ENDED]


def test_a_correction_is_a_new_row_and_what_was_known_before_stays(given, cast, facts):
    incident = given.incident()
    officer = cast("privacy_officer")
    correct_incident(incident, by=officer, facts=facts(kind=IncidentKind.CHANGE))
    assert [row.kind for row in incident.facts] == [IncidentKind.ACCESS, IncidentKind.CHANGE]
    assert incident.version == 2


def test_of_two_officers_who_correct_at_once_the_second_is_told(given, cast, facts):
    incident, officer = given.incident(), cast("privacy_officer")
    correct_incident(incident, by=officer, facts=facts(), form_version=1)
    with pytest.raises(Stale):
        correct_incident(incident, by=officer, facts=facts(), form_version=1)


@pytest.mark.parametrize(
    ("code", "moments"),
    [
        ("incident.future", {"detected_at": HOUR}),
        ("incident.future", {"happened_until": HOUR}),
        ("incident.after-detection", {"detected_at": -HOUR, "happened_from": -HOUR / 2}),
        ("incident.order", {"happened_from": -HOUR, "happened_until": -2 * HOUR}),
    ],
)
def test_moments_that_cannot_be_are_refused(cast, facts, code, moments):
    told = {name: clock.now() + away for name, away in moments.items()}
    with pytest.raises(Refusal, match=code):
        open_incident(None, by=cast("privacy_officer"), facts=facts(**told))


def test_a_closed_incident_is_not_corrected(given, cast, step, facts):
    incident = step(given.incident(), "close", outcome=IncidentOutcome.NOT_CONFIRMED)
    with pytest.raises(WrongState):
        correct_incident(incident, by=cast("privacy_officer"), facts=facts())


@pytest.mark.parametrize("role", PERSONS)
def test_only_the_privacy_officer_writes(given, cast, facts, role):
    with pytest.raises(NotAllowed):
        open_incident(None, by=cast(role), facts=facts())
    with pytest.raises(NotAllowed):
        correct_incident(given.incident(), by=cast(role), facts=facts())


@pytest.mark.parametrize("role", PERSONS)
def test_manager_and_auditor_read_the_register_and_others_do_not(given, browser_of, role):
    ref = given.incident(given.appeal()).id
    browser = browser_of(role)
    for path in ("/incidents", f"/incidents/{ref}"):
        browser.open(path, status=200 if role in ("manager", "auditor") else 403)
    for path in ("/incidents/new", f"/incidents/{ref}/subjects", f"/incidents/{ref}/cases"):
        browser.open(path, status=403)


def test_the_form_keeps_what_was_typed_and_shows_both_versions(given, cast, facts, browser_of):
    incident = given.incident()
    path, browser = f"/incidents/{incident.id}/correct", browser_of("privacy_officer")
    browser.open(path)
    assert browser.submit(path, detected_at="").status_code == 422
    correct_incident(
        incident, by=cast("privacy_officer"), facts=facts(kind=IncidentKind.DESTRUCTION)
    )
    moment = f"{clock.local(clock.now()):%Y-%m-%dT%H:%M}"
    answer = browser.submit(path, kind="change", detected_at=moment, measures=["police"])
    assert answer.status_code == 409
    assert browser.page.select_one("#kind option[selected]")["value"] == "change"
    assert "Illegal destruction" in browser.page.select_one("#stored").get_text()
    browser.submit(path, follow=True)
    db.session.expire_all()
    assert incident.version == 3
    assert incident.known.measures == Measure.POLICE


@pytest.mark.parametrize("typed", ["0001-01-01T00:00", "1899-12-31T23:59", "9999-12-31T23:59"])
def test_a_year_nobody_means_is_told_beside_the_box(browser_of, typed):
    browser = browser_of("privacy_officer")
    browser.open("/incidents/new")
    told = {"kind": "access", "found_how": "staff", "detected_at": typed}
    assert browser.submit("/incidents/new", **told).status_code == 422
    assert "2000 to 2099" in browser.text


def test_what_was_typed_stays_when_the_incident_was_closed_meanwhile(given, cast, browser_of):
    incident, browser = given.incident(), browser_of("privacy_officer")
    page = f"/incidents/{incident.id}/cases"
    browser.open(page)
    outcome = {"reference": "№ 1", "outcome": IncidentOutcome.NOT_CONFIRMED}
    close_incident(incident, by=cast("privacy_officer"), at=clock.now(), **outcome)
    assert browser.submit(page, numbers=given.appeal().number).status_code == 422
    assert browser.page.find("textarea").get_text(strip=True)
