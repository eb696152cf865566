"""How much one person may still take out today (policy 9): files and rows are counted apart.

What was started counts, finished or not, by the rows it was started with; the same order
started again counts once.
"""

from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from flask import current_app

from backoffice import clock
from backoffice.db import db
from backoffice.exports.kept import kept_today
from backoffice.exports.models import ExportEvent, ExportOrder
from backoffice.exports.period import midnight_after
from backoffice.exports.queries import count_running
from backoffice.rules.export_terms import AT_ONCE
from backoffice.rules.vocabulary.export_orders import ExportState


@dataclass(frozen=True)
class Quota:
    """What is left of today."""

    files: int
    rows: int

    def refusal(self, rows: int) -> str:
        """Why one more file of so many rows is too much; empty when it is not."""
        if self.files < 1:
            return "export.files-used-up"
        return "export.rows-used-up" if rows > self.rows else ""


def left_today(staff_id: int, *, but_for: int = 0) -> Quota:
    """What this person may still take out; an order that is started again is not counted."""
    config = current_app.config
    files, rows = int(config["EXPORT_FILES_A_DAY"]), int(config["EXPORT_ROWS_A_DAY"])
    taken_files, taken_rows = _taken_today(staff_id, but_for)
    kept = kept_today(staff_id)
    files_left, rows_left = files - taken_files - len(kept), rows - taken_rows - sum(kept.values())
    return Quota(max(files_left, 0), max(rows_left, 0))


def refused_now(order: ExportOrder, rows: int) -> str:
    """Why who ordered it cannot start it with so many rows at this moment; empty when they can."""
    if count_running(order.by_id, but_for=order.id) >= AT_ONCE:
        return "export.at-once"
    return left_today(order.by_id, but_for=order.id).refusal(rows)


def _taken_today(staff_id: int, but_for: int) -> tuple[int, int]:
    begins = midnight_after(clock.now()) - timedelta(days=1)
    started = (
        sa.select(sa.func.max(ExportEvent.rows).label("rows"))
        .where(
            ExportEvent.by_id == staff_id,
            ExportEvent.at >= begins,
            ExportEvent.state == ExportState.STARTED,
            ExportEvent.order_id != but_for,
        )
        .group_by(ExportEvent.order_id)
        .subquery()
    )
    taken = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(started.c.rows), 0))
    files, rows = db.session.execute(taken.select_from(started)).one()
    return files, int(rows)
