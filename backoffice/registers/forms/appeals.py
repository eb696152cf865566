"""The shape of the question to the register of appeals."""

from collections.abc import Mapping
from datetime import date

from flask_babel import lazy_gettext as _l

from backoffice.exports.columns import Names
from backoffice.exports.forms.period import PeriodForm, narrowing_box
from backoffice.registers.appeals.filters import AppealFilters
from backoffice.registers.appeals.wording import NARROWINGS
from backoffice.web.forms import choices
from backoffice.web.labels.appeals import APPEAL_STATES, CHANNELS, KINDS
from backoffice.web.labels.registers import TERMS_KEPT, WHY_BROKEN
from backoffice.web.labels.spans import SPANS


class AppealFilterForm(PeriodForm):
    """Which appeals: registered on which days, of what kind, and how their term stood."""

    narrowing = AppealFilters.narrowing

    kind = narrowing_box(NARROWINGS["kind"])
    channel = narrowing_box(NARROWINGS["channel"])
    category = narrowing_box(NARROWINGS["category"])
    state = narrowing_box(NARROWINGS["state"])
    district = narrowing_box(NARROWINGS["district"])
    term = narrowing_box(NARROWINGS["term"], id="term-kept")
    took = narrowing_box(NARROWINGS["took"])
    why = narrowing_box(NARROWINGS["why"])

    def __init__(self, typed: Mapping[str, str], *, names: Names, today: date) -> None:
        super().__init__(typed, today=today)
        self.names = names
        offered = {
            "kind": KINDS,
            "channel": CHANNELS,
            "category": dict(names.categories),
            "state": APPEAL_STATES,
            "district": dict(names.districts),
            "term": TERMS_KEPT,
            "took": SPANS,
            "why": WHY_BROKEN,
        }
        for name, labels in offered.items():
            self[name].choices = choices(labels, first=_l("All"))

    @property
    def filters(self) -> AppealFilters:
        """The question. Raises ValueError when the days were not found valid."""
        return AppealFilters(self.days, self._preset, **self.narrowed)
