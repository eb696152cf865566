"""The report of access as one that can be taken out: its columns, its rows, its words."""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.engine import Connection

from backoffice.access_review import people
from backoffice.access_review.filters import AccessQuestion
from backoffice.exports.columns import Column, Kind, Names, say_from
from backoffice.exports.period import Period, day_in_words, ends_in_words
from backoffice.exports.report import Report
from backoffice.web.labels.people import ROLES


def _column(key: str, label: Any, kind: Kind = Kind.NUMBER, **more: Any) -> Column:
    """Rows are counted and not read, so that a column has no source of its own."""
    return Column(key, label, sa.null(), kind, more.pop("width", 11), **more)


def _say_person(names: Names, staff_id: int) -> str:
    return names.staff.get(staff_id, str(staff_id))


COLUMNS: tuple[Column, ...] = (
    _column("person", _l("Person"), Kind.CODE, width=28, say=_say_person),
    _column("role", _l("Role"), Kind.CODE, width=22, say=say_from(ROLES)),
    _column("flags", _l("Open flags")),
    _column("cases", _l("Cases opened")),
    _column("distinct", _l("Different cases")),
    _column("others", _l("Cases of others opened")),
    _column("requests", _l("Requests opened")),
    _column("searches", _l("Searches")),
    _column("reveals", _l("Values revealed")),
    _column("prints", _l("Prints")),
    _column("exports", _l("Exports")),
    _column("refused", _l("Refused attempts")),
    _column("total", _l("Readings in all")),
    _column("against", _l("Against the median")),
)


def heading(period: Period, language: str) -> str:
    """The heading of the report: of which days it speaks."""
    if period.first == period.last:
        return _("Access to personal data, %(day)s", day=day_in_words(period.first, language))
    first, last = ends_in_words(period, language)
    return _("Access to personal data, %(first)s – %(last)s", first=first, last=last)


def narrowings_in_words(filters: AccessQuestion, names: Names) -> list[tuple[str, str, str]]:
    """Every narrowing in force: (name, label, value)."""
    found = []
    if filters.person:
        found.append(("person", _("Person"), _say_person(names, int(filters.person))))
    if filters.case:
        found.append(("case", _("Case"), filters.case))
    return found


def _chunks(
    _connection: Connection, filters: AccessQuestion, *, upto: int
) -> Iterator[Sequence[Any]]:
    """All rows at once: there is one for each person."""
    keys = [column.key for column in COLUMNS]
    yield [[getattr(one, key) for key in keys] for one in people.readers(filters, upto=upto)]


def _never(_filters: AccessQuestion) -> bool:
    """Rows never come or go: entries stay, and later ones are kept out by their number.

    All are counted in one go; roles, rules and answers to flags are those of that moment.
    """
    return False


ACCESS = Report(
    code="access",
    title=_l("Access"),
    columns=COLUMNS,
    newest=people.newest,
    count_rows=people.count_readers,
    chunks=_chunks,
    changes=_never,
    heading=heading,
    narrowings=narrowings_in_words,
)
