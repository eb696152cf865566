"""The page of the accounting of disclosures, and its files."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.audit.checkpoints import head_now
from backoffice.reports.disclosure_report import DISCLOSURES
from backoffice.reports.forms.disclosures import FilterForm
from backoffice.reports.forms.export import ExportForm
from backoffice.reports.order import Order
from backoffice.reports.overview import MOST_BARS, SHOWN, overview, presets
from backoffice.reports.queries import names_in
from backoffice.reports.taking_out import TooManyRows, take_out
from backoffice.reports.wording import heading
from backoffice.reports.xlsx_export import MOST_ROWS
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.consent import Purpose
from backoffice.web.gate import Gate, actor
from backoffice.web.labels.consent import PURPOSES
from backoffice.web.language import current_language
from backoffice.web.pages import page

reports = Gate("reports", __name__)


@reports.page("/reports/disclosures", action=Action.REPORT_VIEW)
def disclosures() -> Response:
    """The accounting of disclosures of a period: totals, then the rows (policy 9, 11)."""
    return _report(_question(request.args), ExportForm(formdata=None))


@reports.page("/reports/disclosures/export", action=Action.REPORT_EXPORT, methods=["POST"])
def export() -> Response:
    """The same rows as a file, with a reason, a checkpoint and an entry (policy 9)."""
    question, form = _question(request.form), ExportForm()
    if not question.validate() or not form.validate():
        return _report(question, form)
    try:
        return take_out(_order(question, form))
    except TooManyRows:
        form.fail("format", _("Excel takes at most %(most)s rows here.", most=MOST_ROWS))
        return _report(question, form)


def _question(typed: MultiDict[str, str]) -> FilterForm:
    return FilterForm(typed, names=names_in(current_language()), today=clock.today())


def _order(question: FilterForm, form: ExportForm) -> Order:
    return Order(
        report=DISCLOSURES,
        filters=question.filters,
        names=question.names,
        by=actor(),
        reason=form.reason.data,
        format=form.format.data,
        language=current_language(),
    )


def _report(question: FilterForm, form: ExportForm) -> Response:
    """The page; without its numbers when the question itself has to be mended first."""
    is_valid = question.validate()
    shown: dict[str, Any] = {"title": _("Disclosures"), "view": None}
    if is_valid:
        shown["title"] = heading(question.filters.period, current_language())
        shown["view"] = overview(
            question.filters,
            question.names,
            before=number_asked("before"),
            after=number_asked("after"),
        )
    return page(
        "reports/disclosures.html",
        status=200 if is_valid and not form.errors else 422,
        question=question,
        form=form,
        presets=presets(question.preset_shown, question.narrowed),
        columns=SHOWN,
        purpose=PURPOSES[Purpose.RESOLVE_APPEAL],
        most_bars=MOST_BARS,
        most_rows=MOST_ROWS,
        checkpoint=head_now(),
        now=clock.now(),
        **shown,
    )


def number_asked(name: str) -> int:
    """The number of the row a page goes on from; anything else means the first page."""
    number = request.args.get(name, 0, type=int)
    return number if 0 < number < 2**31 else 0
