"""A column of the log compared without its index, so that the one index meant is walked."""

from typing import Any

import sqlalchemy as sa


def unindexed(column: Any) -> Any:
    """The same value, out of reach of every index.

    A planner without statistics takes the index of what is equal before that of a period, and
    then reads all a person ever did, or each case ever opened, to find one day of it.
    """
    return sa.func.coalesce(column, column)
