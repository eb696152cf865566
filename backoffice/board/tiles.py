"""Rows of the database as tiles: no personal data, and only the moves this person may make."""

import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa
from flask import url_for
from flask_babel import lazy_gettext as _l

from backoffice.board.queries import Names
from backoffice.completeness.queries import Marks, marks_of
from backoffice.rules.actions import Action
from backoffice.rules.lifecycle import APPEAL_LIFECYCLE, actions_from
from backoffice.rules.permissions import Actor, refusal
from backoffice.rules.vocabulary.appeals import AppealState
from backoffice.web.due import DueMark, DueMarks
from backoffice.web.labels.disclosures import REPLIES

_ANY = "109-0-0"


@dataclass(frozen=True)
class MoveRow:
    """One entry of a tile's menu: where it leads, whether it sends a form, its words."""

    endpoint: str
    sends: bool
    label: Any


MOVES: dict[Action, MoveRow] = {
    Action.APPEAL_TAKE: MoveRow("appeals.take", True, _l("Take into work")),
    Action.DISCLOSURE_RECORD: MoveRow("disclosures.record", False, _l("Open to disclose")),
    Action.APPEAL_ANSWER: MoveRow("appeals.answer", False, _l("Answer")),
    Action.APPEAL_CLOSE: MoveRow("appeals.close", True, _l("Close")),
    Action.APPEAL_REOPEN: MoveRow("appeals.reopen", True, _l("Reopen")),
    Action.APPEAL_RETURN: MoveRow("appeals.give_back", True, _l("Return")),
}


# What stands against the work on a case; the strongest first.
MARKS: dict[str, Any] = {
    "is_withdrawn": _l("consent withdrawn"),
    "lacks": _l("data missing"),
    "is_doubted": _l("data doubtful"),
}


class Move(NamedTuple):
    """A move open to this person now; one that sends a form carries that form's key."""

    label: str
    href: str
    form_key: str


class Tile(NamedTuple):
    """What the board shows of one appeal (R-2.3)."""

    number: str
    state: str
    version: int
    href: str
    due: DueMark
    category: str
    district: str
    third_party: str
    assignee: str
    initials: str
    reply: str
    marks: tuple[str, ...]
    moves: tuple[Move, ...]


class TileMaker:
    """Makes the tiles of one page; addresses and words are found once for all of them."""

    def __init__(self, names: Names, person: Actor, rows: Iterable[sa.Row[Any]]) -> None:
        self.names = names
        self.person = person
        self.marks = DueMarks()
        self.told = marks_of([row.id for row in rows], names.required)
        self.case_href = _address("casefile.show")
        self.moves = {state: tuple(_moves_from(state)) for state in AppealState}

    def make(self, rows: Iterable[sa.Row[Any]]) -> list[Tile]:
        """Tiles in the order of the rows."""
        return [self._tile(row, self.told.get(row.id)) for row in rows]

    def _tile(self, row: sa.Row[Any], marks: Marks | None) -> Tile:
        names = self.names
        assignee = names.people[row.assignee_id].name if row.assignee_id else ""
        return Tile(
            number=row.number,
            state=row.state,
            version=row.version,
            href=self.case_href(row.number),
            due=self.marks.of(row.state, row.turn_at),
            category=names.category[row.category_code].name,
            district=names.district[row.district_code].name if row.district_code else "",
            third_party=names.parties[row.third_party_id].name if row.third_party_id else "",
            assignee=assignee,
            initials="".join(word[0] for word in assignee.split()[:2]),
            reply=str(REPLIES.get(row.reply, "")),
            marks=tuple(str(MARKS[name]) for name in MARKS if marks and getattr(marks, name)),
            moves=tuple(self._moves(row)),
        )

    def _moves(self, row: sa.Row[Any]) -> Iterable[Move]:
        for action, label, address, sends in self.moves[row.state]:
            if refusal(action, self.person, row) is None:
                key = secrets.token_urlsafe(24) if sends else ""
                yield Move(label, address(row.number), key)


def _moves_from(state: str) -> Iterator[tuple[Action, str, Callable[[str], str], bool]]:
    """What the lifecycle offers in a state, in the reader's language."""
    for action in actions_from(APPEAL_LIFECYCLE, state):
        if action in MOVES:
            move = MOVES[action]
            yield action, str(move.label), _address(move.endpoint), move.sends


def _address(endpoint: str) -> Callable[[str], str]:
    """Addresses of one endpoint by appeal number, without asking the router every time."""
    before, after = url_for(endpoint, number=_ANY).split(_ANY)
    return lambda number: f"{before}{number}{after}"
