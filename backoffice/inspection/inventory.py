"""The inventory of personal data, made from the tables the product runs by (2.18, 2.22).

Fields, minimisation, permissions, terms of storage and the map of erasure are asked, so it
cannot say anything else than what happens. Codes only: pages put words to them.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from backoffice import clock
from backoffice.db import db
from backoffice.keeping.queries import rules_on
from backoffice.rules.actions import Action
from backoffice.rules.erasure import DATA
from backoffice.rules.fields import CategoryNeeds, Field, Need, need
from backoffice.rules.permissions import PERMISSIONS
from backoffice.rules.vocabulary.inspection import DataClass, Process
from backoffice.rules.vocabulary.people import STAFF_ROLES, ApplicantType
from backoffice.third_parties.models import Category

_CONSENT = frozenset({Field.CONSENT_EVIDENCE, Field.WITHDRAWAL_EVIDENCE})
_TABLES = {
    Process.STAFF: ("staff", "web_session", "audit_entry"),
    Process.THIRD_PARTY: ("third_party",),
}
# By which action somebody sees the data of a process: who may do it, has access.
READING = {
    Process.APPEAL: Action.CASE_VIEW,
    Process.TRANSFER: Action.DISCLOSURE_PREPARE,
    Process.CONSENT: Action.CONSENT_PRINT,
    Process.STAFF: Action.ACCESS_LIST,
    Process.THIRD_PARTY: Action.THIRD_PARTY_LIST,
}
_BY_PUBLIC_OFFICE = frozenset({Process.THIRD_PARTY})
_SIGN = "|"


@dataclass(frozen=True)
class Item:
    """One kind of data in one process, in codes."""

    process: Process
    name: str
    roles: tuple[str, ...]
    always: tuple[str, ...] = ()  # categories in which a third party is given it
    with_reason: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()  # kind:category:months:outcome; none: kept to answer for deeds

    @property
    def data_class(self) -> DataClass:
        """Public is only what somebody says in an office; all else is restricted."""
        is_public = self.process in _BY_PUBLIC_OFFICE
        return DataClass.PUBLIC if is_public else DataClass.RESTRICTED

    @property
    def key(self) -> str:
        """What stays the same when the rest of a line changes."""
        return f"{self.process}{_SIGN}{self.name}"

    @property
    def line(self) -> str:
        """All it says, as it is approved and hashed."""
        lists = (self.roles, self.always, self.with_reason, self.terms)
        told = (",".join(part) for part in lists)
        return _SIGN.join((self.key, self.data_class, *told))


def inventory() -> list[Item]:
    """Every kind of personal data the Centre processes, by process."""
    return list(_items())


def text_of(items: Sequence[Item]) -> str:
    """The inventory as one text of codes: what an order approves."""
    return "\n".join(item.line for item in items)


def hash_of(text: str) -> str:
    """SHA-256 of an approved text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def _items() -> Iterator[Item]:
    terms, needs = _terms(), _needs()
    for process in (Process.APPEAL, Process.CONSENT):
        for field in Field:
            if (field in _CONSENT) == (process is Process.CONSENT):
                yield Item(process, str(field), _roles(process), terms=terms)
    for field in Field:
        always, with_reason = _given(field, needs)
        if always or with_reason:
            roles = _roles(Process.TRANSFER)
            yield Item(Process.TRANSFER, str(field), roles, always, with_reason, terms)
    for process, tables in _TABLES.items():
        for table in tables:
            for column in DATA[table].stays:
                yield Item(process, f"{table}.{column}", _roles(process))


def _roles(process: Process) -> tuple[str, ...]:
    row = PERMISSIONS[READING[process]]
    return tuple(str(r) for r in STAFF_ROLES if r in row.roles or r in row.conditional)


def _needs() -> list[CategoryNeeds]:
    return [one.needs for one in db.session.scalars(sa.select(Category).order_by(Category.code))]


def _given(field: Field, needs: Sequence[CategoryNeeds]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The categories in which a third party is given it: always, and only with a reason."""
    how = {row.code: _most(field, row) for row in needs}
    always = tuple(code for code, most in how.items() if most is Need.ALWAYS)
    return always, tuple(code for code, most in how.items() if most is Need.WITH_REASON)


def _most(field: Field, row: CategoryNeeds) -> Need:
    """The most any applicant's recipient is given of it."""
    asked = {need(row, field, applicant_type=kind, no_transfer=False) for kind in ApplicantType}
    return next(one for one in Need if one in asked)


def _terms() -> tuple[str, ...]:
    rows = rules_on(clock.today()).rows.items()
    told = (f"{kind}:{code}:{row.months}:{row.outcome}" for (kind, code), row in rows)
    return tuple(sorted(told))
