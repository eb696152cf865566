"""What waits: one of each in time, one late, and one that waits no more."""

from collections.abc import Callable
from datetime import timedelta

from backoffice import clock
from backoffice.incidents.actions import DEEDS
from backoffice.retention.actions.acts import approve_act, propose_act
from backoffice.rules.vocabulary.incidents import IncidentOutcome
from backoffice.rules.vocabulary.requests import RequestOutcome
from tests.given import Given
from tests.manager_desk.town import NOW
from tests.subject_requests.asked import asked, decided


def ago(days: float) -> Callable[[], None]:
    """The clock stands so many days before the page is read."""
    moment = NOW - timedelta(days=days)
    return clock.running_at(lambda: moment)


def build_waiting(given: Given) -> None:
    """Three requests, three incidents, five closed cases, three of them in acts."""
    _requests(given)
    _incidents(given)
    _storage(given)


def _requests(given: Given) -> None:
    with ago(60):
        appeal = given.appeal()
        asked(given, appeal)
    asked(given, appeal)
    refused = asked(given, appeal)
    decided(given, refused, RequestOutcome.REFUSED, reasons=["data_accurate"], words="Жоқ.")


def _incidents(given: Given) -> None:
    with ago(10):
        given.incident(given.appeal())
        closed = given.incident()
    given.incident()
    told = {"at": clock.now(), "reference": "№ 15", "outcome": IncidentOutcome.NOT_CONFIRMED}
    DEEDS["close"][1](closed, by=given.cast("privacy_officer"), **told)


def _storage(given: Given) -> None:
    officer, manager = given.cast("privacy_officer"), given.cast("manager")
    for days in (640, 620, 600):
        with ago(days):
            given.appeal_closed()
        act = propose_act(None, by=officer)
    approve_act(act, by=manager)
    for days in (500, 366):
        with ago(days):
            given.appeal_closed()
