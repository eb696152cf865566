"""Many values opened at once: for files of many rows, inside a witnessed reading."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from backoffice.db import one_of_many
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault import cipher
from backoffice.vault.keystore import value_key
from backoffice.vault.models import READABLE, PersonalValue
from backoffice.vault.permit import NotPermitted, current_permit
from backoffice.vault.values import the_vault


@cache
def _values(dialect: str) -> sa.Executable:
    return sa.select(
        PersonalValue.id, PersonalValue.field, PersonalValue.state, PersonalValue.sealed
    ).where(one_of_many(PersonalValue.id, "ids", dialect))


@cache
def _keys(dialect: str) -> sa.Executable:
    return sa.select(value_key.c.id, value_key.c.generation, value_key.c.wrapped).where(
        one_of_many(value_key.c.id, "ids", dialect)
    )


@dataclass(frozen=True)
class Opened:
    """Clear texts of what may be read, and the states of all, by value id."""

    texts: dict[int, str] = field(default_factory=dict)
    states: dict[int, str] = field(default_factory=dict)


def reveal_in_bulk(connection: Connection, ids: Collection[int]) -> Opened:
    """Open every value that may be read, as its state is now; `connection` sees the present.

    Raises NotPermitted outside a reading or
    for a field its entry does not name; SealBroken on a foreign keyring.
    """
    permit, opened = current_permit(), Opened()
    rows = _bare(connection, _values(connection.dialect.name), sorted(ids))
    if permit.fields is not None and not permit.fields.issuperset(row[1] for row in rows):
        raise NotPermitted("fields read but not named in the entry")
    opened.states.update((row[0], row[2]) for row in rows)
    opened.texts.update(_open([row for row in rows if row[2] in READABLE and row[3]]))
    _tell_keyless(opened)
    return opened


def _tell_keyless(opened: Opened) -> None:
    """What reads as readable and has no key is being destroyed, perhaps by a process cut short."""
    keyless = [
        value_id
        for value_id, state in opened.states.items()
        if state in READABLE and value_id not in opened.texts
    ]
    if not keyless:
        return
    opened.states.update(dict.fromkeys(keyless, ValueState.DESTROYED))
    if the_vault().store.has_open_fence(keyless):
        the_vault().has_unfinished = True


def _open(rows: Sequence[Any]) -> Iterator[tuple[int, str]]:
    vault = the_vault()
    with vault.store.engine.connect() as connection:
        found = _bare(connection, _keys(connection.dialect.name), [row[0] for row in rows])
    wrapped = {row[0]: (row[1], row[2]) for row in found}
    keks = {generation: vault.keyring.kek(generation) for generation in {row[1] for row in found}}
    for value_id, name, _state, sealed in rows:
        if value_id in wrapped:
            generation, key = wrapped[value_id]
            clear = cipher.unwrap(keks[generation], key)
            yield value_id, cipher.open_text(clear, value_id, name, bytes(sealed))


def _bare(connection: Connection, question: sa.Executable, ids: Sequence[int]) -> list[Any]:
    """Rows as the driver has them: row objects would cost more than opening a value."""
    with connection.execute(question, {"ids": ids}) as found:
        return list(found.cursor.fetchall()) if found.cursor is not None else []
