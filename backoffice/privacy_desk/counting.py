"""How each count of the desk is found: by the questions its list itself asks."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from flask import g

from backoffice import clock
from backoffice.completeness.queries import open_findings
from backoffice.db import db
from backoffice.incidents.queries import count_incidents
from backoffice.keeping.queries import held_appeals, rules_on
from backoffice.notices.chasing import chase_on
from backoffice.notices.filters import Filters, Show
from backoffice.notices.queries import count_of
from backoffice.notices.superseded import waiting_query
from backoffice.policy.queries import next_review, open_draft
from backoffice.retention.due import DueList, count_due, span_of
from backoffice.retention.queries import acts_in, count_holds
from backoffice.retention.sources import deleted_query, withdrawn_query
from backoffice.rules.vocabulary.policy_versions import DraftState
from backoffice.rules.vocabulary.retention import ActState
from backoffice.subject_requests.queries import open_requests
from backoffice.third_parties.queries import (
    all_third_parties,
    undertakings_due,
    working_calendar,
)
from backoffice.undertakings.queries import staff_due

T = TypeVar("T")


def _once(name: str, ask: Callable[[], T]) -> T:
    """Asked once for a page: a count and its overdue part are one question."""
    held: dict[str, Any] = g.setdefault("desk", {})
    if name not in held:
        held[name] = ask()
    return cast(T, held[name])


def requests_open() -> int:
    """How many requests of data subjects are not answered or not carried out (2.8, 2.9)."""
    return _once("requests", open_requests).open


def requests_overdue() -> int:
    """How many of them are past their last day."""
    return _once("requests", open_requests).overdue


def findings_open() -> int:
    """How many gaps and doubts wait; bounded as the list's own count (policy 5.5)."""
    return _once("findings", open_findings).open


def findings_overdue() -> int:
    """How many of them are past their last day."""
    return _once("findings", open_findings).overdue


def incidents_open() -> int:
    """How many breaches of personal data are not closed (2.19)."""
    return _once("incidents", count_incidents).open


def incidents_overdue() -> int:
    """How many of them have a term of the law that has ended."""
    return _once("incidents", count_incidents).overdue


def notices_shown(show: Show) -> Callable[[], int]:
    """How many notices stand under a heading of their list; bounded as the list's own count."""
    return lambda: count_of(Filters(show), chase_on(clock.today(), working_calendar()))


def due_in(which: DueList) -> Callable[[], int]:
    """How many appeals stand in a list of what is due (R-5f.1)."""
    return lambda: count_due(rules_on(clock.today()), span_of(which, clock.today()))


def passed_deletions() -> int:
    """How many deleted values can no longer be restored (policy 3.1)."""
    return _number_of(deleted_query(clock.today()))


def withdrawn_waiting() -> int:
    """How many cases whose consent was withdrawn still hold data (2.3)."""
    return _number_of(withdrawn_query(clock.today()))


def corrected_waiting() -> int:
    """How many corrected values wait for their notices or for the end of their term (5.5)."""
    return _number_of(waiting_query(held_appeals()))


def _number_of(listed: sa.Select[Any]) -> int:
    found = listed.order_by(None).subquery()
    return db.session.execute(sa.select(sa.func.count()).select_from(found)).scalar_one()


def acts_waiting() -> int:
    """How many destruction acts nobody has approved or declined yet (R-5f.2)."""
    return len(acts_in(ActState.PROPOSED))


def standing_holds() -> int:
    """How many legal holds stop destruction today (R-5f.3)."""
    return count_holds()


def ended_holds() -> int:
    """How many legal holds were lifted or ran out."""
    return count_holds(ended=True)


def review_calls() -> int:
    """1 from 30 days before the policy is to be reviewed (policy 12)."""
    return int(bool(next_review().tone_on(clock.today())))


def review_overdue() -> int:
    """1 once the day of the review has passed."""
    return int(next_review().tone_on(clock.today()) == "bad")


def drafts_waiting() -> int:
    """1 while a draft of the policy waits for the second person (policy 12)."""
    draft = open_draft()
    return int(draft is not None and draft.state == DraftState.PROPOSED)


def parties_due() -> int:
    """How many private third parties have no undertaking, or one that ends soon (policy 11)."""
    return len(undertakings_due(all_third_parties(), clock.today()))


def parties_without() -> int:
    """How many of them have none today."""
    due = undertakings_due(all_third_parties(), clock.today())
    return sum(not party.has_undertaking_on(clock.today()) for party in due)


def undertakings_of_staff() -> int:
    """How many of the staff have no undertaking of secrecy, or one that ends soon (2.6)."""
    return len(staff_due(clock.today()))


def staff_without() -> int:
    """How many of them cannot open personal data today."""
    return sum(not person.has_undertaken for person in staff_due(clock.today()))
