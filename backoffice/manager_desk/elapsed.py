"""Whole hours between two moments, counted by the database itself, whichever it is."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

_HOUR = 3600


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
