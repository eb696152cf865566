"""Receipts: a form that took effect, sent again, has no second effect (trust 6)."""

import base64
import hashlib

import sqlalchemy as sa

from backoffice.audit.chain import SEPARATOR
from backoffice.audit.deed import Deed
from backoffice.audit.models import AuditEntry, FormReceipt
from backoffice.audit.refusals import AlreadyDone
from backoffice.audit.scope import current_scope
from backoffice.db import db
from backoffice.rules.actions import ACTIONS, Action, Nature
from backoffice.rules.permissions import Actor


def receipt_key(action: Action, subject: str, by: Actor) -> str:
    """What a sending is known by: its form's key, who sent it, for what deed on what subject.

    The key of another person or of another form never stands for it. Empty without a form.
    """
    form_key = current_scope().form_key
    if not form_key:
        return ""
    told = SEPARATOR.join((form_key, str(by.id), action, subject))
    return base64.urlsafe_b64encode(hashlib.sha256(told.encode()).digest()).decode().rstrip("=")


def refuse_repeat(key: str) -> None:
    """Raises AlreadyDone when this sending took effect before."""
    receipt = db.session.get(FormReceipt, key) if key else None
    if receipt is not None:
        raise AlreadyDone(receipt.subject, receipt.appeal_number)


def give_receipt(entry: AuditEntry, deed: Deed, key: str) -> None:
    """Keep the sending's key with what it brought about; part of the deed's transaction."""
    if not key or ACTIONS[deed.action].nature is not Nature.DEED:
        return
    db.session.execute(
        sa.insert(FormReceipt),
        [
            {
                "key": key,
                "actor_id": deed.by.id,
                "action": entry.action,
                "subject": entry.subject,
                "appeal_number": entry.appeal_number,
                "at": entry.at,
            }
        ],
    )
    current_scope().form_key = ""
