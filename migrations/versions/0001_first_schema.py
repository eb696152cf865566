"""The first schema, with the triggers that keep append-only tables.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

from backoffice.audit.triggers import create_statements, drop_statements
from backoffice.db import UtcDateTime

# revision identifiers, used by Alembic.
revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# The append-only tables of this schema; later ones are guarded by the migration that makes them.
GUARDED = (
    "audit_entry",
    "disclosure",
    "disclosure_item",
    "disclosure_event",
    "policy_version",
)


def upgrade() -> None:
    op.create_table(
        "appeal_counter",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_appeal_counter")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("actor_role", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("appeal_number", sa.String(length=20), nullable=False),
        sa.Column("third_party", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=False),
        sa.Column("fields", sa.String(length=500), nullable=False),
        sa.Column("detail", sa.String(length=200), nullable=False),
        sa.Column("request_id", sa.String(length=32), nullable=False),
        sa.Column("client", sa.String(length=45), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index("ix_audit_entry_action_seq", ["action", "seq"], unique=False)
        batch_op.create_index("ix_audit_entry_actor_id_seq", ["actor_id", "seq"], unique=False)
        batch_op.create_index(
            "ix_audit_entry_appeal_number_seq", ["appeal_number", "seq"], unique=False
        )
        batch_op.create_index("ix_audit_entry_at", ["at"], unique=False)

    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "category",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("name_kk", sa.String(length=120), nullable=False),
        sa.Column("name_ru", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("urgency", sa.String(length=20), nullable=False),
        sa.Column("default_third_party", sa.String(length=20), nullable=False),
        sa.Column("disclose_always", sa.String(length=200), nullable=False),
        sa.Column("disclose_with_reason", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_category")),
    )
    op.create_table(
        "district",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name_kk", sa.String(length=60), nullable=False),
        sa.Column("name_ru", sa.String(length=60), nullable=False),
        sa.Column("name_en", sa.String(length=60), nullable=False),
        sa.Column("akimat", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_district")),
    )
    op.create_table(
        "form_receipt",
        sa.Column("key", sa.String(length=43), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("appeal_number", sa.String(length=20), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_form_receipt")),
    )
    op.create_table(
        "policy_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("approved_by", sa.String(length=120), nullable=False),
        sa.Column("order_no", sa.String(length=40), nullable=False),
        sa.Column("original_language", sa.String(length=2), nullable=False),
        sa.Column("text_kk", sa.Text(), nullable=False),
        sa.Column("text_ru", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_version")),
        sa.UniqueConstraint("number", name=op.f("uq_policy_version_number")),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("bucket", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("bucket", name=op.f("pk_sign_in_attempt")),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=40), nullable=False),
        sa.Column("display_name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("disabled_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("username", name=op.f("uq_staff_username")),
    )
    op.create_table(
        "third_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name_kk", sa.String(length=200), nullable=False),
        sa.Column("name_ru", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("bin", sa.String(length=12), nullable=False),
        sa.Column("contact_email", sa.String(length=120), nullable=False),
        sa.Column("contact_phone", sa.String(length=40), nullable=False),
        sa.Column("responsible_person", sa.String(length=120), nullable=False),
        sa.Column("undertaking_no", sa.String(length=40), nullable=False),
        sa.Column("undertaking_from", sa.Date(), nullable=True),
        sa.Column("undertaking_until", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_third_party")),
        sa.UniqueConstraint("code", name=op.f("uq_third_party_code")),
    )
    op.create_table(
        "appeal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("form", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("category_code", sa.String(length=8), nullable=False),
        sa.Column("district_code", sa.String(length=20), nullable=True),
        sa.Column("urgency", sa.String(length=20), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("no_transfer", sa.Boolean(), nullable=False),
        sa.Column("collect_reason", sa.String(length=30), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("registered_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("state_at", UtcDateTime(), nullable=False),
        sa.Column(
            "turn_at",
            UtcDateTime(),
            sa.Computed(
                "CASE WHEN state IN ('answered', 'closed') THEN state_at ELSE due_at END",
                persisted=True,
            ),
            nullable=False,
        ),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("registered_by_id", sa.Integer(), nullable=False),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("third_party_id", sa.Integer(), nullable=True),
        sa.Column("import_key", sa.String(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assignee_id"], ["staff.id"], name=op.f("fk_appeal_assignee_id")),
        sa.ForeignKeyConstraint(
            ["category_code"], ["category.code"], name=op.f("fk_appeal_category_code")
        ),
        sa.ForeignKeyConstraint(
            ["district_code"], ["district.code"], name=op.f("fk_appeal_district_code")
        ),
        sa.ForeignKeyConstraint(
            ["third_party_id"], ["third_party.id"], name=op.f("fk_appeal_third_party_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal")),
        sa.UniqueConstraint("import_key", name=op.f("uq_appeal_import_key")),
        sa.UniqueConstraint("number", name=op.f("uq_appeal_number")),
    )
    with op.batch_alter_table("appeal", schema=None) as batch_op:
        batch_op.create_index(
            "ix_appeal_assignee_id_state_turn_at_id",
            ["assignee_id", "state", "turn_at", "id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_appeal_category_code_state_turn_at_id",
            ["category_code", "state", "turn_at", "id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_appeal_changed_at"), ["changed_at"], unique=False)
        batch_op.create_index(
            "ix_appeal_channel_state_turn_at_id",
            ["channel", "state", "turn_at", "id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_appeal_district_code_state_turn_at_id",
            ["district_code", "state", "turn_at", "id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_appeal_kind_state_turn_at_id", ["kind", "state", "turn_at", "id"], unique=False
        )
        batch_op.create_index(
            "ix_appeal_state_turn_at_id", ["state", "turn_at", "id"], unique=False
        )
        batch_op.create_index(
            "ix_appeal_third_party_id_state_turn_at_id",
            ["third_party_id", "state", "turn_at", "id"],
            unique=False,
        )

    op.create_table(
        "competence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("third_party_id", sa.Integer(), nullable=False),
        sa.Column("category_code", sa.String(length=8), nullable=False),
        sa.Column("district_code", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_code"], ["category.code"], name=op.f("fk_competence_category_code")
        ),
        sa.ForeignKeyConstraint(
            ["third_party_id"], ["third_party.id"], name=op.f("fk_competence_third_party_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_competence")),
        sa.UniqueConstraint(
            "third_party_id",
            "category_code",
            "district_code",
            name=op.f("uq_competence_third_party_id_category_code_district_code"),
        ),
    )
    with op.batch_alter_table("competence", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_competence_category_code"), ["category_code"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_competence_third_party_id"), ["third_party_id"], unique=False
        )

    op.create_table(
        "web_session",
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("held", sa.Text(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_web_session_staff_id")),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_web_session")),
    )
    with op.batch_alter_table("web_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_web_session_seen_at"), ["seen_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_web_session_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "applicant",
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("legal_provision", sa.String(length=120), nullable=False),
        sa.Column("is_anonymous", sa.Boolean(), nullable=False),
        sa.Column("number_hidden", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeal.id"], name=op.f("fk_applicant_appeal_id")),
        sa.PrimaryKeyConstraint("appeal_id", name=op.f("pk_applicant")),
    )
    op.create_table(
        "consent",
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("policy_version_id", sa.Integer(), nullable=False),
        sa.Column("legal_basis", sa.String(length=20), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeal.id"], name=op.f("fk_consent_appeal_id")),
        sa.ForeignKeyConstraint(
            ["policy_version_id"], ["policy_version.id"], name=op.f("fk_consent_policy_version_id")
        ),
        sa.PrimaryKeyConstraint("appeal_id", name=op.f("pk_consent")),
    )
    op.create_table(
        "disclosure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("third_party_id", sa.Integer(), nullable=False),
        sa.Column("category_code", sa.String(length=8), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("legal_basis", sa.String(length=20), nullable=False),
        sa.Column("policy_version_id", sa.Integer(), nullable=False),
        sa.Column("means", sa.String(length=20), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("notice_language", sa.String(length=2), nullable=False),
        sa.Column("notice_version", sa.Integer(), nullable=False),
        sa.Column("beyond_reason", sa.String(length=30), nullable=False),
        sa.Column("outside_reason", sa.String(length=30), nullable=False),
        sa.Column("reason_value_id", sa.BigInteger(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeal.id"], name=op.f("fk_disclosure_appeal_id")),
        sa.ForeignKeyConstraint(
            ["policy_version_id"],
            ["policy_version.id"],
            name=op.f("fk_disclosure_policy_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["third_party_id"], ["third_party.id"], name=op.f("fk_disclosure_third_party_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure")),
    )
    with op.batch_alter_table("disclosure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_disclosure_appeal_id"), ["appeal_id"], unique=False)
        batch_op.create_index("ix_disclosure_at_id", ["at", "id"], unique=False)
        batch_op.create_index("ix_disclosure_by_id_at_id", ["by_id", "at", "id"], unique=False)
        batch_op.create_index(
            "ix_disclosure_category_code_at_id", ["category_code", "at", "id"], unique=False
        )
        batch_op.create_index(
            "ix_disclosure_third_party_id_at_id", ["third_party_id", "at", "id"], unique=False
        )

    op.create_table(
        "personal_value",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(length=20), nullable=False),
        sa.Column("field", sa.String(length=30), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("lineage_id", sa.BigInteger(), nullable=False),
        sa.Column("recipient_copy", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("blocked_until", sa.Date(), nullable=True),
        sa.Column("restorable_until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'destroyed') = (sealed IS NULL)",
            name=op.f("ck_personal_value_destroyed_means_no_sealed_bytes"),
        ),
        sa.ForeignKeyConstraint(
            ["appeal_id"], ["appeal.id"], name=op.f("fk_personal_value_appeal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_value")),
    )
    with op.batch_alter_table("personal_value", schema=None) as batch_op:
        batch_op.create_index("ix_personal_value_appeal_id_id", ["appeal_id", "id"], unique=False)

    op.create_table(
        "representative",
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("document_kind", sa.String(length=40), nullable=False),
        sa.Column("document_date", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["appeal_id"], ["appeal.id"], name=op.f("fk_representative_appeal_id")
        ),
        sa.PrimaryKeyConstraint("appeal_id", name=op.f("pk_representative")),
    )
    op.create_table(
        "disclosure_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("disclosure_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["disclosure_id"], ["disclosure.id"], name=op.f("fk_disclosure_event_disclosure_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure_event")),
    )
    with op.batch_alter_table("disclosure_event", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_disclosure_event_disclosure_id"), ["disclosure_id"], unique=False
        )

    op.create_table(
        "disclosure_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("disclosure_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=30), nullable=False),
        sa.Column("value_id", sa.BigInteger(), nullable=False),
        sa.Column("beyond_need", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["disclosure_id"], ["disclosure.id"], name=op.f("fk_disclosure_item_disclosure_id")
        ),
        sa.ForeignKeyConstraint(
            ["value_id"], ["personal_value.id"], name=op.f("fk_disclosure_item_value_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure_item")),
    )
    with op.batch_alter_table("disclosure_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_disclosure_item_disclosure_id"), ["disclosure_id"], unique=False
        )
        batch_op.create_index(
            "ix_disclosure_item_field_disclosure_id", ["field", "disclosure_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_disclosure_item_value_id"), ["value_id"], unique=False)
    for table in GUARDED:
        for statement in create_statements(op.get_bind().dialect.name, table):
            op.execute(sa.text(statement))


def downgrade() -> None:
    for table in GUARDED:
        for statement in drop_statements(op.get_bind().dialect.name, table):
            op.execute(sa.text(statement))
    with op.batch_alter_table("disclosure_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_disclosure_item_value_id"))
        batch_op.drop_index("ix_disclosure_item_field_disclosure_id")
        batch_op.drop_index(batch_op.f("ix_disclosure_item_disclosure_id"))

    op.drop_table("disclosure_item")
    with op.batch_alter_table("disclosure_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_disclosure_event_disclosure_id"))

    op.drop_table("disclosure_event")
    op.drop_table("representative")
    with op.batch_alter_table("personal_value", schema=None) as batch_op:
        batch_op.drop_index("ix_personal_value_appeal_id_id")

    op.drop_table("personal_value")
    with op.batch_alter_table("disclosure", schema=None) as batch_op:
        batch_op.drop_index("ix_disclosure_third_party_id_at_id")
        batch_op.drop_index("ix_disclosure_category_code_at_id")
        batch_op.drop_index("ix_disclosure_by_id_at_id")
        batch_op.drop_index("ix_disclosure_at_id")
        batch_op.drop_index(batch_op.f("ix_disclosure_appeal_id"))

    op.drop_table("disclosure")
    op.drop_table("consent")
    op.drop_table("applicant")
    with op.batch_alter_table("web_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_web_session_staff_id"))
        batch_op.drop_index(batch_op.f("ix_web_session_seen_at"))

    op.drop_table("web_session")
    with op.batch_alter_table("competence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_competence_third_party_id"))
        batch_op.drop_index(batch_op.f("ix_competence_category_code"))

    op.drop_table("competence")
    with op.batch_alter_table("appeal", schema=None) as batch_op:
        batch_op.drop_index("ix_appeal_third_party_id_state_turn_at_id")
        batch_op.drop_index("ix_appeal_state_turn_at_id")
        batch_op.drop_index("ix_appeal_kind_state_turn_at_id")
        batch_op.drop_index("ix_appeal_district_code_state_turn_at_id")
        batch_op.drop_index("ix_appeal_channel_state_turn_at_id")
        batch_op.drop_index(batch_op.f("ix_appeal_changed_at"))
        batch_op.drop_index("ix_appeal_category_code_state_turn_at_id")
        batch_op.drop_index("ix_appeal_assignee_id_state_turn_at_id")

    op.drop_table("appeal")
    op.drop_table("third_party")
    op.drop_table("staff")
    op.drop_table("sign_in_attempt")
    op.drop_table("policy_version")
    op.drop_table("form_receipt")
    op.drop_table("district")
    op.drop_table("category")
    op.drop_table("calendar_day")
    op.drop_table("audit_head")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_entry_at")
        batch_op.drop_index("ix_audit_entry_appeal_number_seq")
        batch_op.drop_index("ix_audit_entry_actor_id_seq")
        batch_op.drop_index("ix_audit_entry_action_seq")

    op.drop_table("audit_entry")
    op.drop_table("appeal_counter")
