"""What is typed to move a case: a button, a person, a category, an answer, a note."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from backoffice.accounts.queries import caseworkers
from backoffice.appeals.forms.parts import long_text, rows_of
from backoffice.third_parties.queries import categories, districts
from backoffice.web.forms import Form, OneOf


class MoveForm(Form):
    """A button of the case page: nothing but the version it was drawn from."""


class AssignForm(Form):
    """Who takes the case."""

    assignee = SelectField(_l("Give the case to"), validate_choice=False)

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        people = [(str(person.id), person.display_name) for person in caseworkers()]
        self.assignee.choices = [("", _("Choose a member of staff")), *people]

    def validate_assignee(self, field: SelectField) -> None:
        """One of the caseworkers."""
        OneOf(ref for ref, _name in field.choices if ref)(self, field)


class CategoryForm(Form):
    """The right category and district."""

    category = SelectField(_l("Category"), validate_choice=False)
    district = SelectField(_l("District"), validate_choice=False)

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.category.choices = rows_of(categories(), _("Choose a category"))
        self.district.choices = rows_of(districts(), _("No district"))

    def validate_category(self, field: SelectField) -> None:
        """One of the catalogue."""
        OneOf(code for code, _name in field.choices if code)(self, field)

    def validate_district(self, field: SelectField) -> None:
        """One of the six districts, or none."""
        OneOf(code for code, _name in field.choices)(self, field)


class AnswerForm(Form):
    """What the applicant was answered."""

    text = long_text(_l("Answer to the applicant"), rows=10)


class NoteForm(Form):
    """A note of the staff."""

    text = long_text(_l("Note"), rows=6)
