"""Numbers of an installation, from its tables: counts and ages, never by person or case."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock

import sqlalchemy as sa

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.monitoring.checks import look
from backoffice.monitoring.measures import checkpoint_age, free_bytes, places
from backoffice.notices.queries import open_count
from backoffice.rules.vocabulary.appeals import AppealState
from backoffice.vault.keystore import unsettled_fences
from backoffice.vault.values import the_vault

AT_WORK = (AppealState.NEW, AppealState.IN_WORK, AppealState.WITH_THIRD_PARTY)
Samples = Iterator[tuple[tuple[str, ...], float]]


@dataclass
class Entries:
    """Entries of the audit log by action and outcome; counted on from where it last stood.

    The log only grows, so that a million entries are counted once and not at every question.
    """

    last: int = 0
    counted: Counter[tuple[str, str]] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)  # two may ask at once, each in a thread of its own

    def samples(self) -> Samples:
        """How many there are, when what is new is counted."""
        with self.lock:
            self._count_on()
            found = list(self.counted.items())
        yield from found

    def _count_on(self) -> None:
        head = db.session.scalar(sa.select(sa.func.max(AuditEntry.seq))) or 0
        if head < self.last:  # an older copy was put in place
            self.last, self.counted = 0, Counter()
        query = (
            sa.select(AuditEntry.action, AuditEntry.outcome, sa.func.count())
            .where(AuditEntry.seq > self.last, AuditEntry.seq <= head)
            .group_by(AuditEntry.action, AuditEntry.outcome)
        )
        for action, outcome, count in db.session.execute(query):
            self.counted[action, outcome] += count
        self.last = head


def open_appeals() -> Samples:
    """Appeals to which an answer is owed, by state."""
    query = (
        sa.select(Appeal.state, sa.func.count())
        .where(Appeal.state.in_(AT_WORK))
        .group_by(Appeal.state)
    )
    found = {state: count for state, count in db.session.execute(query)}
    yield from (((state,), found.get(state, 0)) for state in AT_WORK)


def overdue_appeals() -> Samples:
    """Of these, the ones whose deadline has passed."""
    late = sa.select(sa.func.count()).where(Appeal.state.in_(AT_WORK), Appeal.turn_at < clock.now())
    yield (), db.session.scalar(late) or 0


def waiting_notices() -> Samples:
    """Notices no third party has answered; the question is bounded, as on the desk."""
    yield (), open_count()


def age_of_checkpoint() -> Samples:
    """Seconds since the log was last signed; nothing while it never was."""
    age = checkpoint_age()
    if age is not None:
        yield (), age.total_seconds()


def fences() -> Samples:
    """Values ever destroyed, and those of which the data has yet to follow."""
    store = the_vault().store
    with store.engine.connect() as connection:
        open_ones = len(unsettled_fences(connection))
    yield ("open",), open_ones
    yield ("settled",), store.fence_count() - open_ones


def free_room() -> Samples:
    """Free bytes where data, vault and checkpoints lie."""
    yield from (((name,), free_bytes(place)) for name, place in places().items())


def readiness() -> Samples:
    """What `/readyz` finds, check by check."""
    yield from (((check.name,), float(check.ok)) for check in look())
