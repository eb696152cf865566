"""What registering an appeal takes: one typed bundle for screen, import and demonstration."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from backoffice.rules.fields import APPEAL_FIELDS, Field
from backoffice.rules.vocabulary import (
    AppealForm,
    AppealKind,
    ApplicantType,
    Channel,
    ConsentMethod,
    Language,
    LegalBasis,
    Party,
)


@dataclass(frozen=True)
class NewRepresentative:
    """The document by which somebody appeals for another (R-3.6b)."""

    document_kind: str
    document_date: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True)
class NewAppeal:
    """Everything known at registration; `texts` are the personal values, by field."""

    category_code: str
    texts: Mapping[Field, str]
    kind: str = AppealKind.APPEAL
    form: str = AppealForm.ORAL
    channel: str = Channel.PHONE
    language: str = Language.KK
    district_code: str | None = None
    applicant_type: str = ApplicantType.PERSON_KZ
    country: str = "KZ"
    legal_provision: str = ""
    is_anonymous: bool = False
    number_hidden: bool = False
    no_transfer: bool = False
    collect_reason: str = ""
    representative: NewRepresentative | None = None
    legal_basis: str = LegalBasis.CONSENT
    consent_method: str = ConsentMethod.SCRIPT_READ
    received_at: datetime | None = None
    import_key: str | None = None
    assign: bool = field(default=True)  # to whoever registers; an import leaves it open


REPRESENTATIVE_FIELDS = frozenset(
    {Field.REPRESENTATIVE_NAME, Field.REPRESENTATIVE_PHONE, Field.REPRESENTATIVE_DOCUMENT}
)
CASE_FIELDS = frozenset({Field.NOTE, Field.ANSWER, Field.DISCLOSURE_REASON})


def party_of(value_field: Field) -> Party:
    """Whom a field is about, or where it stands."""
    if value_field in APPEAL_FIELDS:
        return Party.APPEAL
    if value_field in REPRESENTATIVE_FIELDS:
        return Party.REPRESENTATIVE
    return Party.CASE if value_field in CASE_FIELDS else Party.APPLICANT
