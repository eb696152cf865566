"""Many values opened at once: for files of many rows, inside a witnessed reading."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import chain
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

# Rows and what each gave, of these fields and in a dialect: the key, then a value's number each.
Held = Callable[[tuple[str, ...], str], sa.Select[*tuple[Any, ...]]]


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


class Revealed(NamedTuple):
    """What stands behind rows: `given` tells a row's key, then its value of each field or None.

    A value has its text, or none and then the state that says why.
    """

    given: list[tuple[Any, ...]]
    texts: dict[int, str]
    closed: dict[int, str]


def reveal_in_bulk(
    connection: Connection, held: Held, fields: Sequence[str], keys: Sequence[int]
) -> Revealed:
    """Open every value some rows gave of some fields that may be read, as its state is now.

    `held` asks which those are by the `numbers` of the rows, `connection` sees the present.
    Raises NotPermitted outside a reading or for a field its entry does not name; SealBroken
    on a foreign keyring.
    """
    permit, dialect = current_permit(), connection.dialect.name
    given = _bare(connection, held(tuple(fields), dialect), {"numbers": keys})
    ids = set(chain.from_iterable(row[1:] for row in given)) - {None}
    values = _bare(connection, _values(dialect), {"ids": list(ids)})
    if permit.fields is not None and not permit.fields.issuperset(row[1] for row in values):
        raise NotPermitted("fields read but not named in the entry")
    texts = _open({row[0]: row for row in values if row[2] in READABLE and row[3]})
    closed = {one: state for one, _, state, _ in values if one not in texts}
    return Revealed(given, texts, _closed(closed) if closed else closed)


def _closed(states: dict[int, str]) -> dict[int, str]:
    """What reads as readable and has no key is being destroyed, perhaps by a process cut short."""
    keyless = [one for one, state in states.items() if state in READABLE]
    if keyless and the_vault().store.has_open_fence(keyless):
        the_vault().has_unfinished = True
    return states | dict.fromkeys(keyless, str(ValueState.DESTROYED))


def _open(rows: Mapping[int, Sequence[Any]]) -> dict[int, str]:
    vault = the_vault()
    with vault.store.engine.connect() as connection:
        found = _bare(connection, _keys(connection.dialect.name), {"ids": list(rows)})
    keks = {generation: vault.keyring.kek(generation) for generation in {row[1] for row in found}}
    texts = {}
    for value_id, generation, key in found:
        clear, row = cipher.unwrap(keks[generation], key), rows[value_id]
        texts[value_id] = cipher.open_text(clear, value_id, row[1], bytes(row[3]))
    return texts


def _bare(connection: Connection, question: sa.Executable, asked: Mapping[str, Any]) -> list[Any]:
    """Rows as the driver has them: row objects would cost more than opening a value."""
    with connection.execute(question, asked) as found:
        return list(found.cursor.fetchall()) if found.cursor is not None else []
