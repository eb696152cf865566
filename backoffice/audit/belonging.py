"""Whether keyring, vault and data belong together; what does not is not written upon.

One entry sealed under the keys of another installation would break the chain for good, and a
value sealed under them would not open again (policy 2, 3.2).
"""

import sqlalchemy as sa

from backoffice.audit.chain import mac_of
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.vault import cipher
from backoffice.vault.keyring import Keyring, KeyringError
from backoffice.vault.keystore import value_key
from backoffice.vault.values import Vault, the_vault


def refuse_foreign(*, again: bool = False) -> None:
    """Look once at each vault that is opened: does the keyring seal this log, open this vault?

    `again` looks in any case. Raises KeyringError.
    """
    vault = the_vault()
    if vault.is_ours and not again:
        return
    sealed = _seals_the_log(vault.keyring)
    _refuse_foreign_vault(vault)
    vault.is_ours = sealed


def _seals_the_log(keyring: Keyring) -> bool:
    """Whether an entry says so; False while there is none. Raises KeyringError."""
    if not sa.inspect(db.session.connection()).has_table(AuditEntry.__tablename__):
        return False
    last = db.session.execute(
        sa.select(AuditEntry.digest, AuditEntry.mac).order_by(AuditEntry.seq.desc()).limit(1)
    ).first()
    if last is not None and mac_of(keyring.chain_key, last.digest) != last.mac:
        raise KeyringError(
            f"The keyring {keyring.path} is of another installation: the audit log is not sealed "
            "with it. Put the right one in place."
        )
    return last is not None


def _refuse_foreign_vault(vault: Vault) -> None:
    """The newest key stands for all: each was wrapped by one keyring. Raises KeyringError."""
    if not sa.inspect(vault.store.engine).has_table(value_key.name):
        return
    newest = vault.store.newest_key()
    if newest is None:
        return
    try:
        cipher.unwrap(vault.keyring.kek(newest.generation), newest.wrapped)
    except cipher.SealBroken:
        raise KeyringError(
            f"The vault does not open with the keyring {vault.keyring.path}. "
            "Put vault and keyring of the same installation in place."
        ) from None
