"""Search tokens made anew, after a release that cuts names into words in another way (R-4.4)."""

from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa

from backoffice.db import db
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault import cipher, index
from backoffice.vault.keystore import replace_tokens
from backoffice.vault.models import PersonalValue
from backoffice.vault.values import Vault, tokens_of

PAGE = 500
SEARCHED = frozenset(index.IDENTIFIER) | index.WORDS
_living = (PersonalValue.field.in_(sorted(SEARCHED)), PersonalValue.state != ValueState.DESTROYED)


class Reindexed(NamedTuple):
    """One page: the last value looked at (0: there is none left), and what was found."""

    last: int
    seen: int
    changed: int
    unusable: int


def count_searched() -> int:
    """How many values are found by tokens."""
    return db.session.scalar(sa.select(sa.func.count(PersonalValue.id)).where(*_living)) or 0


def reindex_page(vault: Vault, after: int) -> Reindexed:
    """Make the tokens of the next values what this release would store; may be repeated.

    Called while every writer waits, so that no value is destroyed in between.
    """
    rows = db.session.scalars(
        sa.select(PersonalValue)
        .where(PersonalValue.id > after, *_living)
        .order_by(PersonalValue.id)
        .limit(PAGE)
    ).all()
    texts = _opened(vault, rows)
    wanted = [
        token
        for row in rows
        if row.id in texts
        for token in tokens_of(vault.keyring, row.id, row.field, texts[row.id])
    ]
    with vault.store.engine.begin() as connection:
        changed = replace_tokens(connection, list(texts), wanted)
    last = rows[-1].id if rows else 0
    return Reindexed(last, len(rows), changed, len(rows) - len(texts))


def _opened(vault: Vault, rows: Sequence[PersonalValue]) -> dict[int, str]:
    """Texts by value id; a value without a usable key is left to `vault check`."""
    keys = vault.store.wrapped_keys([row.id for row in rows])
    texts: dict[int, str] = {}
    for row in rows:
        if row.id in keys:
            generation, wrapped = keys[row.id]
            try:
                key = cipher.unwrap(vault.keyring.kek(generation), wrapped)
                texts[row.id] = cipher.open_text(key, row.id, row.field, row.sealed or b"")
            except cipher.SealBroken:
                continue
    return texts
