"""Whole hours between two moments, counted by the database itself, whichever it is."""

from typing import Any

import sqlalchemy as sa

_HOUR = 3600


def whole_hours(later: Any, earlier: Any) -> sa.ColumnElement[int]:
    """How many whole hours lie between two moments of a row; nothing when one is missing."""
    seconds: Any = sa.extract("epoch", later) - sa.extract("epoch", earlier)
    return sa.cast((seconds - seconds % _HOUR) / _HOUR, sa.Integer)
