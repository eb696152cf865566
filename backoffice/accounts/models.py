"""Members of staff, their sessions, and counters of sign-in attempts."""

from datetime import date, datetime
from typing import ClassVar

import sqlalchemy as sa
from flask_login import UserMixin
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backoffice import clock
from backoffice.db import Base, UtcDateTime
from backoffice.rules.vocabulary.people import Role


class Staff(UserMixin, Base):
    """One member of staff; leaves by being disabled, never by being removed (policy 2)."""

    __tablename__ = "staff"
    subject_kind: ClassVar[str] = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(sa.String(40), unique=True)
    display_name: Mapped[str] = mapped_column(sa.String(80))
    role: Mapped[str] = mapped_column(sa.String(20))
    password_hash: Mapped[str] = mapped_column(sa.String(200))
    language: Mapped[str] = mapped_column(sa.String(2), default="kk")
    enabled: Mapped[bool] = mapped_column(default=True)
    must_change_password: Mapped[bool] = mapped_column(default=False)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # The last day of the newest undertaking: here, so that the gate asks nothing more (2.6).
    undertaken_until: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_active(self) -> bool:
        """Whether this person may do anything at all."""
        return self.enabled

    @property
    def has_undertaken(self) -> bool:
        """Whether an undertaking to keep personal data secret is in force today (2.6)."""
        return self.undertaken_until is not None and self.undertaken_until >= clock.today()

    @property
    def ref(self) -> str:
        """How audit entries name this person."""
        return str(self.id)


class SystemActor:
    """Commands of the machine's operator: acts under a role no person holds."""

    id = 0
    role = Role.SYSTEM
    is_active = True
    has_undertaken = True
    is_authenticated = False
    display_name = "system"


SYSTEM = SystemActor()


class Stranger:
    """Somebody at the sign-in page who has not shown who they are."""

    id = 0
    role = "stranger"
    is_active = True
    has_undertaken = True


STRANGER = Stranger()


class WebSession(Base):
    """One browser session; the browser holds a random key, this row only its hash."""

    __tablename__ = "web_session"

    key_hash: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    staff_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff.id"), index=True)
    held: Mapped[str] = mapped_column(sa.Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    # Read with the session, so that who signed in costs no question of its own.
    staff: Mapped[Staff | None] = relationship(lazy="joined", viewonly=True)


class SignInAttempt(Base):
    """Failures in a row for one bucket (a device, a name at an address, an address)."""

    __tablename__ = "sign_in_attempt"

    bucket: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)
