"""Which cases an incident concerns: by number, and by what the log and the register say (2.20)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from backoffice.appeals.models import Appeal
from backoffice.audit.chain import stamp
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.disclosures.models import Disclosure
from backoffice.incidents.queries import in_chunks
from backoffice.rules.vocabulary.incidents import CaseSource

_BETWEEN = re.compile(r"[\s,;]+")
_NUMBER = re.compile(r"109-[0-9]{4}-[0-9]{7}", re.ASCII)


@dataclass(frozen=True)
class Named:
    """Appeals found by typed numbers, and what was typed that is no number of ours."""

    appeal_ids: Sequence[int]
    unknown: Sequence[str]


@dataclass(frozen=True)
class Search:
    """A question to the log or to the register of transfers; `what` is an id."""

    source: CaseSource
    what: int
    since: datetime | None = None
    until: datetime | None = None  # the first moment that no longer counts

    @property
    def told(self) -> str:
        """As an audit entry writes it: codes and numbers."""
        days = [f"{name}={stamp(at)[:16]}" for name, at in self._moments if at]
        return ";".join([f"{self.source}={self.what}", *days])

    @property
    def _moments(self) -> tuple[tuple[str, datetime | None], ...]:
        return (("from", self.since), ("until", self.until))


def named(text: str) -> Named:
    """Read numbers typed or pasted with anything between; each counts once."""
    words = list(dict.fromkeys(word for word in _BETWEEN.split(text) if word))
    numbers = [word for word in words if _NUMBER.fullmatch(word)]
    known = _ids_of(numbers)
    return Named(list(known.values()), [word for word in words if word not in known])


def found_by(search: Search) -> list[int]:
    """Ids of the appeals a question leads to, oldest first."""
    return list(db.session.scalars(_QUESTIONS[search.source](search)))


def numbers_of(appeal_ids: Sequence[int]) -> list[str]:
    """Numbers of a few appeals, to be shown."""
    query = sa.select(Appeal.number).where(Appeal.id.in_(appeal_ids)).order_by(Appeal.id)
    return list(db.session.scalars(query))


def _ids_of(numbers: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for chunk in in_chunks(numbers):
        rows = db.session.execute(
            sa.select(Appeal.number, Appeal.id).where(Appeal.number.in_(chunk))
        )
        found.update((row.number, row.id) for row in rows)
    return found


def _worked_on(search: Search) -> sa.Select[int]:
    """What somebody opened or changed: every entry of theirs that was let through."""
    return (
        sa.select(Appeal.id)
        .join(AuditEntry, AuditEntry.appeal_number == Appeal.number)
        .where(
            AuditEntry.actor_id == search.what,
            AuditEntry.outcome == "done",
            *([AuditEntry.at >= stamp(search.since)] if search.since else []),
            *([AuditEntry.at < stamp(search.until)] if search.until else []),
        )
        .distinct()
        .order_by(Appeal.id)
    )


def _given_to(search: Search) -> sa.Select[int]:
    return (
        sa.select(Disclosure.appeal_id)
        .where(
            Disclosure.third_party_id == search.what,
            *([Disclosure.at >= search.since] if search.since else []),
            *([Disclosure.at < search.until] if search.until else []),
        )
        .distinct()
        .order_by(Disclosure.appeal_id)
    )


def _by_disclosure(search: Search) -> sa.Select[int]:
    return sa.select(Disclosure.appeal_id).where(Disclosure.id == search.what)


_QUESTIONS = {
    CaseSource.STAFF: _worked_on,
    CaseSource.THIRD_PARTY: _given_to,
    CaseSource.DISCLOSURE: _by_disclosure,
}
