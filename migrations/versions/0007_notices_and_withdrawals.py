"""Notices to third parties that hold data, and withdrawals of consent.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

from backoffice.audit.triggers import create_statements, drop_statements
from backoffice.db import UtcDateTime

# revision identifiers, used by Alembic.
revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

GUARDED = ("notice", "notice_item", "notice_event", "withdrawal")
SUPERSEDED = "ix_personal_value_superseded"


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("third_party_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeal.id"], name=op.f("fk_notice_appeal_id")),
        sa.ForeignKeyConstraint(
            ["third_party_id"], ["third_party.id"], name=op.f("fk_notice_third_party_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index(op.f("ix_notice_appeal_id"), "notice", ["appeal_id"])
    op.create_index(op.f("ix_notice_third_party_id"), "notice", ["third_party_id"])
    op.create_table(
        "notice_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("disclosure_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=30), nullable=False),
        sa.Column("value_id", sa.BigInteger(), nullable=False),
        sa.Column("given_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_notice_item_notice_id")
        ),
        sa.ForeignKeyConstraint(
            ["disclosure_id"], ["disclosure.id"], name=op.f("fk_notice_item_disclosure_id")
        ),
        sa.ForeignKeyConstraint(
            ["value_id"], ["personal_value.id"], name=op.f("fk_notice_item_value_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_item")),
    )
    op.create_index(op.f("ix_notice_item_notice_id"), "notice_item", ["notice_id"])
    op.create_index(op.f("ix_notice_item_value_id"), "notice_item", ["value_id"])
    op.create_table(
        "notice_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_notice_event_notice_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_event")),
    )
    op.create_index("ix_notice_event_notice_id_id", "notice_event", ["notice_id", "id"])
    op.create_table(
        "withdrawal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("party", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("article", sa.String(length=60), nullable=False),
        sa.Column("act", sa.String(length=120), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("evidence_value_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "outcome != 'legal_duty' OR (article != '' AND act != '')",
            name=op.f("ck_withdrawal_duty_is_named"),
        ),
        sa.CheckConstraint(
            "outcome = 'legal_duty' OR due_on IS NOT NULL",
            name=op.f("ck_withdrawal_destruction_has_a_day"),
        ),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeal.id"], name=op.f("fk_withdrawal_appeal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawal")),
        sa.UniqueConstraint("appeal_id", name=op.f("uq_withdrawal_appeal_id")),
    )
    op.create_index(op.f("ix_withdrawal_due_on"), "withdrawal", ["due_on"])
    superseded = sa.text("state = 'superseded'")
    op.create_index(
        SUPERSEDED,
        "personal_value",
        ["id"],
        sqlite_where=superseded,
        postgresql_where=superseded,
    )
    for table in GUARDED:
        for statement in create_statements(op.get_bind().dialect.name, table):
            op.execute(statement)


def downgrade() -> None:
    op.drop_index(SUPERSEDED, "personal_value")
    for table in reversed(GUARDED):
        for statement in drop_statements(op.get_bind().dialect.name, table):
            op.execute(statement)
        op.drop_table(table)
