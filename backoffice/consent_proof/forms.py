"""The order to take the proof of a consent out."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField

from backoffice.web.forms import OneOf, choices
from backoffice.web.labels.reports import EXPORT_REASONS


class ProofForm(FlaskForm):
    """Why it is taken out.

    It has no form key on purpose: the page stays open after a download, and asking for the
    same file twice is two files with two entries.
    """

    reason = SelectField(
        _l("Reason for the export"),
        choices=choices(EXPORT_REASONS, first=_l("choose")),
        default="",
        validate_choice=False,
        validators=[OneOf(EXPORT_REASONS)],
    )
