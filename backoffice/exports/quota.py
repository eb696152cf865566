"""How much one person may still take out today (policy 9): files and rows are counted apart.

What was started counts, finished or not; the same order started again counts once.
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
from backoffice.rules.vocabulary.export_orders import ExportState


@dataclass(frozen=True)
class Quota:
    """What is left of today, and what a whole day holds."""

    files: int
    rows: int
    files_a_day: int
    rows_a_day: int

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
    return Quota(max(files_left, 0), max(rows_left, 0), files, rows)


def _taken_today(staff_id: int, but_for: int) -> tuple[int, int]:
    begins = midnight_after(clock.now()) - timedelta(days=1)
    started = sa.select(ExportEvent.order_id).where(
        ExportEvent.by_id == staff_id,
        ExportEvent.at >= begins,
        ExportEvent.state == ExportState.STARTED,
        ExportEvent.order_id != but_for,
    )
    counted = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(ExportOrder.rows), 0)).where(
        ExportOrder.id.in_(started)
    )
    files, rows = db.session.execute(counted).one()
    return files, int(rows)
