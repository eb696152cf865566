"""How long something took, in the steps people speak of; shared by pages and registers."""

from enum import StrEnum


class Span(StrEnum):
    """Whole days between two moments, in steps (24 hours are a day)."""

    DAY = "day"  # less than a day
    THREE_DAYS = "3-days"
    WEEK = "week"
    FIFTEEN_DAYS = "15-days"
    LONGER = "longer"


# The first number of whole days that no longer belongs to the step; None: no end.
SPAN_ENDS: dict[Span, int | None] = {
    Span.DAY: 1,
    Span.THREE_DAYS: 3,
    Span.WEEK: 7,
    Span.FIFTEEN_DAYS: 15,
    Span.LONGER: None,
}
