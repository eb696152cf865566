"""Requests of data subjects, decisions on them, and that they were carried out.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

from backoffice.audit.triggers import create_statements, drop_statements
from backoffice.db import UtcDateTime

# revision identifiers, used by Alembic.
revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

GUARDED = ("subject_request", "subject_request_appeal", "request_decision", "request_done")


def upgrade() -> None:
    _create_requests()
    _create_decisions()
    for table in GUARDED:
        for statement in create_statements(op.get_bind().dialect.name, table):
            op.execute(statement)


def _create_requests() -> None:
    op.create_table(
        "subject_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(length=30), nullable=False),
        sa.Column("third_party_id", sa.Integer(), nullable=True),
        sa.Column("asker", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("proof", sa.String(length=20), nullable=False),
        sa.Column("document_kind", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("ground", sa.String(length=60), nullable=False),
        *(
            sa.Column(f"{name}_value_id", sa.BigInteger(), nullable=True)
            for name in ("text", "proposed", "evidence", "authority")
        ),
        sa.CheckConstraint(
            "appeal_id IS NOT NULL OR (kind = 'access' AND text_value_id IS NULL"
            " AND evidence_value_id IS NULL AND authority_value_id IS NULL)",
            name=op.f("ck_subject_request_without_appeal_holds_nothing"),
        ),
        sa.CheckConstraint(
            "asker != 'representative' OR document_kind != ''",
            name=op.f("ck_subject_request_authority_is_named"),
        ),
        sa.CheckConstraint(
            "asker != 'state_body' OR (reference != '' AND ground != '')",
            name=op.f("ck_subject_request_demand_is_named"),
        ),
        sa.ForeignKeyConstraint(
            ["appeal_id"], ["appeal.id"], name=op.f("fk_subject_request_appeal_id")
        ),
        sa.ForeignKeyConstraint(
            ["third_party_id"], ["third_party.id"], name=op.f("fk_subject_request_third_party_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject_request")),
        sa.UniqueConstraint("number", name=op.f("uq_subject_request_number")),
        sa.UniqueConstraint("year", "serial", name=op.f("uq_subject_request_year_serial")),
    )
    op.create_index(op.f("ix_subject_request_appeal_id"), "subject_request", ["appeal_id"])
    op.create_index("ix_subject_request_received_on_id", "subject_request", ["received_on", "id"])
    op.create_table(
        "subject_request_appeal",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["subject_request.id"],
            name=op.f("fk_subject_request_appeal_request_id"),
        ),
        sa.ForeignKeyConstraint(
            ["appeal_id"], ["appeal.id"], name=op.f("fk_subject_request_appeal_appeal_id")
        ),
        sa.PrimaryKeyConstraint("request_id", "appeal_id", name=op.f("pk_subject_request_appeal")),
    )
    op.create_index(
        op.f("ix_subject_request_appeal_appeal_id"), "subject_request_appeal", ["appeal_id"]
    )


def _create_decisions() -> None:
    op.create_table(
        "request_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("reasons", sa.String(length=200), nullable=False),
        sa.Column("answer_value_id", sa.BigInteger(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(place = 1) = (replaces_id IS NULL)",
            name=op.f("ck_request_decision_later_names_earlier"),
        ),
        sa.CheckConstraint(
            "(outcome = 'granted') = (reasons = '')",
            name=op.f("ck_request_decision_refusal_has_a_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["subject_request.id"], name=op.f("fk_request_decision_request_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["request_decision.id"], name=op.f("fk_request_decision_replaces_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_decision")),
        sa.UniqueConstraint(
            "request_id", "place", name=op.f("uq_request_decision_request_id_place")
        ),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_request_decision_replaces_id")),
    )
    op.create_table(
        "request_done",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["request_decision.id"], name=op.f("fk_request_done_decision_id")
        ),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_request_done")),
    )


def downgrade() -> None:
    for table in reversed(GUARDED):
        for statement in drop_statements(op.get_bind().dialect.name, table):
            op.execute(statement)
        op.drop_table(table)
