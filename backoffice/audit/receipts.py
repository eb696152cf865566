"""Receipts: a form that took effect, sent again, has no second effect (trust 6)."""

import sqlalchemy as sa

from backoffice.audit.deed import Deed
from backoffice.audit.models import AuditEntry, FormReceipt
from backoffice.audit.refusals import AlreadyDone
from backoffice.audit.scope import current_scope
from backoffice.db import db
from backoffice.rules.actions import ACTIONS, Nature
from backoffice.rules.permissions import Actor


def refuse_repeat(by: Actor) -> None:
    """Raises AlreadyDone when the form of this request took effect before."""
    key = current_scope().form_key
    if not key:
        return
    receipt = db.session.scalar(
        sa.select(FormReceipt).where(FormReceipt.key == key, FormReceipt.actor_id == by.id)
    )
    if receipt is not None:
        raise AlreadyDone(receipt.subject, receipt.appeal_number)


def give_receipt(entry: AuditEntry, deed: Deed) -> None:
    """Keep the form's key with what it brought about; part of the deed's transaction."""
    scope = current_scope()
    if not scope.form_key or ACTIONS[deed.action].nature is not Nature.DEED:
        return
    db.session.execute(
        sa.insert(FormReceipt),
        [
            {
                "key": scope.form_key,
                "actor_id": deed.by.id,
                "action": entry.action,
                "subject": entry.subject,
                "appeal_number": entry.appeal_number,
                "at": entry.at,
            }
        ],
    )
    scope.form_key = ""
