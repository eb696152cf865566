"""Taking a report out by its order: sign where the log stands, write the entry, then the file.

Rows are read on a connection of their own: page by page while the file leaves, or all of them
before its first byte. Either way no transaction waits for a slow reader.
"""

import os
from contextlib import ExitStack

from flask import g
from flask_babel import refresh
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.audit.checkpoints import Checkpoint, write_checkpoint
from backoffice.audit.deed import Deed
from backoffice.audit.door import witness
from backoffice.audit.refusals import Refusal
from backoffice.exports.actions import start_export, told_of
from backoffice.exports.extract import Extract, own_connection
from backoffice.exports.making import built, is_streamed, is_too_long, streamed
from backoffice.exports.models import ExportOrder
from backoffice.exports.names import names_in
from backoffice.exports.order import Order, parameters_of
from backoffice.exports.runs import Run, begin
from backoffice.exports.sending import Sending, is_no_room
from backoffice.exports.shelf import report_by_code
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.export_orders import ExportState
from backoffice.rules.vocabulary.exports import Format
from backoffice.web.request import in_pieces

_BLOCK = 64 * 1024


class NoRoom(Exception):
    """The disk is full: nothing was given out, and the order says so."""


def take_out(row: ExportOrder, *, by: Actor) -> Response:
    """Answer with the file of an order; the entry that says so is written first (policy 9).

    Raises Refusal when it cannot be started, NoRoom when the disk is full.
    """
    run = begin(row.key)
    if run is None:
        raise Refusal("export.under-way", Action.EXPORT_START)
    with ExitStack() as undo:
        undo.callback(run.end)
        order = order_of(row, by)
        connection = undo.enter_context(own_connection())
        counted = (row.upto, row.rows)
        extract = Extract(connection, order.report, order.filters, counted=counted, tell=run.tell)
        if is_too_long(order.format, extract.count):
            raise Refusal("export.too-many", Action.EXPORT_START)
        start_export(row, by=by, rows=extract.count)
        sending = Sending(row.id, by.id, extract, undo.pop_all())
    try:
        return _answered(row, order, extract, sending, run)
    except Exception as fault:
        sending.fail(fault)
        sending.close()
        if is_no_room(fault):
            raise NoRoom from fault
        raise


def order_of(row: ExportOrder, by: Actor) -> Order:
    """A written order with its report, its question and the names of its language.

    Raises Refusal when the report or a filter is no longer offered.
    """
    shelved, names = report_by_code(row.report), names_in(row.language)
    approved = row.first(ExportState.APPROVED)
    return Order(
        report=shelved.report,
        filters=shelved.ask(row.question, names),
        names=names,
        by=by,
        reason=row.reason,
        format=row.format,
        language=row.language,
        personal=row.personal,
        number=row.id,
        approved_by_id=approved.by_id if approved else 0,
    )


def _answered(
    row: ExportOrder, order: Order, extract: Extract, sending: Sending, run: Run
) -> Response:
    checkpoint = write_checkpoint(None, by=order.by)
    detail = told_of(row, extract.count, checkpoint=checkpoint.seq)
    with witness(
        Action.REPORT_EXPORT,
        row,
        order.by,
        fields=order.personal,
        reason=order.reason,
        detail=detail,
    ) as deed:
        sending.entry = deed.seq
        _speak(order.language)
        answer = _file(order, extract, checkpoint, sending, run, deed)
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="{_file_name(order, checkpoint, deed.seq)}"'
    )
    answer.headers["X-Accel-Buffering"] = "no"
    answer.call_on_close(sending.close)
    return answer


def _file(
    order: Order,
    extract: Extract,
    checkpoint: Checkpoint,
    sending: Sending,
    run: Run,
    deed: Deed,
) -> Response:
    kind = Format(order.format).media_type
    if is_streamed(order.format, changes=extract.changes):
        body = in_pieces(sending.pieces(streamed(order, extract.chunks(), deed)))
        return Response(body, content_type=kind)
    parameters = parameters_of(order, extract.count, checkpoint, sending.entry)
    book = sending.keep(built(order, extract.chunks(), parameters, run.folder, deed))
    body = in_pieces(sending.pieces(iter(lambda: book.read(_BLOCK), b"")))
    answer = Response(body, content_type=kind)
    answer.content_length = os.fstat(book.fileno()).st_size
    return answer


def _speak(language: str) -> None:
    """The file is in the language of its order, whatever its reader has chosen since."""
    g.language = language
    refresh()


def _file_name(order: Order, checkpoint: Checkpoint, seq: int) -> str:
    """What, of which days, when; and where the log says how: a CSV has no page for it.

    The entry holds the filters, the checkpoint is its number and the head of its digest.
    """
    days = order.filters.days
    made = clock.local(clock.now()).strftime("%Y%m%dT%H%M")
    marks = (f"entry{seq}", f"checkpoint{checkpoint.seq}-{checkpoint.digest[:8]}")
    parts = (order.report.code, days["from"], days["to"], order.language, made, *marks)
    return "_".join(parts) + f".{Format(order.format).suffix}"
