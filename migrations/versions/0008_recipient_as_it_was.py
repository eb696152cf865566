"""The recipient of a disclosure as it was called, and its undertaking, on that day.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

from backoffice.audit.triggers import create_statements, drop_statements

# revision identifiers, used by Alembic.
revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TEXTS = {
    "recipient_name_kk": ("name_kk", 200),
    "recipient_name_ru": ("name_ru", 200),
    "recipient_name_en": ("name_en", 200),
    "recipient_undertaking_no": ("undertaking_no", 40),
}


def upgrade() -> None:
    """Of disclosures made before only the register of today is known."""
    _run(drop_statements)
    for column, (_source, longest) in TEXTS.items():
        text = sa.String(length=longest)
        op.add_column("disclosure", sa.Column(column, text, nullable=False, server_default=""))
    op.add_column("disclosure", sa.Column("recipient_undertaking_from", sa.Date(), nullable=True))
    for column, (source, _longest) in TEXTS.items():
        op.execute(_taken_from(column, source))
    op.execute(_taken_from("recipient_undertaking_from", "undertaking_from"))
    _run(create_statements)


def downgrade() -> None:
    _run(drop_statements)
    for column in ("recipient_undertaking_from", *TEXTS):
        op.drop_column("disclosure", column)
    _run(create_statements)


def _run(statements) -> None:
    """The table is append-only to everybody but this step."""
    for statement in statements(op.get_bind().dialect.name, "disclosure"):
        op.execute(sa.text(statement))


def _taken_from(column: str, source: str) -> sa.TextClause:
    return sa.text(
        f"UPDATE disclosure SET {column} = (SELECT third_party.{source} FROM third_party "
        "WHERE third_party.id = disclosure.third_party_id)"
    )
