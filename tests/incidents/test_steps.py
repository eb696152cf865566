"""Notified, list handed over, subjects told, closed: in this order, each by a document (2.19)."""

from datetime import timedelta

import pytest

from backoffice import clock
from backoffice.audit.refusals import NotAllowed, Refusal, WrongState
from backoffice.incidents.actions import DEEDS, add_incident_cases, drop_incident_cases
from backoffice.rules.vocabulary.incidents import CaseSource, IncidentOutcome, IncidentState

REMEDIED = {"outcome": IncidentOutcome.REMEDIED}


def test_an_incident_goes_all_its_way_and_every_step_stays(given, step):
    incident = given.incident(given.appeal())
    for word in ("notify", "hand-over", "tell"):
        step(incident, word)
    step(incident, "close", **REMEDIED)
    assert [event.state for event in incident.events] == list(IncidentState)
    assert [event.cases for event in incident.events] == [0, 1, 1, 1, 1]
    assert incident.events[-1].outcome == IncidentOutcome.REMEDIED


@pytest.mark.parametrize("word", ["hand-over", "tell"])
def test_no_step_is_left_out(given, step, word):
    with pytest.raises(WrongState):
        step(given.incident(given.appeal()), word)


def test_a_confirmed_breach_is_not_closed_before_the_law_was_obeyed(given, step):
    incident = given.incident(given.appeal())
    with pytest.raises(Refusal, match="incident.not-notified"):
        step(incident, "close", **REMEDIED)
    step(incident, "notify")
    with pytest.raises(Refusal, match="incident.not-listed"):
        step(incident, "close", **REMEDIED)
    step(incident, "hand-over")
    assert step(incident, "close", **REMEDIED).state == IncidentState.CLOSED


def test_a_list_of_nobody_is_not_handed_over(given, step):
    incident = step(given.incident(), "notify")
    with pytest.raises(Refusal, match="incident.list-empty"):
        step(incident, "hand-over")


@pytest.mark.parametrize("change", ["add", "drop"])
def test_a_list_that_changed_is_handed_over_again(given, cast, step, change):
    officer, appeal, other = cast("privacy_officer"), given.appeal(), given.appeal()
    incident = given.incident(appeal, other)
    step(step(incident, "notify"), "hand-over")
    if change == "add":
        new = {"appeal_ids": [given.appeal().id], "source": CaseSource.NUMBERS}
        add_incident_cases(incident, by=officer, **new)
    else:
        drop_incident_cases(incident, by=officer, appeal_ids=[other.id])
    with pytest.raises(Refusal, match="incident.not-listed"):
        step(incident, "tell")
    step(incident, "hand-over")
    assert step(incident, "tell").state == IncidentState.TOLD


def test_no_step_lies_in_the_future_or_before_what_came_before(given, step):
    incident = given.incident(detected_at=clock.now() - timedelta(hours=5))
    now = clock.now()
    with pytest.raises(Refusal, match="incident.future"):
        step(incident, "notify", at=now + timedelta(minutes=5))
    with pytest.raises(Refusal, match="incident.before-detection"):
        step(incident, "notify", at=now - timedelta(hours=6))
    step(incident, "notify")
    with pytest.raises(Refusal, match="incident.too-early"):
        step(incident, "close", at=now - timedelta(hours=1), **REMEDIED)


@pytest.mark.parametrize("role", ["manager", "administrator", "auditor", "senior_operator"])
@pytest.mark.parametrize("word", DEEDS)
def test_only_the_privacy_officer_takes_a_step(given, cast, role, word):
    more = REMEDIED if word == "close" else {}
    with pytest.raises(NotAllowed):
        DEEDS[word][1](given.incident(), by=cast(role), at=clock.now(), reference="1", **more)


def test_the_page_of_a_step_keeps_what_was_typed_and_says_what_is_missing(given, browser_of):
    ref, browser = given.incident(given.appeal()).id, browser_of("privacy_officer")
    path = f"/incidents/{ref}/notify"
    browser.open(path)
    assert browser.submit(path, reference="").status_code == 422
    assert browser.submit(path, reference="№ 15", at="2031-01-01T10:00").status_code == 422
    assert browser.page.select_one("#reference")["value"] == "№ 15"
    browser.open(path)
    browser.submit(path, follow=True, reference="№ 15")
    assert "authorised body notified" in browser.text
    browser.open(f"/incidents/{ref}/close")
    assert browser.submit(f"/incidents/{ref}/close", reference="1", outcome="remedied")
    assert "The list of subjects was not handed over" in browser.text
