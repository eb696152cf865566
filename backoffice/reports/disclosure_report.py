"""The accounting of disclosures as a report that can be taken out (policy 9, 11)."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from backoffice.exports.report import Report, Total
from backoffice.reports import queries
from backoffice.reports.columns import COLUMNS
from backoffice.reports.given_values import PERSONAL, held
from backoffice.reports.summary import summary
from backoffice.reports.wording import heading, narrowings_in_words

_FIELDS = [column.key for column in COLUMNS].index("fields")


def _fields_given(rows: Sequence[Sequence[Any]]) -> int:
    """How many fields some disclosures gave: each is named once in its row."""
    return sum(row[_FIELDS].count(",") + 1 for row in rows if row[_FIELDS])


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
    total=Total(_l("Fields given"), _fields_given),
)
