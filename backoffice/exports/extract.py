"""The rows of one order: counted once, and the same ones when they are read later."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy.engine import Connection

from backoffice.db import db
from backoffice.exports.question import Question
from backoffice.exports.report import Report


class RowsDiffer(RuntimeError):
    """What was read is not what was counted: such a file is not given out as whole."""


class Extract:
    """Rows are only ever added, so a highest number keeps later ones out.

    Where a question asks for what changes, it is counted and read in one transaction, and
    what an order counted before is not held against it. The connection is let go as soon as
    the last row is read, however long the file then takes to leave.
    """

    def __init__(
        self,
        connection: Connection,
        report: Report,
        filters: Question,
        *,
        counted: tuple[int, int] | None = None,  # the highest number, and how many rows
        tell: Callable[[int], None] = lambda _rows: None,
    ) -> None:
        self._connection, self._report, self._filters = connection, report, filters
        self.changes, self._tell = report.changes(filters), tell
        self.upto, count = counted or (report.newest(connection), None)
        if count is None or self.changes:
            count = report.count_rows(connection, filters, upto=self.upto)
        self.count, self.read = count, 0
        self.total = 0 if report.total else None
        self._let_go()

    def chunks(self) -> Iterator[Sequence[Any]]:
        """The rows, some at a time; no transaction is held between them but for what changes.

        Raises RowsDiffer at the end when they are not as many as were counted.
        """
        with self._connection:
            for chunk in self._report.chunks(self._connection, self._filters, upto=self.upto):
                self._let_go()
                self._count(chunk)
                yield chunk
        if self.read != self.count:
            raise RowsDiffer(f"{self.read} rows were read, {self.count} were counted")

    def _count(self, chunk: Sequence[Any]) -> None:
        self.read += len(chunk)
        if self._report.total and self.total is not None:
            self.total += self._report.total.of(chunk)
        self._tell(self.read)

    def _let_go(self) -> None:
        if not self.changes:
            self._connection.rollback()


def own_connection() -> Connection:
    """One snapshot for as long as a transaction is kept, on either database."""
    return db.engine.connect().execution_options(isolation_level="SERIALIZABLE")
