"""Questions to the accounting of disclosures. Totals are counted by the database.

Every question goes by an index over the period; pages and files go on by key, never by
offset, so the thousandth page costs what the first does.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from backoffice.appeals.models import Appeal
from backoffice.audit.refusals import NotFound
from backoffice.db import db, one_of_many
from backoffice.disclosures.models import Disclosure, DisclosureItem
from backoffice.exports.moments import moment_of
from backoffice.exports.pages import bare_pages
from backoffice.reports.columns import COLUMNS
from backoffice.reports.conditions import CHANGING, conditions, narrowings, since, until
from backoffice.reports.filters import Filters, Mark
from backoffice.reports.standing import IS_BEYOND, NEEDS_ATTENTION, Condition
from backoffice.third_parties.models import ThirdParty

PAGE = 50
CHUNK = 2000


def totals(filters: Filters) -> Any:
    """The numbers over the report: rows, appeals, recipients, beyond need, attention."""
    return db.session.execute(
        sa.select(
            sa.func.count().label("disclosures"),
            sa.func.count(Disclosure.appeal_id.distinct()).label("appeals"),
            sa.func.count(Disclosure.third_party_id.distinct()).label("recipients"),
            times(IS_BEYOND).label("beyond"),
            times(NEEDS_ATTENTION).label("attention"),
        )
        .select_from(Disclosure)
        .where(*conditions(filters))
    ).one()


def times(condition: Condition) -> sa.ColumnElement[int]:
    """How often a condition holds, as a column of totals."""
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)


def by_recipient(filters: Filters) -> Sequence[Any]:
    """How many disclosures each recipient got: (id, code, count), the most first."""
    counted = (
        sa.select(Disclosure.third_party_id, sa.func.count().label("times"))
        .where(*conditions(filters))
        .group_by(Disclosure.third_party_id)
        .subquery()
    )
    return db.session.execute(
        sa.select(ThirdParty.id, ThirdParty.code, counted.c.times)
        .join(counted, counted.c.third_party_id == ThirdParty.id)
        .order_by(counted.c.times.desc(), ThirdParty.id)
    ).all()


def by_field(filters: Filters) -> Sequence[Any]:
    """In how many disclosures each field was given: (field, count), the most first."""
    counted = sa.func.count(DisclosureItem.disclosure_id.distinct())
    return db.session.execute(
        sa.select(DisclosureItem.field, counted.label("times"))
        .join(Disclosure, Disclosure.id == DisclosureItem.disclosure_id)
        .where(*conditions(filters))
        .group_by(DisclosureItem.field)
        .order_by(counted.desc(), DisclosureItem.field)
    ).all()


def _rows(*bounds: Condition) -> sa.Select[Any]:
    """The rows within these bounds with every column of the report, in no order yet."""
    return (
        sa.select(*(column.source.label(column.key) for column in COLUMNS))
        .select_from(Disclosure)
        .join(Appeal, Appeal.id == Disclosure.appeal_id)
        .where(*bounds)
    )


def page_of_rows(filters: Filters, *, before: int = 0, after: int = 0) -> Sequence[Any]:
    """One page of rows and one row more when there is a further page; newest first.

    `before` and `after` are numbers of disclosures the page goes on from.
    """
    if after:
        return _newer_rows(filters, after)
    upper = _key() < _key_of(filters, before) if before else until(filters)
    newest_first = (Disclosure.at.desc(), Disclosure.id.desc())
    question = _rows(since(filters), upper, *narrowings(filters)).order_by(*newest_first)
    return db.session.execute(question.limit(PAGE + 1)).all()


def _newer_rows(filters: Filters, number: int) -> Sequence[Any]:
    newer = _key() > _key_of(filters, number)
    question = _rows(newer, until(filters), *narrowings(filters))
    oldest_first = question.order_by(Disclosure.at, Disclosure.id)
    return db.session.execute(oldest_first.limit(PAGE + 1)).all()[::-1]


def _key() -> sa.Tuple:
    return sa.tuple_(Disclosure.at, Disclosure.id)


def _key_of(filters: Filters, number: int) -> sa.Tuple:
    """The place of one disclosure in the order. Raises NotFound outside the period.

    The bound it stands for takes the place of the period's own, so that the index leads
    straight to the page.
    """
    at = db.session.scalar(
        sa.select(Disclosure.at).where(Disclosure.id == number, since(filters), until(filters))
    )
    if at is None:
        raise NotFound
    return _place(at, number)


def _place(at: datetime, number: int) -> sa.Tuple:
    return sa.tuple_(sa.literal(at, Disclosure.at.type), sa.literal(number))


def newest(connection: Connection) -> int:
    """The highest number of a disclosure there is."""
    return connection.execute(sa.select(sa.func.max(Disclosure.id))).scalar() or 0


def changes(filters: Filters) -> bool:
    """Whether rows come and go while they are read: by what became of them, and of the case."""
    becomes = filters.mark not in ("", Mark.BEYOND)
    return becomes or any(name in filters.narrowed for name in CHANGING)


def count_rows(connection: Connection, filters: Filters, *, upto: int) -> int:
    """How many rows a file will hold."""
    question = (
        sa.select(sa.func.count())
        .select_from(Disclosure)
        .where(*conditions(filters), Disclosure.id <= upto)
    )
    return int(connection.execute(question).scalar_one())


def count_attention(numbers: Sequence[int]) -> int:
    """How many of these disclosures need a second look now."""
    listed = one_of_many(Disclosure.id, "numbers", db.session.get_bind().dialect.name)
    question = sa.select(sa.func.count()).select_from(Disclosure).where(listed, NEEDS_ATTENTION)
    return int(db.session.execute(question, {"numbers": list(numbers)}).scalar_one())


def chunks(connection: Connection, filters: Filters, *, upto: int) -> Iterator[Sequence[Any]]:
    """The rows in the order they came to be, page by page, none above number `upto`."""
    place = sa.tuple_(sa.bindparam("at", type_=Disclosure.at.type), sa.bindparam("number"))
    bounds = (_key() > place, until(filters), Disclosure.id <= upto, *narrowings(filters))
    question = _rows(*bounds).order_by(Disclosure.at, Disclosure.id)
    first = {"at": filters.period.begins, "number": 0}
    return bare_pages(connection, question, first, CHUNK, _place_of)


def _place_of(row: Sequence[Any]) -> dict[str, Any]:
    """Where the next page goes on from: number and moment are the first two columns."""
    return {"number": row[0], "at": moment_of(row[1])}
