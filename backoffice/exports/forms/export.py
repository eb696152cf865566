"""The order to take a report out, and what a second person says to it."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, SelectMultipleField

from backoffice.exports.columns import Column
from backoffice.exports.making import FORMATS
from backoffice.web.forms import Form, OneOf, choices
from backoffice.web.labels.export_orders import APPROVAL_REASONS, DENIAL_REASONS
from backoffice.web.labels.reports import EXPORT_REASONS
from backoffice.web.labels.table import Labels


class ExportForm(FlaskForm):
    """The order to take a report out: why, as which kind of file, with which personal columns.

    It has no form key on purpose: whoever comes back to the page orders another file from it.
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
    personal = SelectMultipleField(_l("Personal data in the file"))

    def offer(self, columns: Sequence[Column]) -> None:
        """Which personal columns may be asked for; nothing outside them is accepted."""
        self.personal.choices = [(column.key, column.label) for column in columns]

    def fail(self, name: str, message: Any) -> None:
        """Put a refusal beside the field it is about."""
        self[name].errors = [*self[name].errors, message]


class DecisionForm(Form):
    """Whether personal values may leave, and why; the reason says which of the two."""

    reason = RadioField(
        _l("Decision and reason"),
        [OneOf({**APPROVAL_REASONS, **DENIAL_REASONS})],
        choices=lambda: [
            *_said(_l("Approve"), APPROVAL_REASONS),
            *_said(_l("Refuse"), DENIAL_REASONS),
        ],
        validate_choice=False,
    )


def _said(decision: Any, reasons: Labels) -> list[tuple[str, str]]:
    return [(str(code), f"{decision}: {words}") for code, words in reasons.items()]
