"""Making and upgrading an installation: databases, keyring, catalogues, policy."""

from datetime import date
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy.exc import OperationalError, ProgrammingError

from backoffice.accounts.models import SYSTEM
from backoffice.audit.door import deed_of
from backoffice.audit.guard import migrating
from backoffice.audit.transaction import writers_held
from backoffice.db import changing_schema, db
from backoffice.policy.actions import publish_version
from backoffice.policy.models import PolicyVersion
from backoffice.retention.execution import BATCH, finish_begun
from backoffice.rules.actions import Action
from backoffice.third_parties.catalogues import load_catalogues
from backoffice.third_parties.models import Category
from backoffice.vault.keyring import Keyring, KeyringError
from backoffice.vault.maintenance import (
    finish_destruction,
    fold_logs,
    unfinished_destructions,
)
from backoffice.vault.values import Vault, the_vault

FIRST_POLICY_DAY = date(2024, 1, 1)


def install(app: Flask, *, demo: bool) -> None:
    """Make what is missing and upgrade what is old; safe to run again and again."""
    token = changing_schema.set(True)
    try:
        with migrating():
            upgrade()
    finally:
        changing_schema.reset(token)
    _install_vault(app, demo=demo)
    _fill()
    finish_interrupted()


def _install_vault(app: Flask, *, demo: bool) -> None:
    path = Path(app.config["KEYRING"])
    if not path.exists():
        _refuse_lost_keyring()
        Keyring.create(path, demo=demo)
    vault = Vault.open(app)
    app.config["SECRET_KEY"] = vault.keyring.web_key
    vault.store.create_tables()


def _refuse_lost_keyring() -> None:
    """An installation that holds data must never get a new keyring: its data would be lost."""
    if db.session.scalar(sa.select(sa.exists().select_from(PolicyVersion))):
        raise KeyringError("The keyring of this installation is missing: put it back.")


def _fill() -> None:
    if not db.session.scalar(sa.select(sa.exists().select_from(Category))):
        load_catalogues(None, by=SYSTEM)
    if not db.session.scalar(sa.select(sa.exists().select_from(PolicyVersion))):
        publish_version(None, by=SYSTEM, number=1, effective_from=FIRST_POLICY_DAY)


def finish_interrupted() -> int:
    """Finish destructions a killed process began: fenced values become tombstones."""
    with writers_held():
        rows = unfinished_destructions(the_vault())
    for row in rows:
        with deed_of(Action.DESTRUCTION_FINISH, row, SYSTEM) as deed:
            finish_destruction(row)
            deed.note(fields=[row.field])
    if rows:
        fold_logs(the_vault())
    return len(rows)


def resume(app: Flask) -> None:
    """At every start: finish what a killed process left half done, if there is anything."""
    if app.extensions.get("vault") is None:
        return
    with app.app_context():
        try:
            finish_interrupted()
            finish_begun(by=SYSTEM, most=BATCH)
        except (OperationalError, ProgrammingError):
            db.session.rollback()  # an older schema: `setup` upgrades it and finishes then
