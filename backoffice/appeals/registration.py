"""What registering an appeal takes: one typed bundle for screen, import and demonstration."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from backoffice.rules.checks import findings
from backoffice.rules.completeness import required_among
from backoffice.rules.fields import (
    APPEAL_FIELDS,
    REQUEST_FIELDS,
    CategoryNeeds,
    CollectedFields,
    Field,
    collected,
)
from backoffice.rules.vocabulary.appeals import AppealForm, AppealKind, Channel, Urgency
from backoffice.rules.vocabulary.consent import ConsentMethod, LegalBasis
from backoffice.rules.vocabulary.people import ApplicantType, Language, Party

LONG_AGO = timedelta(days=30)


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
    consent_until: date | None = None  # without a day: till the purpose is reached
    objected: tuple[str, ...] = ()  # fields that nobody may get
    assign: bool = field(default=True)  # to whoever registers; an import leaves it open


REPRESENTATIVE_FIELDS = frozenset(
    {Field.REPRESENTATIVE_NAME, Field.REPRESENTATIVE_PHONE, Field.REPRESENTATIVE_DOCUMENT}
)
ALWAYS_COLLECTED = frozenset({Field.PROBLEM_TEXT, Field.CONSENT_EVIDENCE})
CASE_FIELDS = frozenset(
    {
        Field.NOTE,
        Field.ANSWER,
        Field.RECIPIENT_REPLY,
        Field.DISCLOSURE_REASON,
        Field.WITHDRAWAL_EVIDENCE,
        *REQUEST_FIELDS,
    }
)


def party_of(value_field: Field) -> Party:
    """Whom a field is about, or where it stands."""
    if value_field in APPEAL_FIELDS:
        return Party.APPEAL
    if value_field in REPRESENTATIVE_FIELDS:
        return Party.REPRESENTATIVE
    return Party.CASE if value_field in CASE_FIELDS else Party.APPLICANT


@dataclass(frozen=True)
class Doubt:
    """Something to look at again before registering: on which field, and the finding's code."""

    field: str
    code: str

    def __str__(self) -> str:
        return f"{self.field}:{self.code}"


def personal_fields(new: NewAppeal) -> list[Field]:
    """Fields filled in that are about a person and not about the problem."""
    return [field for field in new.texts if party_of(field) is not Party.APPEAL]


def without_person(new: NewAppeal) -> NewAppeal:
    """An anonymous appeal keeps what it is about and nothing about anybody (R-3.3).

    A provision of law stays where it is the legal basis, and not what makes somebody a person.
    """
    about = {f: t for f, t in new.texts.items() if party_of(f) is Party.APPEAL}
    by_law = new.legal_provision if new.legal_basis == LegalBasis.LAW else ""
    return replace(
        new,
        texts=about,
        representative=None,
        country="",
        legal_provision=by_law,
        objected=tuple(field for field in new.objected if field in APPEAL_FIELDS),
    )


def needs_provision(legal_basis: str, applicant_type: str) -> bool:
    """Whether act and article, or the contract, must be named (R-5a)."""
    return legal_basis != LegalBasis.CONSENT or applicant_type == ApplicantType.OTHER


def asked_of(new: NewAppeal, needs: CategoryNeeds) -> CollectedFields:
    """The fields this category asks of this applicant on this channel (R-5c.1)."""
    return collected(needs, applicant_type=new.applicant_type, channel=new.channel)


def fields_beyond(new: NewAppeal, needs: CategoryNeeds) -> list[Field]:
    """Fields that were filled in and that nothing allows to collect (policy 5.3, 5.4)."""
    asked = asked_of(new, needs)
    allowed = ALWAYS_COLLECTED | set(asked.shown)
    if new.collect_reason:
        allowed |= set(asked.with_reason)
    if new.representative is not None:
        allowed |= REPRESENTATIVE_FIELDS
    return [field for field in Field if field in new.texts and field not in allowed]


def doubts_about(
    new: NewAppeal, needs: CategoryNeeds, *, urgency: str, now: datetime, today: date
) -> list[Doubt]:
    """Everything the clerk should look at again; none of it stops the appeal (policy 5.5)."""
    doubts = [
        Doubt(field, found.code)
        for field, text in new.texts.items()
        for found in findings(field, text, today=today)
    ]
    missed = _missed(new, needs)
    doubts += [Doubt(field, "field.missing") for field in missed if field != Field.PHONE]
    if new.is_anonymous and urgency != Urgency.URGENT:
        doubts.append(Doubt("is_anonymous", "anonymous.stays"))
    if Field.PHONE in missed:
        doubts.append(Doubt(Field.PHONE, "phone.missing"))
    if new.received_at is not None and new.received_at < now - LONG_AGO:
        doubts.append(Doubt("received_at", "received.long-ago"))
    until = new.representative.valid_until if new.representative else None
    if until is not None and until < today:
        doubts.append(Doubt("valid_until", "authority.expired"))
    return doubts


def _missed(new: NewAppeal, needs: CategoryNeeds) -> list[Field]:
    """What an appeal like this must have and this one has not."""
    wanted = [
        row.field
        for row in required_among([needs])
        if row.asks(
            needs.code,
            applicant_type=new.applicant_type,
            channel=new.channel,
            is_anonymous=new.is_anonymous,
            number_hidden=new.number_hidden,
        )
    ]
    return [field for field in wanted if not new.texts.get(field)]
