"""The question to the summary of a year: any of its days stands for the whole of it."""

from collections.abc import Mapping
from datetime import date

from backoffice.exports.columns import Names
from backoffice.exports.forms.period import PeriodForm
from backoffice.exports.question import Question
from backoffice.yearly.summary import days_of_year


class YearForm(PeriodForm):
    """Which year."""

    def __init__(self, typed: Mapping[str, str], *, names: Names, today: date) -> None:
        super().__init__(typed, today=today)
        self.names = names

    @property
    def filters(self) -> Question:
        """The question. Raises ValueError when the days were not found valid."""
        return Question(days_of_year(self.days.first.year))
