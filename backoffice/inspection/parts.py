"""What a pack holds: a tuple of parts; a part more is a function and a line (2.27).

Each writes its files into the folder it is given and says how many rows they hold. No part
holds more personal data than the exports of today do.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from flask import current_app
from flask_babel import gettext as _

from backoffice.audit.chain import stamp
from backoffice.audit.line_file import FILE
from backoffice.db import db
from backoffice.exports.period import EARLIEST, LATEST, Period
from backoffice.incidents.models import Incident
from backoffice.incidents.queries import case_counts
from backoffice.incidents.showing import measures_in
from backoffice.inspection.access import access_lines
from backoffice.inspection.files import write_report, write_table, write_text
from backoffice.inspection.inventory import inventory, text_of
from backoffice.inspection.models import InventoryApproval
from backoffice.inspection.wording import inventory_lines
from backoffice.policy.models import PolicyVersion
from backoffice.reports.consent_report import CONSENTS
from backoffice.reports.disclosure_report import DISCLOSURES
from backoffice.reports.filters import ConsentFilters, Filters
from backoffice.retention.models import DestructionAct
from backoffice.retention.queries import progress_of
from backoffice.rules.vocabulary.incidents import IncidentState
from backoffice.rules.vocabulary.people import Language
from backoffice.rules.vocabulary.retention import ActState
from backoffice.web.labels.incidents import FOUND_HOW, INCIDENT_KINDS, INCIDENT_STATES
from backoffice.web.labels.retention import ACT_STATES

ALWAYS = Period(EARLIEST, LATEST)


@dataclass(frozen=True)
class Part:
    """One part: its code in the audit entry, and what writes it."""

    code: str
    write: Callable[[Path, str], int]


def _policy(folder: Path, language: str) -> int:
    """Every edition as it was published, in each language it has, with its hashes."""
    versions = db.session.scalars(sa.select(PolicyVersion).order_by(PolicyVersion.number)).all()
    for version in versions:
        for code in Language:
            if text := version.text_in(code):
                write_text(folder / f"policy/v{version.number}.{code}.txt", [text])
    hashes = (tuple(v.hash_in(code) for code in Language) for v in versions)
    head = (_("Version"), _("In force from"), _("Number of the order"), *map(_sha, Language))
    lines = [
        (str(v.number), v.effective_from.isoformat(), v.order_no, *known)
        for v, known in zip(versions, hashes, strict=True)
    ]
    return write_table(folder / "policy/versions.csv", [head, *lines], language)


def _inventory(folder: Path, language: str) -> int:
    items = inventory()
    write_text(folder / "inventory/text.txt", [text_of(items)])
    write_table(folder / "inventory/approvals.csv", _approvals(), language)
    return write_table(folder / "inventory/inventory.csv", inventory_lines(items), language)


def _approvals() -> Iterator[tuple[str, ...]]:
    yield _("Number of the order"), _("Date of the order"), "SHA-256", _("Recorded")
    query = sa.select(InventoryApproval).order_by(InventoryApproval.id)
    for row in db.session.scalars(query):
        yield row.order_no, row.order_date.isoformat(), row.content_hash, stamp(row.at)


def _access(folder: Path, language: str) -> int:
    return write_table(folder / "access/access.csv", access_lines(), language)


def _consents(folder: Path, language: str) -> int:
    path = folder / "registers/consents.csv"
    return write_report(path, CONSENTS, ConsentFilters(ALWAYS), language)


def _transfers(folder: Path, language: str) -> int:
    path = folder / "registers/transfers.csv"
    return write_report(path, DISCLOSURES, Filters(ALWAYS), language)


def _acts(folder: Path, language: str) -> int:
    return write_table(folder / "registers/destruction-acts.csv", _act_lines(), language)


def _act_lines() -> Iterator[tuple[str, ...]]:
    states = [str(ACT_STATES[state]) for state in ActState]
    yield _("Number"), _("State"), *states, _("Items"), _("Destroyed"), _("Records destroyed")
    acts = db.session.scalars(sa.select(DestructionAct).order_by(DestructionAct.id)).all()
    for act in acts:
        events = [act.event(state) for state in ActState]
        moments = [stamp(event.at) if event else "" for event in events]
        done = progress_of(act)
        numbers = (str(done.items), str(done.destroyed), str(done.records))
        yield act.number, str(ACT_STATES[act.state]), *moments, *numbers


def _incidents(folder: Path, language: str) -> int:
    return write_table(folder / "registers/incidents.csv", _incident_lines(), language)


def _incident_lines() -> Iterator[tuple[str, ...]]:
    """Kinds, moments, measures and numbers of documents; no appeal and no subject is named."""
    states = list(IncidentState)
    yield (
        _("No."),
        _("Kind"),
        _("Detected at"),
        _("How it was found"),
        _("Measures taken"),
        _("Cases"),
        *(str(INCIDENT_STATES[state]) for state in states),
        _("Number and date of the document"),
    )
    incidents = db.session.scalars(sa.select(Incident).order_by(Incident.id)).all()
    counts = case_counts([one.id for one in incidents])
    for one in incidents:
        events = [one.first(state) for state in states]
        known, letters = one.known, (event.reference for event in events if event)
        yield (
            one.ref,
            str(INCIDENT_KINDS[known.kind]),
            stamp(known.detected_at),
            str(FOUND_HOW[known.found_how]),
            measures_in(known),
            str(counts.get(one.id, 0)),
            *(stamp(event.at) if event else "" for event in events),
            "; ".join(letter for letter in (known.reference, *letters) if letter),
        )


def _sha(language: Language) -> str:
    return f"SHA-256 {language}"


PARTS: tuple[Part, ...] = (
    Part("policy", _policy),
    Part("inventory", _inventory),
    Part("access", _access),
    Part("consents", _consents),
    Part("transfers", _transfers),
    Part("incidents", _incidents),
    Part("acts", _acts),
)


def copy_checkpoints(folder: Path) -> None:
    """The signed lines of the audit log: numbers and digests, the mark of this pack last."""
    (folder / "audit").mkdir(mode=0o700)
    place = Path(current_app.config["CHECKPOINTS"]) / FILE
    shutil.copyfile(place, folder / "audit/checkpoints.jsonl")
