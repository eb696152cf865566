"""What each filter asks of the table: by which index the log is walked, and what is compared.

One condition, the lead, is answered by an index that is in the order of numbers. The others
are written so that no index answers them: the walk stays in order and can be bounded.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from backoffice.appeals.others import of_another
from backoffice.audit.chain import stamp
from backoffice.audit.models import AuditEntry
from backoffice.audit.unindexed import unindexed
from backoffice.audit_log.filters import Filters
from backoffice.db import db
from backoffice.rules.readings import READINGS
from backoffice.rules.vocabulary.readings import Reading

# Clocks are set back a little now and then, so that moments need not follow the numbers.
SLACK = 1000

Condition = sa.ColumnElement[bool]


def lead_and_rest(filters: Filters) -> tuple[list[Condition], list[Condition]]:
    """The conditions that bound the walk, and those that each entry walked over is asked."""
    indexed = list(_indexed(filters))
    lead = [by_index for by_index, _compared in indexed[:1]]
    rest = [compared for _by_index, compared in indexed[1:]]
    return [*lead, *_span(filters)], [*rest, *_compared(filters)]


def _indexed(filters: Filters) -> Iterator[tuple[Condition, Condition]]:
    """Filters with an index, the narrowest first: as the index answers it, and without one."""
    if filters.case:
        yield _both(AuditEntry.appeal_number, filters.case)
    if filters.refused:
        yield is_refused(), unindexed(AuditEntry.outcome) == "refused"
    if filters.person is not None:
        yield _both(AuditEntry.actor_id, filters.person)
    actions = _actions(filters)
    if len(actions) == 1:
        yield _both(AuditEntry.action, actions[0])


def is_refused() -> Condition:
    """Written out, as the index of refused attempts names it."""
    return AuditEntry.outcome == sa.literal("refused", literal_execute=True)


def _compared(filters: Filters) -> Iterator[Condition]:
    actions = _actions(filters)
    if len(actions) > 1:
        yield unindexed(AuditEntry.action).in_(actions)
    if filters.action in set(Reading) and not filters.refused:
        yield unindexed(AuditEntry.outcome) == "done"  # who was refused read nothing
    if filters.third_party:
        yield _about_third_party(filters.third_party)
    if filters.field:
        named = "," + AuditEntry.fields + ","
        yield named.contains(f",{filters.field},", autoescape=True)
    if filters.others:
        yield of_another()
    if filters.begins:
        yield unindexed(AuditEntry.at) >= stamp(filters.begins)
    if filters.ends:
        yield unindexed(AuditEntry.at) < stamp(filters.ends)


def _actions(filters: Filters) -> Sequence[str]:
    if filters.action in set(Reading):
        return sorted(READINGS[Reading(filters.action)])
    return [filters.action] if filters.action else []


def _span(filters: Filters) -> Iterator[Condition]:
    """Between which numbers a period lies: found by two looks at the index of moments."""
    numbers = sa.select(AuditEntry.seq).limit(1)
    if filters.begins:
        first = numbers.where(AuditEntry.at >= stamp(filters.begins)).order_by(AuditEntry.at)
        yield AuditEntry.seq >= _or(db.session.scalar(first), 2**62) - SLACK
    if filters.ends:
        last = numbers.where(AuditEntry.at < stamp(filters.ends)).order_by(AuditEntry.at.desc())
        yield AuditEntry.seq <= _or(db.session.scalar(last), -SLACK) + SLACK


def _or(number: int | None, instead: int) -> int:
    return instead if number is None else number


def _both(column: Any, value: Any) -> tuple[Condition, Condition]:
    return column == value, unindexed(column) == value


def _about_third_party(code: str) -> Condition:
    """What was given to a third party, and what was done to its entry in the register."""
    return sa.or_(AuditEntry.third_party == code, AuditEntry.subject == f"third_party:{code}")
