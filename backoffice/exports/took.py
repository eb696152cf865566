"""How long things took: from times counted by the hour to steps and to the half of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from backoffice.rules.vocabulary.spans import SPAN_ENDS, Span

HOURS = 24


@dataclass(frozen=True)
class Took:
    """How many took so many whole hours."""

    hours: Mapping[int, int]

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(self.hours.values())

    @property
    def spans(self) -> dict[Span, int]:
        """How many stand in each step; every step is named, also an empty one."""
        found = dict.fromkeys(Span, 0)
        for hours, times in self.hours.items():
            found[span_of(hours)] += times
        return found

    @property
    def half_within(self) -> int:
        """Within how many hours half of them were done: the median, rounded up to the hour.

        Raises ValueError when there are none.
        """
        seen = 0
        for hours in sorted(self.hours):
            seen += self.hours[hours]
            if 2 * seen >= self.count:
                return max(hours, 0) + 1
        raise ValueError("nothing has no half")


def span_of(hours: int) -> Span:
    """The step a number of whole hours belongs to."""
    days = hours // HOURS
    return next(span for span, end in SPAN_ENDS.items() if end is None or days < end)
