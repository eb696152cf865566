"""The tiles and the bars of the page of totals: each number with the way to its rows."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from backoffice.exports.columns import Names
from backoffice.reports.addresses import marked, rows_of
from backoffice.reports.filters import Filters, Mark
from backoffice.reports.matrices import by_mark
from backoffice.reports.offered import MARKS
from backoffice.reports.overview import Bar, Tile

_SHOWN_MARKS = (Mark.BEYOND, Mark.CORRECTED, Mark.UNTOLD, Mark.UNACKNOWLEDGED)


def tiles_of(filters: Filters, count: int, given: int, sizes: Sequence[Any]) -> list[Tile]:
    most = max((row.given for row in sizes), default=0)
    of_most = rows_of(filters.narrowed_to("given", str(most))) if most else ""
    counted = by_mark(filters, _SHOWN_MARKS)
    mean = format_decimal(given / count if count else 0, format="#,##0.0")
    return [
        Tile(format_decimal(count), ngettext("disclosure", "disclosures", count), rows_of(filters)),
        Tile(mean, _("fields for a disclosure on average"), ""),
        Tile(format_decimal(most), _("fields at most"), of_most),
        *(
            Tile(format_decimal(counted[mark]), _small(str(MARKS[mark])), marked(filters, mark))
            for mark in _SHOWN_MARKS
        ),
    ]


def _small(words: str) -> str:
    """The words of a choice as they stand under a number."""
    return words[:1].lower() + words[1:]


def staff_bars(filters: Filters, names: Names, sizes: Sequence[Any]) -> list[Bar]:
    counted: Counter[int] = Counter()
    for row in sizes:
        counted[row.by_id] += row.times
    return [
        (names.staff.get(key, str(key)), times, rows_of(filters.narrowed_to("staff", str(key))))
        for key, times in counted.most_common()
    ]


def size_bars(filters: Filters, sizes: Sequence[Any]) -> list[Bar]:
    counted: Counter[int] = Counter()
    for row in sizes:
        counted[row.given] += row.times
    return [
        (
            ngettext("%(num)s field", "%(num)s fields", number),
            times,
            rows_of(filters.narrowed_to("given", str(number))),
        )
        for number, times in sorted(counted.items())
    ]
