"""Since when a value is out of use, apart from its later changes.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

from backoffice.db import UtcDateTime

# revision identifiers, used by Alembic.
revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of values that are out of use already only the moment of the last change is known."""
    with op.batch_alter_table("personal_value") as batch_op:
        batch_op.add_column(sa.Column("out_of_use_at", UtcDateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE personal_value SET out_of_use_at = changed_at "
        "WHERE state IN ('blocked', 'deleted', 'destroyed')"
    )


def downgrade() -> None:
    with op.batch_alter_table("personal_value") as batch_op:
        batch_op.drop_column("out_of_use_at")
