"""What is typed about saved settings and about taking a monthly report out."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import DataRequired, Length

from backoffice.rules.vocabulary.reports import ExportReason
from backoffice.web.forms import Form, OneOf, choices, no_personal_data
from backoffice.web.labels.reports import EXPORT_REASONS


class SaveForm(Form):
    """The name of the settings, and whether others see them."""

    name = StringField(
        _l("Name of the report"),
        [DataRequired(_l("Write a name.")), Length(max=60), no_personal_data],
        filters=[lambda text: " ".join(text.split()) if text else text],
    )
    shared = BooleanField(_l("Show it to all who may see reports"))


class StepForm(Form):
    """A step upon saved settings: nothing is typed, it is only confirmed."""

    def refuse(self, message: Any) -> None:
        """Put a refusal above the button."""
        self.form_errors.append(message)


class TakeMonthForm(Form):
    """Why a monthly report is taken out."""

    reason = SelectField(
        _l("Reason for the export"),
        choices=lambda: choices(EXPORT_REASONS, first=_l("choose")),
        default=ExportReason.MONTHLY_REPORT,
        validate_choice=False,
        validators=[OneOf(EXPORT_REASONS)],
    )
