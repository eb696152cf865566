"""Indexes for the register of appeals: by registration, and when each was answered.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_appeal_registered_at_id", "appeal", ["registered_at", "id"])
    first = sa.text("field = 'answer' AND id = lineage_id")
    op.create_index(
        "ix_personal_value_answers",
        "personal_value",
        ["appeal_id", "created_at"],
        sqlite_where=first,
        postgresql_where=first,
    )


def downgrade() -> None:
    op.drop_index("ix_personal_value_answers", "personal_value")
    op.drop_index("ix_appeal_registered_at_id", "appeal")
