"""Changing the log the way somebody with full rights on the database could."""

import sqlalchemy as sa

from backoffice.audit.guard import migrating
from backoffice.audit.triggers import create_statements, drop_statements
from backoffice.db import changing_schema, db


def tamper(*statements: str) -> None:
    """Take the triggers away, change, and put them back as if nothing had been."""
    dialect = db.engine.dialect.name
    db.session.rollback()
    token = changing_schema.set(True)
    try:
        with migrating(), db.engine.begin() as connection:
            for statement in (
                *drop_statements(dialect, "audit_entry"),
                *statements,
                *create_statements(dialect, "audit_entry"),
            ):
                connection.execute(sa.text(statement.replace(":", "\\:")))
    finally:
        changing_schema.reset(token)
    db.session.rollback()
