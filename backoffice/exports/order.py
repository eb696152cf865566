"""The order to take a report out, and how the finished workbook says it was made."""

from dataclasses import dataclass

from flask import current_app
from flask_babel import gettext as _

from backoffice import clock
from backoffice.audit.checkpoints import Checkpoint
from backoffice.exports.columns import Names
from backoffice.exports.question import Question
from backoffice.exports.report import Report
from backoffice.policy.queries import version_in_force
from backoffice.rules.permissions import Actor
from backoffice.web.labels.people import ROLES
from backoffice.web.labels.reports import EXPORT_REASONS
from backoffice.web.language import show_date, show_moment


@dataclass(frozen=True)
class Order:
    """What is taken out, by whom, why and as which kind of file."""

    report: Report
    filters: Question
    names: Names
    by: Actor
    reason: str
    format: str
    language: str
    personal: tuple[str, ...] = ()  # keys of the report's personal columns that were asked for
    number: int = 0
    approved_by_id: int = 0


def parameters_of(
    order: Order, count: int, checkpoint: Checkpoint, seq: int
) -> list[tuple[str, str]]:
    """How the file was made: enough to make it again and to check it against the log."""
    period = order.filters.period
    return [
        (_("Centre"), current_app.config[f"CENTRE_NAME_{order.language.upper()}"]),
        (_("Report"), order.report.heading(period, order.language)),
        (_("From"), show_date(period.first)),
        (_("To"), show_date(period.last)),
        *(
            (label, value)
            for _name, label, value in order.report.narrowings(order.filters, order.names)
        ),
        (_("Rows"), str(count)),
        (_("Made by"), order.names.staff.get(order.by.id, "")),
        (_("Role"), str(ROLES[order.by.role])),
        (_("Made at"), show_moment(clock.now())),
        (_("Time zone"), _("Astana time (Asia/Almaty)")),
        (_("Reason for the export"), str(EXPORT_REASONS[order.reason])),
        *_orderly(order),
        (_("Policy version"), str(version_in_force(clock.today()).number)),
        (_("Audit entry"), str(seq)),
        (_("Audit checkpoint"), str(checkpoint.seq)),
        (_("Checkpoint digest"), checkpoint.digest),
    ]


def _orderly(order: Order) -> list[tuple[str, str]]:
    """By which order, and who let personal values leave."""
    told = [(_("Export no."), str(order.number))]
    if order.approved_by_id:
        told.append((_("Approved by"), order.names.staff.get(order.approved_by_id, "")))
    return told
