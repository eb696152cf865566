"""Questions about disclosures: who was given what, and what became of it (R-9.2, R-11.2)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from backoffice import clock
from backoffice.appeals.queries import values_of
from backoffice.audit.models import AuditEntry
from backoffice.audit.refusals import NotFound
from backoffice.db import db
from backoffice.disclosures.models import Disclosure, DisclosureItem
from backoffice.disclosures.offer import Recipient
from backoffice.objections.queries import standing_objections
from backoffice.policy.models import PolicyVersion
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.disclosures import DisclosureState
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.third_parties.models import ThirdParty
from backoffice.third_parties.queries import competent_ids

OUT_OF_USE = (ValueState.BLOCKED, ValueState.DELETED, ValueState.DESTROYED)
STILL_HERE = (DisclosureState.RECORDED, DisclosureState.FAILED)
WHOLE = (
    selectinload(Disclosure.items).joinedload(DisclosureItem.value),
    selectinload(Disclosure.events),
)


def disclosures_of(appeal_id: int) -> Sequence[Disclosure]:
    """Every disclosure of an appeal with its fields and events, newest first (R-11.2)."""
    return db.session.scalars(
        sa.select(Disclosure)
        .where(Disclosure.appeal_id == appeal_id)
        .order_by(Disclosure.id.desc())
        .options(*WHOLE)
    ).all()


def disclosure_by_ref(ref: int) -> Disclosure:
    """One disclosure with its case, fields and events. Raises NotFound."""
    found = db.session.scalar(
        sa.select(Disclosure)
        .where(Disclosure.id == ref)
        .options(joinedload(Disclosure.appeal), *WHOLE)
    )
    if found is None:
        raise NotFound
    return found


def recipients_among(
    parties: Sequence[ThirdParty], category_code: str, district_code: str | None
) -> list[Recipient]:
    """These third parties, each with its competence and its undertaking today (R-9.1, R-11.1)."""
    competent, today = competent_ids(category_code, district_code), clock.today()
    return [
        Recipient(
            party,
            is_competent=party.id in competent,
            is_unbound=party.is_private and not party.has_undertaking_on(today),
        )
        for party in parties
    ]


def out_of_use_since(disclosure: Disclosure) -> datetime | None:
    """When the first of what was given was blocked, deleted or destroyed; None: all stands.

    A piece is blocked or deleted in its newest version; of the older ones only what was given
    itself counts, as a corrected version is destroyed while the piece stands.
    """
    values = values_of(disclosure.appeal_id)
    given = {item.value_id for item in disclosure.items}
    newest = {row.lineage_id: row for row in values if not row.recipient_copy}
    concerned = [row for row in values if row.id in given]
    concerned += [newest[row.lineage_id] for row in concerned]
    out_of_use = [row for row in concerned if row.state in OUT_OF_USE]
    return min((row.out_of_use_at or row.changed_at for row in out_of_use), default=None)


def withheld_fields(disclosure: Disclosure) -> set[str]:
    """Fields of a disclosure still in the house that the applicant has since refused (R-8.3)."""
    if disclosure.state not in STILL_HERE:
        return set()
    party, standing = disclosure.third_party.code, standing_objections(disclosure.appeal_id)
    fields = {item.field for item in disclosure.items}
    return {field for field in fields if any(one.is_against(field, party) for one in standing)}


def policy_number(policy_version_id: int) -> int:
    """The number people know an edition of the policy by."""
    return db.session.scalars(
        sa.select(PolicyVersion.number).where(PolicyVersion.id == policy_version_id)
    ).one()


def mark_of(disclosure_id: Any, means: Any) -> Any:
    """What the audit entry of a recording says of the disclosure it made; of columns too."""
    return "disclosure=" + disclosure_id + ";means=" + means


# The action is told in so many words, so that the index over these very entries is used.
RECORDING_ENTRY = (
    sa.select(sa.func.max(AuditEntry.seq))
    .where(
        AuditEntry.action == sa.literal_column(f"'{Action.DISCLOSURE_RECORD}'"),
        AuditEntry.detail == mark_of(sa.cast(Disclosure.id, sa.String), Disclosure.means),
    )
    .correlate(Disclosure)
    .scalar_subquery()
)


def recording_entry(disclosure: Disclosure) -> AuditEntry | None:
    """The audit entry of the recording: its number stands on the sheet (R-10)."""
    return db.session.scalar(
        sa.select(AuditEntry).where(
            AuditEntry.appeal_number == disclosure.appeal.number,
            AuditEntry.action == Action.DISCLOSURE_RECORD,
            AuditEntry.detail == mark_of(str(disclosure.id), disclosure.means),
        )
    )
