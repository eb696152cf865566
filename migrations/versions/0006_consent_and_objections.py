"""The whole content of a consent, and objections to single givings.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

from backoffice.audit.triggers import create_statements, drop_statements
from backoffice.db import UtcDateTime

# revision identifiers, used by Alembic.
revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLE = "field_objection"
FLAGS = ("transfer", "cross_border", "public")

_appeal = sa.table(
    "appeal",
    *map(sa.column, ("id", "registered_by_id")),
    sa.column("no_transfer", sa.Boolean()),
    sa.column("registered_at", UtcDateTime()),
)
_applicant = sa.table("applicant", sa.column("appeal_id"), sa.column("legal_provision"))
_consent = sa.table(
    "consent",
    *map(sa.column, ("appeal_id", "legal_basis", "provision")),
    *(sa.column(name, sa.Boolean()) for name in FLAGS),
)
_objection = sa.table(
    TABLE, *map(sa.column, ("appeal_id", "field", "reason", "by_id")), sa.column("at")
)


def upgrade() -> None:
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.add_column(sa.Column("provision", sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column("valid_until", sa.Date(), nullable=True))
        for name in FLAGS:
            batch_op.add_column(sa.Column(name, sa.Boolean(), nullable=True))
    _make_objections()
    _fill_consents()
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.alter_column("provision", existing_type=sa.String(length=120), nullable=False)
        for name in FLAGS:
            batch_op.alter_column(name, existing_type=sa.Boolean(), nullable=False)
        batch_op.create_index(
            "ix_consent_given_at_appeal_id", ["given_at", "appeal_id"], unique=False
        )


def _make_objections() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=30), nullable=False),
        sa.Column("third_party_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("lifts_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["appeal_id"], ["appeal.id"], name=op.f("fk_field_objection_appeal_id")
        ),
        sa.ForeignKeyConstraint(
            ["third_party_id"], ["third_party.id"], name=op.f("fk_field_objection_third_party_id")
        ),
        sa.ForeignKeyConstraint(
            ["lifts_id"], [f"{TABLE}.id"], name=op.f("fk_field_objection_lifts_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_objection")),
        sa.UniqueConstraint("lifts_id", name=op.f("uq_field_objection_lifts_id")),
    )
    with op.batch_alter_table(TABLE, schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_field_objection_appeal_id"), ["appeal_id"], unique=False
        )
    for statement in create_statements(op.get_bind().dialect.name, TABLE):
        op.execute(sa.text(statement))


def _fill_consents() -> None:
    """What earlier consents said: transfer unless refused, nothing abroad, nothing public."""
    refused = sa.select(_appeal.c.id).where(_appeal.c.no_transfer)
    provision = (
        sa.select(_applicant.c.legal_provision)
        .where(_applicant.c.appeal_id == _consent.c.appeal_id)
        .scalar_subquery()
    )
    op.execute(
        sa.update(_consent).values(
            transfer=_consent.c.appeal_id.not_in(refused),
            cross_border=sa.false(),
            public=sa.false(),
            provision=sa.case(
                (_consent.c.legal_basis == "consent", ""),
                else_=sa.func.coalesce(provision, ""),
            ),
        )
    )
    told = sa.select(
        _appeal.c.id,
        sa.literal("every_field"),
        sa.literal("said"),
        _appeal.c.registered_by_id,
        _appeal.c.registered_at,
    ).where(_appeal.c.no_transfer)
    op.execute(
        sa.insert(_objection).from_select(["appeal_id", "field", "reason", "by_id", "at"], told)
    )


def downgrade() -> None:
    for statement in drop_statements(op.get_bind().dialect.name, TABLE):
        op.execute(sa.text(statement))
    op.drop_table(TABLE)
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index("ix_consent_given_at_appeal_id")
        for name in ("valid_until", "provision", *FLAGS):
            batch_op.drop_column(name)
