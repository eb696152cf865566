"""The days a report is asked about, as an address or two boxes tell them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, SelectField, ValidationError

from backoffice.exports.period import EARLIEST, LATEST, Period, Preset, named, period_of


class DayField(DateField):
    """A day; what cannot be read as one is refused in our own words."""

    data: date | None

    def process_formdata(self, typed: list[str]) -> None:
        """Read what was typed. Raises ValueError with the sentence beside the field."""
        try:
            super().process_formdata(typed)
        except ValueError:
            raise ValueError(_l("Write a date: day, month and year.")) from None
        if self.data and not EARLIEST <= self.data <= LATEST:
            self.data = None
            raise ValueError(_l("Choose a year from 2000 to 2099."))


class PeriodForm(FlaskForm):
    """The question in the address. It is read only, so it carries no tokens."""

    narrowing: ClassVar[tuple[str, ...]] = ()
    folded: ClassVar[tuple[str, ...]] = ()  # of these, the ones that open on demand

    class Meta:
        csrf = False

    period = HiddenField()
    first = DayField(_l("From"), name="from")
    last = DayField(_l("To"), name="to")

    def __init__(self, typed: Mapping[str, str], *, today: date) -> None:
        super().__init__(typed)
        self._today = today
        self._preset = self._chosen_preset()
        if self._preset:
            period = period_of(self._preset, today)
            self.first.data, self.last.data = period.first, period.last

    def validate(self, extra_validators: Any = None) -> bool:
        """Each box by itself, then whether the days follow each other."""
        return bool(super().validate(extra_validators)) and self._days_are_in_order()

    @property
    def boxes(self) -> list[Any]:
        """The boxes a page shows at once, in their order."""
        always = (name for name in self.narrowing if name not in self.folded)
        return [self.first, self.last, *(self[name] for name in always)]

    @property
    def more_boxes(self) -> list[Any]:
        """The boxes that open on demand."""
        return [self[name] for name in self.folded]

    @property
    def is_unfolded(self) -> bool:
        """Whether one of them narrows or has to be mended: then they are open."""
        return any(box.data or box.errors for box in self.more_boxes)

    @property
    def narrowed(self) -> dict[str, str]:
        """The narrowings typed, by name."""
        return {name: self[name].data for name in self.narrowing if self[name].data}

    @property
    def preset_shown(self) -> Preset | None:
        """Which preset means the same days today: marked in the row of presets."""
        return named(self._period, self._today) if self._period else None

    @property
    def days(self) -> Period:
        """The days asked for. Raises ValueError when they were not found valid."""
        if self._period is None:
            raise ValueError("a period has two days")
        return self._period

    @property
    def _period(self) -> Period | None:
        first, last = self.first.data, self.last.data
        return Period(first, last) if first and last else None

    def _chosen_preset(self) -> Preset | None:
        """The preset asked for; this month when the address says nothing about days."""
        if self.first.raw_data or self.last.raw_data:
            return None
        return Preset(self.period.data) if self.period.data in set(Preset) else Preset.MONTH

    def _days_are_in_order(self) -> bool:
        if self._period is None:
            missing = self.first if self.first.data is None else self.last
            missing.errors = [_l("State the first and the last day.")]
        elif self._period.first > self._period.last:
            self.last.errors = [_l("The last day lies before the first.")]
        else:
            return True
        return False


def narrowing_box(label: Any, **more: Any) -> SelectField:
    """A box that narrows; its choices come with the form."""
    return SelectField(
        label, default="", validators=[one_of_the_offered], validate_choice=False, **more
    )


def one_of_the_offered(_form: Any, field: SelectField) -> None:
    """An address may name what is not in the register any more. Raises ValidationError."""
    if field.data not in {choice.value for choice in field.choices}:
        raise ValidationError(_l("Choose one of the list."))
