"""The order to take the log out, and the button that signs where it stands."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField
from wtforms.validators import NumberRange, Optional

from backoffice.web import forms
from backoffice.web.forms import OneOf, choices
from backoffice.web.labels.reports import EXPORT_REASONS

_NUMBER = NumberRange(min=1, max=2**62, message=_l("Type the number of an entry."))


class SignForm(forms.Form):
    """One button."""


class LogFileForm(FlaskForm):
    """Which entries and why.

    It has no form key on purpose: the page stays open after a download, and asking for the
    same file twice is two exports with two entries.
    """

    first = IntegerField(_l("From entry"), [Optional(), _NUMBER])
    last = IntegerField(_l("To entry"), [Optional(), _NUMBER])
    reason = SelectField(
        _l("Reason for the export"),
        choices=choices(EXPORT_REASONS, first=_l("choose")),
        default="",
        validate_choice=False,
        validators=[OneOf(EXPORT_REASONS)],
    )

    def range_within(self, head: int) -> tuple[int, int] | None:
        """First and last entry, the whole log when nothing was typed; None with its refusal."""
        first = 1 if self.first.data is None else self.first.data
        last = head if self.last.data is None else self.last.data
        if last > head:
            self._fail(self.last, _l("The log ends at entry %(head)s.", head=head))
        elif first > last:
            self._fail(self.first, _l("The first entry lies behind the last."))
        else:
            return first, last
        return None

    def _fail(self, field: Any, message: Any) -> None:
        field.errors = [*field.errors, message]
