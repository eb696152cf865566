"""The register of destruction acts as a report that can be taken out."""

from flask_babel import lazy_gettext as _l

from backoffice.exports.report import Report
from backoffice.registers.acts.columns import COLUMNS
from backoffice.registers.acts.rows import ROWS, changes
from backoffice.registers.acts.wording import heading, narrowings_in_words

ACTS = Report(
    code="acts",
    title=_l("Destruction acts"),
    columns=COLUMNS,
    newest=ROWS.newest,
    count_rows=ROWS.count_rows,
    chunks=ROWS.chunks,
    changes=changes,
    heading=heading,
    narrowings=narrowings_in_words,
)
