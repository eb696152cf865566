"""Approvals of the inventory on SQLite and on PostgreSQL: triggers, one order once (2.22)."""

import pytest
from sqlalchemy.exc import DatabaseError

from backoffice import clock
from backoffice.audit.guard import migrating
from backoffice.audit.refusals import Refusal
from backoffice.db import db
from backoffice.inspection.actions import approve_inventory
from backoffice.inspection.queries import standing
from tests.data_layer.conftest import member_of_cast


def approved(number="17-Ө"):
    facts = {"order_date": clock.today(), "seen_hash": standing().text_hash}
    return approve_inventory(None, by=member_of_cast("privacy_officer"), order_no=number, **facts)


@pytest.mark.parametrize(
    "statement", ["UPDATE inventory_approval SET order_no = 'x'", "DELETE FROM inventory_approval"]
)
def test_an_approval_is_never_changed_or_removed(app, statement):
    approved()
    with migrating(), pytest.raises(DatabaseError, match="append-only"):
        db.session.connection().exec_driver_sql(statement)
    db.session.rollback()


def test_one_order_approves_once_and_the_newest_approval_counts(app):
    approved()
    with pytest.raises(Refusal, match="order-known"):
        approved()
    newest = approved("18-Ө")
    assert standing().approval.id == newest.id
    assert standing().is_approved
