"""The appeal: plain facts of the case. What people said and who they are is sealed apart."""

from datetime import datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backoffice import clock
from backoffice.accounts.models import Staff
from backoffice.applicants.models import Applicant, Consent, FieldObjection, Representative
from backoffice.db import Base, UtcDateTime
from backoffice.rules.vocabulary.appeals import AppealState, Urgency
from backoffice.third_parties.models import Category, District, ThirdParty

FILTERED = (
    "category_code",
    "district_code",
    "third_party_id",
    "assignee_id",
    "registered_by_id",
    "channel",
    "kind",
)
# Appeals at work by the day since which their category asks what it asks: for what they lack.
AT_WORK = "state <> 'answered' AND state <> 'closed' AND emptied_at IS NULL"
# Closed appeals whose data is still here, by the moment of closing: for the lists of what is due.
KEPT_INDEXES = {"ix_appeal_kept_forwarded": "IS NOT NULL", "ix_appeal_kept_here": "IS NULL"}


def _kept_index(name: str, went: str) -> sa.Index:
    rest = sa.literal_column(f"emptied_at IS NULL AND third_party_id {went}", sa.Boolean)
    columns = ("state", "state_at", "id", "category_code")
    return sa.Index(name, *columns, sqlite_where=rest, postgresql_where=rest)


def _at_work_index() -> sa.Index:
    rest = sa.literal_column(AT_WORK, sa.Boolean)
    name = "ix_appeal_category_since_at_work"
    return sa.Index(name, "category_since", "id", sqlite_where=rest, postgresql_where=rest)


class Appeal(Base):
    """One appeal of policy 3.6, from registration to closing."""

    __tablename__ = "appeal"
    subject_kind: ClassVar[str] = "appeal"
    lifecycle: ClassVar[str] = "appeal"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(20), unique=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    form: Mapped[str] = mapped_column(sa.String(20))
    channel: Mapped[str] = mapped_column(sa.String(20))
    language: Mapped[str] = mapped_column(sa.String(2))
    category_code: Mapped[str] = mapped_column(sa.ForeignKey("category.code"))
    category_since: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    district_code: Mapped[str | None] = mapped_column(sa.ForeignKey("district.code"))
    urgency: Mapped[str] = mapped_column(sa.String(20))
    purpose: Mapped[str] = mapped_column(sa.String(20), default="resolve_appeal")
    no_transfer: Mapped[bool] = mapped_column(default=False)
    collect_reason: Mapped[str] = mapped_column(sa.String(30), default="")
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(sa.String(20), default=AppealState.NEW)
    state_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # What the board is ordered by: the deadline while an answer is owed, then the moment it
    # was given. The database keeps it, so one index per filter serves every column.
    turn_at: Mapped[datetime] = mapped_column(
        UtcDateTime,
        sa.Computed(
            "CASE WHEN state IN ('answered', 'closed') THEN state_at ELSE due_at END",
            persisted=True,
        ),
        deferred=True,
    )
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True, onupdate=clock.now)
    registered_by_id: Mapped[int]  # 0: the system, for imports
    assignee_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff.id"))
    third_party_id: Mapped[int | None] = mapped_column(sa.ForeignKey("third_party.id"))
    import_key: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    # When a destruction act took all that could name a person (R-5f.2, R-5f.4).
    emptied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # The last reply of a third party by its link, until the staff moves the case on.
    reply: Mapped[str] = mapped_column(sa.String(10), default="", server_default="")
    version: Mapped[int] = mapped_column(default=1)

    category: Mapped[Category] = relationship(lazy="joined", innerjoin=True)
    district: Mapped[District | None] = relationship(lazy="joined")
    assignee: Mapped[Staff | None] = relationship(lazy="joined")
    third_party: Mapped[ThirdParty | None] = relationship(lazy="joined")
    applicant: Mapped[Applicant] = relationship(lazy="select", uselist=False)
    representative: Mapped[Representative | None] = relationship(lazy="select", uselist=False)
    consent: Mapped[Consent] = relationship(lazy="select", uselist=False)
    objections: Mapped[list[FieldObjection]] = relationship(
        lazy="select", viewonly=True, order_by=FieldObjection.id
    )

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        sa.Index("ix_appeal_state_turn_at_id", "state", "turn_at", "id"),
        *(
            sa.Index(f"ix_appeal_{name}_state_turn_at_id", name, "state", "turn_at", "id")
            for name in FILTERED
        ),
        sa.Index("ix_appeal_registered_at_id", "registered_at", "id"),
        _at_work_index(),
        *(_kept_index(name, went) for name, went in KEPT_INDEXES.items()),
    )

    @property
    def ref(self) -> str:
        """How audit entries and people name this appeal."""
        return self.number

    @property
    def is_open(self) -> bool:
        """Whether an answer is still owed."""
        return self.state not in (AppealState.ANSWERED, AppealState.CLOSED)

    @property
    def stays_here(self) -> bool:
        """Whether it is only recorded: nobody gave a name and nothing is urgent (R-3.3)."""
        return self.applicant.is_anonymous and self.urgency != Urgency.URGENT

    def enter(self, state: str) -> None:
        """Take the state the lifecycle leads to; only the door calls this."""
        self.state, self.reply = state, ""
        self.state_at = self.changed_at = clock.now()


class AppealCounter(Base):
    """The last number given in a year: numbers have no gaps and are never re-used (R-3.2)."""

    __tablename__ = "appeal_counter"

    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]
