"""Questions about orders of exports: one by its key, somebody's own, those that wait."""

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa

from backoffice import clock
from backoffice.audit.refusals import NotFound
from backoffice.db import db
from backoffice.exports.models import ExportEvent, ExportOrder
from backoffice.exports.runs import keys_held
from backoffice.rules.export_terms import DECIDE_DAYS
from backoffice.rules.vocabulary.export_orders import ExportState

MOST = 50
_DECIDED = sa.exists().where(
    ExportEvent.order_id == ExportOrder.id,
    ExportEvent.state.in_((ExportState.APPROVED, ExportState.REFUSED)),
)


def order_by_key(key: str) -> ExportOrder:
    """The order of an address. Raises NotFound."""
    found = db.session.scalar(sa.select(ExportOrder).where(ExportOrder.key == key))
    if found is None:
        raise NotFound
    return found


def order_by_id(order_id: int) -> ExportOrder:
    """An order that is known to exist. Raises NotFound."""
    found = db.session.get(ExportOrder, order_id)
    if found is None:
        raise NotFound
    return found


def orders_of(staff_id: int) -> Sequence[ExportOrder]:
    """What this person ordered, the newest first."""
    mine = sa.select(ExportOrder).where(ExportOrder.by_id == staff_id)
    return db.session.scalars(mine.order_by(ExportOrder.id.desc()).limit(MOST)).all()


def orders_waiting_for(staff_id: int) -> list[ExportOrder]:
    """Orders of others with personal values that nobody decided on yet, the oldest first."""
    since = clock.now() - timedelta(days=DECIDE_DAYS + 1)
    asked = sa.select(ExportOrder).where(
        ExportOrder.fields != "",
        ExportOrder.by_id != staff_id,
        ExportOrder.at >= since,
        ~_DECIDED,
    )
    found = db.session.scalars(asked.order_by(ExportOrder.id)).all()
    return [order for order in found if not order.has_lapsed]


def count_running(staff_id: int, *, but_for: int) -> int:
    """How many files of this person are made or sent now, but for one order's."""
    last = sa.select(sa.func.max(ExportEvent.id)).where(ExportEvent.order_id == ExportOrder.id)
    running = (
        sa.select(sa.func.count())
        .select_from(ExportOrder)
        .join(ExportEvent, ExportEvent.id == last.correlate(ExportOrder).scalar_subquery())
        .where(
            ExportOrder.key.in_(keys_held()),
            ExportOrder.by_id == staff_id,
            ExportOrder.id != but_for,
            ExportEvent.state == ExportState.STARTED,
        )
    )
    return int(db.session.execute(running).scalar_one())
