"""The one search box: what was typed, and the appeals it finds (policy 5.e, R-5e.3).

What was typed is looked for and forgotten: it is never logged, stored or shown again.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from backoffice import clock
from backoffice.appeals.models import Appeal, AppealCounter
from backoffice.appeals.queries import Matches, look_for
from backoffice.audit.door import witness
from backoffice.db import db
from backoffice.keeping.queries import has_left_work, rules_on
from backoffice.rules.actions import Action
from backoffice.rules.identifiers import clean_number
from backoffice.rules.permissions import Actor, refusal
from backoffice.rules.phones import normalise_phone
from backoffice.rules.precedence import KEEPERS
from backoffice.vault.index import normal_form, terms_sought

MOST_FOUND = 20
MOST_NUMBERS = 200

_NUMBER = re.compile(r"(?:109\W?)?(20[0-9]{2})\W([0-9]{1,7})", re.ASCII)
_LAST_DIGITS = re.compile(r"[0-9]{1,7}")
_IIN_OR_BIN = re.compile(r"[0-9]{12}")


class Kind(StrEnum):
    """What a term was taken for: all that the audit entry tells of it."""

    APPEAL = "appeal"
    NUMBER = "number"
    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"


@dataclass(frozen=True)
class Sought:
    """A term as it is looked for: by appeal numbers, or by tokens of the blind index."""

    kind: Kind
    terms: Sequence[tuple[str, str]] = ()
    year: int = 0
    digits: str = ""


@dataclass(frozen=True)
class Found:
    """What this reader may open of what was found."""

    appeals: Sequence[Appeal]
    kind: Kind
    is_cut: bool

    @property
    def only(self) -> Appeal | None:
        """The appeal whose number was typed, when no other fits."""
        return self.appeals[0] if self.kind is Kind.APPEAL and len(self.appeals) == 1 else None


def recognise(typed: str) -> Sought:
    """Tell an appeal number, an IIN or BIN, an e-mail, a phone and a name apart."""
    text = typed.strip()
    bare = clean_number(text)
    number = _NUMBER.fullmatch(text)
    if number:
        return Sought(Kind.APPEAL, year=int(number[1]), digits=number[2].zfill(7))
    if _LAST_DIGITS.fullmatch(bare):
        return Sought(Kind.APPEAL, digits=bare)
    if _IIN_OR_BIN.fullmatch(bare):
        return Sought(Kind.NUMBER, [("number", bare)])
    if "@" in text:
        return Sought(Kind.EMAIL, [("email", normal_form("email", text))])
    phone = normalise_phone(text)
    if phone:
        return Sought(Kind.PHONE, [("phone", phone)])
    return Sought(Kind.NAME, terms_sought(text))


def find(typed: str, *, by: Actor) -> Found:
    """Find appeals, open to this reader only; the entry tells the kind and never the term."""
    sought = recognise(typed)
    with witness(Action.APPEAL_FIND, None, by, detail=f"kind={sought.kind}"):
        found = _matches(sought, _open_to(by))
    return Found(found.appeals, sought.kind, not found.is_whole)


def _open_to(by: Actor) -> Callable[[Appeal], bool]:
    """Which cases this reader may open, whose term of storage has not ended for them (R-5b.1)."""
    book = None if by.role in KEEPERS else rules_on(clock.today())

    def is_open(case: Appeal) -> bool:
        if refusal(Action.CASE_VIEW, by, case) is not None:
            return False
        return book is None or not has_left_work(case, book)

    return is_open


def _matches(sought: Sought, is_open: Callable[[Appeal], bool]) -> Matches:
    if sought.kind is not Kind.APPEAL:
        return look_for(sought.terms, most=MOST_FOUND, fits=is_open)
    numbers = _numbers(sought, MOST_NUMBERS)
    own = [appeal for appeal in _numbered(numbers) if is_open(appeal)]
    is_whole = len(numbers) < MOST_NUMBERS and len(own) <= MOST_FOUND
    return Matches(own[:MOST_FOUND], is_whole)


def _numbered(numbers: Sequence[str]) -> Sequence[Appeal]:
    """Appeals with these numbers, in this order."""
    rows = db.session.scalars(sa.select(Appeal).where(Appeal.number.in_(numbers))).all()
    place = {number: at for at, number in enumerate(numbers)}
    return sorted(rows, key=lambda appeal: place[appeal.number])


def _numbers(sought: Sought, most: int) -> list[str]:
    """The numbers that end in these digits: the very number first, then the newest.

    Numbers have no gaps, so they are counted out and no table is searched.
    """
    if sought.year:
        return [f"109-{sought.year}-{sought.digits}"]
    numbers: list[str] = []
    counters = db.session.execute(
        sa.select(AppealCounter.year, AppealCounter.last).order_by(AppealCounter.year.desc())
    )
    for year, last in counters:
        numbers += [f"109-{year}-{n:07d}" for n in _ending_in(sought.digits, last, most)]
    exact = sought.digits.zfill(7)
    return sorted(numbers, key=lambda number: not number.endswith(exact))[:most]


def _ending_in(digits: str, last: int, most: int) -> list[int]:
    step, end = 10 ** len(digits), int(digits)
    newest = last - (last - end) % step
    found = range(newest, 0, -step)[:most]
    exact = [end] if 0 < end <= last and end not in found else []
    return [*exact, *found]
