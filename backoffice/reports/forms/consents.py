"""The shape of the question to the register of consents."""

from collections.abc import Mapping
from datetime import date

from flask_babel import lazy_gettext as _l

from backoffice.exports.columns import Names
from backoffice.exports.forms.period import PeriodForm, narrowing_box
from backoffice.reports.consent_columns import YES_NO
from backoffice.reports.consent_wording import NARROWINGS
from backoffice.reports.filters import ConsentFilters
from backoffice.web.forms import choices
from backoffice.web.labels.consent import CONSENT_STATES, LEGAL_BASES


class ConsentFilterForm(PeriodForm):
    """Which consents: of which days, where they stand, on what ground, with transfer or not."""

    narrowing = ConsentFilters.narrowing

    state = narrowing_box(NARROWINGS["state"])
    basis = narrowing_box(NARROWINGS["basis"])
    transfer = narrowing_box(NARROWINGS["transfer"])

    def __init__(self, typed: Mapping[str, str], *, names: Names, today: date) -> None:
        super().__init__(typed, today=today)
        self.names = names
        anything = _l("All")
        self.state.choices = choices(CONSENT_STATES, first=anything)
        self.basis.choices = choices(LEGAL_BASES, first=anything)
        self.transfer.choices = choices(YES_NO, first=anything)

    @property
    def filters(self) -> ConsentFilters:
        """The question. Raises ValueError when the days were not found valid."""
        return ConsentFilters(self.days, self._preset, **self.narrowed)
