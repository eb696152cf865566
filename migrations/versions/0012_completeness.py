"""Doubts about values, and since when an appeal has its category: for the queue of what lacks.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

from backoffice.audit.triggers import create_statements, drop_statements
from backoffice.db import UtcDateTime

# revision identifiers, used by Alembic.
revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

GUARDED = ("value_doubt", "value_doubt_end")
INDEX = "ix_appeal_category_since_at_work"
AT_WORK = "state <> 'answered' AND state <> 'closed' AND emptied_at IS NULL"


def upgrade() -> None:
    """Of cases put under another category before, the day is not known: it is the first one."""
    op.add_column(
        "appeal",
        sa.Column(
            "category_since",
            UtcDateTime(timezone=True),
            nullable=False,
            server_default="2000-01-01 00:00:00.000000",
        ),
    )
    op.execute(sa.text("UPDATE appeal SET category_since = registered_at"))
    rest = sa.text(AT_WORK)
    columns = ["category_since", "id"]
    op.create_index(INDEX, "appeal", columns, sqlite_where=rest, postgresql_where=rest)
    _create_doubts()
    for table in GUARDED:
        for statement in create_statements(op.get_bind().dialect.name, table):
            op.execute(statement)


def _create_doubts() -> None:
    op.create_table(
        "value_doubt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("value_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["appeal_id"], ["appeal.id"], name=op.f("fk_value_doubt_appeal_id")
        ),
        sa.ForeignKeyConstraint(
            ["value_id"], ["personal_value.id"], name=op.f("fk_value_doubt_value_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_value_doubt")),
    )
    op.create_index(op.f("ix_value_doubt_appeal_id"), "value_doubt", ["appeal_id"])
    op.create_index(op.f("ix_value_doubt_value_id"), "value_doubt", ["value_id"])
    op.create_index("ix_value_doubt_at_id", "value_doubt", ["at", "id"])
    op.create_table(
        "value_doubt_end",
        sa.Column("doubt_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=30), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["doubt_id"], ["value_doubt.id"], name=op.f("fk_value_doubt_end_doubt_id")
        ),
        sa.PrimaryKeyConstraint("doubt_id", name=op.f("pk_value_doubt_end")),
    )


def downgrade() -> None:
    for table in GUARDED:
        for statement in drop_statements(op.get_bind().dialect.name, table):
            op.execute(statement)
    op.drop_table("value_doubt_end")
    op.drop_table("value_doubt")
    op.drop_index(INDEX, table_name="appeal")
    op.drop_column("appeal", "category_since")
