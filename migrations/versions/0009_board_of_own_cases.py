"""The board of what somebody registered: an index for it.

Revision ID: 0009
Revises: 0008
"""

from alembic import op

# revision identifiers, used by Alembic.
revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

INDEX = "ix_appeal_registered_by_id_state_turn_at_id"


def upgrade() -> None:
    op.create_index(INDEX, "appeal", ["registered_by_id", "state", "turn_at", "id"])


def downgrade() -> None:
    op.drop_index(INDEX, table_name="appeal")
