"""The question of the page: of which days."""

from backoffice.exports.forms.period import PeriodForm
from backoffice.exports.question import Question


class OverviewForm(PeriodForm):
    """Which days the second half of the page speaks of."""

    @property
    def filters(self) -> Question:
        """The question. Raises ValueError when the days were not found valid."""
        return Question(self.days, self._preset)
