"""Terms of storage, legal holds and destruction acts.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

from backoffice.audit.triggers import create_statements, drop_statements
from backoffice.db import UtcDateTime

# revision identifiers, used by Alembic.
revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

GUARDED = (
    "retention_rule",
    "legal_hold",
    "legal_hold_end",
    "destruction_act",
    "destruction_act_item",
    "destruction_act_result",
    "destruction_act_event",
)
KEPT_INDEXES = {"ix_appeal_kept_forwarded": "IS NOT NULL", "ix_appeal_kept_here": "IS NULL"}


def upgrade() -> None:
    op.add_column("appeal", sa.Column("emptied_at", UtcDateTime(timezone=True), nullable=True))
    for name, went in KEPT_INDEXES.items():
        rest = sa.text(f"emptied_at IS NULL AND third_party_id {went}")
        _partial_index(name, "appeal", ["state", "state_at", "id", "category_code"], rest)
    _partial_index(
        "ix_personal_value_deleted",
        "personal_value",
        ["restorable_until", "id"],
        sa.text("state = 'deleted'"),
    )
    _create_keeping()
    _create_acts()
    for table in GUARDED:
        for statement in create_statements(op.get_bind().dialect.name, table):
            op.execute(statement)


def _partial_index(name: str, table: str, columns: list[str], rest: sa.TextClause) -> None:
    op.create_index(name, table, columns, sqlite_where=rest, postgresql_where=rest)


def _create_keeping() -> None:
    op.create_table(
        "retention_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("category_code", sa.String(length=8), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("ground", sa.String(length=120), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("follows_general", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "months BETWEEN 1 AND 1200", name=op.f("ck_retention_rule_months_in_reason")
        ),
        sa.CheckConstraint(
            "category_code <> '' OR NOT follows_general",
            name=op.f("ck_retention_rule_general_rule_stands_alone"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_rule")),
    )
    op.create_table(
        "legal_hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeal.id"], name=op.f("fk_legal_hold_appeal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
    )
    op.create_index(op.f("ix_legal_hold_appeal_id"), "legal_hold", ["appeal_id"])
    op.create_table(
        "legal_hold_end",
        sa.Column("hold_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["hold_id"], ["legal_hold.id"], name=op.f("fk_legal_hold_end_hold_id")
        ),
        sa.PrimaryKeyConstraint("hold_id", name=op.f("pk_legal_hold_end")),
    )


def _create_acts() -> None:
    op.create_table(
        "destruction_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction_act")),
        sa.UniqueConstraint("number", name=op.f("uq_destruction_act_number")),
        sa.UniqueConstraint("year", "serial", name=op.f("uq_destruction_act_year_serial")),
        sa.UniqueConstraint(
            "id", "proposed_by_id", name=op.f("uq_destruction_act_id_proposed_by_id")
        ),
    )
    op.create_table(
        "destruction_act_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("value_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("category_code", sa.String(length=8), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("appeal_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["act_id"], ["destruction_act.id"], name=op.f("fk_destruction_act_item_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["appeal_id"], ["appeal.id"], name=op.f("fk_destruction_act_item_appeal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction_act_item")),
        sa.UniqueConstraint("act_id", "place", name=op.f("uq_destruction_act_item_act_id_place")),
    )
    for column in ("appeal_id", "value_id"):
        name = op.f(f"ix_destruction_act_item_{column}")
        op.create_index(name, "destruction_act_item", [column])
    op.create_table(
        "destruction_act_result",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(length=20), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["act_id"], ["destruction_act.id"], name=op.f("fk_destruction_act_result_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["destruction_act_item.id"],
            name=op.f("fk_destruction_act_result_item_id"),
        ),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_destruction_act_result")),
    )
    op.create_index(op.f("ix_destruction_act_result_act_id"), "destruction_act_result", ["act_id"])
    op.create_table(
        "destruction_act_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state <> 'approved' OR (by_id <> proposed_by_id AND by_id <> 0)",
            name=op.f("ck_destruction_act_event_two_people"),
        ),
        sa.ForeignKeyConstraint(
            ["act_id", "proposed_by_id"],
            ["destruction_act.id", "destruction_act.proposed_by_id"],
            name=op.f("fk_destruction_act_event_act_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction_act_event")),
        sa.UniqueConstraint("act_id", "state", name=op.f("uq_destruction_act_event_act_id_state")),
    )


def downgrade() -> None:
    for table in reversed(GUARDED):
        for statement in drop_statements(op.get_bind().dialect.name, table):
            op.execute(statement)
        op.drop_table(table)
    op.drop_index("ix_personal_value_deleted", "personal_value")
    for name in KEPT_INDEXES:
        op.drop_index(name, "appeal")
    op.drop_column("appeal", "emptied_at")
