"""Ordering a report as a file, deciding on it, starting it, and how it ended (policy 9)."""

import hashlib
import json
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from backoffice import clock
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.refusals import NotAllowed, Refusal
from backoffice.db import db
from backoffice.exports.models import ExportEvent, ExportOrder
from backoffice.exports.quota import refused_now
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor, refusal
from backoffice.rules.vocabulary.export_orders import (
    ApprovalReason,
    Break,
    DenialReason,
    ExportState,
)

_LONGEST = 200  # signs of the detail of an entry


@dataclass(frozen=True)
class Asked:
    """What is to be taken out; the question is settled, so its days stay what they are."""

    report: str
    question: Mapping[str, str]
    format: str
    language: str
    reason: str
    rows: int
    upto: int
    personal: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finished:
    """What became of a file: the same numbers as on the screen and in the file itself."""

    rows: int
    total: int | None
    size: int
    digest: str
    millis: int
    entry: int


@perform(Action.EXPORT_ORDER)
def order_export(_nothing: None, /, *, by: Actor, asked: Asked) -> ExportOrder:
    """Write down what is wanted; personal values wait for a second person (policy 5.4, 9).

    Raises NotAllowed for personal columns to who may not see personal values at all.
    """
    _refuse_unseeing(asked.personal, by)
    order = ExportOrder(
        key=secrets.token_urlsafe(12),
        report=asked.report,
        filters=json.dumps(dict(asked.question), ensure_ascii=False),
        format=asked.format,
        language=asked.language,
        reason=asked.reason,
        fields=",".join(asked.personal),
        rows=asked.rows,
        upto=asked.upto,
        by_id=by.id,
        at=clock.now(),
    )
    db.session.add(order)
    _come_to(order, by, ExportState.ASKED if asked.personal else ExportState.READY)
    db.session.flush()
    current_deed().note(about=order, reason=asked.reason, fields=asked.personal)
    current_deed().note(detail=told_of(order, asked.rows))
    return order


@perform(Action.EXPORT_APPROVE)
def approve_export(order: ExportOrder, /, *, by: Actor, reason: str) -> ExportOrder:
    """Let personal values leave, for one file (policy 5.4, 9). Never by who asked for them."""
    _refuse_unfit(order, by)
    return _decide(order, by, ApprovalReason(reason))


@perform(Action.EXPORT_REFUSE)
def refuse_export(order: ExportOrder, /, *, by: Actor, reason: str) -> ExportOrder:
    """Keep personal values here, and say why (policy 5.4, 9)."""
    _refuse_unfit(order, by)
    return _decide(order, by, DenialReason(reason))


@perform(Action.EXPORT_START)
def start_export(order: ExportOrder, /, *, by: Actor, rows: int) -> ExportOrder:
    """Begin the file, within what one person may take out in a day (policy 9).

    Raises NotAllowed as `order_export` does; Refusal when it is somebody else's, has lapsed,
    has grown since it was approved, or is more than a day or a moment allows.
    """
    _refuse_unseeing(order.personal, by)
    if by.id != order.by_id:
        raise Refusal("export.not-yours", Action.EXPORT_START)
    if order.has_lapsed:
        raise Refusal("export.lapsed", Action.EXPORT_START)
    if order.personal and rows > order.rows:
        raise Refusal("export.grown", Action.EXPORT_START)
    if code := refused_now(order, rows):
        raise Refusal(code, Action.EXPORT_START)
    _come_to(order, by, ExportState.STARTED, rows=rows)
    current_deed().note(reason=order.reason, detail=f"rows={rows}")
    return order


@perform(Action.EXPORT_FINISH)
def finish_export(order: ExportOrder, /, *, by: Actor, done: Finished) -> ExportOrder:
    """Write down that the whole file left: its rows, its size, its digest (policy 9)."""
    _come_to(order, by, ExportState.DONE, **vars(done))
    told: dict[str, object] = {"rows": done.rows, "size": done.size}
    told |= {"total": done.total} if done.total is not None else {}
    told |= {"sha256": done.digest[:16], "entry": done.entry}
    current_deed().note(detail=_joined(told))
    return order


@perform(Action.EXPORT_BREAK_OFF)
def break_off_export(order: ExportOrder, /, *, by: Actor, why: Break, rows: int) -> ExportOrder:
    """Write down that no whole file left, and why; it can be started again (policy 9)."""
    _come_to(order, by, ExportState.BROKEN_OFF, reason=why, rows=rows)
    current_deed().note(reason=why, detail=f"rows={rows}")
    return order


def told_of(order: ExportOrder, rows: int, **more: object) -> str:
    """What an entry says of an order; filters too many for it are bound by their digest."""
    told: dict[str, object] = {"report": order.report, "format": order.format, "rows": rows}
    whole = _joined(told | order.question | more)
    if len(whole) <= _LONGEST:
        return whole
    digest = hashlib.sha256(order.filters.encode()).hexdigest()
    return _joined(told | {"filters": len(order.question), "digest": digest[:16]} | more)


def _joined(told: Mapping[str, object]) -> str:
    return ";".join(f"{name}={value}" for name, value in told.items())


def _refuse_unseeing(personal: Collection[str], by: Actor) -> None:
    """Raises NotAllowed for personal columns to who may not see personal values now."""
    if personal and (code := refusal(Action.VALUE_REVEAL, by)):
        raise NotAllowed(code, current_deed().action)


def _refuse_unfit(order: ExportOrder, by: Actor) -> None:
    """Raises Refusal when this person cannot decide on this order, or nobody any more."""
    if by.id == order.by_id:
        raise Refusal("export.same-person", current_deed().action)
    if order.has_lapsed:
        raise Refusal("export.lapsed", current_deed().action)


def _decide(order: ExportOrder, by: Actor, reason: str) -> ExportOrder:
    _come_to(order, by, str(current_deed().next_state), reason=reason)
    current_deed().note(reason=reason, fields=order.personal, detail=f"rows={order.rows}")
    return order


def _come_to(order: ExportOrder, by: Actor, state: str, **more: object) -> None:
    order.events.append(ExportEvent(state=state, by_id=by.id, at=clock.now(), **more))
