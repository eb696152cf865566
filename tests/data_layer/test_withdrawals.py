"""A withdrawal is one row for an appeal, never edited, and lists what is due (domain 2.3)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError, IntegrityError

from backoffice import clock
from backoffice.audit import guard
from backoffice.db import db
from backoffice.notices.queries import notices_of
from backoffice.retention.sources import withdrawn_query
from backoffice.rules.vocabulary.consent import WithdrawalOutcome
from backoffice.withdrawals.actions import Follows, Said, withdraw_consent
from backoffice.withdrawals.models import Withdrawal
from tests.data_layer.conftest import member_of_cast
from tests.notices.held import given_to_two


@pytest.fixture
def withdrawal(given):
    appeal, _first, _second = given_to_two(given)
    said = Said(clock.now(), "phone", "applicant", "call-1")
    follows = Follows(WithdrawalOutcome.DESTRUCTION)
    officer = member_of_cast("privacy_officer")
    return withdraw_consent(appeal, by=officer, said=said, follows=follows)


def test_it_is_due_with_its_notices_open(withdrawal):
    found = db.session.execute(withdrawn_query(withdrawal.due_on - timedelta(days=1))).all()
    assert [(due_on, appeal.id) for due_on, appeal in found] == [
        (withdrawal.due_on, withdrawal.appeal_id)
    ]  # at once, the term being the latest day
    assert [one.state for one in notices_of(withdrawal.appeal_id)] == ["prepared"] * 2


@pytest.mark.parametrize("statement", ["UPDATE withdrawal SET by_id = 7", "DELETE FROM withdrawal"])
def test_plain_sql_changes_no_withdrawal(withdrawal, statement):
    with guard.migrating(), pytest.raises(DatabaseError, match="append-only"):
        db.session.connection().exec_driver_sql(statement)
    db.session.rollback()


@pytest.mark.parametrize(
    "wrong",
    [
        {},  # a second one of the same appeal
        {"outcome": "legal_duty", "article": "", "act": "x"},
        {"outcome": "destruction", "due_on": None},
    ],
)
def test_the_database_refuses_a_row_that_cannot_be(withdrawal, given, wrong):
    columns = Withdrawal.__table__.columns.keys()
    row = {name: getattr(withdrawal, name) for name in columns if name != "id"}
    if wrong:
        row["appeal_id"] = given.appeal().id
    with guard.migrating(), pytest.raises(IntegrityError):
        db.session.execute(sa.insert(Withdrawal).values(**{**row, **wrong}))
    db.session.rollback()
