"""The rows of a register in the order of a moment: pages and files go on by key.

Never by offset, so the thousandth page costs what the first does. A register says what its
rows are joined of and what narrows them; everything else is the same for all of them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from backoffice.audit.refusals import NotFound
from backoffice.db import db
from backoffice.exports.columns import Column
from backoffice.exports.question import Question

PAGE = 50
CHUNK = 1000

Condition = sa.ColumnElement[bool]


@dataclass(frozen=True)
class Listing:
    """One register's rows: what orders them, what names one, what they are made of.

    `at` is a moment or a day; `key` is the number a page goes on from. It only ever grows, or
    the report says of every question that its rows change, as that of legal holds does.
    """

    columns: tuple[Column, ...]
    at: Any
    key: Any
    about: Callable[[sa.Select[Any]], sa.Select[Any]]
    narrowed: Callable[[Any], list[Condition]]

    def asked(self, filters: Question, *what: Any) -> sa.Select[Any]:
        """A question to all rows of the period under its narrowings: for totals."""
        bounds = (self._since(filters), self._until(filters))
        return self.about(sa.select(*what)).where(*bounds, *self.narrowed(filters))

    def page(
        self, filters: Question, *, before: int = 0, after: int = 0, most: int = 0
    ) -> Sequence[Any]:
        """One page of rows and one row more when there is a further page; newest first.

        `before` and `after` are keys the page goes on from. Raises NotFound for a key that
        stands outside the period.
        """
        limit = (most or PAGE) + 1
        if after:
            question = self._rows(filters, self._place > self._place_of(filters, after))
            rising = question.where(self._until(filters)).order_by(self.at, self.key)
            return db.session.execute(rising.limit(limit)).all()[::-1]
        upper = self._until(filters)
        if before:
            upper = self._place < self._place_of(filters, before)
        falling = self._rows(filters, self._since(filters), upper)
        ordered = falling.order_by(self.at.desc(), self.key.desc())
        return db.session.execute(ordered.limit(limit)).all()

    def newest(self, connection: Connection) -> int:
        """The highest key there is."""
        return connection.execute(sa.select(sa.func.max(self.key))).scalar() or 0

    def count_rows(self, connection: Connection, filters: Question, *, upto: int) -> int:
        """How many rows a file will hold."""
        question = self.asked(filters, sa.func.count()).where(self.key <= upto)
        return int(connection.execute(question).scalar_one())

    def chunks(
        self, connection: Connection, filters: Question, *, upto: int
    ) -> Iterator[Sequence[Any]]:
        """The rows in the order they came to be, a thousand at a time, without their keys."""
        for chunk in self.whole_chunks(connection, filters, upto=upto):
            yield [row[:-2] for row in chunk]

    def whole_chunks(
        self, connection: Connection, filters: Question, *, upto: int
    ) -> Iterator[Sequence[Any]]:
        """The same, each row still with its place: moment and key stand last."""
        lower = self._since(filters)
        while True:
            question = self._rows(filters, lower, self._until(filters), self.key <= upto)
            rising = question.order_by(self.at, self.key)
            chunk = connection.execute(rising.limit(CHUNK)).all()
            if chunk:
                yield chunk
            if len(chunk) < CHUNK:
                return
            lower = self._place > self._literal(*chunk[-1][-2:])

    def _rows(self, filters: Question, *bounds: Condition) -> sa.Select[Any]:
        columns = (column.source.label(column.key) for column in self.columns)
        place = (self.at.label("place_at"), self.key.label("place_key"))
        return self.about(sa.select(*columns, *place)).where(*bounds, *self.narrowed(filters))

    def _since(self, filters: Question) -> Condition:
        period = filters.period
        first = period.first if self._is_by_day else period.begins
        found: Condition = self.at >= first
        return found

    def _until(self, filters: Question) -> Condition:
        period = filters.period
        found: Condition = self.at <= period.last if self._is_by_day else self.at < period.ends
        return found

    @property
    def _is_by_day(self) -> bool:
        return isinstance(self.at.type, sa.Date)

    @property
    def _place(self) -> sa.Tuple:
        return sa.tuple_(self.at, self.key)

    def _place_of(self, filters: Question, key: int) -> sa.Tuple:
        """The bound a page goes on from: it takes the place of the period's own."""
        bounds = (self._since(filters), self._until(filters))
        at = db.session.scalar(sa.select(self.at).where(self.key == key, *bounds))
        if at is None:
            raise NotFound
        return self._literal(at, key)

    def _literal(self, at: Any, key: int) -> sa.Tuple:
        return sa.tuple_(sa.literal(at, self.at.type), sa.literal(key))
