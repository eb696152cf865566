"""The register of consents and transfers as a report that can be taken out (2.17)."""

from flask_babel import lazy_gettext as _l

from backoffice.exports.report import Report
from backoffice.reports.consent_columns import COLUMNS
from backoffice.reports.consent_queries import ROWS, changes
from backoffice.reports.consent_wording import heading, narrowings_in_words

CONSENTS = Report(
    code="consents",
    title=_l("Consents"),
    columns=COLUMNS,
    newest=ROWS.newest,
    count_rows=ROWS.count_rows,
    chunks=ROWS.chunks,
    changes=changes,
    heading=heading,
    narrowings=narrowings_in_words,
)
