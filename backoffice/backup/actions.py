"""What backup and restore write into the audit log (policy 2, 3.5)."""

from collections.abc import Callable, Sequence

import sqlalchemy as sa

from backoffice import clock
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.db import db
from backoffice.recipients.models import RecipientLink
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault.maintenance import finish_destruction
from backoffice.vault.models import PersonalValue


@perform(Action.BACKUP_CREATE)
def note_backup(_subject: None, /, *, by: Actor, name: str, publish: Callable[[], None]) -> None:
    """Put a finished copy in place and write that down: both, or neither.

    Raises OSError when it cannot be put in place.
    """
    current_deed().note(detail=f"backup={name}")
    publish()


@perform(Action.BACKUP_RESTORE)
def note_restore(_subject: None, /, *, by: Actor, name: str, seq: int, vault: str) -> None:
    """Write down, in the log that goes on, which backup it goes on from.

    A link the copy holds as open may have been closed since: recipients get new ones.
    """
    still_open = sa.select(RecipientLink).where(RecipientLink.revoked_at.is_(None))
    for link in db.session.scalars(still_open):
        link.revoked_at = clock.now()
    current_deed().note(detail=f"backup={name}; entries={seq}; vault={vault}")


@perform(Action.DESTRUCTION_REAPPLY)
def destroy_again(_appeal: object, /, *, by: Actor, ids: Sequence[int]) -> None:
    """Make tombstones of values of one appeal that were destroyed since the backup (policy 3.5)."""
    rows = db.session.scalars(
        sa.select(PersonalValue).where(
            PersonalValue.id.in_(ids), PersonalValue.state != ValueState.DESTROYED
        )
    ).all()
    for row in rows:
        finish_destruction(row)
    current_deed().note(fields={row.field for row in rows}, detail=f"values={len(rows)}")
