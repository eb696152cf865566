"""Many values opened at once: for files of many rows, inside a witnessed reading."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from backoffice.db import one_of_many
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault import cipher
from backoffice.vault.keystore import value_key
from backoffice.vault.models import READABLE, PersonalValue
from backoffice.vault.permit import NotPermitted, current_permit
from backoffice.vault.values import the_vault

# Rows and their values, in a dialect: columns `key` and `value_id`.
Held = Callable[[str], sa.Select[*tuple[Any, ...]]]


@cache
def _given(held: Held, dialect: str) -> sa.Executable:
    """What stands behind rows, each with the value it gave: one look for both."""
    given = held(dialect).subquery()
    return sa.select(
        given.c.key,
        PersonalValue.field,
        given.c.value_id,
        PersonalValue.state,
        PersonalValue.sealed,
    ).join(PersonalValue, PersonalValue.id == given.c.value_id)


@cache
def _keys(dialect: str) -> sa.Executable:
    return sa.select(value_key.c.id, value_key.c.generation, value_key.c.wrapped).where(
        one_of_many(value_key.c.id, "ids", dialect)
    )


class Shown(NamedTuple):
    """One value behind a row: its text, or none and the state that says why."""

    key: int
    field: str
    text: str | None
    state: str


def reveal_in_bulk(connection: Connection, held: Held, **asked: Any) -> list[Shown]:
    """Open every value behind some rows that may be read, as its state is now.

    `held` tells the rows' keys and the numbers of their values, `asked` is what it asks by;
    `connection` sees the present. In the order of keys, fields and values. Raises NotPermitted
    outside a reading or for a field its entry does not name; SealBroken on a foreign keyring.
    """
    permit = current_permit()
    rows = _bare(connection, _given(held, connection.dialect.name), asked)
    rows.sort()  # by key, field and value: no two rows agree in all three
    if permit.fields is not None and not permit.fields.issuperset(row[1] for row in rows):
        raise NotPermitted("fields read but not named in the entry")
    texts = _open({row[2]: row for row in rows if row[3] in READABLE and row[4]})
    states = _without_keyless({row[2]: row[3] for row in rows}, texts)
    return [Shown(row[0], row[1], texts.get(row[2]), states[row[2]]) for row in rows]


def _without_keyless(states: dict[int, str], texts: Mapping[int, str]) -> dict[int, str]:
    """What reads as readable and has no key is being destroyed, perhaps by a process cut short."""
    keyless = [one for one, state in states.items() if state in READABLE and one not in texts]
    if keyless and the_vault().store.has_open_fence(keyless):
        the_vault().has_unfinished = True
    return states | dict.fromkeys(keyless, str(ValueState.DESTROYED)) if keyless else states


def _open(rows: Mapping[int, Sequence[Any]]) -> dict[int, str]:
    vault = the_vault()
    with vault.store.engine.connect() as connection:
        found = _bare(connection, _keys(connection.dialect.name), {"ids": sorted(rows)})
    keks = {generation: vault.keyring.kek(generation) for generation in {row[1] for row in found}}
    texts = {}
    for value_id, generation, key in found:
        clear, row = cipher.unwrap(keks[generation], key), rows[value_id]
        texts[value_id] = cipher.open_text(clear, value_id, row[1], bytes(row[4]))
    return texts


def _bare(connection: Connection, question: sa.Executable, asked: Mapping[str, Any]) -> list[Any]:
    """Rows as the driver has them: row objects would cost more than opening a value."""
    with connection.execute(question, asked) as found:
        return list(found.cursor.fetchall()) if found.cursor is not None else []
