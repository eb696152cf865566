"""The register of consents and transfers as a report that can be taken out (2.17)."""

from flask_babel import lazy_gettext as _l

from backoffice.exports.report import Report
from backoffice.reports import consent_queries
from backoffice.reports.consent_columns import COLUMNS
from backoffice.reports.consent_wording import heading, narrowings_in_words

CONSENTS = Report(
    code="consents",
    title=_l("Consents"),
    columns=COLUMNS,
    newest=consent_queries.newest,
    count_rows=consent_queries.count_rows,
    chunks=consent_queries.chunks,
    changes=consent_queries.changes,
    heading=heading,
    narrowings=narrowings_in_words,
)
