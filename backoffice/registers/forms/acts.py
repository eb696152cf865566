"""The shape of the questions to the registers of destruction acts and of legal holds."""

from collections.abc import Mapping
from datetime import date

from flask_babel import lazy_gettext as _l

from backoffice.exports.columns import Names
from backoffice.exports.forms.period import PeriodForm, narrowing_box
from backoffice.registers.acts.filters import ActFilters
from backoffice.registers.acts.wording import NARROWINGS
from backoffice.registers.holds.filters import HoldFilters
from backoffice.registers.holds.wording import NARROWINGS as HOLD_NARROWINGS
from backoffice.registers.holds.wording import STEPS
from backoffice.web.forms import choices
from backoffice.web.labels.retention import ACT_STATES, HOLD_REASONS, ITEM_REASONS


class ActFilterForm(PeriodForm):
    """Which acts: proposed on which days, where they stand, what they list, who took part."""

    narrowing = ActFilters.narrowing

    state = narrowing_box(NARROWINGS["state"])
    category = narrowing_box(NARROWINGS["category"])
    ground = narrowing_box(NARROWINGS["ground"])
    staff = narrowing_box(NARROWINGS["staff"])

    def __init__(self, typed: Mapping[str, str], *, names: Names, today: date) -> None:
        super().__init__(typed, today=today)
        self.names = names
        self.state.choices = choices(ACT_STATES, first=_l("All"))
        self.category.choices = choices(dict(names.categories), first=_l("All"))
        self.ground.choices = choices(ITEM_REASONS, first=_l("All"))
        self.staff.choices = choices(dict(names.staff), first=_l("All"))

    @property
    def filters(self) -> ActFilters:
        """The question. Raises ValueError when the days were not found valid."""
        return ActFilters(self.days, self._preset, **self.narrowed)


class HoldFilterForm(PeriodForm):
    """Which steps of legal holds: on which days, placed or lifted, why, by whom."""

    narrowing = HoldFilters.narrowing

    step = narrowing_box(HOLD_NARROWINGS["step"])
    cause = narrowing_box(HOLD_NARROWINGS["cause"])
    staff = narrowing_box(HOLD_NARROWINGS["staff"])

    def __init__(self, typed: Mapping[str, str], *, names: Names, today: date) -> None:
        super().__init__(typed, today=today)
        self.names = names
        self.step.choices = choices(STEPS, first=_l("All"))
        self.cause.choices = choices(HOLD_REASONS, first=_l("All"))
        self.staff.choices = choices(dict(names.staff), first=_l("All"))

    @property
    def filters(self) -> HoldFilters:
        """The question. Raises ValueError when the days were not found valid."""
        return HoldFilters(self.days, self._preset, **self.narrowed)
