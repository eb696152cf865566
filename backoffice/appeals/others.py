"""Whether an entry of the log is about a case that is not that person's (policy 2, R-2.1)."""

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from backoffice.appeals.models import Appeal
from backoffice.audit.models import AuditEntry
from backoffice.rules.actions import Action


def of_another() -> sa.ColumnElement[bool]:
    """The case was not the person's by then: not registered by them and never assigned to them.

    Who held it is told by the log alone, up to the entry: handing a case over makes nobody's
    earlier work look strange, and taking a case makes nobody's earlier look their own.
    """
    registered = sa.exists().where(
        Appeal.number == AuditEntry.appeal_number,
        Appeal.registered_by_id == AuditEntry.actor_id,
    )
    earlier = aliased(AuditEntry)
    taken = sa.and_(earlier.action == Action.APPEAL_TAKE, earlier.actor_id == AuditEntry.actor_id)
    told = sa.literal("assignee=") + sa.cast(AuditEntry.actor_id, sa.String)
    assigned = sa.and_(earlier.action == Action.APPEAL_ASSIGN, earlier.detail == told)
    held = sa.exists().where(
        earlier.appeal_number == AuditEntry.appeal_number,
        earlier.seq < AuditEntry.seq,
        earlier.outcome == "done",
        sa.or_(taken, assigned),
    )
    about_a_case = sa.and_(AuditEntry.actor_id != 0, AuditEntry.appeal_number != "")
    return sa.and_(about_a_case, sa.not_(registered), sa.not_(held))
