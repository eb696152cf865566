"""Questions about holds and destruction acts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from backoffice.audit.refusals import NotFound
from backoffice.db import db
from backoffice.keeping.models import LegalHold
from backoffice.keeping.queries import stands_today
from backoffice.retention.models import (
    DestructionAct,
    DestructionActEvent,
    DestructionActItem,
    DestructionActResult,
)
from backoffice.rules.vocabulary.retention import ActState, ItemResult

PAGE = 50
_item, _result = DestructionActItem, DestructionActResult


@dataclass(frozen=True)
class Progress:
    """How far an act has come."""

    items: int
    dealt_with: int
    destroyed: int
    records: int

    @property
    def left(self) -> int:
        """Items still to be dealt with."""
        return self.items - self.dealt_with


def hold_by_ref(ref: int) -> LegalHold:
    """One hold. Raises NotFound."""
    hold = db.session.get(LegalHold, ref)
    if hold is None:
        raise NotFound
    return hold


def page_of_holds(
    *, ended: bool = False, before: int = 0, limit: int = PAGE
) -> Sequence[LegalHold]:
    """The holds that stand today, or those that do not any more, newest first."""
    query = sa.select(LegalHold).options(joinedload(LegalHold.appeal)).where(_standing(ended))
    if before:
        query = query.where(LegalHold.id < before)
    return db.session.scalars(query.order_by(LegalHold.id.desc()).limit(limit)).all()


def count_holds(*, ended: bool = False) -> int:
    """How many holds stand today, or do not any more."""
    counted = sa.select(sa.func.count()).select_from(LegalHold).where(_standing(ended))
    return db.session.execute(counted).scalar_one()


def _standing(ended: bool) -> sa.ColumnElement[bool]:
    return ~stands_today() if ended else stands_today()


def act_by_number(number: str) -> DestructionAct:
    """One act. Raises NotFound."""
    act = db.session.scalar(sa.select(DestructionAct).where(DestructionAct.number == number))
    if act is None:
        raise NotFound
    return act


def page_of_acts(
    *, state: ActState | None = None, before: int = 0, limit: int = PAGE
) -> Sequence[DestructionAct]:
    """Acts, newest first; only those that stand in a state now when one is named."""
    query = sa.select(DestructionAct)
    if state is not None:
        query = query.where(DestructionAct.id.in_(_ids_in(state)))
    if before:
        query = query.where(DestructionAct.id < before)
    return db.session.scalars(query.order_by(DestructionAct.id.desc()).limit(limit)).all()


def acts_in(state: ActState) -> list[DestructionAct]:
    """Acts that stand in a state now, oldest first."""
    query = sa.select(DestructionAct).where(DestructionAct.id.in_(_ids_in(state)))
    return list(db.session.scalars(query.order_by(DestructionAct.id)))


def _ids_in(state: ActState) -> sa.Select[int]:
    last = sa.select(sa.func.max(DestructionActEvent.id)).group_by(DestructionActEvent.act_id)
    return sa.select(DestructionActEvent.act_id).where(
        DestructionActEvent.id.in_(last), DestructionActEvent.state == state
    )


def begun_acts() -> list[DestructionAct]:
    """Approved acts of which something was dealt with: a killed process left them half way."""
    return [act for act in acts_in(ActState.APPROVED) if progress_of(act).dealt_with]


def progress_of(act: DestructionAct) -> Progress:
    """How many items an act has, and how many were dealt with."""
    done = _result.result == ItemResult.DONE
    row = db.session.execute(
        sa.select(
            sa.func.count(_item.id),
            sa.func.count(_result.item_id),
            sa.func.count(sa.case((done, _result.item_id))),
            sa.func.coalesce(sa.func.sum(_result.records), 0),
        )
        .join(_result, _result.item_id == _item.id, isouter=True)
        .where(_item.act_id == act.id)
    ).one()
    return Progress(*row)


def items_left(act: DestructionAct, limit: int) -> Sequence[DestructionActItem]:
    """The next items without a result, in the order of the act."""
    open_ = ~sa.exists().where(_result.item_id == _item.id)
    query = sa.select(_item).where(_item.act_id == act.id, open_)
    return db.session.scalars(query.order_by(_item.place).limit(limit)).all()


def counts_of(act: DestructionAct) -> Sequence[Any]:
    """What an act lists: category, kind, reason, outcome, result and how many; no names."""
    columns = (_item.category_code, _item.kind, _item.reason, _item.outcome, _result.result)
    is_value = _item.value_id.is_not(None).label("is_value")
    return db.session.execute(
        sa.select(*columns, is_value, sa.func.count().label("number"))
        .join(_result, _result.item_id == _item.id, isouter=True)
        .where(_item.act_id == act.id)
        .group_by(*columns, is_value)
        .order_by(*columns, is_value)
    ).all()


def page_of_items(
    act: DestructionAct, *, after: int = 0, limit: int = PAGE
) -> Sequence[DestructionActItem]:
    """Items of an act with their appeals, in its order: the annex for the staff."""
    return db.session.scalars(
        sa.select(_item)
        .options(joinedload(_item.appeal))
        .where(_item.act_id == act.id, _item.place > after)
        .order_by(_item.place)
        .limit(limit)
    ).all()


def act_of(appeal_id: int) -> DestructionAct | None:
    """The act that took the data of an appeal; None when none did."""
    return db.session.scalar(
        sa.select(DestructionAct)
        .join(_item, _item.act_id == DestructionAct.id)
        .join(_result, _result.item_id == _item.id)
        .where(
            _item.appeal_id == appeal_id,
            _item.value_id.is_(None),
            _result.result == ItemResult.DONE,
        )
        .order_by(DestructionAct.id.desc())
        .limit(1)
    )
