"""Changing the keys that wrap the keys of values: older copies of the vault open nothing (3.5)."""

from collections.abc import Callable

from backoffice.audit.door import deed_of
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.vault.maintenance import fold_logs, rewrap_all
from backoffice.vault.values import the_vault


def rotate_keys(*, by: Actor, progress: Callable[[int], None]) -> int:
    """Re-wrap every key under a new generation and forget the older ones. Returns its number."""
    vault = the_vault()
    with deed_of(Action.VAULT_ROTATE, None, by) as deed:
        generation = vault.keyring.add_generation()
        deed.note(detail=f"generation={generation}")
    rewrap_all(vault, progress)
    vault.keyring.retire_older()
    fold_logs(vault)
    return generation
