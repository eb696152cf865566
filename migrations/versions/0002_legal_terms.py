"""Terms of the law an installation can change.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

from backoffice.audit.triggers import create_statements, drop_statements
from backoffice.db import UtcDateTime

# revision identifiers, used by Alembic.
revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "legal_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("article", sa.String(length=60), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("value BETWEEN 1 AND 1200", name=op.f("ck_legal_term_value_in_reason")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_term")),
    )
    op.create_index(op.f("ix_legal_term_code"), "legal_term", ["code"])
    for statement in create_statements(op.get_bind().dialect.name, "legal_term"):
        op.execute(statement)


def downgrade() -> None:
    for statement in drop_statements(op.get_bind().dialect.name, "legal_term"):
        op.execute(statement)
    op.drop_table("legal_term")
