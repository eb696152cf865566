"""Whether this process could serve: schema, keyring, vault, room on the disks, checkpoint.

Each check answers with a code for the operator. Nothing is written and nothing is kept.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import sqlalchemy as sa
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from backoffice.audit.anchor import contradiction
from backoffice.audit.chain import mac_of
from backoffice.audit.models import AuditEntry
from backoffice.config import is_production
from backoffice.db import db
from backoffice.monitoring.measures import checkpoint_age, free_bytes, may_write, places
from backoffice.vault import cipher, keystore
from backoffice.vault.keyring import Keyring, KeyringError
from backoffice.vault.values import Vault, the_vault

log = logging.getLogger(__name__)
OK = "ok"
_VERSION = sa.table("alembic_version", sa.column("version_num"))


@dataclass(frozen=True)
class Check:
    """One thing that was looked at, and a code for what was found."""

    name: str
    ok: bool
    code: str


def look() -> list[Check]:
    """Look at everything once."""
    found = [
        _asked("schema", _schema),
        _asked("keyring", _keyring),
        _asked("vault", _vault),
        *(_asked(f"disk-{name}", partial(_disk, place)) for name, place in places().items()),
    ]
    code = _asked("checkpoint", _checkpoint).code
    forgiven = _is_forgiven() and code in ("none", "old")
    return [*found, Check("checkpoint", code == OK or forgiven, code)]


def _asked(name: str, find: Callable[[], str]) -> Check:
    try:
        code = find()
    except KeyringError:
        code = "keys"
    except SQLAlchemyError:
        code = "unreachable"
    except OSError:
        code = "unreadable"
    except Exception:  # whatever it stumbles over, the other checks are told
        log.exception("a check of readiness failed")
        code = "fault"
    finally:
        db.session.rollback()
    return Check(name, code == OK, code)


def _schema() -> str:
    """Whether the database is of this program: neither older, nor newer, nor with a hole."""
    connection = db.session.connection()
    tables = set(sa.inspect(connection).get_table_names())
    if _VERSION.name not in tables:
        return "missing"
    held = set(connection.execute(sa.select(_VERSION.c.version_num)).scalars())
    scripts = _scripts(current_app.extensions["migrate"].directory)
    if held != set(scripts.get_heads()):
        known = {script.revision for script in scripts.walk_revisions()}
        return "older" if held <= known else "newer"
    return OK if tables >= set(db.metadata.tables) else "incomplete"


@cache
def _scripts(directory: str) -> ScriptDirectory:
    """The migrations of this program: they do not change while it runs."""
    return ScriptDirectory(directory)


def _keyring() -> str:
    """Whether the file is there, is the one this process opened, and seals this log."""
    if not Path(current_app.config["KEYRING"]).exists():
        return "missing"
    ring = Keyring.read(Path(current_app.config["KEYRING"]))
    if not ring.is_kin_of(the_vault().keyring):
        return "foreign"
    newest = sa.select(AuditEntry.digest, AuditEntry.mac).order_by(AuditEntry.seq.desc()).limit(1)
    last = db.session.execute(newest).first()
    sealed = last is None or mac_of(ring.chain_key, last.digest) == last.mac
    return OK if sealed else "foreign"


def _vault() -> str:
    """Whether the tables are there and the newest key opens under the keyring in place."""
    vault: Vault = the_vault()
    tables = set(sa.inspect(vault.store.engine).get_table_names())
    if not tables >= set(keystore.metadata.tables):
        return "incomplete"
    newest = vault.store.newest_key()
    if newest is None:
        return OK
    ring = Keyring.read(Path(current_app.config["KEYRING"]))
    try:
        cipher.unwrap(ring.kek(newest.generation), newest.wrapped)
    except cipher.SealBroken:
        return "foreign"
    return OK


def _disk(place: Path) -> str:
    """Whether what must be written there can be: a place with room may still be read-only."""
    if not may_write(place):
        return "readonly"
    limit = int(current_app.config["DISK_FREE_MB"]) * 1024 * 1024
    return OK if free_bytes(place) >= limit else "full"


def _checkpoint() -> str:
    """Whether the newest signed line is young enough, and data and vault are not older than it."""
    if contradiction():
        return "contradicts"
    age = checkpoint_age()
    if age is None:
        return "none"
    hours = int(current_app.config["CHECKPOINT_AGE_HOURS"])
    return OK if age.total_seconds() <= hours * 3600 else "old"


def _is_forgiven() -> bool:
    """A demonstration has no timers; who set 0 hours watches over checkpoints otherwise."""
    return not is_production(current_app) or not int(current_app.config["CHECKPOINT_AGE_HOURS"])
