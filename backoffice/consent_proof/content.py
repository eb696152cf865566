"""The eight items of a consent in one language, none of them empty (law, article 8)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import current_app
from flask_babel import gettext as _

from backoffice.consent_proof.queries import SUBJECT, ConsentRecord, consent_state
from backoffice.objections.queries import standing
from backoffice.objections.wording import objection_rows
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.consent import ConsentState, LegalBasis
from backoffice.rules.vocabulary.people import Party
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault.models import PersonalValue
from backoffice.web.labels.appeals import CHANNELS
from backoffice.web.labels.consent import (
    CONSENT_METHODS,
    CONSENT_PROOFS,
    CONSENT_STATES,
    LEGAL_BASES,
    PURPOSES,
)
from backoffice.web.labels.fields import FIELDS
from backoffice.web.labels.people import APPLICANT_TYPES, AUTHORITY_DOCUMENTS
from backoffice.web.language import current_language, show_date, show_moment

Facts = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Item:
    """One of the eight: its code, its heading, and what the consent says of it."""

    code: str
    heading: str
    facts: Facts


def items_of(record: ConsentRecord, texts: Mapping[int, str]) -> list[Item]:
    """What the law asks for in a consent, in the order of article 8, in the present language."""
    parts = (
        ("operator", _("Operator of the data"), _operator()),
        ("subject", _("Subject of the data"), _subject(record, texts)),
        ("term", _("Term of the consent"), _term(record)),
        ("transfer", _("Transfer to third parties"), _transfer(record)),
        ("cross_border", _("Cross-border transfer"), _cross_border(record)),
        ("public", _("Publication in public sources"), _public(record)),
        ("data", _("Data collected"), _data(record)),
        ("other", _("How and on what ground it was given"), _other(record, texts)),
    )
    return [Item(code, heading, list(facts)) for code, heading, facts in parts]


def state_of(record: ConsentRecord) -> ConsentState:
    """Where the consent stands today."""
    return consent_state(record.consent)


def _operator() -> Iterator[tuple[str, str]]:
    config = current_app.config
    yield _("Legal name"), config[f"CENTRE_NAME_{current_language().upper()}"]
    yield _("BIN"), config["CENTRE_BIN"] or _("not stated in the settings of this installation")


def _subject(record: ConsentRecord, texts: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    appeal = record.appeal
    held = [(field, value) for field in SUBJECT if (value := record.value(field)) is not None]
    for field, value in held:
        yield _capital(FIELDS[field]), _text(value, texts)
    if not held:
        yield _("Name"), _("not named: the appeal is anonymous or its data are gone")
    yield _("Who appeals"), str(APPLICANT_TYPES[appeal.applicant.type])
    if appeal.representative is not None:
        document = AUTHORITY_DOCUMENTS[appeal.representative.document_kind]
        yield _("Document of authority"), str(document)


def _text(value: PersonalValue, texts: Mapping[int, str]) -> str:
    if value.id in texts:
        return texts[value.id]
    if value.state == ValueState.DESTROYED:
        return _("destroyed on %(day)s", day=show_date(value.changed_at))
    return _("not shown: the data is blocked or deleted")


def _term(record: ConsentRecord) -> Iterator[tuple[str, str]]:
    until, withdrawn = record.consent.valid_until, record.consent.withdrawn_at
    purpose = PURPOSES[record.appeal.purpose]
    ends = _("until %(day)s", day=show_date(until)) if until else _("until the purpose is reached")
    yield _("Valid"), ends
    yield _("Purpose"), str(purpose)
    yield _("State"), str(CONSENT_STATES[state_of(record)])
    if withdrawn is not None:
        yield _("Withdrawn"), show_moment(withdrawn)


def _transfer(record: ConsentRecord) -> Iterator[tuple[str, str]]:
    """What was agreed to at the giving, then what the applicant has refused since."""
    allowed = _("yes, to those who take part in resolving the appeal (policy 8, 9)")
    refused = _("no: only the text, the place and the photo of the appeal (policy 8)")
    yield _("At the giving"), allowed if record.consent.transfer else refused
    if record.consent.transfer == record.appeal.no_transfer:
        yield _("Today"), refused if record.appeal.no_transfer else allowed
    for row in objection_rows(standing(record.objections), {}):
        told = _("%(what)s; recipient: %(recipient)s", what=row.what, recipient=row.recipient)
        yield _("Objection"), f"{told} · {show_moment(row.at)}"


def _cross_border(record: ConsentRecord) -> Iterator[tuple[str, str]]:
    yield (
        _("Agreed to"),
        _("yes") if record.consent.cross_border else _("no: data stay in Kazakhstan"),
    )


def _public(record: ConsentRecord) -> Iterator[tuple[str, str]]:
    no = _("no: the Centre publishes numbers only")
    yield _("Agreed to"), _("yes") if record.consent.public else no


def _data(record: ConsentRecord) -> Iterator[tuple[str, str]]:
    """Every kind of data asked of the person, what was destroyed since apart."""
    rows = [v for v in record.values if v.party != Party.CASE and not v.recipient_copy]
    asked = {v.field for v in rows} - {Field.CONSENT_EVIDENCE}
    held = {v.field for v in rows if v.state != ValueState.DESTROYED}
    yield _("Collected"), _names(asked & held) or _("nothing is held any more")
    if asked - held:
        yield _("Destroyed since"), _names(asked - held)


def _names(fields: set[str]) -> str:
    return ", ".join(str(FIELDS[field]) for field in Field if field in fields)


def _other(record: ConsentRecord, texts: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    appeal, consent, edition = record.appeal, record.consent, record.edition
    yield _("Appeal"), appeal.number
    yield _("Given"), show_moment(consent.given_at)
    yield _("Channel"), str(CHANNELS[appeal.channel])
    yield _("Method"), str(CONSENT_METHODS[consent.method])
    evidence = record.value(Field.CONSENT_EVIDENCE)
    proof = str(CONSENT_PROOFS[consent.method])
    yield (
        _("Evidence: %(what)s", what=proof),
        _text(evidence, texts) if evidence else _("none: nothing about the person is stored"),
    )
    yield _("Legal basis"), _basis(record)
    yield (
        _("Policy"),
        _(
            "version %(number)s of %(date)s",
            number=edition.number,
            date=show_date(edition.effective_from),
        ),
    )
    yield _("SHA-256 of its text"), edition.text_hash
    entry = record.entry
    yield _("Entry of the audit log"), f"{entry.seq} · {entry.digest}" if entry else _("none")


def _basis(record: ConsentRecord) -> str:
    """The ground; law and contract with their provision (R-5a)."""
    basis = str(LEGAL_BASES[record.consent.legal_basis])
    if record.consent.legal_basis == LegalBasis.CONSENT:
        return basis
    return f"{basis}: {record.consent.provision or _('provision not stated')}"


def _capital(label: object) -> str:
    text = str(label)
    return text[:1].upper() + text[1:]
