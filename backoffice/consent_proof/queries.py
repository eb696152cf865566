"""What is stored about one consent; the values of its subject are still sealed."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import appeal_by_number, values_of
from backoffice.applicants.models import Consent, FieldObjection
from backoffice.audit.chain import GENESIS
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.objections.queries import objections_of
from backoffice.policy.models import PolicyVersion
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.consent import ConsentState
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault.models import PersonalValue

# Who agreed, and what proves it: all that a consent tells of a person.
SUBJECT = (
    Field.NAME,
    Field.ORGANISATION,
    Field.DESCRIPTION,
    Field.REPRESENTATIVE_NAME,
)


@dataclass(frozen=True)
class ConsentRecord:
    """One consent with its appeal, its edition of the policy and the entry that recorded it."""

    appeal: Appeal
    edition: PolicyVersion
    values: Sequence[PersonalValue]
    objections: Sequence[FieldObjection]
    entry: AuditEntry | None  # of the registration; what was loaded past the door has none

    @property
    def consent(self) -> Consent:
        """The consent itself."""
        return self.appeal.consent

    def value(self, field: Field) -> PersonalValue | None:
        """The row that stands for a field: the one in force, or else the newest."""
        rows = [v for v in self.values if v.field == field and not v.recipient_copy]
        return max(rows, key=lambda v: (v.state == ValueState.CURRENT, v.id), default=None)

    @property
    def to_open(self) -> list[PersonalValue]:
        """The values a sheet or a proof shows, as far as they may be read."""
        found = [self.value(field) for field in (*SUBJECT, Field.CONSENT_EVIDENCE)]
        return [value for value in found if value is not None and value.is_readable]


def consent_record(number: str) -> ConsentRecord:
    """All that is stored about the consent of one appeal. Raises NotFound."""
    appeal = appeal_by_number(number)
    edition = db.session.get_one(PolicyVersion, appeal.consent.policy_version_id)
    return ConsentRecord(
        appeal=appeal,
        edition=edition,
        values=values_of(appeal.id),
        objections=objections_of(appeal.id),
        entry=_registration(number),
    )


def consent_state(consent: Consent) -> ConsentState:
    """Where a consent stands today."""
    if consent.withdrawn_at is not None:
        return ConsentState.WITHDRAWN
    ended = consent.has_ended_on(clock.today())
    return ConsentState.ENDED if ended else ConsentState.IN_FORCE


def digest_before(entry: AuditEntry) -> str:
    """The digest an entry is chained to: with it anyone can recompute the entry's own."""
    found = db.session.scalar(sa.select(AuditEntry.digest).where(AuditEntry.seq == entry.seq - 1))
    return found or GENESIS


def _registration(number: str) -> AuditEntry | None:
    return db.session.scalar(
        sa.select(AuditEntry).where(
            AuditEntry.appeal_number == number,
            AuditEntry.action == Action.APPEAL_REGISTER,
            AuditEntry.outcome == "done",
        )
    )
