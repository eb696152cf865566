"""The newest entries as they come: which a look that repeats itself may show unwritten.

Opening the tail is one entry. Looks it repeats by itself rest on that entry for a quarter of
an hour; then the next one writes its own (decision 0029).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from backoffice import clock
from backoffice.audit.chain import stamp
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor

DETAIL = "tail"
RESTS_FOR = timedelta(minutes=15)


@dataclass(frozen=True)
class Skipped:
    """Entries that came too fast to be shown: how many, and after which number they begin."""

    after: int = 0
    count: int = 0

    def and_between(self, seen: int, oldest: int) -> "Skipped":
        """With those between the newest entry that was shown and the oldest one shown now."""
        between = oldest - seen - 1
        if seen < 1 or between < 1:
            return self
        return Skipped(self.after or seen, self.count + between)

    @property
    def chosen(self) -> Mapping[str, int]:
        """As the address of the next look carries it: it is told until the page is opened anew."""
        return {"after": self.after, "skipped": self.count} if self.count else {}


def is_written(by: Actor) -> bool:
    """Whether an entry of the last quarter of an hour says that this person watches the tail."""
    since = stamp(clock.now() - RESTS_FOR)
    found = sa.select(AuditEntry.seq).where(
        AuditEntry.actor_id == by.id,
        AuditEntry.at > since,
        AuditEntry.action == Action.AUDIT_VIEW,
        AuditEntry.outcome == "done",
        AuditEntry.detail == DETAIL,
    )
    return db.session.scalar(found.limit(1)) is not None
