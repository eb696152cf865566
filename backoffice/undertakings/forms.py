"""The shape of an undertaking that was signed."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, StringField
from wtforms.validators import DataRequired, Length

from backoffice.web.forms import Form


class UndertakingForm(Form):
    """The day of the signature, and where the sheet of paper is (2.6)."""

    signed_on = DateField(
        _l("Day of the signature"), validators=[DataRequired(_l("Choose a day."))]
    )
    reference = StringField(
        _l("Number of the undertaking or of its file"),
        validators=[
            DataRequired(_l("Fill in this box.")),
            Length(max=60, message=_l("This is too long.")),
        ],
        filters=[lambda text: (text or "").strip()],
    )


class EndForm(Form):
    """The tick that it is understood what follows."""

    understood = BooleanField(
        _l("I understand that personal data closes to this account at once"),
        validators=[DataRequired(_l("Tick that you understand it."))],
    )
