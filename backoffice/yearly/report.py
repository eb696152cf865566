"""The numbers of a year as a file: one row a number, taken out like any report (policy 9)."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from backoffice.exports.columns import Column, Kind
from backoffice.exports.period import Period
from backoffice.exports.report import Report
from backoffice.yearly.numbers import Section

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


def report_of(sections: Sequence[Section]) -> Report:
    """The report of numbers that were counted already."""
    rows: list[tuple[Any, ...]] = [
        (section.heading, one.label, one.count, one.said, one.code)
        for section in sections
        for one in section.numbers
    ]
    return Report(
        code="year",
        title=_l("Yearly summary"),
        columns=COLUMNS,
        newest=lambda _connection: len(rows),
        count_rows=lambda *_asked, **_upto: len(rows),
        chunks=lambda *_asked, **_upto: iter([rows]),
        changes=lambda _filters: False,
        heading=heading,
        narrowings=lambda _filters, _names: [],
    )
