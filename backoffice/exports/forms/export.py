"""The order to take a report out."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField

from backoffice.rules.vocabulary.exports import Format
from backoffice.web.forms import OneOf, choices
from backoffice.web.labels.reports import EXPORT_REASONS

FORMATS = tuple(Format)


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
