"""The filter boxes above the board, and the chosen values as tags that can be taken away."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from backoffice.board.filters import ME, NOBODY, REGISTERED, Due, Filters
from backoffice.board.queries import Name, Names
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.people import Role
from backoffice.web.labels.appeals import APPEAL_STATES, CHANNELS, KINDS

DUES: dict[str, Any] = {
    Due.OVERDUE: _l("Overdue"),
    Due.SOON: _l("Due soon"),
    Due.TODAY: _l("Due today"),
    Due.WEEK: _l("Due this week"),
}
HOLDERS: dict[str, Any] = {ME: _l("Me"), NOBODY: _l("Nobody")}
MINE: dict[str, Any] = {REGISTERED: _l("Registered by me")}
CASEWORKERS = (Role.OPERATOR, Role.SENIOR_OPERATOR)

Options = Mapping[str, Any]


@dataclass(frozen=True)
class Box:
    """One select of the filter form; the first option does not narrow."""

    name: str
    label: str
    first: str
    options: Options
    chosen: str


@dataclass(frozen=True)
class Tag:
    """One chosen value, and the address without it."""

    label: str
    href: str


def known_values(names: Names) -> dict[str, Container[str]]:
    """What each filter may be, by name."""
    return {
        "state": APPEAL_STATES,
        "category": names.category,
        "district": names.district,
        "third_party": names.third_party,
        "channel": CHANNELS,
        "kind": KINDS,
        "due": DUES,
        "assignee": HOLDERS.keys() | names.staff.keys(),
        "mine": MINE,
    }


def boxes_of(filters: Filters, names: Names, person: Actor, *, is_list: bool) -> list[Box]:
    """Every box; an operator chooses between their own cases and not between people."""
    people = HOLDERS | _people(names, filters.assignee)
    whose: tuple[str, str, str, Options] = ("assignee", _("Assigned to"), _("Anybody"), people)
    if person.role == Role.OPERATOR:
        whose = ("mine", _("My cases"), _("Assigned to me"), MINE)
    any_state = _("All open") if is_list else _("Any state")
    rows: list[tuple[str, str, str, Options]] = [
        ("category", _("Category"), _("All categories"), _texts(names.category)),
        ("district", _("District"), _("All districts"), _texts(names.district)),
        ("third_party", _("Third party"), _("Any"), _texts(names.third_party)),
        ("channel", _("Channel"), _("Any channel"), CHANNELS),
        ("kind", _("Kind"), _("Any kind"), KINDS),
        ("due", _("Due"), _("Any time"), DUES),
        ("state", _("State"), any_state, APPEAL_STATES),
        whose,
    ]
    return [Box(*row, chosen=getattr(filters, row[0])) for row in rows]


def tags_of(filters: Filters, boxes: list[Box], view: dict[str, Any]) -> list[Tag]:
    """The chosen values, in the order of the boxes."""
    return [
        Tag(
            _("%(filter)s: %(value)s", filter=box.label, value=box.options[box.chosen]),
            url_for("board.index", **filters.without(box.name).chosen, **view),
        )
        for box in boxes
        if box.chosen
    ]


def _texts(rows: Mapping[str, Name]) -> dict[str, str]:
    return {code: row.name for code, row in rows.items()}


def _people(names: Names, chosen: str) -> dict[str, str]:
    """Whom cases are assigned to; whoever left is listed only while chosen."""
    return {
        key: row.name
        for key, row in names.staff.items()
        if row.code in CASEWORKERS or key == chosen
    }
