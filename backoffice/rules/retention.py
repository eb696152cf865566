"""How long a closed appeal is kept, and what becomes of it then (policy 5.6; R-5f).

These are the rules an installation starts with, to be confirmed by the archive. The privacy
officer changes them; a rule for one category goes before the general one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Protocol

from backoffice.rules.terms import months_after
from backoffice.rules.vocabulary.retention import RetentionKind, RetentionOutcome

EVERY_CATEGORY = ""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class RetentionRow:
    """One rule: months after closing, what follows, on which ground, by which source."""

    months: int
    outcome: RetentionOutcome
    ground: str
    source: str = ""

    def due_on(self, closed: date) -> date:
        """The day on which the term of an appeal closed on this day has ended."""
        return months_after(closed, self.months)

    def last_closed_due_by(self, day: date) -> date:
        """The latest day of closing whose term has ended by `day`."""
        closed = months_after(day, -self.months)
        while self.due_on(closed + ONE_DAY) <= day:  # the last days of a month fall together
            closed += ONE_DAY
        return closed


class Kept(Protocol):
    """What a rule has to know of an appeal."""

    @property
    def state(self) -> str: ...
    @property
    def state_at(self) -> datetime: ...
    @property
    def category_code(self) -> str: ...
    @property
    def third_party_id(self) -> int | None: ...
    @property
    def emptied_at(self) -> datetime | None: ...


Key = tuple[RetentionKind, str]
_DEPERSONALISE = RetentionOutcome.DEPERSONALISE

RETENTION: Mapping[Key, RetentionRow] = MappingProxyType(
    {
        (RetentionKind.FORWARDED, EVERY_CATEGORY): RetentionRow(60, _DEPERSONALISE, "№ 263"),
        (RetentionKind.CONSULTATION, EVERY_CATEGORY): RetentionRow(12, _DEPERSONALISE, "№ 263"),
    }
)


@dataclass(frozen=True)
class Group:
    """The appeals one rule is for: of a kind, in one category or in all that have none."""

    kind: RetentionKind
    category: str
    without: frozenset[str]
    row: RetentionRow


@dataclass(frozen=True)
class RuleBook:
    """The rules of one day."""

    rows: Mapping[Key, RetentionRow]

    def rule_for(self, kind: RetentionKind, category: str) -> RetentionRow:
        """The rule of the category, or else the general one."""
        return self.rows.get((kind, category)) or self.rows[kind, EVERY_CATEGORY]

    def groups(self) -> Iterator[Group]:
        """Every appeal stands in exactly one group."""
        for (kind, category), row in self.rows.items():
            others = {code for known, code in self.rows if known is kind and code}
            yield Group(kind, category, frozenset() if category else frozenset(others), row)

    def with_rule(self, key: Key, row: RetentionRow | None) -> "RuleBook":
        """The book as it would be with one rule changed; None: it follows the general one."""
        others = {known: held for known, held in self.rows.items() if known != key}
        return RuleBook(others if row is None else {**others, key: row})


def kind_of(appeal: Kept) -> RetentionKind:
    """Whether it went to a third party; once it did, the trace stays on the appeal."""
    if appeal.third_party_id is None:
        return RetentionKind.CONSULTATION
    return RetentionKind.FORWARDED
