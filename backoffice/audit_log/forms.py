"""The filters of the log, as they are typed."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, HiddenField, IntegerField, SelectField, StringField
from wtforms.validators import NumberRange, Optional, ValidationError

from backoffice import clock
from backoffice.audit_log.filters import Filters, Place
from backoffice.exports.hours import hour_asked
from backoffice.exports.period import EARLIEST, LATEST, Period, Preset, named, period_of
from backoffice.web import forms
from backoffice.web.deeds import DEEDS
from backoffice.web.labels.fields import FIELDS
from backoffice.web.labels.readings import READING_KINDS

MOST = 2**62
_NUMBER_RANGE = NumberRange(min=1, max=MOST, message=_l("Type the number of an entry."))


def _in_this_century(_form: Any, field: Any) -> None:
    if field.data is not None and not EARLIEST <= field.data <= LATEST:
        raise ValidationError(_l("Type a day of this century."))


def _follows(form: Any, field: Any) -> None:
    if field.data and form.since.data and field.data < form.since.data:
        raise ValidationError(_l("The last day lies before the first."))


def _is_hour(_form: Any, field: Any) -> None:
    """An hour comes with a link and is never typed: one that is none of ours is nothing."""
    try:
        hour_asked(field.data)
    except ValueError:
        raise ValidationError(_l("This is no hour of the log.")) from None


class LogForm(FlaskForm):
    """Filters and place; it is sent by GET, so that a view of the log has an address."""

    class Meta:
        """Nothing is changed by looking, so there is nothing to forge."""

        csrf = False

    since = DateField(_l("From"), [Optional(), _in_this_century])
    until = DateField(_l("To"), [Optional(), _in_this_century, _follows])
    period = HiddenField()
    hour = HiddenField(_l("Hour"), [Optional(), _is_hour])
    person = SelectField(_l("Person"), default="")
    action = SelectField(_l("Action"), default="")
    case = StringField(
        _l("Appeal no."),
        [Optional(), forms.WHOLE_NUMBER],
        filters=[forms.stripped],
    )
    third_party = SelectField(_l("Third party"), default="")
    field = SelectField(_l("Field"), default="")
    number = IntegerField(_l("From entry no."), [Optional(), _NUMBER_RANGE])
    refused = BooleanField(_l("Refused only"))
    others = BooleanField(_l("Cases of others only"))
    upto = IntegerField(validators=[Optional(), _NUMBER_RANGE])
    above = IntegerField(validators=[Optional(), _NUMBER_RANGE])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self:
            field.flags.optional = False  # every filter is: the word beside each says nothing
        if self.period.data in set(Preset) and not (self.since.raw_data or self.until.raw_data):
            days = period_of(Preset(self.period.data), clock.today())
            self.since.data, self.until.data = days.first, days.last

    def offer(self, people: dict[str, Any], third_parties: dict[str, Any]) -> None:
        """Fill the lists to choose from."""
        self.person.choices = forms.choices(people, first=_l("Everybody"))
        self.action.choices = forms.choices({**READING_KINDS, **DEEDS}, first=_l("All actions"))
        self.field.choices = forms.choices(FIELDS, first=_l("All fields"))
        self.third_party.choices = forms.choices(third_parties, first=_l("All third parties"))

    @property
    def filters(self) -> Filters:
        """What was asked for, after validation."""
        has_days = self.since.data or self.until.data
        return Filters(
            since=self.since.data,
            until=self.until.data,
            hour="" if has_days else self.hour.data or "",
            person=int(self.person.data) if self.person.data else None,
            action=self.action.data,
            case=self.case.data or "",
            third_party=self.third_party.data,
            field=self.field.data,
            refused=self.refused.data,
            others=self.others.data,
        )

    @property
    def preset_shown(self) -> Preset | None:
        """Which preset means the same days today: marked in the row of presets."""
        first, last = self.since.data, self.until.data
        return named(Period(first, last), clock.today()) if first and last else None

    @property
    def place(self) -> Place:
        """The page that was asked for: a number typed, or one of a link."""
        return Place(upto=self.number.data or self.upto.data, above=self.above.data)
