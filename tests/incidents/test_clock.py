"""One working day from the day of detection: computed, shown, counted (2.19, 2.20)."""

from datetime import UTC, date, datetime

import pytest

from backoffice import clock
from backoffice.audit.refusals import Refusal
from backoffice.incidents.actions import Facts, add_incident_cases, correct_incident
from backoffice.incidents.deadlines import Deadlines
from backoffice.incidents.queries import count_cases, count_incidents
from backoffice.rules.vocabulary.incidents import CaseSource, IncidentOutcome, IncidentState

FRIDAY = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
MONDAY, TUESDAY = date(2026, 11, 23), datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


@pytest.fixture
def at():
    """The clock stands at a moment."""
    return lambda moment: clock.running_at(lambda: moment)


def duties(incident):
    return list(Deadlines().duties_of(incident, count_cases(incident.id)))


def test_found_on_a_friday_evening_both_are_due_on_monday(given, at):
    with at(FRIDAY):
        assert [duty.due_on for duty in duties(given.incident())] == [MONDAY, MONDAY]


def test_overdue_from_the_day_after_and_not_on_the_last_day(given, at):
    with at(FRIDAY):
        given.incident(given.appeal())
    with at(datetime(2026, 11, 23, 18, 0, tzinfo=UTC)):
        assert count_incidents().overdue == 0
    with at(TUESDAY):
        assert (count_incidents().open, count_incidents().overdue) == (1, 1)


def test_a_list_handed_over_ends_the_waiting(given, at, step):
    with at(FRIDAY):
        incident = given.incident(given.appeal())
        step(step(incident, "notify"), "hand-over")
    with at(TUESDAY):
        assert count_incidents().overdue == 0
        assert not any(duty.is_met_late for duty in duties(incident))


def test_a_list_that_grew_after_it_was_handed_over_is_owed_again(given, cast, at, step):
    with at(FRIDAY):
        incident = given.incident(given.appeal())
        step(step(incident, "notify"), "hand-over")
        later, officer = [given.appeal().id], cast("privacy_officer")
        add_incident_cases(incident, by=officer, appeal_ids=later, source=CaseSource.NUMBERS)
    with at(TUESDAY):
        assert count_incidents().overdue == 1


def test_a_correction_cannot_make_a_late_step_timely(given, cast, at, step):
    with at(FRIDAY):
        incident = given.incident()
    with at(TUESDAY):
        step(incident, "notify")
        later = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
    facts = Facts(kind="access", found_how="audit_log", detected_at=later)
    with at(later), pytest.raises(Refusal, match="incident.after-step"):
        correct_incident(incident, by=cast("privacy_officer"), facts=facts)


def test_what_was_done_late_stays_late(given, at, step):
    with at(FRIDAY):
        incident = given.incident()
    with at(TUESDAY):
        step(incident, "notify")
        first, second = duties(incident)
        assert first.is_met_late
        assert Deadlines().is_late(second)


def test_a_breach_that_was_not_confirmed_waits_for_nothing(given, at, step):
    with at(FRIDAY):
        incident = given.incident()
    with at(TUESDAY):
        step(incident, "close", outcome=IncidentOutcome.NOT_CONFIRMED)
        assert incident.state == IncidentState.CLOSED
        assert (count_incidents().open, count_incidents().overdue) == (0, 0)


def test_the_register_says_in_words_and_in_red_that_it_is_overdue(given, at, browser_of):
    with at(FRIDAY):
        given.incident(given.appeal())
    with at(TUESDAY):
        browser = browser_of("manager")
        page = browser.open("/incidents")
    marks = [tag.get_text(strip=True) for tag in page.select("td .tag.bad")]
    assert marks == ["1 day over", "1 day over"]
    assert "Open: 1, overdue: 1" in browser.text
