"""Questions to the log: one page by number, and a count that never goes far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa

from backoffice import clock
from backoffice.audit.chain import stamp
from backoffice.audit.models import AuditEntry, AuditHead
from backoffice.audit_log.filters import Filters, Place
from backoffice.db import db

PAGE_SIZE = 50
MOST_COUNTED = 1000


@dataclass(frozen=True)
class LogPage:
    """Entries of one page, newest first, and where the neighbouring pages begin."""

    entries: Sequence[AuditEntry]
    newer: Place | None
    older: Place | None


def log_page(filters: Filters, place: Place) -> LogPage:
    """One page of the log; found by number, so that the millionth costs what the first does."""
    if place.above is not None:
        return _page_above(filters, place.above)
    query = _asked(filters).order_by(AuditEntry.seq.desc()).limit(PAGE_SIZE + 1)
    if place.upto is not None:
        query = query.where(AuditEntry.seq <= place.upto)
    found = db.session.scalars(query).all()
    shown = found[:PAGE_SIZE]
    return LogPage(
        shown,
        newer=Place(above=place.upto) if place.upto is not None else None,
        older=Place(upto=found[-1].seq) if len(found) > PAGE_SIZE else None,
    )


def count_entries(filters: Filters) -> int:
    """How many entries match, counted no further than a little above `MOST_COUNTED`."""
    if filters == Filters():
        head = db.session.get(AuditHead, 1)
        return head.seq if head else 0
    some = _asked(filters).with_only_columns(AuditEntry.seq).limit(MOST_COUNTED + 1).subquery()
    return db.session.execute(sa.select(sa.func.count()).select_from(some)).scalar_one()


def _page_above(filters: Filters, number: int) -> LogPage:
    query = (
        _asked(filters).where(AuditEntry.seq > number).order_by(AuditEntry.seq).limit(PAGE_SIZE + 1)
    )
    found = db.session.scalars(query).all()
    shown = found[:PAGE_SIZE]
    return LogPage(
        shown[::-1],
        newer=Place(above=shown[-1].seq) if len(found) > PAGE_SIZE else None,
        older=Place(upto=number),
    )


def _asked(filters: Filters) -> sa.Select[AuditEntry]:
    query = sa.select(AuditEntry)
    if filters.since:
        query = query.where(AuditEntry.at >= _midnight(filters.since))
    if filters.until:
        query = query.where(AuditEntry.at < _midnight(filters.until + timedelta(days=1)))
    if filters.person is not None:
        query = query.where(AuditEntry.actor_id == filters.person)
    if filters.action:
        query = query.where(AuditEntry.action == filters.action)
    if filters.case:
        query = query.where(AuditEntry.appeal_number == filters.case)
    if filters.third_party:
        query = query.where(_about_third_party(filters.third_party))
    if filters.refused:
        query = query.where(AuditEntry.outcome == "refused")
    return query


def _about_third_party(code: str) -> sa.ColumnElement[bool]:
    """What was given to a third party, and what was done to its entry in the register."""
    return sa.or_(AuditEntry.third_party == code, AuditEntry.subject == f"third_party:{code}")


def _midnight(day: date) -> str:
    """The first moment of a day in Astana, as entries hold moments."""
    return stamp(datetime.combine(day, time(), clock.ALMATY))
