"""Questions of the board: what stands in each column, how many, and one page of the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from backoffice import clock
from backoffice.board import statements
from backoffice.board.filters import ME, NOBODY, Filters, due_span
from backoffice.board.leaving import Leaving, leaving_today
from backoffice.db import db
from backoffice.rules.completeness import Required, required_among
from backoffice.rules.fields import CategoryNeeds, Field
from backoffice.rules.vocabulary.appeals import AppealState
from backoffice.web.due import soon_term

COLUMN_LENGTH = 12
PAGE_LENGTH = 50
MOST_COUNTED = 1000
MOST_COUNTED_NARROWED = 100  # no index holds two filters: each row counted is a row looked up

Rows = Sequence[sa.Row[Any]]


class Name(NamedTuple):
    """One row of a small catalogue, in the reader's language."""

    key: int
    code: str
    name: str
    always: str = ""  # of a category: the fields it always needs


@dataclass(frozen=True)
class Names:
    """What codes and numbers on the board are called."""

    category: dict[str, Name]
    district: dict[str, Name]
    third_party: dict[str, Name]
    staff: dict[str, Name]
    parties: dict[int, Name]
    people: dict[int, Name]

    @property
    def required(self) -> list[Required]:
        """The fields appeals of these categories must have (R-5e.4)."""
        return required_among(
            CategoryNeeds(row.code, frozenset(map(Field, row.always.split())), frozenset())
            for row in self.category.values()
        )


@dataclass(frozen=True)
class Question:
    """Filters as the database is asked: which states, which narrowings, with which values."""

    states: tuple[AppealState, ...]
    shape: frozenset[str]
    values: dict[str, Any]
    leaving: Leaving


class Place(NamedTuple):
    """Where a page of the list begins: a row, never a number of rows to skip."""

    turn_at: datetime
    id: int
    way: str  # "after" or "before"


class Page(NamedTuple):
    """One page of the list, and whether there are rows on either side of it."""

    rows: Rows
    has_earlier: bool
    has_later: bool


def newest_change() -> datetime | None:
    """When any appeal last changed: all that a board which looks again has to ask."""
    return db.session.execute(statements.NEWEST_CHANGE).scalar()


def names_in(language: str) -> Names:
    """Names of categories, districts, third parties and staff, in one question."""
    found: dict[str, list[Name]] = {"category": [], "district": [], "third_party": [], "staff": []}
    for catalogue, *told in db.session.execute(statements.names(language)):
        found[catalogue].append(Name(*told))
    return Names(
        category={n.code: n for n in sorted(found["category"])},
        district={n.code: n for n in found["district"]},
        third_party={n.code: n for n in sorted(found["third_party"])},
        staff={str(n.key): n for n in found["staff"]},
        parties={n.key: n for n in found["third_party"]},
        people={n.key: n for n in found["staff"]},
    )


def question_of(
    filters: Filters, shown: tuple[AppealState, ...], person_id: int, names: Names
) -> Question:
    """Turn codes of an address into what the tables hold."""
    chosen = filters.chosen
    shape = set(chosen) - {"state"}
    values: dict[str, Any] = {name: chosen[name] for name in shape - {"due", "assignee"}}
    if filters.mine:
        values["mine"] = person_id
    if filters.third_party:
        values["third_party"] = names.third_party[filters.third_party].key
    if filters.assignee == NOBODY:
        shape = (shape - {"assignee"}) | {statements.UNASSIGNED}
    elif filters.assignee:
        values["assignee"] = person_id if filters.assignee == ME else int(filters.assignee)
    if filters.due:
        values["due_from"], values["due_to"] = due_span(filters.due, soon_term())
    return Question(filters.states(shown), frozenset(shape), values, leaving_today())


def columns_of(question: Question) -> dict[str, Rows]:
    """The first rows of each column, in one question."""
    columns: dict[str, list[sa.Row[Any]]] = {state: [] for state in question.states}
    if question.states:
        query = statements.columns(question.states, question.shape, COLUMN_LENGTH, question.leaving)
        for row in db.session.execute(query, question.values):
            columns[row.state].append(row)
    return {**columns}


def most_counted(question: Question) -> int:
    """How far the appeals of this question are counted; further is shown as "more"."""
    return MOST_COUNTED if len(question.shape) < 2 else MOST_COUNTED_NARROWED


def counts_of(question: Question) -> dict[str, int]:
    """How many appeals each state has, and how many are overdue; bounded (performance 4)."""
    if not question.states:
        return {statements.OVERDUE: 0}
    most = most_counted(question) + 1
    query = statements.counts(question.states, question.shape, most, question.leaving)
    row = db.session.execute(query, question.values | {"now": clock.now()}).one()
    return dict(row._mapping)


def page_of(question: Question, place: Place | None) -> Page:
    """One page of the list, found by where it begins, so that every page costs the same."""
    if not question.states:
        return Page([], has_earlier=False, has_later=False)
    way = place.way if place else ""
    values = question.values
    if place:
        values = values | {"place_at": place.turn_at, "place_id": place.id}
    query = statements.one_list(
        question.states, question.shape, PAGE_LENGTH + 1, way, question.leaving
    )
    rows = db.session.execute(query, values).all()
    more, rows = len(rows) > PAGE_LENGTH, rows[:PAGE_LENGTH]
    if way == "before":
        return Page(rows[::-1], has_earlier=more, has_later=True)
    return Page(rows, has_earlier=bool(way), has_later=more)
