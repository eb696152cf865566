"""Exactly one line of the log for each request: what was asked for, by whom, how it ended."""

import logging
from time import perf_counter
from typing import Any, cast

from flask import Flask
from werkzeug.wrappers import Response

from backoffice.monitoring.counting import count_request
from backoffice.web.request import TimedRequest, this_request

METHODS = frozenset("GET HEAD POST PUT PATCH DELETE OPTIONS TRACE CONNECT".split())
log = logging.getLogger(__name__)


def init_request_lines(app: Flask) -> None:
    """Write the line when the whole answer has left, or was broken off."""
    app.request_class = TimedRequest
    app.after_request(_note_answer)
    app.teardown_request(_write)
    # What fails outside every handler belongs to the same line; Flask's own tells the path.
    cast(Any, app).log_exception = _note_fault
    # A form without its token is an answer like any other: its status says so.
    logging.getLogger("flask_wtf").setLevel(logging.WARNING)


def _note_answer(answer: Response) -> Response:
    this_request().answered = answer.status_code
    return answer


def _note_fault(exc_info: Any) -> None:
    this_request().fault = exc_info[1]


def _write(broken_off: BaseException | None) -> None:
    """The rule of the route, never the path: that may hold a number or a secret."""
    asked = this_request()
    if asked.is_leaving:  # this was the end of making the answer: that of sending it follows
        asked.is_leaving = False
        return
    # A reader who goes away in the midst of an answer is no fault of the program.
    fault = asked.fault or (None if isinstance(broken_off, GeneratorExit) else broken_off)
    seconds = perf_counter() - asked.began
    method = asked.method if asked.method in METHODS else "OTHER"
    route = asked.url_rule.rule if asked.url_rule else ""
    status = asked.answered or 500
    told = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1)}
    told |= {"actor": asked.actor_id, "role": asked.actor_role}
    log.log(logging.ERROR if fault else logging.INFO, "request", exc_info=fault, extra=told)
    count_request(method, route, status, seconds)
