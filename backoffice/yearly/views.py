"""The page of a year, and its numbers as a file."""

from types import SimpleNamespace

from flask import request, url_for
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.audit.checkpoints import head_now
from backoffice.audit.refusals import NotFound
from backoffice.exports.forms.export import ExportForm
from backoffice.exports.order import Order
from backoffice.exports.period import EARLIEST
from backoffice.exports.question import Question
from backoffice.exports.taking_out import take_out
from backoffice.exports.xlsx_file import MOST_ROWS
from backoffice.rules.actions import Action
from backoffice.web.gate import Gate, actor
from backoffice.web.language import current_language
from backoffice.web.pages import page
from backoffice.yearly.numbers import Section, Year
from backoffice.yearly.report import heading, report_of
from backoffice.yearly.summary import sections, year_of, years

yearly = Gate("yearly", __name__)


@yearly.page("/reports/year", action=Action.REPORT_VIEW)
def this_year() -> Response:
    """The summary of the present year so far (policy 12)."""
    return _drawn(year_of(clock.today().year, current_language()), ExportForm(formdata=None))


@yearly.page("/reports/year/<int:number>", action=Action.REPORT_VIEW)
def year(number: int) -> Response:
    """Every number of a year that the review of the policy asks for (policy 12)."""
    return _drawn(_year(number), ExportForm(formdata=None))


@yearly.page("/reports/year/export", action=Action.REPORT_EXPORT, methods=["POST"])
def export() -> Response:
    """The same numbers as a file, with a reason, a checkpoint and an entry (policy 9)."""
    asked = request.form.get("from", "")[:4]
    found, form = _year(int(asked) if asked.isascii() and asked.isdigit() else 0), ExportForm()
    if not form.validate():
        return _drawn(found, form)
    return take_out(
        Order(
            report=report_of(sections(found)),
            filters=Question(found.period),
            names=found.names,
            by=actor(),
            reason=form.reason.data,
            format=form.format.data,
            language=current_language(),
        )
    )


def _year(number: int) -> Year:
    """A year that has begun. Raises NotFound for any other."""
    if not EARLIEST.year <= number <= clock.today().year:
        raise NotFound
    return year_of(number, current_language())


def _drawn(found: Year, form: ExportForm) -> Response:
    told = sections(found)
    return page(
        "yearly/year.html",
        title=heading(found.period, current_language()),
        status=422 if form.errors else 200,
        year=found,
        sections=told,
        has_begun_only=found.number == clock.today().year,
        years=[(one, url_for("yearly.year", number=one), one == found.number) for one in years()],
        form=form,
        question=SimpleNamespace(filters=Question(found.period)),
        view=SimpleNamespace(count=_rows(told)),
        most_rows=MOST_ROWS,
        checkpoint=head_now(),
        now=clock.now(),
    )


def _rows(told: list[Section]) -> int:
    return sum(len(section.numbers) for section in told)
