"""One row per action anyone did, tried or read; chained so that no row can change unseen."""

from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from backoffice.db import Base

_IS_REFUSED = sa.column("outcome") == "refused"
_OF_DISCLOSURES = sa.column("action") == "disclosure.record"


class AuditEntry(Base):
    """Who did what to which case, when; field names and never values (policy 2, R-3.5).

    No foreign keys: removing a thing never touches its history.
    """

    __tablename__ = "audit_entry"
    append_only: ClassVar[bool] = True

    seq: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(sa.String(27))
    action: Mapped[str] = mapped_column(sa.String(40))
    outcome: Mapped[str] = mapped_column(sa.String(10))
    actor_id: Mapped[int]
    actor_role: Mapped[str] = mapped_column(sa.String(20))
    subject: Mapped[str] = mapped_column(sa.String(60))
    appeal_number: Mapped[str] = mapped_column(sa.String(20))
    third_party: Mapped[str] = mapped_column(sa.String(10))
    reason: Mapped[str] = mapped_column(sa.String(60))
    fields: Mapped[str] = mapped_column(sa.String(500))
    detail: Mapped[str] = mapped_column(sa.String(200))
    request_id: Mapped[str] = mapped_column(sa.String(32))
    client: Mapped[str] = mapped_column(sa.String(45))
    digest: Mapped[str] = mapped_column(sa.String(64))
    mac: Mapped[str] = mapped_column(sa.String(64))

    __table_args__ = (
        sa.Index("ix_audit_entry_appeal_number_seq", "appeal_number", "seq"),
        sa.Index("ix_audit_entry_actor_id_seq", "actor_id", "seq"),
        sa.Index("ix_audit_entry_action_seq", "action", "seq"),
        sa.Index("ix_audit_entry_at", "at"),
        sa.Index(
            "ix_audit_entry_refused",
            "seq",
            sqlite_where=_IS_REFUSED,
            postgresql_where=_IS_REFUSED,
        ),
        # The accounting tells the entry of each of its rows; SQLite takes it for its two equals.
        sa.Index(
            "ix_audit_entry_disclosure",
            "action",
            "detail",
            "seq",
            sqlite_where=_OF_DISCLOSURES,
            postgresql_where=_OF_DISCLOSURES,
        ),
    )

    @property
    def field_codes(self) -> tuple[str, ...]:
        """Names of the personal fields the action touched."""
        return tuple(self.fields.split(",")) if self.fields else ()

    @property
    def is_refused(self) -> bool:
        """Whether this was an attempt that was not let through."""
        return self.outcome == "refused"


class AuditHead(Base):
    """The last number and digest: locked by every writer, so that entries have one order."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(sa.BigInteger)
    digest: Mapped[str] = mapped_column(sa.String(64))


class FormReceipt(Base):
    """A submitted form that took effect: sent twice, it has one effect (trust 6)."""

    __tablename__ = "form_receipt"

    key: Mapped[str] = mapped_column(sa.String(43), primary_key=True)
    actor_id: Mapped[int]
    action: Mapped[str] = mapped_column(sa.String(40))
    subject: Mapped[str] = mapped_column(sa.String(60))
    appeal_number: Mapped[str] = mapped_column(sa.String(20))
    at: Mapped[str] = mapped_column(sa.String(27))
