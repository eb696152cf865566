"""The register of subject requests as a report that can be taken out."""

from flask_babel import lazy_gettext as _l

from backoffice.exports.report import Report
from backoffice.registers.requests import rows
from backoffice.registers.requests.columns import COLUMNS
from backoffice.registers.requests.wording import heading, narrowings_in_words

REQUESTS = Report(
    code="requests",
    title=_l("Subject requests"),
    columns=COLUMNS,
    newest=rows.newest,
    count_rows=rows.count_rows,
    chunks=rows.chunks,
    changes=rows.changes,
    heading=heading,
    narrowings=narrowings_in_words,
)
