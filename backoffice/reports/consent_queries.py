"""Questions to the register of consents: pages and files go on by key, never by offset."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from backoffice.appeals.models import Appeal
from backoffice.applicants.models import Consent
from backoffice.audit.refusals import NotFound
from backoffice.db import db
from backoffice.disclosures.models import Disclosure
from backoffice.reports import queries
from backoffice.reports.consent_columns import COLUMNS, state_today
from backoffice.reports.filters import ConsentFilters
from backoffice.rules.vocabulary.consent import ConsentState


def _since(filters: ConsentFilters) -> sa.ColumnElement[bool]:
    return Consent.given_at >= filters.period.begins


def _until(filters: ConsentFilters) -> sa.ColumnElement[bool]:
    return Consent.given_at < filters.period.ends


def _narrowings(filters: ConsentFilters) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if filters.state:
        found.append(state_today == filters.state)
    if filters.basis:
        found.append(Consent.legal_basis == filters.basis)
    if filters.transfer:
        found.append(Appeal.no_transfer.is_(filters.transfer == "no"))
    return found


def _about(question: Any, *conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    joined = question.select_from(Consent).join(Appeal, Appeal.id == Consent.appeal_id)
    return joined.where(*conditions)


def totals(filters: ConsentFilters) -> Any:
    """The numbers over the register: consents, not in force, without transfer, transfers."""
    conditions = (_since(filters), _until(filters), *_narrowings(filters))
    counted = _about(
        sa.select(
            sa.func.count().label("consents"),
            _times(state_today != ConsentState.IN_FORCE).label("ended"),
            _times(Appeal.no_transfer).label("without_transfer"),
        ),
        *conditions,
    )
    given = _about(sa.select(sa.func.count()), *conditions)
    transfers = given.join(Disclosure, Disclosure.appeal_id == Consent.appeal_id)
    row = db.session.execute(counted).one()
    return *row, db.session.execute(transfers).scalar_one()


def _times(condition: Any) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)


def _rows(filters: ConsentFilters, *bounds: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """The rows within these bounds with every column, then the key a page goes on from."""
    columns = (column.source.label(column.key) for column in COLUMNS)
    question = sa.select(*columns, Consent.appeal_id.label("key"))
    return _about(question, *bounds, *_narrowings(filters))


def page_of_rows(filters: ConsentFilters, *, before: int = 0, after: int = 0) -> Sequence[Any]:
    """One page of rows and one row more when there is a further page; newest first."""
    limit = queries.PAGE + 1
    if after:
        question = _rows(filters, _key() > _key_of(filters, after), _until(filters))
        oldest_first = question.order_by(Consent.given_at, Consent.appeal_id)
        return db.session.execute(oldest_first.limit(limit)).all()[::-1]
    upper = _key() < _key_of(filters, before) if before else _until(filters)
    newest_first = (Consent.given_at.desc(), Consent.appeal_id.desc())
    question = _rows(filters, _since(filters), upper).order_by(*newest_first)
    return db.session.execute(question.limit(limit)).all()


def _key() -> sa.Tuple:
    return sa.tuple_(Consent.given_at, Consent.appeal_id)


def _key_of(filters: ConsentFilters, number: int) -> sa.Tuple:
    """The place of one consent in the order. Raises NotFound outside the period."""
    at = db.session.scalar(
        sa.select(Consent.given_at).where(
            Consent.appeal_id == number, _since(filters), _until(filters)
        )
    )
    if at is None:
        raise NotFound
    return _place(at, number)


def _place(at: datetime, number: int) -> sa.Tuple:
    return sa.tuple_(sa.literal(at, Consent.given_at.type), sa.literal(number))


def newest(connection: Connection) -> int:
    """The highest number of a consent there is."""
    return connection.execute(sa.select(sa.func.max(Consent.appeal_id))).scalar() or 0


def changes(filters: ConsentFilters) -> bool:
    """Whether rows come and go while they are read: state and transfer do change."""
    return bool(filters.state or filters.transfer)


def count_rows(connection: Connection, filters: ConsentFilters, *, upto: int) -> int:
    """How many rows a file will hold."""
    conditions = (_since(filters), _until(filters), *_narrowings(filters))
    question = _about(sa.select(sa.func.count()), *conditions, Consent.appeal_id <= upto)
    return int(connection.execute(question).scalar_one())


def chunks(
    connection: Connection, filters: ConsentFilters, *, upto: int
) -> Iterator[Sequence[Any]]:
    """The rows in the order they came to be, a thousand at a time, without their keys."""
    lower = _since(filters)
    while True:
        question = _rows(filters, lower, _until(filters), Consent.appeal_id <= upto)
        oldest_first = question.order_by(Consent.given_at, Consent.appeal_id)
        chunk = connection.execute(oldest_first.limit(queries.CHUNK)).all()
        if chunk:
            yield [row[:-1] for row in chunk]
        if len(chunk) < queries.CHUNK:
            return
        lower = _key() > _place(chunk[-1].at, chunk[-1].key)
