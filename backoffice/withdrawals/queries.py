"""Questions about withdrawals: of one appeal, and what has to be destroyed by a day (2.3)."""

from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa

from backoffice.audit.refusals import NotFound
from backoffice.db import db
from backoffice.rules.vocabulary.consent import WithdrawalOutcome
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault.models import PersonalValue
from backoffice.withdrawals.models import Withdrawal


def withdrawal_of(appeal_id: int) -> Withdrawal | None:
    """How the consent of an appeal was withdrawn; None: it was not."""
    return db.session.scalar(sa.select(Withdrawal).where(Withdrawal.appeal_id == appeal_id))


def known_withdrawal_of(appeal_id: int) -> Withdrawal:
    """The withdrawal of an appeal. Raises NotFound."""
    found = withdrawal_of(appeal_id)
    if found is None:
        raise NotFound
    return found


def is_due(day: date) -> Iterator[sa.ColumnElement[bool]]:
    """Due from the day of the withdrawal, its term being the latest day (2.3).

    Data kept by a legal duty is due when the duty ends, if that day was named.
    """
    yield sa.or_(Withdrawal.outcome != WithdrawalOutcome.LEGAL_DUTY, Withdrawal.due_on <= day)
    yield sa.exists().where(
        PersonalValue.appeal_id == Withdrawal.appeal_id,
        PersonalValue.state != ValueState.DESTROYED,
    )
