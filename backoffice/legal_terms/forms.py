"""The shape of a change of a term."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, Length, NumberRange

from backoffice.rules.terms import TermRow, TermUnit
from backoffice.web.forms import Form, choices
from backoffice.web.labels.terms import TERM_UNITS


class TermForm(Form):
    """How long, by which article and source, from which day (R-2.0)."""

    value = IntegerField(
        _l("Length"),
        validators=[NumberRange(min=1, max=1200, message=_l("Write a number from 1 to 1200."))],
    )
    unit = SelectField(_l("Counted in"), choices=lambda: choices(TERM_UNITS))
    article = StringField(
        _l("Article"), validators=[Length(max=60, message=_l("This is too long."))]
    )
    source = StringField(
        _l("Source"), validators=[Length(max=120, message=_l("This is too long."))]
    )
    valid_from = DateField(_l("Holds from"), validators=[DataRequired(_l("Choose a day."))])

    def row(self) -> TermRow:
        """What was typed, as the table of terms holds it."""
        told = (self.article.data or "", self.source.data or "")
        return TermRow(self.value.data, TermUnit(self.unit.data), *told)
