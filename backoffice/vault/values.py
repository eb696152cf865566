"""Seal, reveal, find and destroy personal values (policy 3.2, 3.5)."""

import logging
import secrets
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import sqlalchemy as sa
from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from backoffice import clock
from backoffice.db import db
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault import cipher, index
from backoffice.vault.acts import Act
from backoffice.vault.keyring import Keyring, KeyringError
from backoffice.vault.keystore import (
    LARGEST_ID,
    KeyStore,
    SearchToken,
    WrappedKey,
    destroy_keys,
    put_keys,
    put_tokens,
    settle_fences,
)
from backoffice.vault.models import READABLE, PersonalValue
from backoffice.vault.permit import NotPermitted, Permit, current_permit

log = logging.getLogger(__name__)
_EPOCH_MS = 1_577_836_800_000  # 2020-01-01 UTC
_RANDOM_BITS = 22


class Vault:
    """Keyring and key store of one application."""

    def __init__(self, keyring: Keyring, store: KeyStore) -> None:
        self.keyring = keyring
        self.store = store
        self.is_ours = False  # until keyring, vault and data were seen to belong together
        self.has_unfinished = False  # whether a destruction was seen that was cut short

    @classmethod
    def open(cls, app: Flask) -> "Vault":
        """Open the vault of an installation and hang it on the app. Raises KeyringError."""
        vault = cls(Keyring.read(Path(app.config["KEYRING"])), KeyStore(app.config["VAULT_URL"]))
        app.extensions["vault"] = vault
        return vault


def the_vault() -> Vault:
    """The vault of the running application. Raises KeyringError when it has no keys."""
    vault: Vault | None = current_app.extensions["vault"]
    if vault is None:
        raise KeyringError("The keyring of this installation is missing.")
    return vault


def new_value_id() -> int:
    """A 63-bit id that grows with time, so that newer values stand at the end of an index."""
    moment = int(time.time() * 1000) - _EPOCH_MS
    return (moment << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)


def seal(
    text: str,
    *,
    field: str,
    party: str,
    appeal_id: int,
    by_id: int,
    of: PersonalValue | None = None,
) -> PersonalValue:
    """Seal one text of an appeal under a fresh key and add its row to the session.

    `of` names an earlier version or the original: the new row joins its lineage.
    Raises NotPermitted outside a deed.
    """
    permit = current_permit(writing=True)
    value_id = new_value_id()
    key = cipher.new_key()
    ring = the_vault().keyring
    wrapped = cipher.wrap(ring.kek(ring.current), key)
    permit.keys.append(WrappedKey(value_id, ring.current, wrapped))
    permit.tokens.extend(tokens_of(ring, value_id, field, text))
    moment = clock.now()
    value = PersonalValue(
        id=value_id,
        appeal_id=appeal_id,
        party=party,
        field=field,
        state=ValueState.CURRENT,
        sealed=cipher.seal_text(key, value_id, field, text),
        lineage_id=of.lineage_id if of else value_id,
        recipient_copy=False,
        created_at=moment,
        created_by_id=by_id,
        changed_at=moment,
    )
    db.session.add(value)
    return value


def reveal(values: Iterable[PersonalValue]) -> dict[int, str]:
    """Clear texts by value id, of those that may be read; one question to the vault.

    Blocked, deleted and destroyed values are left out, also those that became so while the
    reading waited for its turn. Raises NotPermitted outside a deed
    or for a field the witnessed reading did not name; SealBroken on a foreign keyring.
    """
    permit = current_permit()
    wanted = [value for value in values if value.is_readable and value.sealed]
    if not permit.is_fresh:
        wanted = _readable_still(wanted)
    if permit.fields is not None:
        unnamed = {value.field for value in wanted} - permit.fields
        if unnamed:
            raise NotPermitted(f"fields read but not named in the entry: {sorted(unnamed)}")
    return open_values(the_vault(), wanted, permit)


