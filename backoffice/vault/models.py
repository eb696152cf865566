"""The row that holds one sealed personal value; its key lies in the vault."""

from datetime import date, datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backoffice import clock
from backoffice.db import Base, UtcDateTime
from backoffice.rules.vocabulary.personal_values import ValueState

_IS_DELETED = sa.literal_column("state = 'deleted'", sa.Boolean)
_IS_FIRST_ANSWER = sa.literal_column("field = 'answer' AND id = lineage_id", sa.Boolean)
# States in which staff may see a value at all: not blocked, deleted or destroyed.
READABLE = frozenset({ValueState.CURRENT, ValueState.SUPERSEDED})


class PersonalValue(Base):
    """One piece of personal data of one appeal, sealed under its own key (policy 3.2).

    Versions of the same piece and copies edited for a recipient share `lineage_id`, the id
    of the first of them: destroying the piece destroys them all.
    """

    __tablename__ = "personal_value"
    subject_kind: ClassVar[str] = "value"
    lifecycle: ClassVar[str] = "value"

    id: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    appeal_id: Mapped[int] = mapped_column(sa.ForeignKey("appeal.id"))
    party: Mapped[str] = mapped_column(sa.String(20))
    field: Mapped[str] = mapped_column(sa.String(30))
    state: Mapped[str] = mapped_column(sa.String(20), default=ValueState.CURRENT)
    sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary)
    lineage_id: Mapped[int] = mapped_column(sa.BigInteger)
    recipient_copy: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    out_of_use_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    blocked_until: Mapped[date | None]
    restorable_until: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    appeal: Mapped[Any] = relationship("Appeal", viewonly=True)

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        sa.Index("ix_personal_value_appeal_id_id", "appeal_id", "id"),
        sa.Index(
            "ix_personal_value_deleted",
            "restorable_until",
            "id",
            sqlite_where=_IS_DELETED,
            postgresql_where=_IS_DELETED,
        ),
        sa.Index(  # corrected values wait here for their end, and few at a time
            "ix_personal_value_superseded",
            "id",
            sqlite_where=sa.column("state") == ValueState.SUPERSEDED,
            postgresql_where=sa.column("state") == ValueState.SUPERSEDED,
        ),
        sa.Index(  # when appeals were answered: for the register of their terms
            "ix_personal_value_answers",
            "appeal_id",
            "created_at",
            sqlite_where=_IS_FIRST_ANSWER,
            postgresql_where=_IS_FIRST_ANSWER,
        ),
        sa.CheckConstraint(
            "(state = 'destroyed') = (sealed IS NULL)", name="destroyed_means_no_sealed_bytes"
        ),
    )

    @property
    def ref(self) -> str:
        """How audit entries name this value."""
        return str(self.id)

    @property
    def is_readable(self) -> bool:
        """Whether staff may see it at all: not blocked, deleted or destroyed."""
        return self.state in READABLE

    def enter(self, state: str) -> None:
        """Take the state the lifecycle leads to: for the door, and for deeds upon many values.

        From the first blocking, deletion or destruction on it is out of use, until it is
        unblocked or restored.
        """
        self.state = state
        if self.is_readable:
            self.out_of_use_at = None
        elif self.out_of_use_at is None:
            self.out_of_use_at = clock.now()


# Said as the index says it, so that it is used: the words the applicant was answered with, as
# they were first recorded, and no correction of them.
IS_FIRST_ANSWER = sa.and_(
    PersonalValue.field == sa.literal_column("'answer'"),
    PersonalValue.id == PersonalValue.lineage_id,
)
