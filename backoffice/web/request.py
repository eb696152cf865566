"""A request that remembers what the one line about it in the log will tell (trust 16.2.2)."""

import secrets
from collections.abc import Iterator
from time import perf_counter
from typing import Any, cast

from flask import Request, request, stream_with_context


class TimedRequest(Request):
    """When it came, who acted in it, what went wrong; nothing of what was sent."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.request_id = secrets.token_hex(8)
        self.began = perf_counter()
        self.actor_id = 0
        self.actor_role = ""
        self.answered = 0
        self.fault: BaseException | None = None
        self.is_leaving = False


def this_request() -> TimedRequest:
    """The request under way, with what is remembered of it."""
    return cast(TimedRequest, request)


def in_pieces(body: Iterator[bytes]) -> Iterator[bytes]:
    """A body sent while it is made, in the context of this request: it ends with its last piece."""
    this_request().is_leaving = True
    return stream_with_context(body)
