"""The questions in addresses: of which days, of whom, of which case."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Optional

from backoffice.access_review.days import MOST_DAYS
from backoffice.access_review.filters import AccessQuestion, UnusualQuestion
from backoffice.exports.columns import Names
from backoffice.exports.forms.period import PeriodForm, narrowing_box
from backoffice.web.forms import WHOLE_NUMBER, choices, stripped


class _YearForm(PeriodForm):
    """A period no longer than a year: each day of it is counted from the log anew."""

    person = narrowing_box(_l("Person"))

    def __init__(self, typed: Mapping[str, str], *, names: Names, today: date) -> None:
        super().__init__(typed, today=today)
        self.names = names
        staff = {str(key): name for key, name in names.staff.items()}
        self.person.choices = choices(staff, first=_l("Everybody"))

    def validate(self, extra_validators: Any = None) -> bool:
        """The days in order, and not too many of them."""
        if not super().validate(extra_validators):
            return False
        if (self.days.last - self.days.first).days < MOST_DAYS:
            return True
        self.last.errors = [_l("Choose at most %(days)s days.", days=MOST_DAYS)]
        return False


class AccessForm(_YearForm):
    """Whose reading, of which case."""

    narrowing = AccessQuestion.narrowing

    case = StringField(
        _l("Appeal no."),
        [Optional(), WHOLE_NUMBER],
        filters=[stripped],
        render_kw={"size": 18, "autocomplete": "off"},
    )

    def __init__(self, typed: Mapping[str, str], *, names: Names, today: date) -> None:
        super().__init__(typed, names=names, today=today)
        self.case.flags.optional = False  # every filter is: the word beside it says nothing

    @property
    def filters(self) -> AccessQuestion:
        """The question. Raises ValueError when the days were not found valid."""
        return AccessQuestion(self.days, self._preset, **self.narrowed)


class UnusualForm(_YearForm):
    """Whose flags; those nobody has looked at, or all."""

    narrowing = UnusualQuestion.narrowing

    show = narrowing_box(_l("Flags"))

    def __init__(self, typed: Mapping[str, str], *, names: Names, today: date) -> None:
        super().__init__(typed, names=names, today=today)
        self.show.choices = choices({"open": _l("Not looked at")}, first=_l("All"))

    @property
    def filters(self) -> UnusualQuestion:
        """The question. Raises ValueError when the days were not found valid."""
        return UnusualQuestion(self.days, self._preset, **self.narrowed)
