"""The page of an order: what it holds before it starts, how far it is, what came of it."""

from typing import Any

from flask import g, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice.audit.door import record_refusal
from backoffice.audit.refusals import Refusal
from backoffice.exports.forms.export import DecisionForm
from backoffice.exports.models import ExportOrder
from backoffice.exports.queries import order_by_key, orders_of, orders_waiting_for
from backoffice.exports.quota import left_today, refused_now
from backoffice.exports.shelf import found_on_shelf
from backoffice.exports.showing import (
    asked_lines,
    estimate_of,
    heading_of,
    history_of,
    result_lines,
    rows_of,
)
from backoffice.exports.standing import Standing, standing_of
from backoffice.exports.taking_out import NoRoom, take_out
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.export_orders import ExportState
from backoffice.web.gate import Gate, actor, may
from backoffice.web.pages import page
from backoffice.web.refusal_words import REFUSALS, refusal_sentence

exports = Gate("exports", __name__)
_STARTABLE = (ExportState.READY, ExportState.APPROVED, ExportState.BROKEN_OFF)
_PATIENCE = 30  # seconds a page waits for the start of what it was sent for
# Attempts that the log has to tell of (policy 9).
_TOLD = (
    "export.not-yours",
    "export.same-person",
    "export.grown",
    "export.files-used-up",
    "export.rows-used-up",
)


@exports.page("/exports", action=Action.EXPORT_LIST)
def index() -> Response:
    """Orders of others that wait for me, then my own, the newest first."""
    waiting = orders_waiting_for(actor().id) if may(Action.EXPORT_APPROVE) else []
    return page(
        "exports/index.html",
        title=_("Exports"),
        asked=rows_of(waiting),
        mine=rows_of(orders_of(actor().id)),
        quota=left_today(actor().id),
    )


@exports.page("/exports/<key>", action=Action.EXPORT_LIST)
def show(key: str) -> Response:
    """One order: before it starts, while it runs, afterwards."""
    return draw(order_by_key(key))


@exports.page("/exports/<key>/progress", action=Action.EXPORT_LIST)
def progress(key: str) -> Response:
    """The same page; for a browser that looks again by itself only the part that moves."""
    g.looks_by_itself = True
    return draw(order_by_key(key), fragment="run")


@exports.page("/exports/<key>/start", action=Action.EXPORT_START, methods=["POST"])
def start(key: str) -> Response:
    """Send the file; whoever cannot have it sees why, and nothing is sent (policy 9)."""
    order = order_by_key(key)
    try:
        return take_out(order, by=actor())
    except NoRoom:
        return redirect(url_for("exports.show", key=key), 303)
    except Refusal as refused:
        note_refusal(order, refused)
        return draw(order_by_key(key), refused=refusal_sentence(refused), status=409)


def note_refusal(order: ExportOrder, refused: Refusal) -> None:
    """Let the log tell of an attempt that the day or the second person's rule turned away."""
    if refused.code in _TOLD and refused.action:
        record_refusal(refused.action, actor(), refused.code, about=order)


def draw(
    order: ExportOrder,
    *,
    status: int = 200,
    refused: str = "",
    fragment: str = "",
    form: DecisionForm | None = None,
) -> Response:
    """The page of an order, or the part of it that moves."""
    standing, question = standing_of(order), dict[str, Any](order.question)
    shelved = found_on_shelf(order.report)
    is_mine = order.by_id == actor().id
    can_decide = standing.state == ExportState.ASKED and not is_mine and may(Action.EXPORT_APPROVE)
    return page(
        "exports/show.html",
        title=heading_of(order),
        fragment=fragment,
        status=status,
        order=order,
        standing=standing,
        refused=refused,
        steps=history_of(order),
        begun=_times_asked(standing),
        can_start=is_mine and standing.state in _STARTABLE and _may_start(order),
        report_href=url_for(shelved.endpoint, **question) if shelved else "",
        **({} if fragment and standing.is_running else _told(order)),
        decision=(form or DecisionForm()) if can_decide else None,
    )


def _times_asked(standing: Standing) -> int:
    """How often the page looked for the start it was sent for; 0 when it looks no more."""
    asked = request.args.get("begun", 0, type=int)
    if standing.is_running:
        return _PATIENCE  # what breaks off after this is not waited for
    return asked if 0 < asked < _PATIENCE else 0


def _may_start(order: ExportOrder) -> bool:
    """Whether the role of this person lets it leave today."""
    return may(Action.EXPORT_START) and (not order.personal or may(Action.VALUE_REVEAL))


def _told(order: ExportOrder) -> dict[str, Any]:
    too_much = refused_now(order, order.rows)
    return {
        "asked": asked_lines(order),
        "result": result_lines(order),
        "estimate": estimate_of(order),
        "quota": left_today(order.by_id, but_for=order.id),
        "too_much": too_much and str(REFUSALS[too_much]),
    }
