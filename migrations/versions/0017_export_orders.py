"""Orders to take a report out, and what became of them.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

from backoffice.audit.triggers import create_statements, drop_statements
from backoffice.db import UtcDateTime

# revision identifiers, used by Alembic.
revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

GUARDED = ("export_order", "export_event")


def upgrade() -> None:
    op.create_table(
        "export_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("report", sa.String(length=40), nullable=False),
        sa.Column("filters", sa.Text(), nullable=False),
        sa.Column("format", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("fields", sa.String(length=500), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("upto", sa.BigInteger(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_order")),
        sa.UniqueConstraint("key", name=op.f("uq_export_order_key")),
        sa.UniqueConstraint("id", "by_id", name=op.f("uq_export_order_id_by_id")),
    )
    op.create_index("ix_export_order_by_id_id", "export_order", ["by_id", "id"])
    _create_events()
    for table in GUARDED:
        for statement in create_statements(op.get_bind().dialect.name, table):
            op.execute(statement)


def _create_events() -> None:
    op.create_table(
        "export_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("millis", sa.Integer(), nullable=False),
        sa.Column("entry", sa.BigInteger(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state <> 'approved' OR by_id <> asked_by_id", name=op.f("ck_export_event_two_people")
        ),
        sa.ForeignKeyConstraint(
            ["order_id", "asked_by_id"],
            ["export_order.id", "export_order.by_id"],
            name=op.f("fk_export_event_order_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_event")),
    )
    op.create_index(op.f("ix_export_event_order_id"), "export_event", ["order_id"])
    op.create_index("ix_export_event_by_id_at", "export_event", ["by_id", "at"])
    op.create_index("ix_export_event_state_at", "export_event", ["state", "at"])


def downgrade() -> None:
    for table in reversed(GUARDED):
        for statement in drop_statements(op.get_bind().dialect.name, table):
            op.execute(statement)
        op.drop_table(table)
