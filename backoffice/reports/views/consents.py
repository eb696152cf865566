"""The page of the register of consents and transfers, and its files (2.17)."""

from werkzeug.wrappers import Response

from backoffice.exports.views.report_page import ReportPage
from backoffice.reports.consent_overview import SHOWN, register_view
from backoffice.reports.consent_report import CONSENTS
from backoffice.reports.consent_wording import TITLE
from backoffice.reports.forms.consents import ConsentFilterForm
from backoffice.reports.views.disclosures import reports
from backoffice.rules.actions import Action

_PAGE = ReportPage(
    report=CONSENTS,
    title=TITLE,
    question=ConsentFilterForm,
    view=register_view,
    columns=SHOWN,
    endpoint="reports.consents",
    template="reports/consents.html",
    more={},
)


@reports.page("/reports/consents", action=Action.REPORT_VIEW)
def consents() -> Response:
    """Every consent of a period with its term and its transfers, no personal data (2.17)."""
    return _PAGE.show()


@reports.page("/reports/consents/export", action=Action.REPORT_EXPORT, methods=["POST"])
def export_consents() -> Response:
    """The same rows as a file, with a reason, a checkpoint and an entry (policy 9)."""
    return _PAGE.take_out()
