"""Which personal field may be asked for, and which may be given to whom (policy 5.c, 5.d, 9).

The matrix itself is a catalogue, one row per category; the rules about who applied, who
receives and what the applicant refused are here. Whatever is not listed is never given.
"""

from dataclasses import dataclass
from enum import StrEnum

from backoffice.rules.vocabulary.appeals import Channel
from backoffice.rules.vocabulary.people import ApplicantType


class Need(StrEnum):
    """How far a recipient needs a field to resolve an appeal."""

    ALWAYS = "always"
    WITH_REASON = "with_reason"
    NEVER = "never"


class Field(StrEnum):
    """Every kind of personal value the house keeps, in the order the screens show them."""

    PROBLEM_TEXT = "problem_text"
    OBJECT_ADDRESS = "object_address"
    PHOTO = "photo"
    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    HOME_ADDRESS = "home_address"
    ACCOUNT_NO = "account_no"
    ORGANISATION = "organisation"
    BIN = "bin"
    IIN = "iin"
    DOCUMENT_NO = "document_no"
    REGISTRATION_NO = "registration_no"
    DESCRIPTION = "description"
    REPRESENTATIVE_NAME = "representative_name"
    REPRESENTATIVE_PHONE = "representative_phone"
    REPRESENTATIVE_DOCUMENT = "representative_document"
    NOTE = "note"
    ANSWER = "answer"
    RECIPIENT_REPLY = "recipient_reply"
    DISCLOSURE_REASON = "disclosure_reason"
    CONSENT_EVIDENCE = "consent_evidence"
    WITHDRAWAL_EVIDENCE = "withdrawal_evidence"
    REQUEST_TEXT = "request_text"
    REQUEST_VALUE = "request_value"
    REQUEST_EVIDENCE = "request_evidence"
    REQUEST_AUTHORITY = "request_authority"
    REQUEST_ANSWER = "request_answer"


@dataclass(frozen=True)
class CategoryNeeds:
    """One row of the minimisation matrix."""

    code: str
    always: frozenset[Field]
    with_reason: frozenset[Field]


@dataclass(frozen=True)
class CollectedFields:
    """What the registration form asks at once, and what only behind a reason."""

    shown: tuple[Field, ...]
    with_reason: tuple[Field, ...]


ORGANISATION_TYPES = frozenset({ApplicantType.ORG_KZ, ApplicantType.ORG_FOREIGN})
ORGANISATION_ALWAYS_GIVEN = frozenset({"BILL", "LAND"})

HOUSING = "HOUS"
# A complaint about housing names the neighbour who complained: fear of revenge.
HOUSING_ORGANISATIONS = frozenset({"D2", "D3"})
WITHHELD_FROM_HOUSING_ORGANISATIONS = frozenset({Field.NAME, Field.HOME_ADDRESS})

# The appeal itself, as edited for the recipient; all that is left without transfer.
APPEAL_FIELDS = frozenset({Field.PROBLEM_TEXT, Field.OBJECT_ADDRESS, Field.PHOTO})

# What a request of a data subject holds: read on its own page and nowhere else (law 24, 25).
REQUEST_FIELDS = frozenset(
    {
        Field.REQUEST_TEXT,
        Field.REQUEST_VALUE,
        Field.REQUEST_EVIDENCE,
        Field.REQUEST_AUTHORITY,
        Field.REQUEST_ANSWER,
    }
)

# The Centre must be able to answer whoever wrote to it (policy 4).
ANSWER_FIELDS = frozenset({Field.NAME, Field.PHONE})
DIGITAL_CHANNELS = frozenset(
    {
        Channel.EMAIL,
        Channel.WEBSITE,
        Channel.CHAT_BOT,
        Channel.MOBILE_APP,
        Channel.SOCIAL_NETWORK,
    }
)

IDENTIFIERS: dict[str, frozenset[Field]] = {
    ApplicantType.ORG_KZ: frozenset({Field.ORGANISATION, Field.BIN}),
    ApplicantType.ORG_FOREIGN: frozenset({Field.ORGANISATION, Field.REGISTRATION_NO}),
    ApplicantType.OTHER: frozenset({Field.DESCRIPTION}),
}


def need(
    category: CategoryNeeds,
    field: Field,
    *,
    applicant_type: str,
    no_transfer: bool,
    recipient_code: str = "",
) -> Need:
    """Say whether a recipient may be given a field, and whether a reason is asked (R-5c.2)."""
    if no_transfer and field not in APPEAL_FIELDS:
        return Need.NEVER
    if field in _withheld(category, recipient_code):
        return Need.NEVER
    always, with_reason = _row(category, applicant_type)
    if field in always:
        return Need.ALWAYS
    if field in with_reason:
        return Need.WITH_REASON
    return Need.NEVER


def collected(category: CategoryNeeds, *, applicant_type: str, channel: str) -> CollectedFields:
    """Say which fields the registration form may ask for (R-5c.1); any other is refused."""
    always = _with_number(category.always)
    with_reason = _with_number(category.with_reason)
    listed = always | with_reason
    shown = always | (listed & APPEAL_FIELDS) | ANSWER_FIELDS
    shown |= _identifiers(applicant_type, listed)
    if channel in DIGITAL_CHANNELS:
        shown |= {Field.EMAIL}
    reasoned = (with_reason | {Field.EMAIL}) - shown
    return CollectedFields(shown=_ordered(shown), with_reason=_ordered(reasoned))


def _row(category: CategoryNeeds, applicant_type: str) -> tuple[frozenset[Field], frozenset[Field]]:
    """Read the category's row, with the organisation added for those who are one."""
    always, with_reason = category.always, category.with_reason
    if applicant_type in ORGANISATION_TYPES:
        if category.code in ORGANISATION_ALWAYS_GIVEN:
            always |= {Field.ORGANISATION}
        else:
            with_reason |= {Field.ORGANISATION}
    return _with_number(always), _with_number(with_reason)


def _with_number(fields: frozenset[Field]) -> frozenset[Field]:
    """Let the BIN travel with the organisation's name: the matrix knows them as one letter."""
    return fields | {Field.BIN} if Field.ORGANISATION in fields else fields


def _withheld(category: CategoryNeeds, recipient_code: str) -> frozenset[Field]:
    if category.code == HOUSING and recipient_code in HOUSING_ORGANISATIONS:
        return WITHHELD_FROM_HOUSING_ORGANISATIONS
    return frozenset()


def _identifiers(applicant_type: str, listed: frozenset[Field]) -> frozenset[Field]:
    """Name what identifies this type of applicant (policy 6, R-6.1)."""
    if applicant_type == ApplicantType.PERSON_FOREIGN:
        # A foreigner's document stands in for the IIN, so it is asked only where that is.
        return frozenset({Field.DOCUMENT_NO}) if Field.IIN in listed else frozenset()
    return IDENTIFIERS.get(applicant_type, frozenset())


def _ordered(fields: frozenset[Field]) -> tuple[Field, ...]:
    return tuple(field for field in Field if field in fields)
