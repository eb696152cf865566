"""What is proposed for destruction, and why: each source is one small function (R-5f.2).

A further source is one more function in `SOURCES`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.db import db
from backoffice.keeping.queries import held_appeals, rules_on
from backoffice.retention.due import DueList, Query, in_open_acts, open_acts, page_due, span_of
from backoffice.retention.models import DestructionActItem
from backoffice.rules.retention import kind_of
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.rules.vocabulary.retention import ItemReason, RetentionOutcome
from backoffice.vault.models import PersonalValue
from backoffice.withdrawals.models import Withdrawal
from backoffice.withdrawals.queries import is_due

MOST_ITEMS = 5000  # of one act: a list two people can still answer for


@dataclass(frozen=True)
class Candidate:
    """One item as it would stand in an act."""

    reason: ItemReason
    appeal_id: int
    appeal_version: int
    kind: str
    category_code: str
    months: int
    outcome: RetentionOutcome
    due_on: date
    value_id: int | None = None


def ended_terms(today: date, limit: int) -> Iterator[Candidate]:
    """Closed appeals whose term of storage has ended (R-5f.1)."""
    for row in page_due(rules_on(today), span_of(DueList.NOW, today), limit=limit):
        yield Candidate(
            ItemReason.TERM_ENDED,
            row.id,
            row.version,
            row.kind,
            row.category_code,
            row.row.months,
            row.row.outcome,
            row.due_on,
        )


def passed_deletions(today: date, limit: int) -> Iterator[Candidate]:
    """Deleted values that can no longer be restored (policy 3.1; өшіру, then жою)."""
    found = db.session.execute(deleted_query(today).limit(limit)).all()
    for value_id, until, appeal in found:
        yield Candidate(
            ItemReason.DELETION_PASSED,
            appeal.id,
            appeal.version,
            kind_of(appeal),
            appeal.category_code,
            0,
            RetentionOutcome.DESTROY,
            until,
            value_id,
        )


def deleted_query(today: date) -> Query:
    """Deleted originals past their last day, the longest ago first; copies follow them."""
    listed = sa.select(DestructionActItem.value_id).where(
        DestructionActItem.act_id.in_(open_acts()), DestructionActItem.value_id.is_not(None)
    )
    return (
        sa.select(PersonalValue.id, PersonalValue.restorable_until, Appeal)
        .join(Appeal, Appeal.id == PersonalValue.appeal_id)
        .where(
            PersonalValue.state == sa.literal_column(f"'{ValueState.DELETED}'"),
            PersonalValue.restorable_until < today,
            sa.not_(PersonalValue.recipient_copy),
            PersonalValue.appeal_id.not_in(held_appeals()),
            PersonalValue.id.not_in(listed),
        )
        .order_by(PersonalValue.restorable_until, PersonalValue.id)
    )


def withdrawn(today: date, limit: int) -> Iterator[Candidate]:
    """Appeals whose consent was withdrawn: due from that day, at the latest on the legal one."""
    for due_on, appeal in db.session.execute(withdrawn_query(today).limit(limit)):
        yield Candidate(
            ItemReason.WITHDRAWN,
            appeal.id,
            appeal.version,
            kind_of(appeal),
            appeal.category_code,
            0,
            RetentionOutcome.DESTROY,
            due_on,
        )


def withdrawn_query(today: date) -> Query:
    """Withdrawn appeals that still hold data, with their latest day, the earliest first (2.3)."""
    return (
        sa.select(Withdrawal.due_on, Appeal)
        .join(Appeal, Appeal.id == Withdrawal.appeal_id)
        .where(
            *is_due(today),
            Appeal.id.not_in(held_appeals()),
            Appeal.id.not_in(in_open_acts()),
        )
        .order_by(Withdrawal.due_on, Withdrawal.id)
    )


Source = Callable[[date, int], Iterable[Candidate]]
SOURCES: tuple[Source, ...] = (ended_terms, withdrawn, passed_deletions)


def candidates(limit: int = MOST_ITEMS) -> list[Candidate]:
    """Everything due today, from every source; a value of an appeal that goes whole is not
    listed beside it, nor is an appeal listed twice."""
    found: list[Candidate] = []
    for source in SOURCES:
        if len(found) < limit:
            found.extend(source(clock.today(), limit - len(found)))
    whole = {item.appeal_id: item for item in reversed(found) if item.value_id is None}
    return [item for item in found if whole.get(item.appeal_id, item) is item]
