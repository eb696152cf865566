"""The base of every form: anti-forgery token, form key, version it was drawn from."""

import re
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateTimeLocalField, HiddenField, ValidationError
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Regexp

from backoffice import clock
from backoffice.web.gate import FORM_KEY

_VERSION = re.compile(r"[0-9]{1,18}", re.ASCII)
_OLDEST = -1


class Form(FlaskForm):
    """A form whose second sending has no second effect, and which knows its version."""

    class Meta(FlaskForm.Meta):
        """How the boxes of a form are drawn."""

        def render_field(self, field: Field, render_kw: dict[str, Any]) -> Any:
            """No browser cuts off what is pasted: the server tells what is too long (R-4.1)."""
            ways = {"maxlength": False, "minlength": False, **render_kw}
            return super().render_field(field, ways)

    form_key = HiddenField()
    form_version = HiddenField()

    def __init__(self, *args: Any, version: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.form_key.data:
            self.form_key.data = secrets.token_urlsafe(24)
        self.asks_version = version is not None
        if version is not None and not self.is_submitted():
            self.form_version.data = str(version)

    def renew_key(self) -> None:
        """Make it a form of its own: what it asks has not taken effect with the first sending."""
        self.form_key.data = secrets.token_urlsafe(24)

    @property
    def drawn_from(self) -> int | None:
        """The version the form was drawn from, or None when forms of its kind carry none.

        One that was taken away or spoilt on its way counts as older than any.
        """
        text = self.form_version.data or ""
        if _VERSION.fullmatch(text):
            return int(text)
        return _OLDEST if self.asks_version else None

    def fail(self, name: str, message: Any) -> None:
        """Put a refusal beside the field it is about."""
        field: Field = self[name]
        field.errors = [*field.errors, message]


class MomentForm(Form):
    """When something came about that is written down afterwards (policy 10)."""

    at = DateTimeLocalField(
        _l("When it happened"), format="%Y-%m-%dT%H:%M", validators=[InputRequired()]
    )

    @property
    def moment(self) -> datetime:
        """The typed moment; people mean the time in Astana."""
        typed: datetime = self.at.data
        return typed.replace(tzinfo=clock.ALMATY)

    def draw_now(self) -> None:
        """Offer the present moment."""
        self.at.data = clock.local(clock.now()).replace(tzinfo=None)


class OneOf:
    """Validator: the value is one of the codes of a closed list."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.codes = frozenset(map(str, codes))

    def __call__(self, _form: Any, field: Field) -> None:
        if field.data not in self.codes:
            raise ValidationError(_l("Choose one of the list."))


_OF_AN_APPEAL = "109-[0-9]{4}-[0-9]{7}"
_APPEAL_NUMBER = re.compile(rf"\b{_OF_AN_APPEAL}\b")
# Not a free search: only a number of ours may reach an address and the log.
WHOLE_NUMBER = Regexp(
    rf"{_OF_AN_APPEAL}\Z", message=_l("Type a whole number, such as 109-2026-0000001.")
)
_BETWEEN = re.compile(r"[\s().+‐-―-]")  # what people put between the digits of a phone
_PERSONAL = re.compile(r"@|[0-9]{10}")


def no_personal_data(_form: Any, field: Field) -> None:
    """The reference stands in reports and exports: no e-mail, phone or number of a person."""
    told = _BETWEEN.sub("", _APPEAL_NUMBER.sub("", field.data or ""))
    if _PERSONAL.search(told):
        raise ValidationError(_l("No phone, e-mail, IIN or BIN here: it goes into reports."))


def stripped(typed: str | None) -> str:
    """Filter of a box: without what surrounds what was typed."""
    return (typed or "").strip()


def choices(labels: dict[Any, Any], *, first: Any = None) -> list[SelectChoice]:
    """Choices of a select from a table of labels; `first` is the empty choice."""
    rows = [SelectChoice(str(code), label) for code, label in labels.items()]
    return [SelectChoice("", first), *rows] if first is not None else rows


def is_submit() -> bool:
    """Whether the request sends a form."""
    return request.method == "POST"


__all__ = [
    "FORM_KEY",
    "Form",
    "MomentForm",
    "OneOf",
    "WHOLE_NUMBER",
    "choices",
    "is_submit",
    "no_personal_data",
    "stripped",
]
