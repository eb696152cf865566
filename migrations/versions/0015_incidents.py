"""The register of incidents with personal data.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

from backoffice.audit.triggers import create_statements, drop_statements
from backoffice.db import UtcDateTime

# revision identifiers, used by Alembic.
revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

GUARDED = (
    "incident",
    "incident_facts",
    "incident_case",
    "incident_case_end",
    "incident_event",
)


def upgrade() -> None:
    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )
    op.create_table(
        "incident_facts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("found_how", sa.String(length=20), nullable=False),
        sa.Column("detected_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("happened_from", UtcDateTime(timezone=True), nullable=True),
        sa.Column("happened_until", UtcDateTime(timezone=True), nullable=True),
        sa.Column("measures", sa.String(length=200), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_incident_facts_incident_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_facts")),
        sa.UniqueConstraint("incident_id", "no", name=op.f("uq_incident_facts_incident_id_no")),
    )
    _create_cases()
    op.create_table(
        "incident_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_incident_event_incident_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_event")),
    )
    op.create_index(op.f("ix_incident_event_incident_id"), "incident_event", ["incident_id"])
    for table in GUARDED:
        for statement in create_statements(op.get_bind().dialect.name, table):
            op.execute(statement)


def _create_cases() -> None:
    op.create_table(
        "incident_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["appeal_id"], ["appeal.id"], name=op.f("fk_incident_case_appeal_id")
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_incident_case_incident_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_case")),
    )
    op.create_index(op.f("ix_incident_case_appeal_id"), "incident_case", ["appeal_id"])
    op.create_index("ix_incident_case_incident_id_id", "incident_case", ["incident_id", "id"])
    op.create_table(
        "incident_case_end",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["incident_case.id"], name=op.f("fk_incident_case_end_case_id")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_incident_case_end")),
    )


def downgrade() -> None:
    for table in reversed(GUARDED):
        for statement in drop_statements(op.get_bind().dialect.name, table):
            op.execute(statement)
        op.drop_table(table)
