"""Pages of the board: the columns, the list, the search."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from flask import g, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.board.boxes import boxes_of, known_values, tags_of
from backoffice.board.filters import ENDED_STATES, FILTER_NAMES, OPEN_STATES, Due, Filters
from backoffice.board.places import WAYS, read_place, write_place
from backoffice.board.queries import (
    Names,
    Question,
    columns_of,
    counts_of,
    most_counted,
    names_in,
    newest_change,
    page_of,
    question_of,
)
from backoffice.board.search import MOST_FOUND, find
from backoffice.board.statements import OVERDUE
from backoffice.board.tiles import Tile, TileMaker
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.appeals import AppealState
from backoffice.web.due import DueMarks
from backoffice.web.gate import Gate, actor
from backoffice.web.labels.appeals import APPEAL_STATES
from backoffice.web.language import current_language
from backoffice.web.pages import page

board = Gate("board", __name__)

QUARTER_HOUR = 900
LONGEST_TERM = 200
LIST: dict[str, Any] = {"view": "list"}
KEPT = (*FILTER_NAMES, "view", *WAYS)


@dataclass(frozen=True)
class Column:
    """One state of the board."""

    state: str
    label: str
    count: str
    tiles: list[Tile]
    more_href: str


@board.page("/board", action=Action.BOARD_VIEW)
def index() -> Response:
    """The cases by state or as one list; a board that looks again hears when nothing changed."""
    g.looks_by_itself = "seen" in request.args
    token = _token()
    if request.args.get("seen") == token:
        return Response(status=204)
    names = names_in(current_language())
    typed = Filters.read(request.args, known_values(names))
    facts = _list_facts if request.args.get("view") == "list" else _board_facts
    return page(
        "board/index.html",
        title=_("Case board"),
        fragment="columns",
        again_href=url_for("board.index", **_asked(), seen=token),
        is_again="seen" in request.args and "HX-Request" in request.headers,
        **facts(typed, names),
    )


@board.page("/search", action=Action.APPEAL_FIND, methods=["POST"])
def search() -> Response:
    """What the search box found; a number that fits one appeal leads straight to it."""
    found = find(request.form.get("term", "")[:LONGEST_TERM], by=actor())
    if found.only:
        return redirect(url_for("casefile.show", number=found.only.number), 303)
    marks = DueMarks()
    return page(
        "board/search.html",
        title=_("Search results"),
        rows=[(appeal, marks.of(appeal.state, _turn(appeal))) for appeal in found.appeals],
        is_cut=found.is_cut,
        most=MOST_FOUND,
        states=APPEAL_STATES,
    )


def _turn(appeal: Appeal) -> datetime:
    return appeal.due_at if appeal.is_open else appeal.state_at


def _board_facts(typed: Filters, names: Names) -> dict[str, Any]:
    question = question_of(typed.seen_by(actor()), tuple(AppealState), actor().id, names)
    rows, counts = columns_of(question), counts_of(question)
    maker = TileMaker(names, actor(), chain.from_iterable(rows.values()))
    columns = [
        Column(
            state=state,
            label=str(APPEAL_STATES[state]),
            count=_bounded(counts[state], most_counted(question)),
            tiles=maker.make(rows[state]),
            more_href=_href(typed, LIST, state=state) if counts[state] > len(rows[state]) else "",
        )
        for state in question.states
    ]
    return _frame(typed, names, question, counts, {}) | {"columns": columns}


def _list_facts(typed: Filters, names: Names) -> dict[str, Any]:
    shown = ENDED_STATES if typed.state in ENDED_STATES else OPEN_STATES
    question = question_of(typed.seen_by(actor()), shown, actor().id, names)
    found, counts = page_of(question, read_place(request.args)), counts_of(question)
    facts = {
        "rows": TileMaker(names, actor(), found.rows).make(found.rows),
        "states": APPEAL_STATES,
    }
    if found.has_earlier and found.rows:
        facts["earlier_href"] = _href(typed, LIST, before=write_place(found.rows[0]))
    if found.has_later and found.rows:
        facts["later_href"] = _href(typed, LIST, after=write_place(found.rows[-1]))
    return _frame(typed, names, question, counts, LIST) | facts


def _frame(
    typed: Filters,
    names: Names,
    question: Question,
    counts: dict[str, int],
    view: dict[str, Any],
) -> dict[str, Any]:
    """What both faces of the board show above the cases."""
    boxes, most = boxes_of(typed, names, actor(), is_list=bool(view)), most_counted(question)
    return {
        "boxes": boxes,
        "tags": tags_of(typed, boxes, view),
        "is_list": bool(view),
        "board_href": _href(typed, {}),
        "list_href": _href(typed, LIST),
        "clear_href": url_for("board.index", **view),
        "overdue_href": _href(typed.without("state"), LIST, due=Due.OVERDUE),
        "open_count": _bounded(sum(counts.get(state, 0) for state in OPEN_STATES), most),
        "overdue_count": _bounded(counts[OVERDUE], most),
    }


def _href(filters: Filters, view: dict[str, Any], **more: str) -> str:
    return url_for("board.index", **(filters.chosen | view | more))


def _bounded(count: int, most: int) -> str:
    """A count as it is shown; nobody counts without a bound."""
    return str(count) if count <= most else f"{most}+"


def _asked() -> dict[str, Any]:
    """What the address asks, without words that are none of ours."""
    return {name: request.args[name] for name in KEPT if name in request.args}


def _token() -> str:
    """A word for all the page depends on; due marks move on with the quarter of an hour."""
    told = (
        newest_change(),
        sorted(_asked().items()),
        current_language(),
        actor().id,
        actor().role,
        int(clock.now().timestamp()) // QUARTER_HOUR,
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]
