"""The page of the accounting of disclosures, and its files."""

from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from backoffice.exports.views.report_page import ReportPage
from backoffice.reports.disclosure_report import DISCLOSURES
from backoffice.reports.forms.disclosures import FilterForm
from backoffice.reports.overview import MOST_BARS, SHOWN, overview
from backoffice.reports.totals_view import totals_view
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.consent import Purpose
from backoffice.web.gate import Gate
from backoffice.web.labels.consent import PURPOSES

reports = Gate("reports", __name__)

_PAGE = ReportPage(
    report=DISCLOSURES,
    title=_l("Disclosures"),
    question=FilterForm,
    view=overview,
    columns=SHOWN,
    endpoint="reports.disclosures",
    template="reports/disclosures.html",
    more={"purpose": PURPOSES[Purpose.RESOLVE_APPEAL], "most_bars": MOST_BARS},
)


_TOTALS = ReportPage(
    report=DISCLOSURES,
    title=_l("Disclosures"),
    question=FilterForm,
    view=totals_view,
    columns=(),
    endpoint="reports.totals",
    template="reports/totals.html",
    more={"most_bars": MOST_BARS},
)


@reports.page("/reports/disclosures", action=Action.REPORT_VIEW)
def disclosures() -> Response:
    """The accounting of disclosures of a period: totals, then the rows (policy 9, 11)."""
    return _PAGE.show()


@reports.page("/reports/disclosures/totals", action=Action.REPORT_VIEW)
def totals() -> Response:
    """The same disclosures in numbers: recipient by field and month, staff (policy 9, 11)."""
    return _TOTALS.show()


@reports.page("/reports/disclosures/export", action=Action.REPORT_EXPORT, methods=["POST"])
def export() -> Response:
    """The same rows as a file, with a reason, a checkpoint and an entry (policy 9)."""
    return _PAGE.take_out()
