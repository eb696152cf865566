"""What every page of a report does: it reads the question, shows the rows, takes them out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.audit.checkpoints import head_now
from backoffice.exports.columns import Column
from backoffice.exports.forms.export import ExportForm
from backoffice.exports.making import MOST
from backoffice.exports.names import names_in
from backoffice.exports.order import Order
from backoffice.exports.presets import presets
from backoffice.exports.report import Report
from backoffice.exports.taking_out import TooManyRows, take_out
from backoffice.exports.xlsx_file import MOST_ROWS
from backoffice.rules.vocabulary.exports import Format
from backoffice.web.gate import actor
from backoffice.web.language import current_language
from backoffice.web.pages import page


@dataclass(frozen=True)
class ReportPage:
    """One report on the screen; `more` is what only its template needs."""

    report: Report
    title: Any
    question: Callable[..., Any]
    view: Callable[..., Any]
    columns: tuple[Column, ...]
    endpoint: str
    template: str
    more: Mapping[str, Any]

    def show(self) -> Response:
        """The page an address asks for, its numbers and a page of its rows (policy 9)."""
        return self._drawn(self._asked(request.args), ExportForm(formdata=None))

    def take_out(self) -> Response:
        """The same rows as a file; a question or an order with mistakes comes back (policy 9)."""
        question, form = self._asked(request.form), ExportForm()
        if not question.validate() or not form.validate():
            return self._drawn(question, form)
        try:
            return take_out(self._order(question, form))
        except TooManyRows:
            most = MOST[Format(form.format.data)]
            words = _("This kind of file takes at most %(most)s rows: choose CSV.", most=most)
            form.fail("format", words)
            return self._drawn(question, form)

    def _asked(self, typed: MultiDict[str, str]) -> Any:
        return self.question(typed, names=names_in(current_language()), today=clock.today())

    def _order(self, question: Any, form: ExportForm) -> Order:
        return Order(
            report=self.report,
            filters=question.filters,
            names=question.names,
            by=actor(),
            reason=form.reason.data,
            format=form.format.data,
            language=current_language(),
        )

    def _drawn(self, question: Any, form: ExportForm) -> Response:
        """The page; without its numbers when the question itself has to be mended first."""
        is_valid = question.validate()
        return page(
            self.template,
            status=200 if is_valid and not form.errors else 422,
            question=question,
            form=form,
            presets=presets(question.preset_shown, question.narrowed, of=self.endpoint),
            columns=self.columns,
            most_rows=MOST_ROWS,
            checkpoint=head_now(),
            now=clock.now(),
            **self._shown(question, is_valid),
            **self.more,
        )

    def _shown(self, question: Any, is_valid: bool) -> dict[str, Any]:
        if not is_valid:
            return {"title": self.title, "view": None}
        title = self.report.heading(question.filters.period, current_language())
        turned = {"before": _number_asked("before"), "after": _number_asked("after")}
        return {"title": title, "view": self.view(question.filters, question.names, **turned)}


def _number_asked(name: str) -> int:
    """The number of the row a page goes on from; anything else means the first page."""
    number = request.args.get(name, 0, type=int)
    return number if 0 < number < 2**31 else 0
