"""The page of the register of consents and transfers, and its files (2.17)."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.audit.checkpoints import head_now
from backoffice.reports.consent_overview import SHOWN, register_view
from backoffice.reports.consent_report import CONSENTS
from backoffice.reports.consent_wording import heading
from backoffice.reports.forms.consents import ConsentFilterForm
from backoffice.reports.forms.export import ExportForm
from backoffice.reports.order import Order
from backoffice.reports.overview import presets
from backoffice.reports.queries import names_in
from backoffice.reports.taking_out import TooManyRows, take_out
from backoffice.reports.views.disclosures import number_asked, reports
from backoffice.reports.xlsx_export import MOST_ROWS
from backoffice.rules.actions import Action
from backoffice.web.gate import actor
from backoffice.web.language import current_language
from backoffice.web.pages import page


@reports.page("/reports/consents", action=Action.REPORT_VIEW)
def consents() -> Response:
    """Every consent of a period with its term and its transfers, no personal data (2.17)."""
    return _register(_question(request.args), ExportForm(formdata=None))


@reports.page("/reports/consents/export", action=Action.REPORT_EXPORT, methods=["POST"])
def export_consents() -> Response:
    """The same rows as a file, with a reason, a checkpoint and an entry (policy 9)."""
    question, form = _question(request.form), ExportForm()
    if not question.validate() or not form.validate():
        return _register(question, form)
    try:
        return take_out(_order(question, form))
    except TooManyRows:
        form.fail("format", _("Excel takes at most %(most)s rows here.", most=MOST_ROWS))
        return _register(question, form)


def _question(typed: MultiDict[str, str]) -> ConsentFilterForm:
    return ConsentFilterForm(typed, names=names_in(current_language()), today=clock.today())


def _order(question: ConsentFilterForm, form: ExportForm) -> Order:
    return Order(
        report=CONSENTS,
        filters=question.filters,
        names=question.names,
        by=actor(),
        reason=form.reason.data,
        format=form.format.data,
        language=current_language(),
    )


def _register(question: ConsentFilterForm, form: ExportForm) -> Response:
    """The page; without its numbers when the question itself has to be mended first."""
    is_valid = question.validate()
    shown: dict[str, Any] = {"title": _("Register of consents and transfers"), "view": None}
    if is_valid:
        shown["title"] = heading(question.filters.period, current_language())
        shown["view"] = register_view(
            question.filters,
            question.names,
            before=number_asked("before"),
            after=number_asked("after"),
        )
    return page(
        "reports/consents.html",
        status=200 if is_valid and not form.errors else 422,
        question=question,
        form=form,
        presets=presets(question.preset_shown, question.narrowed, of="reports.consents"),
        columns=SHOWN,
        most_rows=MOST_ROWS,
        checkpoint=head_now(),
        now=clock.now(),
        **shown,
    )
