"""An undertaking is a row nobody edits; accounts older than the rule get time to sign (2.6)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask_migrate import downgrade, upgrade
from sqlalchemy.exc import DatabaseError, IntegrityError

from backoffice import clock
from backoffice.accounts.models import Staff
from backoffice.audit import guard
from backoffice.db import changing_schema, db
from backoffice.undertakings.models import StaffUndertaking
from tests.data_layer.conftest import member_of_cast

BEFORE = "0010"


def test_an_undertaking_is_never_edited_or_removed(app):
    for statement in (
        sa.update(StaffUndertaking).values(reference="x"),
        sa.delete(StaffUndertaking),
    ):
        with guard.migrating(), pytest.raises(DatabaseError):
            db.session.execute(statement)
        db.session.rollback()
    assert member_of_cast("operator").has_undertaken


def test_an_undertaking_cannot_end_before_it_was_signed(app):
    today = clock.today()
    row = StaffUndertaking(
        staff_id=member_of_cast("operator").id,
        signed_on=today,
        valid_until=today - timedelta(days=1),
        reference="№ 1",
        by_id=0,
        at=clock.now(),
    )
    db.session.add(row)
    with guard.migrating(), pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_accounts_older_than_the_rule_have_thirty_days_to_sign(app):
    token = changing_schema.set(True)
    with guard.migrating():
        db.session.remove()
        downgrade(revision=BEFORE)
        upgrade()
    changing_schema.reset(token)
    days = set(db.session.scalars(sa.select(Staff.undertaken_until)))
    assert days == {clock.today() + timedelta(days=30)}
    assert not db.session.scalars(sa.select(StaffUndertaking)).all()