def _readable_still(values: Sequence[PersonalValue]) -> list[PersonalValue]:
    """Those not blocked, deleted or destroyed while the reading waited for its turn."""
    if not values:
        return []
    states = sa.select(PersonalValue.id, PersonalValue.state).where(
        PersonalValue.id.in_([value.id for value in values])
    )
    now = {row.id: row.state for row in db.session.execute(states)}
    return [value for value in values if now.get(value.id) in READABLE]


def open_values(vault: Vault, values: Sequence[PersonalValue], permit: Permit) -> dict[int, str]:
    """Open sealed values; keys of values sealed in the same deed are still in the permit."""
    fresh = {row.id: (row.generation, row.wrapped) for row in permit.keys}
    wrapped = vault.store.wrapped_keys([v.id for v in values if v.id not in fresh])
    texts: dict[int, str] = {}
    for value in values:
        held = fresh.get(value.id) or wrapped.get(value.id)
        if held is not None and value.sealed:
            key = cipher.unwrap(vault.keyring.kek(held[0]), held[1])
            texts[value.id] = cipher.open_text(key, value.id, value.field, value.sealed)
    keyless = [v.id for v in values if v.id not in fresh and v.id not in wrapped]
    if keyless and vault.store.has_open_fence(keyless):
        vault.has_unfinished = True  # another process was cut short: the row is to follow
    return texts


def destroy(values: Iterable[PersonalValue]) -> list[PersonalValue]:
    """Destroy values with every version and recipient copy of the same piece (policy 3.5).

    Rows stay as tombstones: field and moment, no text. Keys and tokens go, behind a fence,
    when the deed ends. Returns the rows destroyed.
    """
    permit = current_permit(writing=True)
    lineages = {value.lineage_id for value in values}
    rows = db.session.scalars(
        sa.select(PersonalValue).where(
            PersonalValue.lineage_id.in_(lineages),
            PersonalValue.appeal_id.in_({value.appeal_id for value in values}),
            PersonalValue.state != ValueState.DESTROYED,
        )
    ).all()
    for row in rows:
        bury(row)
        permit.destroyed.append(row.id)
    return list(rows)


def bury(row: PersonalValue) -> None:
    """Turn a row into its tombstone."""
    row.sealed = None
    row.enter(ValueState.DESTROYED)
    row.blocked_until = None
    row.restorable_until = None
    row.changed_at = clock.now()


def settle(permit: Permit, act: Act) -> None:
    """Store in the vault what a deed sealed and destroyed: before the data is committed.

    A crash between the two leaves an orphan key, which `vault check` removes, or a fence
    whose row still stands, which the next start finishes.
    """
    if not (permit.keys or permit.tokens or permit.destroyed):
        return
    permit.settling = bool(permit.destroyed)
    with the_vault().store.engine.begin() as connection:
        put_keys(connection, permit.keys)
        put_tokens(connection, permit.tokens)
        destroy_keys(connection, permit.destroyed, clock.now(), str(act))


def confirm(permit: Permit) -> None:
    """The data is committed: the fences of this deed need no finishing any more.

    A failure here undoes nothing and hides nothing: they are looked at again.
    """
    if not permit.destroyed:
        return
    try:
        with the_vault().store.engine.begin() as connection:
            settle_fences(connection, permit.destroyed)
    except SQLAlchemyError:
        the_vault().has_unfinished = True
        log.warning("fences of a destruction stay open until the vault answers")


def find_values(
    terms: Sequence[tuple[str, str]], *, limit: int, before: int = LARGEST_ID
) -> list[int]:
    """Ids of values that carry all these terms, newest first, from those older than `before`."""
    if not terms:
        return []
    vault = the_vault()
    tokens = [index.token(vault.keyring.index_key, kind, term) for kind, term in terms]
    return vault.store.value_ids_with(tokens, limit, before)


def tokens_of(ring: Keyring, value_id: int, field: str, text: str) -> list[SearchToken]:
    terms = set(index.terms_of(field, text))
    tokens = {index.token(ring.index_key, kind, term): kind for kind, term in terms if term}
    return [SearchToken(number, value_id, kind) for number, kind in tokens.items()]
