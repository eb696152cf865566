"""The shape of the question to the register of subject requests."""

from collections.abc import Mapping
from datetime import date

from flask_babel import lazy_gettext as _l

from backoffice.exports.columns import Names
from backoffice.exports.forms.period import PeriodForm, narrowing_box
from backoffice.registers.requests.filters import RequestFilters
from backoffice.registers.requests.wording import NARROWINGS, OFFERED
from backoffice.web.forms import choices


class RequestFilterForm(PeriodForm):
    """Which requests: received on which days, of what kind, how decided, how the term stood."""

    narrowing = RequestFilters.narrowing

    kind = narrowing_box(NARROWINGS["kind"])
    asker = narrowing_box(NARROWINGS["asker"])
    state = narrowing_box(NARROWINGS["state"])
    outcome = narrowing_box(NARROWINGS["outcome"])
    refusal = narrowing_box(NARROWINGS["refusal"])
    term = narrowing_box(NARROWINGS["term"], id="term-kept")

    def __init__(self, typed: Mapping[str, str], *, names: Names, today: date) -> None:
        super().__init__(typed, today=today)
        self.names = names
        for name, labels in OFFERED.items():
            self[name].choices = choices(labels, first=_l("All"))

    @property
    def filters(self) -> RequestFilters:
        """The question. Raises ValueError when the days were not found valid."""
        return RequestFilters(self.days, self._preset, **self.narrowed)
