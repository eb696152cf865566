"""The register of legal holds as a report that can be taken out."""

from flask_babel import lazy_gettext as _l

from backoffice.exports.report import Report
from backoffice.registers.holds.rows import COLUMNS, ROWS, changes
from backoffice.registers.holds.wording import heading, narrowings_in_words

HOLDS = Report(
    code="holds",
    title=_l("Legal holds"),
    columns=COLUMNS,
    newest=ROWS.newest,
    count_rows=ROWS.count_rows,
    chunks=ROWS.chunks,
    changes=changes,
    heading=heading,
    narrowings=narrowings_in_words,
)
