"""Who looked at what, how often: counted from the log for each person of a period (policy 2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median_high
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from backoffice.access_review.filters import AccessQuestion
from backoffice.access_review.queries import flags_in, open_by_person
from backoffice.accounts.models import Staff
from backoffice.appeals.others import of_another
from backoffice.audit.chain import stamp
from backoffice.audit.models import AuditEntry
from backoffice.audit.unindexed import unindexed
from backoffice.db import db
from backoffice.rules.readings import READINGS
from backoffice.rules.vocabulary.readings import Reading

MOST_ROWS = 200  # of a drill-down; the most looked at stand first
KINDS = (
    Reading.CASES,
    Reading.REQUESTS,
    Reading.SEARCHES,
    Reading.REVEALS,
    Reading.PRINTS,
    Reading.EXPORTS,
)
Condition = sa.ColumnElement[bool]


@dataclass(frozen=True)
class Reader:
    """One person of the report; the names are the keys of its columns."""

    person: int
    role: str
    flags: int
    cases: int
    distinct: int
    others: int
    requests: int
    searches: int
    reveals: int
    prints: int
    exports: int
    refused: int
    total: int
    against: int = 0


def readers(filters: AccessQuestion, *, upto: int | None = None) -> list[Reader]:
    """Everybody who read in these days: those with open flags first, then by the median.

    The median is that of everybody, also when one person is asked for.
    """
    everybody = filters.narrowed_to("person", "")
    counted = db.session.execute(_counted(everybody, upto)).all()
    middle = median_high([row.total for row in counted] or [0])
    rows = [row for row in counted if filters.person in ("", str(row.person))]
    strange = _of_others(filters, upto)
    person = int(filters.person) if filters.person else None
    flags = open_by_person(flags_in(filters.period, staff_id=person, upto=upto, most=None))
    roles = _roles({row.person for row in rows})
    found = [
        Reader(
            **row._mapping,
            role=roles.get(row.person, ""),
            others=strange.get(row.person, 0),
            flags=flags.get(row.person, 0),
            against=row.total - middle,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (-one.flags, -one.against, one.person))


def count_readers(connection: Connection, filters: AccessQuestion, *, upto: int) -> int:
    """How many rows a file will hold."""
    people = _counted(filters, upto).subquery()
    return int(connection.execute(sa.select(sa.func.count()).select_from(people)).scalar_one())


def newest(connection: Connection) -> int:
    """The number of the newest entry there is."""
    return connection.execute(sa.select(sa.func.max(AuditEntry.seq))).scalar() or 0


def looks_by(column: Any, filters: AccessQuestion) -> Sequence[Any]:
    """How often opened, first and last, for each case or person; the most looked at first."""
    question = sa.select(
        column.label("key"),
        sa.func.count().label("looks"),
        sa.func.min(AuditEntry.at).label("first"),
        sa.func.max(AuditEntry.at).label("last"),
    ).where(*_within(filters, None), _done(Reading.CASES))
    question = question.group_by(column).order_by(sa.desc("looks"), column)
    return db.session.execute(question.limit(MOST_ROWS + 1)).all()


def _counted(filters: AccessQuestion, upto: int | None) -> sa.Select[Any]:
    opened = sa.case((_done(Reading.CASES), AuditEntry.appeal_number))
    kinds: list[Any] = [_times(_done(kind)).label(kind) for kind in KINDS]
    refused = unindexed(AuditEntry.outcome) == "refused"
    return (
        sa.select(
            AuditEntry.actor_id.label("person"),
            *kinds,
            sa.func.count(sa.distinct(opened)).label("distinct"),
            _times(refused).label("refused"),
            _times(_done(Reading.ANY)).label("total"),
        )
        .where(
            *_within(filters, upto),
            sa.or_(_done(Reading.ANY), refused),
        )
        .group_by(AuditEntry.actor_id)
    )


def _of_others(filters: AccessQuestion, upto: int | None) -> Mapping[int, int]:
    question = sa.select(AuditEntry.actor_id, sa.func.count()).where(
        *_within(filters, upto), _done(Reading.CASES), of_another()
    )
    rows = db.session.execute(question.group_by(AuditEntry.actor_id)).all()
    return {row[0]: row[1] for row in rows}


def _within(filters: AccessQuestion, upto: int | None) -> list[Condition]:
    found = [
        AuditEntry.actor_id != 0,
        AuditEntry.at >= stamp(filters.period.begins),
        AuditEntry.at < stamp(filters.period.ends),
    ]
    if upto is not None:
        found.append(AuditEntry.seq <= upto)
    if filters.person:
        found.append(AuditEntry.actor_id == int(filters.person))
    if filters.case:
        found.append(AuditEntry.appeal_number == filters.case)
    return found


def _done(kind: Reading) -> Condition:
    is_kind = unindexed(AuditEntry.action).in_(sorted(READINGS[kind]))
    return sa.and_(unindexed(AuditEntry.outcome) == "done", is_kind)


def _times(condition: Condition) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)


def _roles(ids: set[int]) -> Mapping[int, str]:
    rows = db.session.execute(sa.select(Staff.id, Staff.role).where(Staff.id.in_(ids))).all()
    return {row.id: row.role for row in rows}
