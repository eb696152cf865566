"""What is typed to make a link, and what a recipient types at its page."""

from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from backoffice.web.forms import Form, OneOf, choices
from backoffice.web.labels.disclosures import RETURN_REASONS

SHORTEST_TEXT, LONGEST_TEXT = 4, 4000


def _words(label: Any) -> TextAreaField:
    return TextAreaField(
        label,
        [Length(SHORTEST_TEXT, LONGEST_TEXT, message=_l("Write 4 to 4000 letters."))],
        filters=[lambda text: (text or "").strip()],
        render_kw={"rows": 8, "maxlength": LONGEST_TEXT},
    )


class LinkForm(Form):
    """For how long and for how many views; never more than the installation allows."""

    days = IntegerField(_l("Open for how many days"))
    views = IntegerField(_l("How many times the data can be opened"))

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        for field, most in ((self.days, _most("LINK_DAYS")), (self.views, _most("LINK_VIEWS"))):
            message = _l("Type a number from 1 to %(most)s.", most=most)
            field.validators = [InputRequired(message), NumberRange(1, most, message)]
            field.render_kw = {"min": 1, "max": most}
            field.data = most if field.data is None and not field.raw_data else field.data


def _most(name: str) -> int:
    return int(current_app.config[name])


class RecipientForm(Form):
    """A form at the page of a link: no cookie is there, so nothing a foreign site could use."""

    class Meta:
        """The secret in the address is the proof; see decision 0018."""

        csrf = False


class AcceptForm(RecipientForm):
    """The recipient has read the notice and answers for the data (policy 11)."""

    understood = BooleanField(
        _l("I have read the notice of purpose and responsibility."),
        [InputRequired(_l("Read the notice and tick the box."))],
    )


class ReplyForm(RecipientForm):
    """What the recipient did about the appeal."""

    text = _words(_l("Your answer to the Centre"))


class ReturnForm(RecipientForm):
    """Why the recipient gives the appeal back."""

    reason = SelectField(
        _l("Why you return it"),
        [OneOf(RETURN_REASONS)],
        choices=lambda: choices(RETURN_REASONS, first=_l("Choose a reason")),
        validate_choice=False,
    )
    text = _words(_l("In your own words"))
