"""Changing the log the way somebody with full rights on the database could."""

import sqlalchemy as sa

from backoffice.audit.chain import CANONICAL, canonical, digest_of, mac_of
from backoffice.audit.guard import migrating
from backoffice.audit.models import AuditEntry
from backoffice.audit.triggers import create_statements, drop_statements
from backoffice.db import changing_schema, db


def rewritten(since, until, key=None, **facts):
    """Statements that change one entry and compute those behind it anew, up to another one.

    Seals too, when there is a key to make them with; the head only when it is reached.
    """
    rows = db.session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq)).all()
    digest, statements = rows[since - 2].digest, []
    for row in rows[since - 1 : until]:
        told = {name: getattr(row, name) for name in CANONICAL}
        told |= facts if row.seq == since else {}
        digest = digest_of(digest, canonical(list(told.values())))
        seal = row.mac if key is None else mac_of(key, digest)
        statements.append(
            f"UPDATE audit_entry SET detail = '{told['detail']}', digest = '{digest}', "
            f"mac = '{seal}' WHERE seq = {row.seq}"
        )
    if until == rows[-1].seq:
        statements.append(f"UPDATE audit_head SET digest = '{digest}'")
    return statements


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
