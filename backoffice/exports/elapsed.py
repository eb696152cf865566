"""Whole hours between two moments, counted by the database itself, whichever it is.

Every page and register that says how long something took asks here, so that they agree.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from backoffice.rules.vocabulary.spans import SPAN_ENDS, Span

_HOUR = 3600
_DAY = 24  # hours


class WholeHours(FunctionElement[int]):
    """From the second moment of a row to the first; nothing when one is missing."""

    type = sa.Integer()
    inherit_cache = True


@compiles(WholeHours, "sqlite")
def _for_sqlite(element: WholeHours, compiler: Any, **options: Any) -> str:
    later, earlier = (compiler.process(one, **options) for one in element.clauses)
    return f"((unixepoch({later}) - unixepoch({earlier})) / {_HOUR})"


@compiles(WholeHours, "postgresql")
def _for_postgresql(element: WholeHours, compiler: Any, **options: Any) -> str:
    later, earlier = (compiler.process(one, **options) for one in element.clauses)
    return f"CAST(FLOOR(EXTRACT(EPOCH FROM {later} - {earlier}) / {_HOUR}) AS INTEGER)"


def took_so_long(hours: sa.ColumnElement[int], span: Span) -> list[sa.ColumnElement[bool]]:
    """The conditions of one step; what has not come to its end is in none."""
    steps = list(SPAN_ENDS)
    place = steps.index(span)
    begins = SPAN_ENDS[steps[place - 1]] if place else None
    ends = SPAN_ENDS[span]
    found = [] if begins is None else [hours >= begins * _DAY]
    return found if ends is None else [*found, hours < ends * _DAY]
