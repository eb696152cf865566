"""Database triggers that refuse to change or remove what is never edited (domain 1).

The same statements serve migrations on SQLite and PostgreSQL. They hold against plain SQL
too; with `recursive_triggers=ON` also against REPLACE.
"""

APPEND_ONLY_TABLES = (
    "audit_entry",
    "reading_rule",
    "reading_review",
    "disclosure",
    "disclosure_item",
    "disclosure_event",
    "policy_version",
    "legal_term",
    "retention_rule",
    "legal_hold",
    "legal_hold_end",
    "destruction_act",
    "destruction_act_item",
    "destruction_act_result",
    "destruction_act_event",
    "law_change",
    "policy_review",
    "recipient_reply",
    "field_objection",
    "notice",
    "notice_item",
    "notice_event",
    "withdrawal",
    "value_doubt",
    "value_doubt_end",
    "subject_request",
    "subject_request_appeal",
    "request_decision",
    "request_done",
    "staff_undertaking",
    "inventory_approval",
    "incident",
    "incident_facts",
    "incident_case",
    "incident_case_end",
    "incident_event",
    "export_order",
    "export_event",
)

_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$
"""


def create_statements(dialect: str, table: str) -> list[str]:
    """SQL that makes one table append-only on this database."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for verb in ("UPDATE", "DELETE")
        ]
    return [
        _FUNCTION,
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    ]


def drop_statements(dialect: str, table: str) -> list[str]:
    """SQL that takes the triggers away again, for a migration that goes back."""
    if dialect == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for verb in ("update", "delete")]
    return [
        f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}",
        f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}",
    ]
