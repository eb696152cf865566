"""The shape of an entry of the register of third parties."""

import re
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional, Regexp

from backoffice.rules.checks import check_email
from backoffice.rules.identifiers import check_bin, clean_number
from backoffice.rules.phones import check_phone
from backoffice.rules.vocabulary.disclosures import ThirdPartyKind
from backoffice.third_parties.actions import Facts, Scope
from backoffice.third_parties.models import ThirdParty
from backoffice.web.forms import Form, choices
from backoffice.web.labels.disclosures import THIRD_PARTY_KINDS
from backoffice.web.language import show_date

COUNTRY = re.compile(r"[A-Z]{2}")
EMPTY = "—"
_TOO_LONG = _l("This is too long.")
CODE = r"^[A-Z][A-Z0-9-]{0,9}$"


def _name(label: Any) -> StringField:
    told = DataRequired(_l("Write the legal name in this language."))  # blanks are no name
    return StringField(label, validators=[told, Length(max=200, message=_TOO_LONG)])


def _short(label: Any, longest: int) -> StringField:
    return StringField(label, validators=[Length(max=longest, message=_TOO_LONG)])


class ThirdPartyForm(Form):
    """What the register holds of a third party (policy 9, 11; R-11.1)."""

    name_kk = _name(_l("Legal name in Kazakh"))
    name_ru = _name(_l("Legal name in Russian"))
    name_en = _name(_l("Legal name in English"))
    kind = SelectField(
        _l("Kind"), choices=lambda: choices(THIRD_PARTY_KINDS), default=ThirdPartyKind.STATE_BODY
    )
    bin = StringField(_l("BIN"))
    country = StringField(_l("Country"), default="KZ", filters=[lambda text: (text or "").upper()])
    responsible_person = _short(_l("Responsible person"), 120)
    contact_email = EmailField(_l("E-mail"), validators=[Length(max=120, message=_TOO_LONG)])
    contact_phone = TelField(_l("Phone"), validators=[Length(max=40, message=_TOO_LONG)])
    undertaking_no = _short(_l("Number of the undertaking"), 40)
    undertaking_from = DateField(_l("In force from"), validators=[Optional()])
    undertaking_until = DateField(_l("In force until"), validators=[Optional()])
    competence = SelectMultipleField(_l("What it resolves"), validate_choice=False)
    active = BooleanField(_l("Active: can be chosen as a recipient"), default=True)

    def __init__(self, *, known: frozenset[Scope], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.known = known

    def facts(self) -> Facts:
        """What was typed, as the register keeps it."""
        told: dict[str, Any] = {one.name: self[one.name].data for one in fields(Facts)}
        kept: dict[str, Any] = {
            name: v.strip() if isinstance(v, str) else v for name, v in told.items()
        }
        kept["bin"] = clean_number(kept["bin"] or "")
        return Facts(**kept)

    def changes(self) -> dict[str, Any]:
        """What editing takes, with the version the form was drawn from."""
        return {
            "facts": self.facts(),
            "competence": self.scopes(),
            "form_version": self.drawn_from,
        }

    def differences(self, stored: ThirdParty) -> list[tuple[Any, str]]:
        """Labels and stored values of all that was typed otherwise: to compare and choose."""
        typed = asdict(self.facts())
        found = [
            (self[name].label.text, _in_words(getattr(stored, name)))
            for name in typed
            if getattr(stored, name) != typed[name]
        ]
        held = scope_codes(stored)
        if set(held) != set(self.competence.data or ()):
            found.append((self.competence.label.text, ", ".join(sorted(held)) or EMPTY))
        return found

    def scopes(self) -> list[Scope]:
        """The ticked competence as pairs of category and district."""
        return [_scope(code) for code in self.competence.data or ()]

    def validate_competence(self, field: SelectMultipleField) -> None:
        """Only categories and districts of the catalogue."""
        if not self.known.issuperset(_scope(code) for code in field.data or ()):
            raise ValidationError(_l("Choose one of the list."))

    def validate_country(self, field: StringField) -> None:
        """Two letters of ISO 3166."""
        if not COUNTRY.fullmatch(field.data or ""):
            raise ValidationError(_l("Two Latin letters, such as KZ."))

    def validate_bin(self, field: StringField) -> None:
        """Twelve digits that can be a BIN; an organisation abroad has none."""
        wrong = check_bin(field.data) if field.data and field.data.strip() else ()
        if any(one.severity == "error" for one in wrong):
            raise ValidationError(_l("This is not a valid BIN: check the twelve digits."))

    def validate_contact_email(self, field: StringField) -> None:
        """The shape of an address."""
        if field.data and check_email(field.data.strip()):
            raise ValidationError(_l("This is not an e-mail address."))

    def validate_contact_phone(self, field: StringField) -> None:
        """A telephone in any of the usual ways of writing."""
        wrong = check_phone(field.data) if field.data and field.data.strip() else ()
        if any(one.severity == "error" for one in wrong):
            raise ValidationError(_l("This is not a telephone number."))

    def validate_undertaking_until(self, field: DateField) -> None:
        """Not before it begins."""
        begins = self.undertaking_from.data
        if begins and field.data and field.data < begins:
            raise ValidationError(_l("This is before the day it comes into force."))

    def validate_undertaking_no(self, field: StringField) -> None:
        """An undertaking has a number and a first day, or neither."""
        if bool(self.undertaking_from.data) != bool((field.data or "").strip()):
            raise ValidationError(_l("An undertaking needs both a number and a first day."))


class NewThirdPartyForm(ThirdPartyForm):
    """A new entry has its code chosen once; audit entries name it for ever."""

    code = StringField(
        _l("Code"),
        filters=[lambda text: (text or "").strip().upper()],
        validators=[
            InputRequired(_l("Choose a code.")),
            Regexp(CODE, message=_l("Latin capital letters and digits, at most ten.")),
        ],
    )


def scope_code(category: str, district: str) -> str:
    """How a tick of the table of competence is sent."""
    return f"{category}:{district}"


def scope_codes(party: ThirdParty) -> list[str]:
    """The ticks of what a third party resolves now."""
    return [scope_code(row.category_code, row.district_code) for row in party.competences]


def _in_words(stored: Any) -> str:
    if isinstance(stored, bool):
        return _("yes") if stored else _("no")
    if isinstance(stored, date):
        return show_date(stored)
    return str(THIRD_PARTY_KINDS.get(stored, stored)) if stored else EMPTY


def _scope(code: str) -> Scope:
    category, _colon, district = code.partition(":")
    return category, district
