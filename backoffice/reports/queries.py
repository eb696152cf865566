"""Questions to the accounting of disclosures. Totals are counted by the database.

Every question goes by an index over the period; pages and files go on by key, never by
offset, so the thousandth page costs what the first does.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.orm import aliased

from backoffice.appeals.models import Appeal
from backoffice.audit.refusals import NotFound
from backoffice.db import db
from backoffice.disclosures.models import Disclosure, DisclosureItem
from backoffice.exports.moments import moment_of
from backoffice.exports.pages import bare_pages
from backoffice.reports.columns import COLUMNS, LAST_STATE
from backoffice.reports.filters import Filters, Mark
from backoffice.rules.vocabulary.disclosures import DisclosureState
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.third_parties.models import ThirdParty
from backoffice.vault.models import PersonalValue

PAGE = 50
CHUNK = 2000

_TROUBLED = (DisclosureState.FAILED, DisclosureState.RECALLED)
_IS_BEYOND = Disclosure.beyond_reason != ""
_given = aliased(DisclosureItem)  # apart from the items a question itself may count
_newer = aliased(PersonalValue)
# A copy edited for the recipient stays current when its original is corrected.
_IS_OVERTAKEN_COPY = sa.and_(
    PersonalValue.recipient_copy,
    sa.exists().where(
        _newer.appeal_id == PersonalValue.appeal_id,
        _newer.id > PersonalValue.id,
        _newer.lineage_id == PersonalValue.lineage_id,
        sa.not_(_newer.recipient_copy),
    ),
)
_HOLDS_OLD_VALUE = sa.exists().where(
    _given.disclosure_id == Disclosure.id,
    PersonalValue.id == _given.value_id,
    sa.or_(PersonalValue.state != ValueState.CURRENT, _IS_OVERTAKEN_COPY),
)
_NEEDS_ATTENTION = sa.or_(LAST_STATE.in_(_TROUBLED), _HOLDS_OLD_VALUE)
_MARKS = {Mark.BEYOND: _IS_BEYOND, Mark.ATTENTION: _NEEDS_ATTENTION}


def _conditions(filters: Filters) -> list[sa.ColumnElement[bool]]:
    """The question as conditions on a disclosure."""
    return [_since(filters), _until(filters), *_narrowings(filters)]


def _since(filters: Filters) -> sa.ColumnElement[bool]:
    return Disclosure.at >= filters.period.begins


def _until(filters: Filters) -> sa.ColumnElement[bool]:
    return Disclosure.at < filters.period.ends


def _narrowings(filters: Filters) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if filters.third_party:
        chosen = sa.select(ThirdParty.id).where(ThirdParty.code == filters.third_party)
        found.append(Disclosure.third_party_id == chosen.scalar_subquery())
    if filters.category:
        found.append(Disclosure.category_code == filters.category)
    if filters.staff:
        found.append(Disclosure.by_id == int(filters.staff))
    if filters.field:
        found.append(_gave(filters.field))
    if filters.mark:
        found.append(_MARKS[Mark(filters.mark)])
    return found


def _gave(field: str) -> sa.ColumnElement[bool]:
    return sa.exists().where(_given.disclosure_id == Disclosure.id, _given.field == field)


def totals(filters: Filters) -> Any:
    """The numbers over the report: rows, appeals, recipients, beyond need, attention."""
    return db.session.execute(
        sa.select(
            sa.func.count().label("disclosures"),
            sa.func.count(Disclosure.appeal_id.distinct()).label("appeals"),
            sa.func.count(Disclosure.third_party_id.distinct()).label("recipients"),
            _times(_IS_BEYOND).label("beyond"),
            _times(_NEEDS_ATTENTION).label("attention"),
        )
        .select_from(Disclosure)
        .where(*_conditions(filters))
    ).one()


def _times(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)


def by_recipient(filters: Filters) -> Sequence[Any]:
    """How many disclosures each recipient got: (code, count), the most first."""
    counted = (
        sa.select(Disclosure.third_party_id, sa.func.count().label("times"))
        .where(*_conditions(filters))
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
    times = sa.func.count(DisclosureItem.disclosure_id.distinct())
    return db.session.execute(
        sa.select(DisclosureItem.field, times.label("times"))
        .join(Disclosure, Disclosure.id == DisclosureItem.disclosure_id)
        .where(*_conditions(filters))
        .group_by(DisclosureItem.field)
        .order_by(times.desc(), DisclosureItem.field)
    ).all()


def _rows(filters: Filters, *bounds: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """The rows within these bounds with every column of the report, in no order yet."""
    return (
        sa.select(*(column.source.label(column.key) for column in COLUMNS))
        .select_from(Disclosure)
        .join(Appeal, Appeal.id == Disclosure.appeal_id)
        .where(*bounds, *_narrowings(filters))
    )


def page_of_rows(filters: Filters, *, before: int = 0, after: int = 0) -> Sequence[Any]:
    """One page of rows and one row more when there is a further page; newest first.

    `before` and `after` are numbers of disclosures the page goes on from.
    """
    if after:
        return _newer_rows(filters, after)
    upper = _key() < _key_of(filters, before) if before else _until(filters)
    newest_first = (Disclosure.at.desc(), Disclosure.id.desc())
    question = _rows(filters, _since(filters), upper).order_by(*newest_first)
    return db.session.execute(question.limit(PAGE + 1)).all()


def _newer_rows(filters: Filters, number: int) -> Sequence[Any]:
    question = _rows(filters, _key() > _key_of(filters, number), _until(filters))
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
        sa.select(Disclosure.at).where(Disclosure.id == number, _since(filters), _until(filters))
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
    """Whether rows come and go while they are read: what needs attention does change."""
    return filters.mark == Mark.ATTENTION


def count_rows(connection: Connection, filters: Filters, *, upto: int) -> int:
    """How many rows a file will hold."""
    question = (
        sa.select(sa.func.count())
        .select_from(Disclosure)
        .where(*_conditions(filters), Disclosure.id <= upto)
    )
    return int(connection.execute(question).scalar_one())


def chunks(connection: Connection, filters: Filters, *, upto: int) -> Iterator[Sequence[Any]]:
    """The rows in the order they came to be, page by page, none above number `upto`."""

    place = sa.tuple_(sa.bindparam("at", type_=Disclosure.at.type), sa.bindparam("number"))
    bounds = (_key() > place, _until(filters), Disclosure.id <= upto)
    question = _rows(filters, *bounds).order_by(Disclosure.at, Disclosure.id)
    first = {"at": filters.period.begins, "number": 0}
    return bare_pages(connection, question, first, CHUNK, _place_of)


def _place_of(row: Sequence[Any]) -> dict[str, Any]:
    """Where the next page goes on from: number and moment are the first two columns."""
    return {"number": row[0], "at": moment_of(row[1])}
