"""Questions to the register of subject requests.

The last day is counted by the terms of the law and the calendar, which no database knows: it
is read for each row, and a narrowing by the term is made on the rows that were read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any

from sqlalchemy.engine import Connection

from backoffice import clock
from backoffice.db import db
from backoffice.exports import listing
from backoffice.exports.listing import Condition, Listing
from backoffice.legal_terms.queries import TermBook, term_book
from backoffice.registers.requests.columns import (
    STORED,
    finished,
    held,
    joined,
    state,
)
from backoffice.registers.requests.filters import RequestFilters
from backoffice.rules.subject_requests import TERM_OF
from backoffice.rules.vocabulary.registers import STANDINGS, TermKept
from backoffice.subject_requests.models import SubjectRequest

_PLAIN: dict[str, Any] = {
    "kind": SubjectRequest.kind,
    "asker": SubjectRequest.asker,
    "state": state,
    "outcome": held.outcome,
}


def _narrowed(filters: RequestFilters) -> list[Condition]:
    found: list[Condition] = [
        _PLAIN[name] == value for name, value in filters.narrowed.items() if name in _PLAIN
    ]
    if filters.refusal:
        found.append(("," + held.reasons + ",").contains(f",{filters.refusal},", autoescape=True))
    return found


_ROWS = Listing(
    columns=STORED,
    at=SubjectRequest.received_on,
    key=SubjectRequest.id,
    about=joined,
    narrowed=_narrowed,
)


@dataclass
class Terms:
    """Reads how the term of a request stood; each last day is counted once."""

    book: TermBook = field(default_factory=term_book)
    today: date = field(default_factory=clock.today)
    known: dict[tuple[str, date], date] = field(default_factory=dict)

    def due(self, row: Any) -> date:
        """The last day, by the term that held on the day of receipt."""
        key = (row.kind, row.received)
        if key not in self.known:
            self.known[key] = self.book.ends_on(TERM_OF[row.kind], row.received)
        return self.known[key]

    def standing(self, row: Any) -> TermKept:
        """Completed within the term, after it, not yet, or not yet due."""
        due = self.due(row)
        if row.finished is None:
            return TermKept.OVERDUE if self.today > due else TermKept.RUNNING
        on = clock.local(row.finished).date()
        return TermKept.KEPT if on <= due else TermKept.LATE

    def fits(self, filters: RequestFilters, row: Any) -> bool:
        """Whether the term of a row is the one asked for."""
        if not filters.term:
            return True
        return self.standing(row) in STANDINGS[TermKept(filters.term)]


def page_of_rows(filters: RequestFilters, *, before: int, after: int) -> list[Any]:
    """One page of rows and one more when there is a further page; newest first."""
    terms, wanted = Terms(), listing.PAGE + 1
    most = listing.CHUNK if filters.term else listing.PAGE
    found: list[Any] = []
    while True:
        read = _ROWS.page(filters, before=before, after=after, most=most)
        fitting = [_with_term(row, terms) for row in read if terms.fits(filters, row)]
        found = [*fitting, *found] if after else [*found, *fitting]
        if len(found) >= wanted or len(read) <= most:
            return found[-wanted:] if after else found[:wanted]
        edge = read[0 if after else -1].place_key
        before, after = (0, edge) if after else (edge, 0)


def _with_term(row: Any, terms: Terms) -> Any:
    read = {"due": terms.due(row), "term": terms.standing(row)}
    return SimpleNamespace(**row._mapping, **read)


def facts(filters: RequestFilters) -> list[Any]:
    """What the totals are counted from: one short row for each request."""
    terms = Terms()
    question = _ROWS.asked(
        filters,
        SubjectRequest.kind.label("kind"),
        SubjectRequest.received_on.label("received"),
        finished.label("finished"),
        held.outcome.label("outcome"),
        held.reasons.label("reasons"),
    )
    rows = (row for row in db.session.execute(question) if terms.fits(filters, row))
    return [SimpleNamespace(**row._mapping, term=terms.standing(row), times=1) for row in rows]


def newest(connection: Connection) -> int:
    """The highest number of a request there is."""
    return _ROWS.newest(connection)


def count_rows(connection: Connection, filters: RequestFilters, *, upto: int) -> int:
    """How many rows a file will hold."""
    if not filters.term:
        return _ROWS.count_rows(connection, filters, upto=upto)
    return sum(len(chunk) for chunk in chunks(connection, filters, upto=upto))


def chunks(
    connection: Connection, filters: RequestFilters, *, upto: int
) -> Iterator[Sequence[Any]]:
    """The rows in the order they came to be, each with its last day and how the term stood."""
    terms = Terms()
    for chunk in _ROWS.whole_chunks(connection, filters, upto=upto):
        fitting = [row for row in chunk if terms.fits(filters, row)]
        if fitting:
            yield [(*row[:-2], terms.due(row), terms.standing(row)) for row in fitting]


def changes(filters: RequestFilters) -> bool:
    """Whether rows come and go while they are read: decisions and deeds follow."""
    return not filters.narrowed.keys() <= {"kind", "asker"}
