"""Words for why a report leaves the system."""

from flask_babel import lazy_gettext as _l

from backoffice.rules.vocabulary.reports import ExportReason
from backoffice.web.labels.table import Labels

EXPORT_REASONS: Labels = {
    ExportReason.MONTHLY_REPORT: _l("Monthly report"),
    ExportReason.INSPECTION: _l("Inspection"),
    ExportReason.MANAGEMENT: _l("Management meeting"),
    ExportReason.SUBJECT_REQUEST: _l("Request of a data subject"),
}
