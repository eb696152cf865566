"""The shape of what is typed when data is given to a third party."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    RadioField,
    SearchField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length

from backoffice.disclosures.offer import Giving
from backoffice.rules.vocabulary.disclosures import Means
from backoffice.rules.vocabulary.people import Language
from backoffice.web.forms import Form, choices, no_personal_data
from backoffice.web.labels.disclosures import BEYOND_REASONS, MEANS, OUTSIDE_REASONS
from backoffice.web.labels.people import LANGUAGES

NOTICE_LANGUAGES = {code: LANGUAGES[code] for code in (Language.KK, Language.RU)}
LONGEST_TEXT = 10_000


class DisclosureForm(Form):
    """Who gets which fields, why more than usual, by what means (policy 8, 9)."""

    who = SearchField(_l("Find a third party by name"), validators=[Length(max=100)])
    recipients = SelectMultipleField(_l("Third party who will resolve it"), validate_choice=False)
    outside_reason = SelectField(
        _l("Why outside competence"),
        choices=lambda: choices(OUTSIDE_REASONS, first=_l("Choose a reason")),
        validate_choice=False,  # the rules of the offer judge it
    )
    fields = SelectMultipleField(_l("Data they need"), validate_choice=False)
    beyond_reason = SelectField(
        _l("Why more than needed"),
        choices=lambda: choices(BEYOND_REASONS, first=_l("No more than needed")),
        validate_choice=False,  # the rules of the offer judge it
    )
    note = StringField(
        _l("Note to the reason"), validators=[Length(max=500, message=_l("This is too long."))]
    )
    text = TextAreaField(
        _l("Text of the appeal as they will get it"),
        validators=[Length(max=LONGEST_TEXT, message=_l("This is too long."))],
    )
    notice_language = RadioField(
        _l("Language of the notice"),
        choices=lambda: choices(NOTICE_LANGUAGES),
        default=Language.KK,
    )
    means = SelectField(_l("How it was sent"), choices=lambda: choices(MEANS), default=Means.EMAIL)
    reference = StringField(
        _l("Reference"),
        validators=[Length(max=60, message=_l("This is too long.")), no_personal_data],
    )
    seen = StringField(_l("What they will receive"), id="payload")

    def giving(self) -> Giving:
        """What the form asks to give."""
        return Giving(
            frozenset(self.fields.data or ()),
            self.beyond_reason.data or "",
            self.outside_reason.data or "",
            self.text.data,
        )

    @property
    def language(self) -> str:
        """The language of the preview; a made-up one is refused on recording."""
        typed = self.notice_language.data
        return str(typed) if typed in NOTICE_LANGUAGES else Language.KK

    def choices_for(self, giving: Giving, version: int | None) -> dict[str, Any]:
        """What one recording takes besides its recipient, and the version it is drawn from."""
        return {
            "form_version": version,
            "fields": giving.fields,
            "means": self.means.data,
            "notice_language": self.notice_language.data,
            "reference": self.reference.data or "",
            "beyond_reason": giving.beyond_reason,
            "outside_reason": giving.outside_reason,
            "note": self.note.data or "",
            "edited_text": giving.edited_text,
        }
