"""Questions about terms: how long is it, and when does it end (R-2.0)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from backoffice import clock
from backoffice.audit.refusals import NotFound
from backoffice.db import db
from backoffice.legal_terms.models import LegalTerm
from backoffice.rules.calendar import WorkingCalendar
from backoffice.rules.terms import TERMS, TermCode, TermRow, TermUnit
from backoffice.third_parties.queries import working_calendar


@dataclass(frozen=True)
class TermInForce:
    """One term as it holds on a day; `version` counts its changes."""

    code: TermCode
    row: TermRow
    valid_from: date | None
    version: int

    @property
    def subject_kind(self) -> str:
        """What audit entries call it."""
        return "legal_term"

    @property
    def ref(self) -> str:
        """How audit entries name this term."""
        return str(self.code)


def term(code: TermCode, day: date | None = None) -> TermRow:
    """How long a term is on a day; today when no day is given."""
    return terms_in_force(day or clock.today())[code].row


def ends_on(code: TermCode, start: date) -> date:
    """The last day of a term that began on `start`, by what held on that day."""
    return term(code, start).ends_on(start, working_calendar())


def term_by_code(code: str) -> TermInForce:
    """One term as it holds today. Raises NotFound."""
    if code not in set(TermCode):
        raise NotFound
    return terms_in_force(clock.today())[TermCode(code)]


def terms_in_force(day: date) -> Mapping[TermCode, TermInForce]:
    """Every term as it holds on a day."""
    changes = _changes()
    return {code: _on(day, code, changes.get(code, [])) for code in TermCode}


def changes_of(code: TermCode) -> list[LegalTerm]:
    """Every change of a term, newest first: also those whose day has not come."""
    query = sa.select(LegalTerm).where(LegalTerm.code == code).order_by(LegalTerm.id.desc())
    return list(db.session.scalars(query))


@dataclass(frozen=True)
class TermBook:
    """Every term with its changes and the calendar, read once: for lists of many days."""

    changes: Mapping[str, list[LegalTerm]]
    calendar: WorkingCalendar

    def ends_on(self, code: TermCode, start: date) -> date:
        """The last day of a term that began on `start`, by what held on that day."""
        return _on(start, code, self.changes.get(code, [])).row.ends_on(start, self.calendar)


def term_book() -> TermBook:
    """All terms as they were ever changed, in two questions."""
    return TermBook(_changes(), working_calendar())


def _changes() -> dict[str, list[LegalTerm]]:
    changes: dict[str, list[LegalTerm]] = {}
    for row in db.session.scalars(sa.select(LegalTerm).order_by(LegalTerm.id)):
        changes.setdefault(row.code, []).append(row)
    return changes


def _on(day: date, code: TermCode, changes: list[LegalTerm]) -> TermInForce:
    """The change with the latest day that has come; of two for one day the later one."""
    begun = [row for row in changes if row.valid_from <= day]
    if not begun:
        return TermInForce(code, TERMS[code], None, len(changes))
    held = max(begun, key=lambda row: (row.valid_from, row.id))
    row = TermRow(held.value, TermUnit(held.unit), held.article, held.source)
    return TermInForce(code, row, held.valid_from, len(changes))
