"""The proof of one consent as a single text file that needs nothing beside it (law, article 25).

One JSON and no archive: it is read in any editor, its own checks can be recomputed by hand,
and there is no second file to lose (decision 0015).
"""

import json
from collections.abc import Mapping
from typing import Any

from flask import current_app
from flask_babel import force_locale
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.audit.chain import CANONICAL, stamp
from backoffice.audit.checkpoints import Checkpoint, write_checkpoint
from backoffice.audit.door import witness
from backoffice.consent_proof.content import items_of, state_of
from backoffice.consent_proof.queries import SUBJECT, ConsentRecord, digest_before
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.people import Language
from backoffice.vault.values import reveal

FORMAT = "senim-consent-proof/1"


def take_out_proof(record: ConsentRecord, *, by: Actor, reason: str) -> Response:
    """Answer with the file: the log is signed first, then the entry written, then it is made."""
    checkpoint = write_checkpoint(None, by=by)
    values = record.to_open
    with witness(
        Action.CONSENT_PROVE,
        record.appeal,
        by,
        fields={value.field for value in values},
        reason=reason,
        detail=f"checkpoint={checkpoint.seq}",
    ) as deed:
        texts = reveal(values)
        told = _told(record, texts, checkpoint)
        told["made"] = {"at": stamp(clock.now()), "reason": reason, "audit_entry": deed.seq}
    body = json.dumps(told, ensure_ascii=False, indent=2)
    answer = Response(body, content_type="application/json; charset=utf-8")
    name = f"consent_{record.appeal.number}_{clock.local(clock.now()):%Y%m%dT%H%M}.json"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _told(
    record: ConsentRecord, texts: Mapping[int, str], checkpoint: Checkpoint
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "appeal": record.appeal.number,
        "operator": _operator(),
        "subject": _revealed(record, texts, *SUBJECT),
        "consent": _facts(record),
        "evidence": {
            "method": record.consent.method,
            "channel": record.appeal.channel,
            "reference": _revealed(record, texts, Field.CONSENT_EVIDENCE).get("consent_evidence"),
        },
        "objections": [
            {
                "id": row.id,
                "field": row.field,
                "recipient": row.recipient or None,
                "reason": row.reason,
                "at": stamp(row.at),
                "lifts": row.lifts_id,
            }
            for row in record.objections
        ],
        "sheet": {language: _sheet(record, texts, language) for language in Language},
        "policy": _policy(record),
        "audit": {"registration": _entry(record), "checkpoint": vars(checkpoint)},
    }


def _operator() -> dict[str, str]:
    config = current_app.config
    names = {f"name_{code}": config[f"CENTRE_NAME_{code.upper()}"] for code in Language}
    return {**names, "bin": config["CENTRE_BIN"]}


def _revealed(
    record: ConsentRecord, texts: Mapping[int, str], *fields: Field
) -> dict[str, str | None]:
    """Texts by field; a value that may not be read, or is gone, is there without its text."""
    found = {field: record.value(field) for field in fields}
    return {str(field): texts.get(value.id) for field, value in found.items() if value}


def _facts(record: ConsentRecord) -> dict[str, Any]:
    """The consent in codes, as it is stored."""
    consent = record.consent
    return {
        "state": state_of(record),
        "given_at": stamp(consent.given_at),
        "withdrawn_at": stamp(consent.withdrawn_at) if consent.withdrawn_at else None,
        "valid_until": consent.valid_until.isoformat() if consent.valid_until else None,
        "legal_basis": consent.legal_basis,
        "provision": consent.provision,
        "purpose": record.appeal.purpose,
        "transfer": consent.transfer,
        "transfer_today": not record.appeal.no_transfer,
        "cross_border": consent.cross_border,
        "public": consent.public,
    }


def _sheet(record: ConsentRecord, texts: Mapping[int, str], language: str) -> list[dict[str, Any]]:
    """The eight items as they are printed in one language."""
    with force_locale(language):
        return [
            {
                "item": item.code,
                "heading": item.heading,
                "facts": [list(fact) for fact in item.facts],
            }
            for item in items_of(record, texts)
        ]


def _policy(record: ConsentRecord) -> dict[str, Any]:
    """The edition agreed to; the hash is of exactly this text in UTF-8."""
    edition = record.edition
    return {
        "number": edition.number,
        "effective_from": edition.effective_from.isoformat(),
        "language": edition.original_language,
        "sha256": edition.text_hash,
        "text": edition.text_in(edition.original_language),
    }


def _entry(record: ConsentRecord) -> dict[str, Any] | None:
    """The entry of the registration, with all its digest is made of."""
    entry = record.entry
    if entry is None:
        return None
    told = {name: getattr(entry, name) for name in CANONICAL}
    return {
        **told,
        "previous_digest": digest_before(entry),
        "digest": entry.digest,
        "mac": entry.mac,
    }
