"""Leaving a doubt behind inside the deed that stored or questioned a value (policy 5.e)."""

from collections.abc import Sequence

import sqlalchemy as sa

from backoffice import clock
from backoffice.db import db
from backoffice.doubts.models import ValueDoubt
from backoffice.rules.checks import findings
from backoffice.rules.completeness import doubt_of
from backoffice.rules.fields import Field
from backoffice.rules.permissions import Actor
from backoffice.vault.models import PersonalValue


def doubt_if_wrong(value: PersonalValue, text: str, *, by: Actor) -> None:
    """Leave a doubt about a text that was kept although a check says it is wrong."""
    reason = doubt_of(findings(Field(value.field), text, today=clock.today()))
    if reason is not None:
        leave_doubt(value, reason, by=by)


def leave_doubt(value: PersonalValue, reason: str, *, by: Actor) -> ValueDoubt:
    """Write a doubt down, in the transaction of the present deed."""
    doubt = ValueDoubt(
        appeal_id=value.appeal_id,
        value=value,
        reason=reason,
        by_id=by.id,
        at=clock.now(),
    )
    db.session.add(doubt)
    return doubt


def standing_doubts(value: PersonalValue) -> Sequence[ValueDoubt]:
    """The doubts about one value that nothing has ended, oldest first."""
    query = sa.select(ValueDoubt).where(ValueDoubt.value_id == value.id)
    return [row for row in db.session.scalars(query.order_by(ValueDoubt.id)) if row.stands]
