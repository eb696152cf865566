"""The columns of the register of acts: people, days and numbers, nobody's data."""

from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from backoffice.accounts.models import SYSTEM
from backoffice.exports.columns import Column, Kind, Names, say_from, say_moment
from backoffice.retention.models import (
    DestructionAct,
    DestructionActEvent,
    DestructionActItem,
    DestructionActResult,
)
from backoffice.rules.vocabulary.retention import ActState, ItemReason, ItemResult
from backoffice.web.labels.people import ROLES
from backoffice.web.labels.retention import ACT_STATES, ITEM_REASONS

_event, _item, _result = DestructionActEvent, DestructionActItem, DestructionActResult


def _of_event(column: Any, *states: ActState) -> Any:
    """Of the step by which an act came to a state; each state is reached once."""
    return (
        sa.select(column)
        .where(_event.act_id == DestructionAct.id, _event.state.in_([str(s) for s in states]))
        .correlate(DestructionAct)
        .limit(1)
        .scalar_subquery()
    )


last_state = (
    sa.select(_event.state)
    .where(_event.act_id == DestructionAct.id)
    .order_by(_event.id.desc())
    .limit(1)
    .correlate(DestructionAct)
    .scalar_subquery()
)


def has_item(*conditions: Any) -> Any:
    """Whether an act lists an item of this sort."""
    about_it = sa.exists().where(_item.act_id == DestructionAct.id, *conditions)
    return about_it.correlate(DestructionAct)  # said, or a question to items would be asked of one


def _results(counted: Any, *conditions: Any) -> Any:
    return (
        sa.select(sa.func.coalesce(counted, 0))
        .where(_result.act_id == DestructionAct.id, *conditions)
        .correlate(DestructionAct)
        .scalar_subquery()
    )


_items = (
    sa.select(sa.func.count())
    .select_from(_item)
    .where(_item.act_id == DestructionAct.id)
    .correlate(DestructionAct)
    .scalar_subquery()
)
_reasons = sum(
    (sa.case((has_item(_item.reason == str(one)), f"{one},"), else_="") for one in ItemReason),
    sa.literal(""),
)


def say_staff(names: Names, key: int | None) -> str:
    """A member of staff; the system for the nightly command; nobody yet."""
    if key is None:
        return ""
    return names.staff.get(key, "") or str(ROLES[SYSTEM.role])


def _say_reasons(_names: Names, joined: str) -> str:
    return "; ".join(str(ITEM_REASONS[code]) for code in joined.split(",") if code)


_DECIDED = (ActState.APPROVED, ActState.DECLINED)
COLUMNS: tuple[Column, ...] = (
    Column("number", _l("Act"), DestructionAct.number, Kind.TEXT, 12),
    Column("at", _l("Proposed"), DestructionAct.at, Kind.MOMENT, 17, say_moment),
    Column(
        "proposed_by", _l("Who proposed"), DestructionAct.proposed_by_id, Kind.CODE, 24, say_staff
    ),
    Column("state", _l("State"), last_state, Kind.CODE, 20, say_from(ACT_STATES)),
    Column(
        "decided_at",
        _l("Approved or declined"),
        _of_event(_event.at, *_DECIDED),
        Kind.MOMENT,
        17,
        say_moment,
    ),
    Column(
        "decided_by",
        _l("Who approved or declined"),
        _of_event(_event.by_id, *_DECIDED),
        Kind.CODE,
        24,
        say_staff,
    ),
    Column(
        "done_at",
        _l("Carried out"),
        _of_event(_event.at, ActState.DONE),
        Kind.MOMENT,
        17,
        say_moment,
    ),
    Column(
        "done_by",
        _l("Who carried it out"),
        _of_event(_event.by_id, ActState.DONE),
        Kind.CODE,
        24,
        say_staff,
    ),
    Column(
        "final_at",
        _l("Final in all copies"),
        _of_event(_event.at, ActState.FINAL),
        Kind.MOMENT,
        17,
        say_moment,
        on_page=False,
    ),
    Column("reasons", _l("Ground"), _reasons, Kind.CODE, 40, _say_reasons),
    Column("items", _l("Items"), _items, Kind.NUMBER, 9),
    Column(
        "destroyed",
        _l("Destroyed"),
        _results(sa.func.count(), _result.result == ItemResult.DONE),
        Kind.NUMBER,
        11,
    ),
    Column(
        "left",
        _l("Left"),
        _results(sa.func.count(), _result.result != ItemResult.DONE),
        Kind.NUMBER,
        9,
    ),
    Column("records", _l("Values"), _results(sa.func.sum(_result.records)), Kind.NUMBER, 11),
)
