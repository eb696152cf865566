"""A stored moment as entries of the log write it, so that questions can compare the two."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class AsWritten(FunctionElement[str]):
    """The moment of a column in the form of `AuditEntry.at`: 2026-11-23T04:30:00.000000Z."""

    type = sa.String()
    inherit_cache = True


@compiles(AsWritten, "sqlite")
def _for_sqlite(element: AsWritten, compiler: Any, **options: Any) -> str:
    return f"(replace({compiler.process(element.clauses, **options)}, ' ', 'T') || 'Z')"


@compiles(AsWritten, "postgresql")
def _for_postgresql(element: AsWritten, compiler: Any, **options: Any) -> str:
    moment = compiler.process(element.clauses, **options)
    return f"to_char({moment} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
