"""Questions about withdrawals: of one appeal, and what has to be destroyed by a day (2.3)."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from backoffice.audit.refusals import NotFound
from backoffice.db import db
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


def withdrawals_due(day: date) -> Sequence[Withdrawal]:
    """Withdrawals whose data is to be destroyed by this day and is not, longest due first.

    Data kept by a legal duty is due when the duty ends, if that day was named.
    """
    living = sa.exists().where(
        PersonalValue.appeal_id == Withdrawal.appeal_id,
        PersonalValue.state != ValueState.DESTROYED,
    )
    return db.session.scalars(
        sa.select(Withdrawal)
        .where(Withdrawal.due_on <= day, living)
        .order_by(Withdrawal.due_on, Withdrawal.id)
        .options(joinedload(Withdrawal.appeal))
    ).all()
