"""The numbers of a year as a file: one row a number, taken out like any report (policy 9)."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.engine import Connection

from backoffice.exports.columns import Column, Kind
from backoffice.exports.period import Period
from backoffice.exports.question import Question
from backoffice.exports.report import Report, Rows
from backoffice.web.language import current_language
from backoffice.yearly.summary import sections, year_of

COLUMNS: tuple[Column, ...] = (
    Column("section", _l("Section"), None, Kind.TEXT, 34),
    Column("label", _l("What is counted"), None, Kind.TEXT, 52),
    Column("count", _l("Number"), None, Kind.NUMBER, 12),
    Column("said", _l("In words"), None, Kind.TEXT, 30),
    Column("code", _l("Code"), None, Kind.TEXT, 30),
)


def heading(period: Period, _language: str) -> str:
    """The heading of the summary: of which year."""
    return _("Yearly summary, %(year)s", year=period.first.year)


def rows_of(number: int) -> list[tuple[Any, ...]]:
    """The numbers of a year, each with the section it stands in."""
    return [
        (section.heading, one.label, one.count, one.said, one.code)
        for section in sections(year_of(number, current_language()))
        for one in section.numbers
    ]


def _count(_connection: Connection, filters: Question, **_upto: int) -> int:
    return len(rows_of(filters.period.first.year))


def _chunks(_connection: Connection, filters: Question, **_upto: int) -> Rows:
    return iter([rows_of(filters.period.first.year)])


YEAR = Report(
    code="year",
    title=_l("Yearly summary"),
    columns=COLUMNS,
    newest=lambda _connection: 1,
    count_rows=_count,
    chunks=_chunks,
    # A number is what it is when it is counted. The numbers are read by the session and not by
    # the connection of the file: with a recipient or a reason that came meanwhile the file has
    # another row than was counted, breaks off and is started again.
    changes=lambda _filters: True,
    heading=heading,
    narrowings=lambda _filters, _names: [],
)
