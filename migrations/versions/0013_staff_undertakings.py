"""Confidentiality undertakings of the staff.

Revision ID: 0013
Revises: 0012
"""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

from backoffice import clock
from backoffice.audit.triggers import create_statements, drop_statements
from backoffice.db import UtcDateTime

# revision identifiers, used by Alembic.
revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TABLE = "staff_undertaking"
# An upgrade must not close the cases to a whole centre on its first morning.
TIME_TO_SIGN = timedelta(days=30)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "valid_until >= signed_on", name=op.f("ck_staff_undertaking_ends_after_signing")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_staff_undertaking_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_undertaking")),
    )
    op.create_index(op.f("ix_staff_undertaking_staff_id"), TABLE, ["staff_id"])
    op.add_column("staff", sa.Column("undertaken_until", sa.Date(), nullable=True))
    until = sa.bindparam("until", clock.today() + TIME_TO_SIGN, sa.Date())
    op.execute(sa.text("UPDATE staff SET undertaken_until = :until").bindparams(until))
    for statement in create_statements(op.get_bind().dialect.name, TABLE):
        op.execute(statement)


def downgrade() -> None:
    for statement in drop_statements(op.get_bind().dialect.name, TABLE):
        op.execute(statement)
    op.drop_column("staff", "undertaken_until")
    op.drop_table(TABLE)
