"""What an applicant may object to, and which giving an objection stands against (policy 8; R-8.3).

An objection forbids and never allows: the minimisation table stays above it.
"""

import re
from collections.abc import Sequence

from backoffice.rules.fields import APPEAL_FIELDS, REQUEST_FIELDS, Field
from backoffice.rules.names import search_words

EVERY_FIELD = "every_field"  # all data about the person: the appeal is resolved without transfer
ANY_RECIPIENT = ""

# What the staff write and what proves the consent is given to nobody anyhow.
_NEVER_GIVEN = (
    Field.NOTE,
    Field.ANSWER,
    Field.RECIPIENT_REPLY,
    Field.DISCLOSURE_REASON,
    Field.CONSENT_EVIDENCE,
    Field.WITHDRAWAL_EVIDENCE,
    *REQUEST_FIELDS,
)
OBJECTABLE = tuple(field for field in Field if field not in _NEVER_GIVEN)


def stands_against(*, objected: str, to: str, field: str, recipient: str) -> bool:
    """Whether an objection to giving `objected` to `to` forbids a field to a recipient.

    A recipient that is not chosen yet has no code: only what nobody may get is forbidden then.
    """
    if to not in (ANY_RECIPIENT, recipient):
        return False
    return field == objected or (objected == EVERY_FIELD and field not in APPEAL_FIELDS)


NAMES = frozenset({Field.NAME, Field.REPRESENTATIVE_NAME})
_NOT_DIGITS = re.compile("[^0-9]+")
_FEWEST_DIGITS = 6  # fewer could be a house or a year
_PHONE_DIGITS = 10  # a phone without its 7 or 8


def is_told_in(text: str, field: str, value: str) -> bool:
    """Whether a text tells a value, however its letters, case and spaces were typed (R-8.3).

    Of a name two words side by side are enough, of a number its digits in their order. It
    finds what is plainly there; whoever edits the text stays answerable for the rest.
    """
    digits = _NOT_DIGITS.sub("", value)
    if len(digits) >= _FEWEST_DIGITS and not any(sign.isalpha() for sign in value):
        return digits[-_PHONE_DIGITS:] in _NOT_DIGITS.sub("", text)
    words, said = search_words(value), search_words(text)
    length = min(2, len(words)) if field in NAMES else len(words)
    told = _runs(said, length)
    return any(run in told for run in _runs(words, length))


def _runs(words: Sequence[str], length: int) -> set[tuple[str, ...]]:
    """Every run of so many words side by side; none of no words."""
    starts = range(len(words) - length + 1) if length else ()
    return {tuple(words[start : start + length]) for start in starts}
