"""Closed cases whose term of storage has ended leave the board (policy 5.2, 5.6; R-5b.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.db import UtcDateTime
from backoffice.keeping.queries import day_begins, rules_on
from backoffice.rules.retention import Group
from backoffice.rules.vocabulary.retention import RetentionKind

_t = Appeal.__table__.c
_MOMENT = UtcDateTime()


@dataclass(frozen=True)
class Leaving:
    """The rules of one day: statements are kept by it, so it can be a key."""

    groups: tuple[Group, ...]
    day: date

    def floor(self, group: Group) -> datetime:
        """The earliest moment of closing whose term still runs."""
        return day_begins(group.row.last_closed_due_by(self.day) + timedelta(days=1))


def leaving_today() -> Leaving:
    """What leaves the board by the rules of today."""
    today = clock.today()
    return Leaving(tuple(rules_on(today).groups()), today)


def stays(leaving: Leaving) -> Iterator[sa.ColumnElement[bool]]:
    """Conditions on a closed case: the first bounds the walk along the index, the rest are
    asked of each row."""
    floors = [leaving.floor(group) for group in leaving.groups]
    yield _t.turn_at >= sa.literal(min(floors), _MOMENT)
    yield _t.emptied_at.is_(None)
    cases = [
        (_is_of(group), sa.literal(floor, _MOMENT))
        for group, floor in zip(leaving.groups, floors, strict=True)
    ]
    yield _t.turn_at >= sa.case(*cases, else_=sa.literal(min(floors), _MOMENT))


def _is_of(group: Group) -> sa.ColumnElement[bool]:
    here = group.kind is RetentionKind.CONSULTATION
    kind = _t.third_party_id.is_(None) if here else _t.third_party_id.is_not(None)
    if group.category:
        return sa.and_(kind, _t.category_code == group.category)
    return sa.and_(kind, _t.category_code.not_in(sorted(group.without))) if group.without else kind
