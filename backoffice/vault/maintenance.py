"""Care of the vault: check keys against values, finish a destruction, rotate the keyring."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from backoffice.db import db, fold_wal
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault import cipher
from backoffice.vault.acts import Act
from backoffice.vault.keystore import (
    fenced_among,
    search_token,
    settle_fences,
    unsettled_fences,
    value_key,
)
from backoffice.vault.models import PersonalValue
from backoffice.vault.permit import current_permit
from backoffice.vault.values import Vault, bury

_PAGE = 1000
_DATA_TABLES = (PersonalValue.__tablename__,)
_VAULT_TABLES = (value_key.name, search_token.name)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class VaultReport:
    """One usable key per living value, none for a destroyed one."""

    living: int
    destroyed: int
    without_key: int
    unusable: int
    surviving: int  # destroyed values that still have a key or a token
    orphans: int  # keys of values that were never stored: left by a crash
    fenced: int = 0  # of those without a key: destroyed since, as in an older copy of the data

    @property
    def is_ok(self) -> bool:
        """Whether every living value opens and no destroyed one could."""
        return not (self.without_key or self.unusable or self.surviving)

    @property
    def lost(self) -> int:
        """Values that should open and cannot: no key, and no fence that says why."""
        return self.without_key - self.fenced + self.unusable


def check_vault(vault: Vault) -> VaultReport:
    """Compare every value with its key, page by page; opens each living value."""
    living = destroyed = without_key = unusable = surviving = fenced = 0
    for page in _values():
        keys = vault.store.wrapped_keys([row.id for row in page])
        tokens = _with_tokens(vault, [r.id for r in page if r.state == ValueState.DESTROYED])
        fenced += len(_fenced(vault, [r.id for r in page if r.id not in keys and r.sealed]))
        for row in page:
            if row.state == ValueState.DESTROYED:
                destroyed += 1
                surviving += row.id in keys or row.id in tokens
            else:
                living += 1
                without_key += row.id not in keys
                unusable += row.id in keys and not _opens(vault, row, keys[row.id])
    orphans = _count_keys(vault) - (living - without_key) - surviving
    return VaultReport(living, destroyed, without_key, unusable, surviving, max(orphans, 0), fenced)


def _opens(vault: Vault, row: PersonalValue, held: tuple[int, bytes]) -> bool:
    try:
        key = cipher.unwrap(vault.keyring.kek(held[0]), held[1])
        cipher.open_text(key, row.id, row.field, row.sealed or b"")
    except cipher.SealBroken:
        return False
    return True


def unfinished_destructions(vault: Vault) -> list[tuple[PersonalValue, Act | None]]:
    """Values fenced in the vault whose rows still stand, with the act behind each.

    A process died in between, or the data could not be committed. Called while every writer
    waits, so that no destruction under way is taken for one.
    """
    with vault.store.engine.begin() as connection:
        open_fences = unsettled_fences(connection)
        standing = [row for part in _parts(list(open_fences)) for row in _standing(part)]
        settle_fences(connection, sorted(open_fences.keys() - {row.id for row in standing}))
    return [(row, Act.read(open_fences[row.id])) for row in standing]


def _standing(ids: Sequence[int]) -> Sequence[PersonalValue]:
    return db.session.scalars(
        sa.select(PersonalValue).where(
            PersonalValue.id.in_(ids), PersonalValue.state != ValueState.DESTROYED
        )
    ).all()


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _PAGE // 2):
        yield ids[start : start + _PAGE // 2]


def finish_destruction(row: PersonalValue) -> None:
    """Turn a row whose key is gone into its tombstone; part of a deed."""
    bury(row)
    current_permit(writing=True).destroyed.append(row.id)


def remove_orphans(vault: Vault) -> int:
    """Remove keys and tokens of values that were never stored. Returns how many keys."""
    known: set[int] = set()
    for page in _values():
        known.update(row.id for row in page)
    with vault.store.engine.begin() as connection:
        held = set(connection.execute(sa.select(value_key.c.id)).scalars())
        orphans = sorted(held - known)
        for number in orphans:
            connection.execute(sa.delete(value_key).where(value_key.c.id == number))
            connection.execute(sa.delete(search_token).where(search_token.c.value_id == number))
    return len(orphans)


def rewrap_all(vault: Vault, progress: Callable[[int], None]) -> int:
    """Re-wrap every key under the current generation, in batches that can be resumed."""
    total = 0
    while batch := _older_keys(vault):
        ring = vault.keyring
        rows = [
            {
                "key_id": row.id,
                "new_generation": ring.current,
                "new_wrapped": cipher.wrap(
                    ring.kek(ring.current), cipher.unwrap(ring.kek(row.generation), row.wrapped)
                ),
            }
            for row in batch
        ]
        with vault.store.engine.begin() as connection:
            connection.execute(
                sa.update(value_key)
                .where(value_key.c.id == sa.bindparam("key_id"))
                .values(
                    generation=sa.bindparam("new_generation"), wrapped=sa.bindparam("new_wrapped")
                ),
                rows,
            )
        total += len(rows)
        progress(len(rows))
    with vault.store.engine.connect() as connection:
        connection.commit()
    return total


def fold_logs(vault: Vault) -> bool:
    """Empty the write-ahead logs of both databases, so that erased bytes are gone (trust 5).

    When somebody reads for too long the old pages stay until the next folding; the operator
    is told. They hold sealed bytes only, whose key is gone.
    """
    folded = True
    for engine, tables in ((db.engine, _DATA_TABLES), (vault.store.engine, _VAULT_TABLES)):
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            folded = fold_wal(connection, tables) and folded
    if not folded:
        log.warning("a write-ahead log could not be emptied: run `flask --app wsgi vault fold`")
    return folded


def _older_keys(vault: Vault) -> list[sa.Row[tuple[int, int, bytes]]]:
    with vault.store.engine.connect() as connection:
        return list(
            connection.execute(
                sa.select(value_key.c.id, value_key.c.generation, value_key.c.wrapped)
                .where(value_key.c.generation != vault.keyring.current)
                .limit(_PAGE)
            )
        )


def _values() -> Iterator[list[PersonalValue]]:
    last = 0
    while True:
        page = list(
            db.session.scalars(
                sa.select(PersonalValue)
                .where(PersonalValue.id > last)
                .order_by(PersonalValue.id)
                .limit(_PAGE)
            )
        )
        if not page:
            return
        yield page
        last = page[-1].id
        db.session.expunge_all()


def _fenced(vault: Vault, ids: list[int]) -> set[int]:
    with vault.store.engine.connect() as connection:
        return fenced_among(connection, ids)


def _with_tokens(vault: Vault, ids: list[int]) -> set[int]:
    if not ids:
        return set()
    with vault.store.engine.connect() as connection:
        query = sa.select(search_token.c.value_id).where(search_token.c.value_id.in_(ids))
        return set(connection.execute(query).scalars())


def _count_keys(vault: Vault) -> int:
    with vault.store.engine.connect() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(value_key)).scalar_one()
