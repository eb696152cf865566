"""Questions to the register of acts: its rows, what the acts list, which fields went."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.exports.listing import Condition, Listing
from backoffice.registers.acts.columns import COLUMNS, has_item, last_state
from backoffice.registers.acts.filters import ActFilters
from backoffice.retention.models import (
    DestructionAct,
    DestructionActEvent,
    DestructionActItem,
    DestructionActResult,
)
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.retention import ActState, ItemResult

_item, _result = DestructionActItem, DestructionActResult
# An item as the entry of its destruction names it.
_named = sa.literal(f"{_item.subject_kind}:") + DestructionAct.number + "/"
# An act whose keys are forgotten everywhere was carried out as well.
_TAKEN_IN = {ActState.DONE: (ActState.DONE, ActState.FINAL)}


def _narrowed(filters: ActFilters) -> list[Condition]:
    found: list[Condition] = []
    if filters.state:
        state = ActState(filters.state)
        found.append(last_state.in_([str(one) for one in _TAKEN_IN.get(state, (state,))]))
    if filters.category or filters.ground:
        found.append(has_item(*_of_items(filters)))
    if filters.staff:
        step = DestructionActEvent
        took_part = sa.exists().where(
            step.act_id == DestructionAct.id, step.by_id == int(filters.staff)
        )
        found.append(took_part)
    return found


def _of_items(filters: ActFilters) -> list[Condition]:
    asked = {_item.category_code: filters.category, _item.reason: filters.ground}
    return [column == value for column, value in asked.items() if value]


ROWS = Listing(
    columns=COLUMNS,
    at=DestructionAct.at,
    key=DestructionAct.id,
    about=lambda question: question.select_from(DestructionAct),
    narrowed=_narrowed,
)


def states(filters: ActFilters) -> Counter[str]:
    """How many acts stand in each state now."""
    each = ROWS.asked(filters, last_state.label("state")).subquery()
    counted = sa.select(each.c.state, sa.func.count()).group_by(each.c.state)
    return Counter({state: times for state, times in db.session.execute(counted)})


def items(filters: ActFilters) -> Sequence[Any]:
    """What the acts list: category, reason, kind and term of storage; how much of it went."""
    chosen = ROWS.asked(filters, DestructionAct.id)
    columns = (_item.category_code, _item.reason, _item.kind, _item.months)
    gone = sa.case((_result.result == ItemResult.DONE, 1), else_=0)
    return db.session.execute(
        sa.select(
            *columns,
            sa.func.count().label("items"),
            sa.func.coalesce(sa.func.sum(gone), 0).label("destroyed"),
            sa.func.coalesce(sa.func.sum(_result.records), 0).label("records"),
        )
        .select_from(_item)
        .outerjoin(_result, _result.item_id == _item.id)
        .where(_item.act_id.in_(chosen), *_of_items(filters))
        .group_by(*columns)
        .order_by(*columns)
    ).all()


def fields_gone(filters: ActFilters) -> list[tuple[str, int]]:
    """In how many of these items each field was destroyed, as the entries say it."""
    asked = ROWS.asked(filters, _named + sa.cast(_item.place, sa.String))
    subjects = asked.join(_item, _item.act_id == DestructionAct.id).where(*_of_items(filters))
    counted = db.session.execute(
        sa.select(AuditEntry.fields, sa.func.count())
        .where(
            AuditEntry.action == Action.ACT_EXECUTE,
            AuditEntry.outcome == "done",
            AuditEntry.subject.in_(subjects),
        )
        .group_by(AuditEntry.fields)
    )
    found: Counter[str] = Counter()
    for joined, times in counted:
        found.update({field: times for field in joined.split(",") if field})
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))


def changes(filters: ActFilters) -> bool:
    """Whether rows come and go while they are read: acts go on and people take part."""
    return bool(filters.state or filters.staff)
