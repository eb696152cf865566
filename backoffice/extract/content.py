"""The extract as a table of codes with their words: page and file are made from this one.

Moments and dates are kept as they are; the page and the file each write them in their way.
"""

from collections.abc import Mapping
from typing import Any

from flask import current_app

from backoffice import clock
from backoffice.consent_proof.queries import consent_state
from backoffice.extract.coded import coded
from backoffice.extract.happened import changes, looks, notices, objections, transfers
from backoffice.extract.held import held_data
from backoffice.extract.queries import ExtractRecord
from backoffice.keeping.queries import keeping_of, rules_on
from backoffice.rules.retention import kind_of
from backoffice.web.labels.appeals import CHANNELS
from backoffice.web.labels.consent import (
    CONSENT_METHODS,
    CONSENT_STATES,
    LEGAL_BASES,
    PURPOSES,
    WITHDRAWAL_OUTCOMES,
)
from backoffice.web.labels.retention import HOLD_REASONS, RETENTION_KINDS, RETENTION_OUTCOMES
from backoffice.web.language import current_language

FORMAT = "senim-extract/1"


def extract_of(record: ExtractRecord, texts: Mapping[int, str]) -> dict[str, Any]:
    """Everything the person is told, in the present language (law, articles 24, 25)."""
    return {
        "format": FORMAT,
        "language": current_language(),
        "appeal": record.appeal.number,
        "registered_at": record.appeal.registered_at,
        "operator": _operator(),
        "purpose": coded(record.appeal.purpose, PURPOSES),
        "channel": coded(record.appeal.channel, CHANNELS),
        "data": held_data(record, texts),
        "ground": _ground(record),
        "storage": _storage(record),
        "transfers": transfers(record),
        "notices": notices(record),
        "changes": changes(record),
        "objections": objections(record),
        "looks": looks(record),
    }


def _operator() -> dict[str, str]:
    config = current_app.config
    name = config[f"CENTRE_NAME_{current_language().upper()}"]
    return {"name": name, "bin": config["CENTRE_BIN"]}


def _ground(record: ExtractRecord) -> dict[str, Any]:
    """By which consent or other ground, and whether it still stands."""
    consent, edition = record.appeal.consent, record.edition
    return {
        "basis": coded(consent.legal_basis, LEGAL_BASES),
        "provision": consent.provision or record.appeal.applicant.legal_provision,
        "state": coded(consent_state(consent), CONSENT_STATES),
        "method": coded(consent.method, CONSENT_METHODS),
        "given_at": consent.given_at,
        "valid_until": consent.valid_until,
        "withdrawn_at": consent.withdrawn_at,
        "withdrawal": _withdrawal(record),
        "policy": {
            "number": edition.number,
            "effective_from": edition.effective_from,
            "sha256": edition.text_hash,
        },
        "transfer": not record.appeal.no_transfer,
        "cross_border": consent.cross_border,
        "public": consent.public,
    }


def _withdrawal(record: ExtractRecord) -> dict[str, Any] | None:
    found = record.withdrawal
    if found is None:
        return None
    outcome = coded(found.outcome, WITHDRAWAL_OUTCOMES)
    law = {"act": found.act, "article": found.article}
    return {"outcome": outcome, **law, "due_on": found.due_on}


def _storage(record: ExtractRecord) -> dict[str, Any]:
    """How long it is kept; the term runs from the day of closing (policy 5.6)."""
    appeal = record.appeal
    keeping, kind = keeping_of(appeal), kind_of(appeal)
    row = rules_on(clock.today()).rule_for(kind, appeal.category_code)
    return {
        "kind": coded(kind, RETENTION_KINDS),
        "months": row.months,
        "ground": row.ground,
        "outcome": coded(row.outcome, RETENTION_OUTCOMES),
        "due_on": keeping.due_on if keeping else None,
        "emptied_at": appeal.emptied_at,
        "holds": [
            {"reason": coded(hold.reason, HOLD_REASONS), "until": hold.until}
            for hold in record.holds
        ],
    }
