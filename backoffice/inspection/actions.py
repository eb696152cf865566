"""Approving the inventory by an order; writing down a pack for an inspection (2.22, 2.27)."""

from collections.abc import Mapping
from datetime import date

from backoffice import clock
from backoffice.audit.deed import Deed, current_deed
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


@perform(Action.PACK_TAKE)
def take_pack(_subject: None, /, *, by: Actor, reason: str, counts: Mapping[str, int]) -> Deed:
    """Write down that a pack for an inspection is taken out, and what it holds (policy 2, 9).

    The deed it returns knows the number of its entry.
    """
    told = ";".join(f"{code}={rows}" for code, rows in counts.items())
    current_deed().note(reason=reason, detail=told)
    return current_deed()
