"""A file on its way: with its last byte the order is finished; until then it may break off."""

import errno
import hashlib
import logging
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import Any, BinaryIO, cast

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from backoffice.accounts.queries import staff_by_id
from backoffice.audit.refusals import NotFound, Refusal
from backoffice.db import db
from backoffice.exports.actions import Finished, break_off_export, finish_export
from backoffice.exports.extract import Extract
from backoffice.exports.queries import order_by_id
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.export_orders import Break

log = logging.getLogger(__name__)
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FULL = "53100"  # what PostgreSQL calls it


class Sending:
    """One file of one order, from its start to its last byte."""

    def __init__(self, order_id: int, by_id: int, extract: Extract, undo: ExitStack) -> None:
        self._app = cast(Any, current_app)._get_current_object()
        self._order_id, self._by_id = order_id, by_id
        self._extract, self._undo = extract, undo
        self._began, self._why = time.monotonic(), Break.CLOSED
        self._is_over = False
        self.entry = 0  # number of the entry that lets the file leave

    def pieces(self, body: Iterable[bytes]) -> Iterator[bytes]:
        """The file as it is sent; the order is finished before the answer ends."""
        db.session.remove()  # the request has been answered for: its own reading ends here
        digest, size = hashlib.sha256(), 0
        try:
            for piece in body:
                digest.update(piece)
                size += len(piece)
                yield piece
            self._finish(digest.hexdigest(), size)
        except Exception as fault:
            self.fail(fault)
            raise

    def keep(self, book: BinaryIO) -> BinaryIO:
        """Hold an open file until the answer has ended."""
        return self._undo.enter_context(book)

    def fail(self, fault: Exception) -> None:
        """Remember why no whole file leaves."""
        self._why = Break.NO_ROOM if is_no_room(fault) else Break.FAULT

    def close(self) -> None:
        """The answer has ended, whole or not: say so, and leave nothing behind."""
        try:
            if not self._is_over:
                self._is_over = True
                with self._app.app_context():
                    self._break_off()
        finally:
            self._undo.close()

    def _finish(self, digest: str, size: int) -> None:
        extract, millis = self._extract, round(1000 * (time.monotonic() - self._began))
        done = Finished(extract.read, extract.total, size, digest, millis, self.entry)
        finish_export(order_by_id(self._order_id), by=self._by(), done=done)
        self._is_over = True
        db.session.remove()

    def _break_off(self) -> None:
        """What cannot be written down is recognised later: nobody holds the lock of the file."""
        try:
            order = order_by_id(self._order_id)
            break_off_export(order, by=self._by(), why=self._why, rows=self._extract.read)
        except (SQLAlchemyError, OSError, Refusal) as fault:
            log.error("export %s broke off unrecorded: %s", self._order_id, type(fault).__name__)
        finally:
            db.session.remove()

    def _by(self) -> Actor:
        """The person as they stand now. Raises NotFound."""
        found = staff_by_id(self._by_id)
        if found is None:
            raise NotFound
        return found


def is_no_room(fault: BaseException) -> bool:
    """Whether it comes from a full disk, however a library has wrapped it."""
    if isinstance(fault, OSError) and fault.errno in _NO_ROOM:
        return True
    if _says(fault, "sqlite_errorcode", sqlite3.SQLITE_FULL) or _says(fault, "sqlstate", _FULL):
        return True
    wrapped = (*fault.args, fault.__cause__, fault.__context__, getattr(fault, "orig", None))
    return any(is_no_room(part) for part in wrapped if isinstance(part, BaseException))


def _says(fault: BaseException, name: str, code: object) -> bool:
    return bool(getattr(fault, name, None) == code)
