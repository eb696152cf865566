"""What a record of the log becomes: one line, without a value anybody sent or stored (R-3.5).

Libraries put into their messages whatever they stumbled over, so of theirs only the pattern
is kept and small numbers; of an exception its class and place, never its words.
"""

import json
import logging
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from traceback import walk_tb
from types import FrameType
from typing import Any

from flask import has_request_context

from backoffice.audit.scope import current_scope
from backoffice.web.request import this_request

OURS = "backoffice"
TRUSTED = ("backoffice.", "alembic.runtime.")  # these speak of revisions and of nobody
TOLD = ("method", "route", "status", "ms", "actor", "role")
_SMALL = 10_000_000  # a process or an exit code; no phone and no IIN is so short
_HOLE = re.compile(r"%(?:\((\w+)\))?[-#0 +]*\d*(?:\.\d+)?[a-zA-Z]")
_BARE = re.compile(r"[\w.:/{}<>+-]+", re.ASCII)


class JsonLines(logging.Formatter):
    """One object per record; every sign that is no plain ASCII is escaped."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of one record."""
        return json.dumps(told(record))


class TextLines(logging.Formatter):
    """The same for the eyes: time, level, event, then `name=value`."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of one record."""
        held = told(record)
        head = f"{held.pop('time')} {held.pop('level')} {_safe(held.pop('event'))}"
        return " ".join((head, *(f"{name}={_quoted(value)}" for name, value in held.items())))


FORMATS: dict[str, type[logging.Formatter]] = {"json": JsonLines, "text": TextLines}


def init_logs(log_format: str) -> None:
    """Send every record to standard error in this form, unless somebody set up logs already."""
    handler = logging.StreamHandler()
    handler.setFormatter(FORMATS[log_format]())
    logging.basicConfig(level=logging.INFO, handlers=[handler])


def told(record: logging.LogRecord) -> dict[str, Any]:
    """All a line tells of a record."""
    moment = datetime.fromtimestamp(record.created, UTC)
    held: dict[str, Any] = {
        "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "level": record.levelname,
        "logger": record.name,
        "event": _event(record),
        "request_id": _request_id(),
    }
    held.update({name: getattr(record, name) for name in TOLD if hasattr(record, name)})
    fault = record.exc_info[1] if record.exc_info else None
    return held | (fault_of(fault) if fault else {})


def fault_of(fault: BaseException) -> dict[str, str]:
    """Class of an exception and where in our code it passed last, as module:line."""
    steps = [(_module(frame), line) for frame, line in walk_tb(fault.__traceback__)]
    ours = [step for step in steps if step[0].partition(".")[0] == OURS]
    module, line = (ours or steps or [("", 0)])[-1]
    return {"fault": type(fault).__name__, "where": f"{module}:{line}"}


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", "?"))


def _event(record: logging.LogRecord) -> str:
    """Our own message, which quotes nothing; of a library's, the pattern it was made from."""
    if record.name.startswith(TRUSTED):
        return record.getMessage()
    if not isinstance(record.msg, str) or not record.args:
        # Put together before it was handed over: it may quote anything.
        return f"said at {record.module}:{record.lineno}"
    given = record.args
    values = iter(() if isinstance(given, Mapping) else given)

    def fill(hole: re.Match[str]) -> str:
        named = hole.group(1)
        value = given.get(named) if isinstance(given, Mapping) else next(values, None)
        return str(value) if type(value) is int and abs(value) < _SMALL else "…"

    return _HOLE.sub(fill, record.msg.replace("%%", "%"))


def _request_id() -> str:
    if has_request_context():
        return this_request().request_id
    return current_scope().request_id


def _quoted(value: Any) -> str:
    text = str(value)
    return text if _BARE.fullmatch(text) else json.dumps(text)


def _safe(text: str) -> str:
    """Without quotation marks around it, and still one line."""
    return json.dumps(text)[1:-1]
