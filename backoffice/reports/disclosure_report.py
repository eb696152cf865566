"""The accounting of disclosures as a report that can be taken out (policy 9, 11)."""

from flask_babel import lazy_gettext as _l

from backoffice.exports.report import Report
from backoffice.reports import queries
from backoffice.reports.columns import COLUMNS
from backoffice.reports.given_values import PERSONAL, held
from backoffice.reports.summary import summary
from backoffice.reports.wording import heading, narrowings_in_words

DISCLOSURES = Report(
    code="disclosures",
    title=_l("Disclosures"),
    columns=COLUMNS,
    newest=queries.newest,
    count_rows=queries.count_rows,
    chunks=queries.chunks,
    changes=queries.changes,
    heading=heading,
    narrowings=narrowings_in_words,
    personal=PERSONAL,
    held=held,
    summary=summary,
)
