"""The register of appeals as a report that can be taken out."""

from flask_babel import lazy_gettext as _l

from backoffice.exports.report import Report
from backoffice.registers.appeals.columns import COLUMNS
from backoffice.registers.appeals.rows import ROWS, changes
from backoffice.registers.appeals.wording import heading, narrowings_in_words

APPEALS = Report(
    code="appeals",
    title=_l("Appeals"),
    columns=COLUMNS,
    newest=ROWS.newest,
    count_rows=ROWS.count_rows,
    chunks=ROWS.chunks,
    changes=changes,
    heading=heading,
    narrowings=narrowings_in_words,
)
