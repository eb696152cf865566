"""The page of a year, and its numbers as a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import redirect, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.audit.refusals import NotFound
from backoffice.exports.columns import Names
from backoffice.exports.period import EARLIEST
from backoffice.exports.question import Question
from backoffice.exports.views.report_page import ReportPage
from backoffice.rules.actions import Action
from backoffice.web.gate import Gate
from backoffice.web.language import current_language
from backoffice.yearly.forms import YearForm
from backoffice.yearly.numbers import Section
from backoffice.yearly.report import COLUMNS, YEAR
from backoffice.yearly.summary import days_of_year, sections, year_of, years

yearly = Gate("yearly", __name__)


@dataclass(frozen=True)
class YearView:
    """Everything the page of a year shows."""

    count: int
    sections: Sequence[Section]
    years: Sequence[tuple[int, str, bool]]
    has_begun_only: bool


def _view(filters: Question, _names: Names, **_turned: int) -> YearView:
    number = filters.period.first.year
    told = sections(year_of(number, current_language()))
    return YearView(
        count=sum(len(section.numbers) for section in told),
        sections=told,
        years=[(one, url_for("yearly.year", ref=one), one == number) for one in years()],
        has_begun_only=number == clock.today().year,
    )


_PAGE = ReportPage(
    report=YEAR,
    title=_l("Yearly summary"),
    question=YearForm,
    view=_view,
    columns=COLUMNS,
    endpoint="yearly.this_year",
    template="yearly/year.html",
)


@yearly.page("/reports/year", action=Action.REPORT_VIEW)
def this_year() -> Response:
    """The summary of the present year so far, or of the days asked for (policy 12)."""
    asked = _year_in(request.args)
    if asked:
        return redirect(url_for("yearly.year", ref=asked), 303)
    return _shown(clock.today().year)


@yearly.page("/reports/year/<int:ref>", action=Action.REPORT_VIEW)
def year(ref: int) -> Response:
    """Every number of a year that the review of the policy asks for (policy 12)."""
    return _shown(ref)


@yearly.page("/reports/year/export", action=Action.REPORT_EXPORT, methods=["POST"])
def export() -> Response:
    """The same numbers as a file, with a reason, a checkpoint and an entry (policy 9)."""
    if asked := _year_in(request.form):
        _refuse_other_years(asked)
    return _PAGE.take_out()


def _shown(number: int) -> Response:
    _refuse_other_years(number)
    days: dict[str, Any] = Question(days_of_year(number)).days
    return _PAGE.show(days)


def _year_in(typed: Mapping[str, str]) -> int:
    """The year of the first day asked for; 0 when there is none."""
    asked = typed.get("from", "")[:4]
    return int(asked) if asked.isascii() and asked.isdigit() else 0


def _refuse_other_years(number: int) -> None:
    """Raises NotFound for a year that has not begun, or one before all reports.

    For a year before the first version of the policy its section raises it.
    """
    if not EARLIEST.year <= number <= clock.today().year:
        raise NotFound
