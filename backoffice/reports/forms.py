"""The shape of the filters in the address, and of the order to take a report out."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, SelectField, ValidationError

from backoffice.reports.columns import Names
from backoffice.reports.filters import NARROWING, Filters
from backoffice.reports.period import EARLIEST, LATEST, Period, Preset, named, period_of
from backoffice.reports.wording import MARKS, NARROWINGS
from backoffice.rules.fields import Field
from backoffice.web.forms import OneOf, choices
from backoffice.web.labels import EXPORT_REASONS, FIELDS

# What staff write stays with the staff: it is never given, so nobody looks for it.
_NEVER_GIVEN = (
    Field.NOTE,
    Field.ANSWER,
    Field.RECIPIENT_REPLY,
    Field.DISCLOSURE_REASON,
    Field.CONSENT_EVIDENCE,
)
FORMATS = ("xlsx", "csv")
_GIVEN = {field: words for field, words in FIELDS.items() if field not in _NEVER_GIVEN}


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


def _narrowing(name: str) -> SelectField:
    return SelectField(NARROWINGS[name], default="", validate_choice=False)


class FilterForm(FlaskForm):
    """The question in the address. It is read only, so it carries no tokens."""

    class Meta:
        csrf = False

    period = HiddenField()
    first = DayField(_l("From"), name="from")
    last = DayField(_l("To"), name="to")
    third_party = _narrowing("third_party")
    field = _narrowing("field")
    category = _narrowing("category")
    staff = _narrowing("staff")
    mark = _narrowing("mark")

    def __init__(self, typed: Mapping[str, str], *, names: Names, today: date) -> None:
        super().__init__(typed)
        self.names = names
        self._today = today
        self._preset = self._chosen_preset()
        self._offer(names)
        if self._preset:
            period = period_of(self._preset, today)
            self.first.data, self.last.data = period.first, period.last

    def validate(self, extra_validators: Any = None) -> bool:
        """Each box by itself, then whether the days follow each other."""
        return bool(super().validate(extra_validators)) and self._days_are_in_order()

    @property
    def filters(self) -> Filters:
        """The question. Raises ValueError when the days were not found valid."""
        if self._period is None:
            raise ValueError("a period has two days")
        return Filters(self._period, self._preset, **self.narrowed)

    @property
    def narrowed(self) -> dict[str, str]:
        """The narrowings typed, by name."""
        return {name: self[name].data for name in NARROWING if self[name].data}

    @property
    def preset_shown(self) -> Preset | None:
        """Which preset means the same days today: marked in the row of presets."""
        return named(self._period, self._today) if self._period else None

    @property
    def _period(self) -> Period | None:
        first, last = self.first.data, self.last.data
        return Period(first, last) if first and last else None

    def validate_third_party(self, field: SelectField) -> None:
        """An address may name what is not in the register any more."""
        _one_of_the_offered(field)

    validate_field = validate_category = validate_staff = validate_mark = validate_third_party

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

    def _offer(self, names: Names) -> None:
        anything = _l("All")
        by_code = {code: names.third_parties[key] for code, key in names.codes.items()}
        self.third_party.choices = choices(by_code, first=anything)
        self.field.choices = choices(_GIVEN, first=anything)
        self.category.choices = choices(dict(names.categories), first=anything)
        self.staff.choices = choices(dict(names.staff), first=anything)
        self.mark.choices = choices(MARKS, first=anything)


def _one_of_the_offered(field: SelectField) -> None:
    if field.data not in {choice.value for choice in field.choices}:
        raise ValidationError(_l("Choose one of the list."))


class ExportForm(FlaskForm):
    """The order to take a report out: why, and as which kind of file.

    It has no form key on purpose: the page stays open after a download, and asking for the
    same file twice is two exports with two entries.
    """

    reason = SelectField(
        _l("Reason for the export"),
        choices=choices(EXPORT_REASONS, first=_l("choose")),
        default="",
        validate_choice=False,
        validators=[OneOf(EXPORT_REASONS)],
    )
    format = SelectField(
        _l("Format"),
        choices=FORMATS,
        default=FORMATS[0],
        validate_choice=False,
        validators=[OneOf(FORMATS)],
    )

    def fail(self, name: str, message: Any) -> None:
        """Put a refusal beside the field it is about."""
        self[name].errors = [*self[name].errors, message]
