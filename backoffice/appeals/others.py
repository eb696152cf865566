"""Whether an entry of the log is about a case that is not that person's (policy 2, R-2.1)."""

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from backoffice.appeals.models import Appeal
from backoffice.audit.models import AuditEntry
from backoffice.rules.actions import Action


def of_another() -> sa.ColumnElement[bool]:
    """The case was never the person's: not registered by them, not assigned, now or earlier.

    An earlier holder is told by the log itself, so that handing a case over makes nobody's
    earlier work look strange.
    """
    holds = sa.exists().where(
        Appeal.number == AuditEntry.appeal_number,
        sa.or_(
            Appeal.registered_by_id == AuditEntry.actor_id,
            Appeal.assignee_id == AuditEntry.actor_id,
        ),
    )
    earlier = aliased(AuditEntry)
    taken = sa.and_(earlier.action == Action.APPEAL_TAKE, earlier.actor_id == AuditEntry.actor_id)
    told = sa.literal("assignee=") + sa.cast(AuditEntry.actor_id, sa.String)
    assigned = sa.and_(earlier.action == Action.APPEAL_ASSIGN, earlier.detail == told)
    held = sa.exists().where(
        earlier.appeal_number == AuditEntry.appeal_number,
        earlier.outcome == "done",
        sa.or_(taken, assigned),
    )
    return sa.and_(AuditEntry.appeal_number != "", sa.not_(holds), sa.not_(held))
