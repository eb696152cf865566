"""Whole hours between two moments, counted by the database itself, whichever it is."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

SECONDS = 3600


class hours_between(GenericFunction[int]):  # noqa: N801 - a function of the database
    """Whole hours from the second moment to the first; both columns hold moments."""

    type = sa.Integer()
    inherit_cache = True


@compiles(hours_between, "sqlite")
def _sqlite(element: Any, compiler: Any, **more: Any) -> str:
    later, earlier = (compiler.process(one, **more) for one in element.clauses)
    return f"((unixepoch({later}) - unixepoch({earlier})) / {SECONDS})"


@compiles(hours_between, "postgresql")
def _postgresql(element: Any, compiler: Any, **more: Any) -> str:
    later, earlier = (compiler.process(one, **more) for one in element.clauses)
    return f"CAST(FLOOR(EXTRACT(EPOCH FROM {later} - {earlier}) / {SECONDS}) AS INTEGER)"
