"""What happened to the entry at which verification stopped, as far as the rows still tell.

Every entry says its number under its digest. So an entry that stands in another place is
recognised: it fits behind the last good one, once its old number is put back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, pairwise

from backoffice.audit.chain import canonical, digest_of
from backoffice.audit.walk import WIDTH, Row

_MOST_REMOVED = 10_000  # tried one by one; a larger hole is told as a change


class Kind(StrEnum):
    """What was done to the log."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    RENUMBERED = "renumbered"
    SWAPPED = "swapped"
    FOREIGN = "foreign"  # the chain fits, the seal is under another key
    CUT = "cut"
    HEAD = "head"  # the chain is whole, what is kept of its end says otherwise
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Found:
    """A kind, and the other entry that belongs to it."""

    kind: Kind
    other: int = 0


def kind_of(why: str, expected: int, previous: str, rows: Iterable[Row]) -> Found:
    """What was done at entry `expected`; `rows` are all entries from there on, by number."""
    if why == "mac":
        return Found(Kind.FOREIGN)
    following = iter(rows)
    here = next(following, None)
    if here is None or (why == "number" and here[0] == expected):
        return Found(Kind.INSERTED, expected - 1)  # the number before stands there twice
    if why == "number":
        return _at_a_wrong_number(expected, previous, here, following)
    return _under_a_wrong_digest(expected, previous, here, following)


def _at_a_wrong_number(expected: int, previous: str, here: Row, following: Iterator[Row]) -> Found:
    number = _number(here)
    moved = next((row for row in chain((here,), following) if _was(row, expected, previous)), None)
    if number < expected and moved is not here:
        return Found(Kind.INSERTED, number)
    if moved is not None:
        return Found(Kind.RENUMBERED, _number(moved))
    return Found(Kind.REMOVED, number - 1)


def _under_a_wrong_digest(
    expected: int, previous: str, here: Row, following: Iterator[Row]
) -> Found:
    for before, row in pairwise(chain((here,), following)):
        if before is here and (gone := _moved_up(here, row, expected)):
            return Found(Kind.REMOVED, expected + gone - 1)
        if _was(row, expected, previous):
            behind = row if before is here else before
            is_swapped = _was(here, _number(row), str(behind[WIDTH]))
            return Found(Kind.SWAPPED if is_swapped else Kind.INSERTED, _number(row))
    return Found(Kind.CHANGED)


def _moved_up(here: Row, after: Row, expected: int) -> int:
    """How many entries were removed, when all later ones were moved up to hide it."""
    behind = str(here[WIDTH])
    tries = range(1, _MOST_REMOVED + 1)
    return next((gone for gone in tries if _was(after, expected + 1 + gone, behind)), 0)


def _was(row: Row, number: int, previous: str) -> bool:
    """Whether this row was once written as entry `number`, behind that digest."""
    return digest_of(previous, canonical((number, *row[1:WIDTH]))) == row[WIDTH]


def _number(row: Row) -> int:
    """The number a row carries; 0 for what is none."""
    return row[0] if isinstance(row[0], int) else 0
