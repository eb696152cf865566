"""What one text says otherwise than another, word by word (policy 12, 13; R-12.3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from backoffice.policy.layout import paragraphs

ALIKE = 0.5  # paragraphs that share less than half of their words are two paragraphs
MOST_PAIRS = 2500  # a text written wholly anew is not searched for what is alike


@dataclass(frozen=True)
class Change:
    """One paragraph that changed, was added or removed, or a run of those that did not.

    A piece is a kind (`same`, `added`, `removed`) and its words; of a run of unchanged
    paragraphs each piece is one.
    """

    kind: str
    pieces: tuple[tuple[str, str], ...]


@lru_cache(maxsize=64)
def differences(old: str, new: str) -> tuple[Change, ...]:
    """From the old text to the new one, in the order of the new."""
    was, now = _lines(old), _lines(new)
    found: list[Change] = []
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Change("same", tuple(("same", line) for line in was[a:b])))
        else:
            found += [_change(before, after) for before, after in _pairs(was[a:b], now[c:d])]
    return tuple(found)


def count_of(changes: Sequence[Change], kind: str) -> int:
    """How many paragraphs were changed, added or removed."""
    return sum(1 for change in changes if change.kind == kind)


def _lines(text: str) -> list[str]:
    return [paragraph.line for paragraph in paragraphs(text)]


def _pairs(was: list[str], now: list[str]) -> Iterator[tuple[str, str]]:
    """Which paragraph became which: the most alike, in order; the others came or went."""
    rest = was if len(was) * len(now) <= MOST_PAIRS else []
    yield from ((gone, "") for gone in was[len(rest) :])
    for after in now:
        likes = [_likeness(before, after) for before in rest]
        best = max(likes, default=0.0)
        if best < ALIKE:
            yield "", after
            continue
        place = likes.index(best)
        yield from ((gone, "") for gone in rest[:place])
        yield rest[place], after
        rest = rest[place + 1 :]
    yield from ((gone, "") for gone in rest)


def _likeness(before: str, after: str) -> float:
    return SequenceMatcher(None, before.split(), after.split(), autojunk=False).ratio()


def _change(before: str, after: str) -> Change:
    if not before:
        return Change("added", (("added", after),))
    if not after:
        return Change("removed", (("removed", before),))
    return Change("changed", tuple(_pieces(before.split(), after.split())))


def _pieces(was: list[str], now: list[str]) -> Iterator[tuple[str, str]]:
    """Runs of words: what went stands before what came in its place."""
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", " ".join(was[a:b])
            continue
        if b > a:
            yield "removed", " ".join(was[a:b])
        if d > c:
            yield "added", " ".join(now[c:d])
