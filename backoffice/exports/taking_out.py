"""Taking a report out: sign where the log stands, write the entry, and only then the file.

Rows are read on a connection of their own, page by page, so a slow reader holds nobody up.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from flask import current_app, stream_with_context
from sqlalchemy.engine import Connection
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.audit.checkpoints import Checkpoint, write_checkpoint
from backoffice.audit.door import witness
from backoffice.db import db
from backoffice.exports.making import built, is_streamed, is_too_long, streamed
from backoffice.exports.order import Order, parameters_of
from backoffice.exports.question import Question
from backoffice.exports.report import Report
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.exports import Format

_BLOCK = 64 * 1024


class TooManyRows(Exception):
    """A file of this kind is not made of so many rows: CSV takes any number."""


class Extract:
    """The rows of one order: counted once, and the same ones when they are read later.

    Rows are only ever added, so a highest number keeps later ones out. Where a question asks
    for what changes, it is counted and read in one transaction.
    """

    def __init__(self, connection: Connection, report: Report, filters: Question) -> None:
        self._connection = connection
        self._report = report
        self._filters = filters
        self._upto = report.newest(connection)
        self.count = report.count_rows(connection, filters, upto=self._upto)
        self._let_go()

    def chunks(self) -> Iterator[Sequence[Any]]:
        """The rows, a thousand at a time, with no transaction held open between them."""
        for chunk in self._report.chunks(self._connection, self._filters, upto=self._upto):
            self._let_go()
            yield chunk

    def _let_go(self) -> None:
        if not self._report.changes(self._filters):
            self._connection.rollback()


def take_out(order: Order) -> Response:
    """Answer with the report as a file; the entry that says so is written first (policy 9).

    Raises TooManyRows when a workbook would take too long.
    """
    with ExitStack() as undo:
        extract = Extract(undo.enter_context(own_connection()), order.report, order.filters)
        if is_too_long(order.format, extract.count):
            raise TooManyRows
        checkpoint = write_checkpoint(None, by=order.by)
        with witness(
            Action.REPORT_EXPORT,
            None,
            order.by,
            reason=order.reason,
            detail=_detail(order, extract.count, checkpoint),
        ) as deed:
            answer = _file(order, extract, checkpoint, deed.seq, undo)
        answer.call_on_close(undo.pop_all().close)
    return answer


def own_connection() -> Connection:
    """One snapshot for as long as a transaction is kept, on either database."""
    return db.engine.connect().execution_options(isolation_level="SERIALIZABLE")


def _detail(order: Order, count: int, checkpoint: Checkpoint) -> str:
    told = {"report": order.report.code, "format": order.format, "rows": count}
    told |= order.filters.settled
    told["checkpoint"] = checkpoint.seq
    return ";".join(f"{name}={value}" for name, value in told.items())


def _file(
    order: Order, extract: Extract, checkpoint: Checkpoint, seq: int, undo: ExitStack
) -> Response:
    name = _file_name(order, checkpoint, seq)
    if is_streamed(order.format):
        return _answer(stream_with_context(_streamed(order, extract)), order.format, name)
    parameters = parameters_of(order, extract.count, checkpoint, seq)
    book = undo.enter_context(_built(order, extract, parameters))
    answer = _answer(iter(lambda: book.read(_BLOCK), b""), order.format, name)
    answer.content_length = os.fstat(book.fileno()).st_size
    return answer


def _streamed(order: Order, extract: Extract) -> Iterator[bytes]:
    db.session.remove()  # the request has been answered for: its own reading ends here
    yield from streamed(order, extract.chunks())


def _built(order: Order, extract: Extract, parameters: list[tuple[str, str]]) -> BinaryIO:
    place = Path(current_app.instance_path) / "tmp"
    place.mkdir(mode=0o700, exist_ok=True)
    with TemporaryDirectory(dir=place) as folder:
        return built(order, extract.chunks(), parameters, Path(folder) / "file")


def _answer(body: Iterator[bytes], kind: str, name: str) -> Response:
    answer = Response(body, content_type=Format(kind).media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _file_name(order: Order, checkpoint: Checkpoint, seq: int) -> str:
    """What, of which days, when; and where the log says how: a CSV has no page for it.

    The entry holds the filters, the checkpoint is its number and the head of its digest.
    """
    days = order.filters.days
    made = clock.local(clock.now()).strftime("%Y%m%dT%H%M")
    marks = (f"entry{seq}", f"checkpoint{checkpoint.seq}-{checkpoint.digest[:8]}")
    parts = (order.report.code, days["from"], days["to"], order.language, made, *marks)
    return "_".join(parts) + f".{Format(order.format).suffix}"
