"""The shape of an approval of the inventory, and of the order for a pack."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, SelectField, StringField
from wtforms.validators import DataRequired, Length

from backoffice.web.forms import Form, OneOf, choices
from backoffice.web.labels.reports import EXPORT_REASONS


class ApprovalForm(Form):
    """By which order; `seen_hash` says which text was on the page (2.22)."""

    order_no = StringField(
        _l("Number of the order"),
        filters=[lambda text: (text or "").strip()],
        validators=[
            DataRequired(_l("Write the number.")),
            Length(max=40, message=_l("This is too long.")),
        ],
    )
    order_date = DateField(_l("Date of the order"), validators=[DataRequired(_l("Choose a day."))])
    seen_hash = HiddenField()

    def __init__(self, *args: Any, shown: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_submitted():
            self.seen_hash.data = shown

    def show_anew(self, shown: str) -> None:
        """Draw the form from the newer text, with what was typed kept."""
        self.seen_hash.data = shown
        self.renew_key()


class PackForm(FlaskForm):
    """Why the pack is taken out.

    It has no form key on purpose: the page stays open after a download, and asking for the
    same pack twice is two files with two entries.
    """

    reason = SelectField(
        _l("Reason for the export"),
        choices=choices(EXPORT_REASONS, first=_l("choose")),
        default="",
        validate_choice=False,
        validators=[OneOf(EXPORT_REASONS)],
    )
