"""What every page of a report does: it reads the question, shows the rows, orders the file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import redirect, request, url_for
from flask_babel import format_decimal
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.audit.checkpoints import head_now
from backoffice.exports.actions import Asked, order_export
from backoffice.exports.columns import Column
from backoffice.exports.forms.export import ExportForm
from backoffice.exports.making import FORMATS, MOST, is_too_long
from backoffice.exports.names import names_in
from backoffice.exports.ordering import asked_of
from backoffice.exports.presets import presets
from backoffice.exports.queries import orders_waiting_for
from backoffice.exports.report import Report
from backoffice.exports.shelf import Shelved, put
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.exports import Format
from backoffice.web.gate import actor, may
from backoffice.web.labels.export_orders import EXPORT_FORMATS
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
    more: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """An order made here has to find its report again when it is started."""
        put(Shelved(self.report, self.question, self.endpoint))

    def show(self, told: Mapping[str, str] | None = None) -> Response:
        """The page an address asks for, its numbers and a page of its rows (policy 9).

        `told` is the question of an address that says it otherwise than by a query.
        """
        asked = request.args if told is None else MultiDict(told)
        return self._drawn(self._asked(asked), self._form(formdata=None))

    def take_out(self) -> Response:
        """Order the same rows as a file, and go to the order; mistakes come back (policy 9)."""
        question, form = self._asked(request.form), self._form()
        if not question.validate() or not form.validate():
            return self._drawn(question, form)
        asked = asked_of(
            self.report,
            question.filters,
            kind=form.format.data,
            reason=form.reason.data,
            language=current_language(),
            personal=tuple(form.personal.data or ()),
        )
        if is_too_long(asked.format, asked.rows):
            form.fail("format", _too_long(asked))
            return self._drawn(question, form)
        order = order_export(None, by=actor(), asked=asked)
        return redirect(url_for("exports.show", key=order.key), 303)

    def _asked(self, typed: MultiDict[str, str]) -> Any:
        return self.question(typed, names=names_in(current_language()), today=clock.today())

    def _form(self, **more: Any) -> ExportForm:
        form = ExportForm(**more)
        form.offer(self.report.personal if may(Action.VALUE_REVEAL) else ())
        return form

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
            formats=[(kind, EXPORT_FORMATS[kind], MOST.get(kind)) for kind in FORMATS],
            checkpoint=head_now(),
            waiting=count_waiting(),
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


def count_waiting() -> int:
    """How many orders of others wait for this person's decision."""
    return len(orders_waiting_for(actor().id)) if may(Action.EXPORT_APPROVE) else 0


def _too_long(asked: Asked) -> str:
    return _(
        "%(format)s takes at most %(most)s rows here. Narrow the report, or take CSV.",
        format=EXPORT_FORMATS[asked.format],
        most=format_decimal(MOST[Format(asked.format)]),
    )


def _number_asked(name: str) -> int:
    """The number of the row a page goes on from; anything else means the first page."""
    number = request.args.get(name, 0, type=int)
    return number if 0 < number < 2**31 else 0
