"""What the tests of data rights look at: the last entry, a text as staff read it, the search."""

import sqlalchemy as sa

from backoffice.appeals.queries import appeals_with
from backoffice.audit.door import witness
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.vault.models import PersonalValue
from backoffice.vault.values import reveal

OTHER_PHONE = "+77015554513"
NOTE = "Өтініш беруші өзі қоңырау шалды."


def last_entry() -> AuditEntry:
    """The newest entry of the audit table."""
    found = db.session.scalar(sa.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1))
    assert found is not None
    return found


def all_of(entry: AuditEntry) -> str:
    """Everything an entry holds, as one text."""
    return " ".join(str(getattr(entry, column.name)) for column in AuditEntry.__table__.columns)


def read(value: PersonalValue, person) -> str | None:
    """What a member of staff reads of a value; None when it is kept from them."""
    with witness(Action.VALUE_REVEAL, value, person, fields=[value.field]):
        return reveal([value]).get(value.id)


def numbers_found(phone: str) -> list[str]:
    """The appeals found by a telephone."""
    return [appeal.number for appeal in appeals_with([("phone", phone)])]
