"""Readings as people make them, at a moment of one's choice."""

from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa

from backoffice import clock
from backoffice.access_review.queries import flags_in
from backoffice.audit.door import record_refusal, witness
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.exports.period import Period
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field


def at(moment, step, *args):
    """Do one thing at one moment."""
    with clock.running_at(partial(_stay, moment)):
        step(*args)


def _stay(moment: datetime) -> datetime:
    return moment


def working_day(hour: int, days_ago: int = 7) -> datetime:
    """An hour of a Wednesday before, in Astana."""
    day = clock.local(clock.now()) - timedelta(days=days_ago)
    day -= timedelta(days=(day.weekday() - 2) % 7)
    return day.replace(hour=hour, minute=5, second=0, microsecond=0)


def days_of(moment: datetime) -> Period:
    """The calendar day of a moment, as a period."""
    day = clock.local(moment).date()
    return Period(day, day)


def opened(appeal, person):
    """Somebody opens a case."""
    with witness(Action.CASE_VIEW, appeal, person, fields=[Field.PHONE]):
        pass


def prepared(appeal, person):
    """Somebody sees on the page of a disclosure what a case holds."""
    with witness(Action.DISCLOSURE_PREPARE, appeal, person, fields=[Field.PHONE]):
        pass


def asked_of(person):
    """Somebody opens a request of a data subject."""
    with witness(Action.REQUEST_VIEW, None, person):
        pass


def searched(person):
    """Somebody searches."""
    with witness(Action.APPEAL_FIND, None, person, detail="kind=phone"):
        pass


def revealed(value, person):
    """Somebody looks behind the mask."""
    with witness(Action.VALUE_REVEAL, value, person, fields=[value.field]):
        pass


def knocked(appeal, person):
    """Somebody is refused."""
    record_refusal(Action.CASE_VIEW, person, "permission.role", about=appeal)


def flags_on(moment, **more):
    """The flags of the day of a moment."""
    return flags_in(days_of(moment), **more)


def newest():
    """The newest entry of the log."""
    db.session.rollback()
    return db.session.scalar(sa.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1))
