"""Links for recipients, their replies, and the mark of the last reply on the appeal.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

from backoffice.audit.triggers import create_statements, drop_statements
from backoffice.db import UtcDateTime

# revision identifiers, used by Alembic.
revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recipient_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("disclosure_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("views_allowed", sa.Integer(), nullable=False),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.Column("viewed_at", UtcDateTime(), nullable=True),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "views <= views_allowed", name=op.f("ck_recipient_link_no_view_beyond_the_allowed")
        ),
        sa.ForeignKeyConstraint(
            ["disclosure_id"], ["disclosure.id"], name=op.f("fk_recipient_link_disclosure_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipient_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_recipient_link_token_hash")),
    )
    op.create_index(op.f("ix_recipient_link_disclosure_id"), "recipient_link", ["disclosure_id"])
    op.create_table(
        "recipient_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("value_id", sa.BigInteger(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"], ["recipient_link.id"], name=op.f("fk_recipient_reply_link_id")
        ),
        sa.ForeignKeyConstraint(
            ["value_id"], ["personal_value.id"], name=op.f("fk_recipient_reply_value_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipient_reply")),
    )
    op.create_index(op.f("ix_recipient_reply_link_id"), "recipient_reply", ["link_id"])
    for statement in create_statements(op.get_bind().dialect.name, "recipient_reply"):
        op.execute(sa.text(statement))
    op.add_column(
        "appeal", sa.Column("reply", sa.String(length=10), server_default="", nullable=False)
    )


def downgrade() -> None:
    op.drop_column("appeal", "reply")
    for statement in drop_statements(op.get_bind().dialect.name, "recipient_reply"):
        op.execute(sa.text(statement))
    op.drop_index(op.f("ix_recipient_reply_link_id"), table_name="recipient_reply")
    op.drop_table("recipient_reply")
    op.drop_index(op.f("ix_recipient_link_disclosure_id"), table_name="recipient_link")
    op.drop_table("recipient_link")
