"""Pages of reports."""

from backoffice.reports.views import consents, months, saved
from backoffice.reports.views.disclosures import reports

__all__ = ["consents", "months", "reports", "saved"]
