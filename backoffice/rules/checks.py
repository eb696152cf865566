"""Which check each field gets when it is typed, and the form in which it is kept (policy 5.e).

A finding warns and asks for a confirmation; it never stops an appeal.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date

from backoffice.rules.fields import Field
from backoffice.rules.identifiers import Finding, check_bin, check_iin, clean_number
from backoffice.rules.names import check_name, normalise_name
from backoffice.rules.phones import check_phone, normalise_phone

LONGEST_EMAIL = 254
LONGEST_TEXT, LONGEST_LINE = 4000, 200
# Nobody's name or address is longer; what is, is something else in the wrong place.
LONGEST: Mapping[Field, int] = {
    Field.PROBLEM_TEXT: LONGEST_TEXT,
    Field.OBJECT_ADDRESS: 300,
    Field.HOME_ADDRESS: 300,
    Field.DESCRIPTION: 300,
    Field.EMAIL: LONGEST_EMAIL,
    Field.PHONE: 40,
    Field.REPRESENTATIVE_PHONE: 40,
    Field.ACCOUNT_NO: 40,
    Field.DOCUMENT_NO: 40,
    Field.REGISTRATION_NO: 80,
    Field.REPRESENTATIVE_DOCUMENT: 80,
    Field.IIN: 30,
    Field.BIN: 30,
}
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;.]+(\.[^@\s<>,;.]+)+")
_DOCUMENT = re.compile(r"[A-Z0-9-]{4,20}")
_REGISTRATION = range(3, 41)

Check = Callable[[str, date], tuple[Finding, ...]]


def check_email(text: str) -> tuple[Finding, ...]:
    """Say whether this has the shape of an e-mail address."""
    fits = len(text) <= LONGEST_EMAIL and _EMAIL.fullmatch(text)
    return () if fits else (Finding("email.shape", "error"),)


def check_document(text: str) -> tuple[Finding, ...]:
    """Say whether this looks like the number of a foreigner's document."""
    fits = _DOCUMENT.fullmatch(clean_document(text))
    return () if fits else (Finding("document.format", "warning"),)


def check_registration(text: str) -> tuple[Finding, ...]:
    """Say whether a foreign organisation's number has a usual length."""
    return () if len(text) in _REGISTRATION else (Finding("registration.length", "warning"),)


def clean_document(text: str) -> str:
    """A document's number in capital letters and without spaces."""
    return "".join(text.split()).upper()


CHECKS: Mapping[Field, Check] = {
    Field.PHONE: lambda text, _today: check_phone(text),
    Field.REPRESENTATIVE_PHONE: lambda text, _today: check_phone(text),
    Field.NAME: lambda text, _today: check_name(text),
    Field.REPRESENTATIVE_NAME: lambda text, _today: check_name(text),
    Field.IIN: lambda text, today: check_iin(text, today=today),
    Field.BIN: lambda text, _today: check_bin(text),
    Field.EMAIL: lambda text, _today: check_email(text),
    Field.DOCUMENT_NO: lambda text, _today: check_document(text),
    Field.REGISTRATION_NO: lambda text, _today: check_registration(text),
}

KEPT_FORMS: Mapping[Field, Callable[[str], str]] = {
    Field.PHONE: lambda text: normalise_phone(text) or text,
    Field.REPRESENTATIVE_PHONE: lambda text: normalise_phone(text) or text,
    Field.NAME: normalise_name,
    Field.REPRESENTATIVE_NAME: normalise_name,
    Field.IIN: clean_number,
    Field.BIN: clean_number,
    Field.DOCUMENT_NO: clean_document,
}


def longest(field: Field) -> int:
    """How many letters a field takes at registration, typed or imported."""
    return LONGEST.get(field, LONGEST_LINE)


def findings(field: Field, text: str, *, today: date) -> tuple[Finding, ...]:
    """What there is to say about a text typed into a field; nothing about an empty one."""
    check = CHECKS.get(field)
    return check(text.strip(), today) if check and text.strip() else ()


def kept_form(field: Field, text: str) -> str:
    """The text as it is sealed: a phone in E.164, bare digits, one alphabet in a name."""
    stripped = text.strip()
    return KEPT_FORMS[field](stripped) if stripped and field in KEPT_FORMS else stripped
