"""The entry of each disclosure, found by what it says of it.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    of_disclosures = sa.text("action = 'disclosure.record'")
    op.create_index(
        "ix_audit_entry_disclosure",
        "audit_entry",
        ["action", "detail", "seq"],
        sqlite_where=of_disclosures,
        postgresql_where=of_disclosures,
    )


def downgrade() -> None:
    op.drop_index("ix_audit_entry_disclosure", "audit_entry")
