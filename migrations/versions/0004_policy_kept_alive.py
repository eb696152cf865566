"""Drafts of the policy, reviews, changes of the law; a hash for each language of an edition.

Revision ID: 0004
Revises: 0003
"""

import hashlib

import sqlalchemy as sa
from alembic import op

from backoffice.audit.triggers import create_statements, drop_statements
from backoffice.db import UtcDateTime

# revision identifiers, used by Alembic.
revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

APPEND_ONLY_TABLES = ("law_change", "policy_review")
NEW_COLUMNS = (("legal_basis", 200), ("text_hash_ru", 64), ("text_hash_en", 64))


def upgrade() -> None:
    _widen_versions()
    op.create_table(
        "policy_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("order_no", sa.String(length=40), nullable=False),
        sa.Column("legal_basis", sa.String(length=200), nullable=False),
        sa.Column("text_kk", sa.Text(), nullable=False),
        sa.Column("text_ru", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", UtcDateTime(), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", UtcDateTime(), nullable=True),
        sa.Column("approved_hash", sa.String(length=64), nullable=False),
        sa.Column("published_number", sa.Integer(), nullable=True),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "approved_by_id IS NULL OR "
            "(proposed_by_id IS NOT NULL AND approved_by_id <> proposed_by_id)",
            name=op.f("ck_policy_draft_two_people"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'published') OR "
            "(approved_by_id IS NOT NULL AND approved_hash <> '')",
            name=op.f("ck_policy_draft_approved_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["staff.id"], name=op.f("fk_policy_draft_proposed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["staff.id"], name=op.f("fk_policy_draft_approved_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_draft")),
        sa.UniqueConstraint("published_number", name=op.f("uq_policy_draft_published_number")),
    )
    op.create_table(
        "law_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_ref", sa.String(length=200), nullable=False),
        sa.Column("in_force_on", sa.Date(), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=False),
        sa.Column("noted_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["noted_by_id"], ["staff.id"], name=op.f("fk_law_change_noted_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_law_change")),
    )
    op.create_table(
        "policy_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.String(length=12), nullable=False),
        sa.Column("law_change_id", sa.Integer(), nullable=True),
        sa.Column("policy_number", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "(occasion = 'annual' AND law_change_id IS NULL) OR "
            "(occasion = 'law_change' AND law_change_id IS NOT NULL)",
            name=op.f("ck_policy_review_occasion_with_its_act"),
        ),
        sa.ForeignKeyConstraint(
            ["law_change_id"], ["law_change.id"], name=op.f("fk_policy_review_law_change_id")
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["staff.id"], name=op.f("fk_policy_review_reviewer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_review")),
        sa.UniqueConstraint("law_change_id", name=op.f("uq_policy_review_law_change_id")),
    )
    for table in APPEND_ONLY_TABLES:
        _execute(create_statements(op.get_bind().dialect.name, table))


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    for table in ("policy_review", "law_change"):
        _execute(drop_statements(dialect, table))
        op.drop_table(table)
    op.drop_table("policy_draft")
    _execute(drop_statements(dialect, "policy_version"))
    for name, _length in NEW_COLUMNS:
        op.drop_column("policy_version", name)
    _execute(create_statements(dialect, "policy_version"))


def _widen_versions() -> None:
    """Plain ADD COLUMN: to copy the table would take its triggers and its references away.

    The one change ever made to published rows: the hash of texts that stay as they are.
    """
    dialect = op.get_bind().dialect.name
    _execute(drop_statements(dialect, "policy_version"))
    for name, length in NEW_COLUMNS:
        column = sa.Column(name, sa.String(length=length), nullable=False, server_default="")
        op.add_column("policy_version", column)
    _fill_hashes()
    _execute(create_statements(dialect, "policy_version"))


def _fill_hashes() -> None:
    names = ("id", "text_ru", "text_en", "text_hash_ru", "text_hash_en")
    table = sa.table("policy_version", *(sa.column(name) for name in names))
    bind = op.get_bind()
    for row in bind.execute(sa.select(table.c.id, table.c.text_ru, table.c.text_en)).all():
        bind.execute(
            sa.update(table)
            .where(table.c.id == row.id)
            .values(
                text_hash_ru=hashlib.sha256(row.text_ru.encode()).hexdigest(),
                text_hash_en=hashlib.sha256(row.text_en.encode()).hexdigest(),
            )
        )


def _execute(statements: list[str]) -> None:
    for statement in statements:
        op.execute(sa.text(statement))
