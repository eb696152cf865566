"""Pages of reports."""

from backoffice.reports.views import consents
from backoffice.reports.views.disclosures import reports

__all__ = ["consents", "reports"]
