"""An order of an export as its page tells it: what it holds, how far it is, what came of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask_babel import format_decimal
from flask_babel import gettext as _

from backoffice.accounts.models import Staff
from backoffice.audit.refusals import Refusal
from backoffice.db import db
from backoffice.exports import wording
from backoffice.exports.columns import Names
from backoffice.exports.estimate import estimate, size_in_words
from backoffice.exports.models import ExportEvent, ExportOrder
from backoffice.exports.names import names_in
from backoffice.exports.period import Period
from backoffice.exports.shelf import Shelved, found_on_shelf, report_by_code
from backoffice.exports.standing import Standing, standing_of
from backoffice.rules.vocabulary.export_orders import ExportState
from backoffice.web.labels.export_orders import (
    APPROVAL_REASONS,
    BREAKS,
    DENIAL_REASONS,
    EXPORT_FORMATS,
    EXPORT_STEPS,
)
from backoffice.web.labels.reports import EXPORT_REASONS
from backoffice.web.language import LANGUAGE_NAMES, current_language, show_moment

Line = tuple[str, str]
_DAYS = {"from", "to"}
_WHY = {**APPROVAL_REASONS, **DENIAL_REASONS, **BREAKS}


def asked_lines(order: ExportOrder) -> list[Line]:
    """What was asked for, in words; the filters as they are called today."""
    names = names_in(current_language())
    return [
        (_("Report"), heading_of(order)),
        *_narrowings(order, names),
        (_("Rows"), format_decimal(order.rows)),
        *_personal(order),
        (_("Format"), str(EXPORT_FORMATS[order.format])),
        (_("Language of the file"), dict(LANGUAGE_NAMES)[order.language]),
        (_("Reason for the export"), str(EXPORT_REASONS[order.reason])),
        (_("Ordered by"), names.staff.get(order.by_id, "")),
    ]


def result_lines(order: ExportOrder) -> list[Line]:
    """The numbers of a finished file: the same as in the file and in the audit log."""
    done = order.first(ExportState.DONE)
    if done is None:
        return []
    return [
        (_("Rows"), format_decimal(done.rows)),
        *_total(done, found_on_shelf(order.report)),
        (_("Size"), size_in_words(done.size)),
        ("SHA-256", done.digest),
        (_("Audit entry"), str(done.entry)),
    ]


@dataclass(frozen=True)
class Step:
    """One event of an order, as its history tells it."""

    iso: str
    time: str
    who: str
    sentence: str
    note: str


def history_of(order: ExportOrder) -> list[Step]:
    """Every event, oldest first."""
    names = _names_of({event.by_id for event in order.events})
    return [
        Step(
            event.at.isoformat(),
            show_moment(event.at),
            names.get(event.by_id, ""),
            str(EXPORT_STEPS[event.state]),
            str(_WHY.get(event.reason, "")),
        )
        for event in order.events
    ]


def _names_of(staff_ids: Collection[int]) -> dict[int, str]:
    query = sa.select(Staff.id, Staff.display_name).where(Staff.id.in_(staff_ids))
    return {row.id: row.display_name for row in db.session.execute(query)}


@dataclass(frozen=True)
class OrderRow:
    """One order in a list."""

    key: str
    ref: str
    at: Any
    heading: str
    rows: str
    who: str
    format: str
    standing: Standing


def rows_of(orders: Sequence[ExportOrder]) -> list[OrderRow]:
    """Orders as a list shows them."""
    names = _names_of({order.by_id for order in orders})
    return [
        OrderRow(
            key=order.key,
            ref=order.ref,
            at=order.at,
            heading=heading_of(order),
            rows=format_decimal(order.rows),
            who=names.get(order.by_id, ""),
            format=str(EXPORT_FORMATS[order.format]),
            standing=standing_of(order),
        )
        for order in orders
    ]


def heading_of(order: ExportOrder) -> str:
    """What report of which days it is."""
    told = order.question
    days = Period(date.fromisoformat(told["from"]), date.fromisoformat(told["to"]))
    shelved, language = found_on_shelf(order.report), current_language()
    heading = shelved.report.heading if shelved else wording.heading_of(order.report)
    return heading(days, language)


def estimate_of(order: ExportOrder) -> str:
    """How long the file will take and how large it will be."""
    return estimate(order.format, order.rows)


def _narrowings(order: ExportOrder, names: Names) -> list[Line]:
    """The filters in words; as codes when one of them is not offered any more."""
    try:
        shelved = report_by_code(order.report)
        filters = shelved.ask(order.question, names)
    except Refusal:
        return [(name, code) for name, code in order.question.items() if name not in _DAYS]
    return [(label, value) for _name, label, value in shelved.report.narrowings(filters, names)]


def _personal(order: ExportOrder) -> list[Line]:
    shelved = found_on_shelf(order.report)
    offered = shelved.report.personal if shelved else ()
    labels = {column.key: str(column.label) for column in offered}
    asked = ", ".join(labels.get(key, key) for key in order.personal)
    return [(_("Personal data"), asked or _("none"))] if offered or asked else []


def _total(done: ExportEvent, shelved: Shelved | None) -> list[Line]:
    total = shelved.report.total if shelved else None
    if total is None or done.total is None:
        return []
    return [(str(total.label), format_decimal(done.total))]
