"""Requests as tests register and decide them."""

from datetime import date

import sqlalchemy as sa

from backoffice import clock
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.requests import RequestOutcome
from backoffice.subject_requests.actions import (
    Document,
    NewRequest,
    decide_request,
    register_request,
)
from backoffice.third_parties.queries import third_party_by_code
from tests.data_rights.seen import OTHER_PHONE

WORDS = "Телефонымды ауыстырдым, жаңасын жазыңыз."
EVIDENCE = "call-0109-77"
LAWYER = Document("power_of_attorney", "AB-12345", date(2099, 12, 31))
ABOUT = {
    "access": {},
    "correct": {"field": Field.PHONE, "proposed": OTHER_PHONE},
    "supplement": {"field": Field.EMAIL, "proposed": "aliya@example.kz"},
    "block": {"field": Field.PHONE},
    "unblock": {"field": Field.PHONE},
    "destroy": {"field": Field.PHONE},
    "withdraw": {},
    "object": {"field": Field.PHONE},
}


def new(kind="correct", **other):
    """A request of the applicant by phone, received today."""
    facts = {
        "received_on": clock.today(),
        "channel": "phone",
        "proof": "known_phone",
        "evidence": EVIDENCE,
        "words": WORDS,
        **ABOUT[kind],
    }
    return NewRequest(kind, **{**facts, **other})


def asked(given, appeal, kind="correct", *, by="privacy_officer", **other):
    """A request just registered."""
    return register_request(appeal, by=given.cast(by), new=new(kind, **other))


def decided(given, request, outcome=RequestOutcome.GRANTED, *, by="privacy_officer", **more):
    """A decision on it."""
    return decide_request(request, by=given.cast(by), outcome=outcome, **more)


def granted(given, appeal, kind="correct", **other):
    """A request registered and granted."""
    request = asked(given, appeal, kind, **other)
    decided(given, request)
    return request


def k1():
    """The electricity network."""
    return third_party_by_code("K1")


def entries(action):
    """What was done by this action, oldest first."""
    query = sa.select(AuditEntry).where(AuditEntry.action == action, AuditEntry.outcome == "done")
    return db.session.scalars(query.order_by(AuditEntry.seq)).all()
