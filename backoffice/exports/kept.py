"""What a person took out today of what was made beforehand: it counts as any export (policy 9).

It has no order, so the log says it: each file once, however often it was taken.
"""

from collections.abc import Mapping
from datetime import timedelta

import sqlalchemy as sa

from backoffice import clock
from backoffice.audit.chain import stamp
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.exports.period import midnight_after
from backoffice.rules.actions import Action

_KEPT = "report_month:"
_ROWS = "rows="
_SET_BACK = 1000  # entries: a clock set back a little makes moments not follow the numbers


def kept_today(staff_id: int) -> Mapping[str, int]:
    """The files taken out today, as entries name them, and how many rows each has."""
    begins = midnight_after(clock.now()) - timedelta(days=1)
    before = (
        sa.select(AuditEntry.seq)
        .where(AuditEntry.at < stamp(begins))
        .order_by(AuditEntry.at.desc())
        .limit(1)
        .scalar_subquery()
    )
    found = db.session.execute(
        sa.select(AuditEntry.subject, AuditEntry.detail).where(
            AuditEntry.actor_id == staff_id,
            # By numbers too: somebody who looks at reports all year has entries enough.
            AuditEntry.seq > sa.func.coalesce(before, 0) - _SET_BACK,
            AuditEntry.action == Action.REPORT_EXPORT,
            AuditEntry.outcome == "done",
            AuditEntry.at >= stamp(begins),
            AuditEntry.subject.startswith(_KEPT, autoescape=True),
        )
    )
    return {subject: _rows_of(detail) for subject, detail in found}


def _rows_of(detail: str) -> int:
    told = [part for part in detail.split(";") if part.startswith(_ROWS)]
    return int(told[0].removeprefix(_ROWS)) if told else 0
