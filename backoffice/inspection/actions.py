"""Approving the inventory of personal data by an order (law, article 25(2)1; 2.22)."""

from datetime import date

from backoffice import clock
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.refusals import Refusal, Stale
from backoffice.db import db
from backoffice.inspection.inventory import hash_of, inventory, text_of
from backoffice.inspection.models import InventoryApproval
from backoffice.inspection.queries import order_known
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor


@perform(Action.INVENTORY_APPROVE)
def approve_inventory(
    _subject: None, /, *, by: Actor, order_no: str, order_date: date, seen_hash: str
) -> InventoryApproval:
    """Record the order that approves the inventory as it was seen (policy 5.3; 2.22).

    Raises Stale when the tables it is made from have changed since it was shown.
    """
    items, number = inventory(), order_no.strip()
    text = text_of(items)
    if hash_of(text) != seen_hash:
        raise Stale("stale", Action.INVENTORY_APPROVE)
    if order_date > clock.today():
        raise Refusal("inventory.future", Action.INVENTORY_APPROVE)
    if order_known(number, order_date):
        raise Refusal("inventory.order-known", Action.INVENTORY_APPROVE)
    row = InventoryApproval(
        order_no=number,
        order_date=order_date,
        content=text,
        content_hash=seen_hash,
        by_id=by.id,
        at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    current_deed().note(about=row, detail=f"lines={len(items)};sha256={seen_hash}")
    return row
