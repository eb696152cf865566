"""How a personal value looks in lists, until someone opens it and it is written down (R-2.3).

Identifiers, contacts and the home are masked; names and texts are shown whole, because a clerk
cannot work without them. A code the house does not know is hidden whole.
"""

from backoffice.rules.fields import Field
from backoffice.rules.phones import HIDDEN, mask_phone

DOT = "•"

# How many of the last characters stay readable.
TAILS: dict[Field, int] = {
    Field.IIN: 4,
    Field.BIN: 4,
    Field.REGISTRATION_NO: 4,
    Field.ACCOUNT_NO: 3,
    Field.DOCUMENT_NO: 2,
    Field.REPRESENTATIVE_DOCUMENT: 2,
    Field.REQUEST_AUTHORITY: 2,
}
PHONES = frozenset({Field.PHONE, Field.REPRESENTATIVE_PHONE})

MASKED_FIELDS: frozenset[str] = frozenset(TAILS) | PHONES | {Field.EMAIL, Field.HOME_ADDRESS}
SHOWN_FIELDS: frozenset[str] = frozenset(Field) - MASKED_FIELDS


def mask(field_code: str, value: str) -> str:
    """Show a value as a list may show it."""
    if not value or field_code in SHOWN_FIELDS:
        return value
    if field_code in PHONES:
        return mask_phone(value)
    if field_code == Field.EMAIL:
        return _mask_email(value)
    if field_code in TAILS:
        return _mask_all_but(TAILS[Field(field_code)], value)
    return HIDDEN


def _mask_all_but(tail: int, value: str) -> str:
    """Keep the tail, unless it would be more than half of a short value."""
    if len(value) < tail * 2:
        return DOT * len(value)
    return DOT * (len(value) - tail) + value[-tail:]


def _mask_email(value: str) -> str:
    person, at, host = value.rpartition("@")
    if not (person and at and host):
        return HIDDEN
    site, dot, ending = host.rpartition(".")
    if not (site and dot):
        return f"{person[0]}{HIDDEN}@{HIDDEN}"
    return f"{person[0]}{HIDDEN}@{site[0]}{HIDDEN}.{ending}"
