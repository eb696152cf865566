"""What an extract is made from: rows of one appeal, its texts still sealed."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import appeal_by_number, values_of
from backoffice.applicants.models import FieldObjection
from backoffice.audit.chain import stamp
from backoffice.audit.models import AuditEntry
from backoffice.db import UtcDateTime, db
from backoffice.disclosures.models import Disclosure
from backoffice.disclosures.queries import disclosures_of
from backoffice.keeping.models import LegalHold
from backoffice.keeping.queries import standing_holds
from backoffice.notices.models import Notice
from backoffice.notices.queries import notices_of
from backoffice.objections.queries import objections_of
from backoffice.policy.models import PolicyVersion
from backoffice.rules.actions import ACTIONS, Action, Nature
from backoffice.vault.models import PersonalValue
from backoffice.withdrawals.models import Withdrawal
from backoffice.withdrawals.queries import withdrawal_of

LOOKS = frozenset(
    {str(one) for one, row in ACTIONS.items() if row.nature is Nature.WITNESS}
    | {str(Action.RECIPIENT_VIEW)}  # a deed only because the look is counted
)
# What was done to the data itself, whatever became of the case.
_UPON_DATA = ("value.", "applicant.", "superseded.", "act.", "destruction.")
_BY_NAME = frozenset(
    {str(Action.CONSENT_WITHDRAW), str(Action.NOTE_ADD), str(Action.REQUEST_FULFIL)}
)

# The register of incidents stands on a higher floor: what is asked of it is named here.
_LISTED = sa.table(
    "incident_case",
    sa.column("id"),
    sa.column("incident_id"),
    sa.column("appeal_id"),
    sa.column("at", UtcDateTime()),
)
_ENDED = sa.table("incident_case_end", sa.column("case_id"), sa.column("at", UtcDateTime()))


@dataclass(frozen=True)
class ExtractRecord:
    """All that is stored about one appeal and may be told to whom it is about."""

    appeal: Appeal
    edition: PolicyVersion
    values: Sequence[PersonalValue]
    disclosures: Sequence[Disclosure]
    notices: Sequence[Notice]
    objections: Sequence[FieldObjection]
    holds: Sequence[LegalHold]
    withdrawal: Withdrawal | None
    entries: Sequence[AuditEntry]

    @property
    def changes(self) -> list[AuditEntry]:
        """The entries of deeds upon the data, oldest first."""
        return [entry for entry in self.entries if _is_change(entry.action)]

    @property
    def looks(self) -> list[AuditEntry]:
        """The entries of looks at the data, oldest first."""
        return [entry for entry in self.entries if entry.action in LOOKS]

    @property
    def registered_by(self) -> str:
        """The moment by which what was told at registration was written down."""
        done = (e.at for e in self.entries if e.action == Action.APPEAL_REGISTER)
        return next(done, "")


def extract_record(number: str) -> ExtractRecord:
    """Everything an extract of one appeal tells. Raises NotFound."""
    appeal = appeal_by_number(number)
    return ExtractRecord(
        appeal=appeal,
        edition=db.session.get_one(PolicyVersion, appeal.consent.policy_version_id),
        values=values_of(appeal.id),
        disclosures=disclosures_of(appeal.id)[::-1],
        notices=notices_of(appeal.id)[::-1],
        objections=objections_of(appeal.id),
        holds=standing_holds(appeal.id),
        withdrawal=withdrawal_of(appeal.id),
        entries=sorted([*_entries(number), *_taken_out(appeal.id)], key=lambda one: one.seq),
    )


def _entries(number: str) -> Sequence[AuditEntry]:
    """Every entry of what was done or read in a case, oldest first; attempts are no reading."""
    return db.session.scalars(
        sa.select(AuditEntry)
        .where(AuditEntry.appeal_number == number, AuditEntry.outcome == "done")
        .order_by(AuditEntry.seq)
    ).all()


def _taken_out(appeal_id: int) -> list[AuditEntry]:
    """Lists of subjects of an incident that were taken out while this case stood on them (2.20)."""
    rows = db.session.execute(
        sa.select(_LISTED.c.incident_id, _LISTED.c.at, _ENDED.c.at.label("ended_at"))
        .outerjoin(_ENDED, _ENDED.c.case_id == _LISTED.c.id)
        .where(_LISTED.c.appeal_id == appeal_id)
    ).all()
    spans = [
        (f"incident:{row.incident_id}", stamp(row.at), stamp(row.ended_at) if row.ended_at else "9")
        for row in rows
    ]
    query = sa.select(AuditEntry).where(
        AuditEntry.action == Action.INCIDENT_EXPORT,
        AuditEntry.outcome == "done",
        AuditEntry.subject.in_({subject for subject, _since, _until in spans}),
    )
    return [
        entry
        for entry in db.session.scalars(query)
        if any(entry.subject == of and since <= entry.at < until for of, since, until in spans)
    ]


def _is_change(action: str) -> bool:
    of_data = action.startswith(_UPON_DATA) or action in _BY_NAME
    return of_data and action not in LOOKS
