"""Making and upgrading an installation: databases, keyring, catalogues, policy."""

import logging
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import sqlalchemy as sa
from flask import Flask, current_app
from flask_migrate import upgrade
from sqlalchemy.exc import OperationalError, ProgrammingError

from backoffice.accounts.models import SYSTEM
from backoffice.audit.belonging import refuse_foreign
from backoffice.audit.cut_short import DestructionCutShort
from backoffice.audit.door import deed_of
from backoffice.audit.guard import migrating
from backoffice.audit.scope import Scope, scoped
from backoffice.audit.transaction import writers_held
from backoffice.db import db, schema_may_change
from backoffice.disclosures.holders import tell_of_destruction
from backoffice.policy.actions import publish_version
from backoffice.policy.models import PolicyVersion
from backoffice.retention.execution import BATCH, finish_begun
from backoffice.rules.actions import Action
from backoffice.third_parties.catalogues import load_catalogues
from backoffice.third_parties.models import Category
from backoffice.vault.acts import Act
from backoffice.vault.keyring import Keyring, KeyringError
from backoffice.vault.maintenance import (
    finish_destruction,
    fold_logs,
    unfinished_destructions,
)
from backoffice.vault.models import PersonalValue
from backoffice.vault.values import Vault, the_vault

Begun = tuple[PersonalValue, Act | None]
# Destructions that third parties are told of; a corrected value was told of when corrected.
TOLD = (Action.VALUE_DESTROY, Action.APPLICANT_DESTROY, Action.ACT_EXECUTE)
FIRST_POLICY_DAY = date(2024, 1, 1)
_NOT_NOW = (OperationalError, ProgrammingError, OSError, KeyringError, DestructionCutShort)
log = logging.getLogger(__name__)


def install(app: Flask, *, demo: bool) -> None:
    """Make what is missing and upgrade what is old; safe to run again and again.

    Raises KeyringError when the keyring is missing or of another installation.
    """
    if app.extensions["vault"] is not None:
        refuse_foreign()
        db.session.rollback()
    with schema_may_change(), migrating():
        upgrade()
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
    """Finish destructions that were cut short: fenced values become tombstones.

    Each entry names the person who decided and the reason, when the fence remembers them.
    """
    with writers_held():
        begun = unfinished_destructions(the_vault())
    for row, act in begun:
        # A scope of its own: neither the address nor the form of whoever is there by chance.
        with scoped(Scope()), deed_of(Action.DESTRUCTION_FINISH, row, SYSTEM) as deed:
            finish_destruction(row)
            deed.note(fields=[row.field])
            if act is not None:
                deed.decided_by = act
                deed.note(reason=act.reason, detail=f"begun={act.action}")
                _tell_holders(row, begun, act)
    if begun:
        fold_logs(the_vault())
    return len(begun)


def _tell_holders(row: PersonalValue, begun: Sequence[Begun], act: Act) -> None:
    """Who was given it is told with the first row, of all that goes: the rest is told by then."""
    if act.action in TOLD:
        together = [other for other, _act in begun if other.appeal_id == row.appeal_id]
        tell_of_destruction(row.appeal, together, by=SYSTEM)


def finish_cut_short() -> None:
    """Around every request: finish what was seen to be cut short, if the database answers."""
    vault: Vault | None = current_app.extensions["vault"]
    if vault is None or not vault.has_unfinished:
        return
    vault.has_unfinished = False  # one thread tries, the others go on
    try:
        finish_interrupted()
    except _NOT_NOW as fault:
        vault.has_unfinished = True
        db.session.rollback()
        log.warning("a destruction waits to be written down: %s", type(fault).__name__)


def resume(app: Flask) -> None:
    """At every start: finish what a killed process left half done, if there is anything."""
    if app.extensions.get("vault") is None:
        return
    with app.app_context():
        try:
            finish_interrupted()
            finish_begun(by=SYSTEM, most=BATCH)
        except _NOT_NOW:
            # An older schema, which `setup` upgrades, or no room on the disk: it waits. Keys
            # that do not fit are told by the start, or by the command that needs them.
            db.session.rollback()
