"""An index of refused attempts; rules of unusual reading and what became of what they found.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

from backoffice.audit.triggers import create_statements, drop_statements
from backoffice.db import UtcDateTime

# revision identifiers, used by Alembic.
revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

GUARDED = ("reading_rule", "reading_review")
INDEX = "ix_audit_entry_refused"


def upgrade() -> None:
    refused = sa.text("outcome = 'refused'")
    op.create_index(INDEX, "audit_entry", ["seq"], sqlite_where=refused, postgresql_where=refused)
    op.create_table(
        "reading_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("per", sa.String(length=10), nullable=False),
        sa.Column("opens", sa.Integer(), nullable=False),
        sa.Column("closes", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("most BETWEEN 1 AND 10000", name=op.f("ck_reading_rule_most_in_reason")),
        sa.CheckConstraint(
            "opens BETWEEN 0 AND 23 AND closes BETWEEN 1 AND 24 AND opens < closes",
            name=op.f("ck_reading_rule_hours_in_order"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_rule")),
    )
    op.create_index(op.f("ix_reading_rule_code"), "reading_rule", ["code"])
    op.create_table(
        "reading_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("per", sa.String(length=10), nullable=False),
        sa.Column("begins", UtcDateTime(timezone=True), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_review")),
    )
    op.create_index("ix_reading_review_begins", "reading_review", ["begins"])
    for table in GUARDED:
        for statement in create_statements(op.get_bind().dialect.name, table):
            op.execute(statement)


def downgrade() -> None:
    for table in reversed(GUARDED):
        for statement in drop_statements(op.get_bind().dialect.name, table):
            op.execute(statement)
        op.drop_table(table)
    op.drop_index(INDEX, "audit_entry")
