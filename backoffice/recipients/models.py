"""Links by which a third party opens its disclosure, and what it replied there (policy 9)."""

from datetime import datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from backoffice.appeals.models import Appeal
from backoffice.db import Base, UtcDateTime
from backoffice.disclosures.models import Disclosure
from backoffice.vault.models import PersonalValue


class RecipientLink(Base):
    """One link to one disclosure: it ends by term, by views or by revoking (R-8.1, R-9.2).

    The recipient holds 256 random bits, this row only their SHA-256.
    """

    __tablename__ = "recipient_link"
    subject_kind: ClassVar[str] = "link"

    id: Mapped[int] = mapped_column(primary_key=True)
    disclosure_id: Mapped[int] = mapped_column(sa.ForeignKey("disclosure.id"), index=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by_id: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    views_allowed: Mapped[int]
    views: Mapped[int] = mapped_column(default=0)
    viewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    disclosure: Mapped[Disclosure] = relationship(
        lazy="select", backref=backref("links", order_by=lambda: RecipientLink.id.desc())
    )
    replies: Mapped[list["RecipientReply"]] = relationship(
        back_populates="link", lazy="select", order_by="RecipientReply.id"
    )

    __table_args__ = (
        sa.CheckConstraint("views <= views_allowed", name="no_view_beyond_the_allowed"),
    )

    @property
    def appeal(self) -> Appeal:
        """The case it belongs to."""
        return self.disclosure.appeal

    @property
    def ref(self) -> str:
        """How audit entries name this link."""
        return str(self.id)


class RecipientReply(Base):
    """What a recipient wrote at its page; the words are a sealed value of the case (R-3.2)."""

    __tablename__ = "recipient_reply"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    link_id: Mapped[int] = mapped_column(sa.ForeignKey("recipient_link.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(10))
    reason: Mapped[str] = mapped_column(sa.String(30), default="")
    value_id: Mapped[int] = mapped_column(sa.ForeignKey("personal_value.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    link: Mapped[RecipientLink] = relationship(back_populates="replies")
    value: Mapped[PersonalValue] = relationship(lazy="select")
