"""The write guard: no statement changes the database outside a deed or housekeeping.

It stands on the engine itself, so it holds for ORM, Core and plain SQL alike.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.orm import ORMExecuteState, Session

_CHANGES = ("insert", "update", "delete", "replace", "truncate", "merge", "copy")
# What may stand before the first word of a statement and hide it from a look at the text.
_BEFORE = re.compile(r"(?:[\s(;]+|--[^\n]*(?:\n|\Z)|/\*.*?\*/)+", re.DOTALL)
_CHANGES_WITHIN = re.compile(r"\b(?:insert|update|delete|replace|merge)\b")
HOUSEKEEPING_TABLES = frozenset({"web_session", "sign_in_attempt"})

_deed_open: ContextVar[bool] = ContextVar("deed_open", default=False)
_housekeeping: ContextVar[bool] = ContextVar("housekeeping", default=False)
_migrating: ContextVar[bool] = ContextVar("migrating", default=False)


class WriteOutsideDoor(RuntimeError):
    """Code tried to change data without an action: a programming error."""


@contextmanager
def _raised(flag: ContextVar[bool]) -> Iterator[None]:
    token = flag.set(True)
    try:
        yield
    finally:
        flag.reset(token)


def deed_may_write() -> Any:
    """For the door only: the block below is a deed."""
    return _raised(_deed_open)


def housekeeping() -> Any:
    """Sessions and counters of sign-in attempts may change without an action."""
    return _raised(_housekeeping)


def migrating() -> Any:
    """Migrations and the creation of an installation change everything."""
    return _raised(_migrating)


def is_deed_open() -> bool:
    """Whether a deed is under way; deeds do not nest."""
    return _deed_open.get()


def watch(engine: Engine) -> None:
    """Put the guard on an engine of the data database."""
    sa.event.listen(engine, "before_cursor_execute", _refuse_statement)


def watch_sessions(session_class: Any) -> None:
    """Put the guard on ORM flushes and statements, where the message can name the class.

    Sessions are of one class for the whole process: a second application adds no second guard.
    """
    for moment, guard in (
        ("before_flush", _refuse_flush),
        ("do_orm_execute", _refuse_orm_statement),
    ):
        if not sa.event.contains(session_class, moment, guard):
            sa.event.listen(session_class, moment, guard)


def _free() -> bool:
    return _deed_open.get() or _migrating.get()


def _refuse_statement(
    _connection: Any, _cursor: Any, statement: str, _parameters: Any, _context: Any, _many: Any
) -> None:
    plain = _BEFORE.sub("", statement, count=1) if _BEFORE.match(statement) else statement
    words = plain.lower().split(None, 3)
    if not words or words[0] not in (*_CHANGES, "with") or _free():
        return
    if words[0] == "with" and not _CHANGES_WITHIN.search(plain.lower()):
        return
    if _housekeeping.get() and HOUSEKEEPING_TABLES & set(words):
        return
    raise WriteOutsideDoor(f"a statement beginning with {words[0]!r} stands outside any action")


def _refuse_flush(session: Session, _context: Any, _instances: Any) -> None:
    if _free():
        return
    touched = (
        *session.new,
        *session.deleted,
        *(o for o in session.dirty if session.is_modified(o)),
    )
    strangers = {type(thing).__name__ for thing in touched if not _is_housekeeping(thing)}
    if strangers or (touched and not _housekeeping.get()):
        names = sorted(strangers) or sorted({type(thing).__name__ for thing in touched})
        raise WriteOutsideDoor(f"{', '.join(names)} changed outside any action")


def _is_housekeeping(thing: object) -> bool:
    return getattr(thing, "__tablename__", "") in HOUSEKEEPING_TABLES


def _refuse_orm_statement(state: ORMExecuteState) -> None:
    changes = state.is_insert or state.is_update or state.is_delete
    if changes and not _free() and not _housekeeping.get():
        raise WriteOutsideDoor("a statement that changes data stands outside any action")
