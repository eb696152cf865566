"""Forms of accounts."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import PasswordField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from backoffice.accounts.passwords import MAXIMUM, MINIMUM, is_right, weakness
from backoffice.rules.vocabulary.people import STAFF_ROLES, Language
from backoffice.web.forms import Form, choices
from backoffice.web.labels.people import LANGUAGES, ROLES

_USER_NAME = re.compile(r"[a-z][a-z0-9._-]{1,39}")
_MISSING = _l("Fill in this box.")
WEAKNESSES: dict[str, Any] = {
    "short": _l("The password must have at least %(least)s characters.", least=MINIMUM),
    "long": _l("The password must have at most %(most)s characters.", most=MAXIMUM),
    "name": _l("The password must not be the user name."),
    "common": _l("This password is among the first ones anybody would guess."),
}


class SignInForm(Form):
    """User name and password; nothing here tells which of them was wrong."""

    username = StringField(_l("User name"), [InputRequired(_MISSING), Length(max=200)])
    password = PasswordField(_l("Password"), [InputRequired(_MISSING)])


class LanguageForm(Form):
    """The language the application speaks to this person."""

    language = SelectField(_l("Language"), choices=choices(LANGUAGES))


class PasswordForm(Form):
    """Change one's own password; the present one is asked again."""

    old = PasswordField(_l("Present password"), [InputRequired(_MISSING)])
    new = PasswordField(_l("New password"), [InputRequired(_MISSING)])
    again = PasswordField(_l("New password again"), [InputRequired(_MISSING)])

    def validate_old(self, field: Any) -> None:
        """Only who knows the password may replace it."""
        if not is_right(current_user.password_hash, field.data):
            raise ValidationError(_("This is not your present password."))

    def validate_new(self, field: Any) -> None:
        """Length, and neither the user name nor what everybody guesses."""
        refuse_weak(field.data, current_user.username)
        if field.data == self.old.data:
            raise ValidationError(_("The new password is the same as the present one."))

    def validate_again(self, field: Any) -> None:
        """A typing mistake would lock the person out."""
        if field.data != self.new.data:
            raise ValidationError(_("The two new passwords differ."))


class StaffForm(Form):
    """A new account; an empty password means that one is made up."""

    username = StringField(_l("User name"), [InputRequired(_MISSING)])
    display_name = StringField(
        _l("Name"),
        [DataRequired(_MISSING), Length(min=2, max=80)],
        filters=[lambda text: (text or "").strip()],
    )
    role = SelectField(_l("Role"))
    password = StringField(_l("First password"), [Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = role_choices()

    def validate_username(self, field: Any) -> None:
        """Names that every keyboard layout can type."""
        if not _USER_NAME.fullmatch(field.data.strip().lower()):
            raise ValidationError(
                _("2 to 40 signs: Latin letters, digits, dot, hyphen; a letter comes first.")
            )

    def validate_password(self, field: Any) -> None:
        """The rules of every password."""
        refuse_weak(field.data, (self.username.data or "").strip().lower())


class RoleForm(Form):
    """Another role for a colleague."""

    role = SelectField(_l("Role"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = role_choices()


def role_choices() -> list[SelectChoice]:
    """The roles a person can have."""
    return choices({role: ROLES[role] for role in STAFF_ROLES})


def language_or_none(code: str | None) -> Language | None:
    """A language this application speaks, or None."""
    return Language(code) if code in set(Language) else None


def refuse_weak(password: str, username: str) -> None:
    """Raises ValidationError with the sentence of the first rule the password breaks."""
    code = weakness(password, username)
    if code:
        raise ValidationError(WEAKNESSES[code])
