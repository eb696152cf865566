"""The statements of the board: one per set of narrowings, built once, then filled with values.

Every one walks an index that ends in (state, turn_at, id) and stops after a bounded number
of rows, so the board costs the same however many appeals there are.
"""

from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa

from backoffice.accounts.models import Staff
from backoffice.appeals.models import Appeal
from backoffice.board.filters import ENDED_STATES, OPEN_STATES
from backoffice.board.leaving import Leaving, stays
from backoffice.db import UtcDateTime
from backoffice.rules.vocabulary.appeals import AppealState
from backoffice.third_parties.models import Category, District, ThirdParty

Shape = frozenset[str]
States = tuple[AppealState, ...]
Query = sa.Select[*tuple[Any, ...]]

KEPT = 512  # statements: the rules of storage make them new every day
UNASSIGNED = "unassigned"
OVERDUE = "overdue"

_table = Appeal.__table__.c
_SHOWN = (
    _table.id,
    _table.number,
    _table.state,
    _table.turn_at,
    _table.category_code,
    _table.district_code,
    _table.third_party_id,
    _table.assignee_id,
    _table.registered_by_id,
    _table.reply,
    _table.version,
)
_MOMENT = UtcDateTime()
_NOW = sa.bindparam("now", type_=_MOMENT)
_PLACE = sa.tuple_(
    sa.bindparam("place_at", type_=_MOMENT), sa.bindparam("place_id", type_=sa.Integer())
)
_NARROWINGS: dict[str, tuple[sa.ColumnElement[bool], ...]] = {
    "category": (_table.category_code == sa.bindparam("category"),),
    "district": (_table.district_code == sa.bindparam("district"),),
    "third_party": (_table.third_party_id == sa.bindparam("third_party"),),
    "channel": (_table.channel == sa.bindparam("channel"),),
    "kind": (_table.kind == sa.bindparam("kind"),),
    "assignee": (_table.assignee_id == sa.bindparam("assignee"),),
    "mine": (_table.registered_by_id == sa.bindparam("mine"),),
    UNASSIGNED: (_table.assignee_id.is_(None),),
    "due": (
        _table.turn_at >= sa.bindparam("due_from", type_=_MOMENT),
        _table.turn_at < sa.bindparam("due_to", type_=_MOMENT),
    ),
}

_NO_FIELDS: sa.ColumnElement[str] = sa.literal_column("''")

NEWEST_CHANGE = sa.select(sa.func.max(_table.changed_at))


@lru_cache(KEPT)
def columns(states: States, shape: Shape, length: int, leaving: Leaving) -> Query:
    """The first rows of each state."""
    parts = [_part(state, shape, "", leaving).limit(length) for state in states]
    return _together(parts)


@lru_cache(KEPT)
def one_list(states: States, shape: Shape, length: int, way: str, leaving: Leaving) -> Query:
    """The rows of several states as one list, from a place onwards or backwards.

    `way` is "after", "before" or empty for the beginning.
    """
    parts = [_part(state, shape, way, leaving).limit(length) for state in states]
    merged = _together(parts).subquery()
    down = _runs_down(states[0], way)
    order = [c.desc() if down else c.asc() for c in (merged.c.turn_at, merged.c.id)]
    return sa.select(merged).order_by(*order).limit(length)


@lru_cache(KEPT)
def counts(states: States, shape: Shape, most: int, leaving: Leaving) -> Query:
    """How many rows there are in each state, and overdue, counting no further than `most`."""
    narrow = _narrowing(shape)
    counted = [_bounded(most, *_of_state(state, leaving), *narrow).label(state) for state in states]
    owed = [state for state in states if state in OPEN_STATES]
    late = _bounded(most, _table.state.in_(owed), _table.turn_at < _NOW, *narrow)
    return sa.select(*counted, late.label(OVERDUE))


@cache
def names(language: str) -> Any:
    """Names of the small catalogues in one language: kind, key, code, name, required fields."""
    nothing: sa.ColumnElement[Any] = sa.literal_column("0")
    category, district, party = (
        getattr(model, f"name_{language}") for model in (Category, District, ThirdParty)
    )
    return sa.union_all(
        _named(
            "category",
            key=Category.position,
            code=Category.code,
            name=category,
            always=Category.disclose_always,
        ),
        _named("district", key=nothing, code=District.code, name=district),
        _named("third_party", key=ThirdParty.id, code=ThirdParty.code, name=party),
        _named("staff", key=Staff.id, code=Staff.role, name=Staff.display_name),
    )


def _named(catalogue: str, *, key: Any, code: Any, name: Any, always: Any = _NO_FIELDS) -> Query:
    kind: sa.ColumnElement[Any] = sa.literal_column(f"'{catalogue}'").label("catalogue")
    told = (key.label("key"), code.label("code"), name.label("name"), always.label("always"))
    return sa.select(kind, *told)


def _of_state(state: AppealState, leaving: Leaving) -> list[sa.ColumnElement[bool]]:
    """Cases of one state; closed ones only while their term of storage runs."""
    gone = stays(leaving) if state is AppealState.CLOSED else ()
    return [_table.state == state, *gone]


def _part(state: AppealState, shape: Shape, way: str, leaving: Leaving) -> Query:
    """Rows of one state in their order; what has ended comes newest first."""
    query = sa.select(*_SHOWN).where(*_of_state(state, leaving), *_narrowing(shape))
    here = sa.tuple_(_table.turn_at, _table.id)
    down = _runs_down(state, way)
    if way:
        query = query.where(here < _PLACE if down else here > _PLACE)
    return query.order_by(*(c.desc() if down else c.asc() for c in (_table.turn_at, _table.id)))


def _runs_down(state: AppealState, way: str) -> bool:
    return (state in ENDED_STATES) != (way == "before")


def _together(parts: list[Query]) -> Any:
    """UNION ALL of ordered, bounded parts; SQLite wants each of them wrapped."""
    wrapped = [sa.select(part.subquery()) for part in parts]
    return sa.union_all(*wrapped) if len(wrapped) > 1 else wrapped[0]


def _narrowing(shape: Shape) -> list[sa.ColumnElement[bool]]:
    return [condition for name in sorted(shape) for condition in _NARROWINGS[name]]


def _bounded(most: int, *where: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    found: Query = sa.select(sa.literal_column("1")).select_from(Appeal.__table__).where(*where)
    return sa.select(sa.func.count()).select_from(found.limit(most).subquery()).scalar_subquery()
