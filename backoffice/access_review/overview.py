"""What the page of the report shows: one line for each person, and what lies behind a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import format_decimal
from flask_babel import gettext as _

from backoffice.access_review.filters import AccessQuestion
from backoffice.access_review.links import entries_of_person
from backoffice.access_review.people import KINDS, MOST_ROWS, Reader, looks_by, readers
from backoffice.access_review.report import COLUMNS, narrowings_in_words
from backoffice.audit.models import AuditEntry
from backoffice.exports.columns import Kind, Names
from backoffice.rules.vocabulary.readings import Reading
from backoffice.web.language import show_moment


@dataclass(frozen=True)
class Cell:
    """One cell of the table and where what it counts is."""

    text: str
    look: str = ""
    href: str = ""


@dataclass(frozen=True)
class Details:
    """A drill-down: the cases of a person, or the persons of a case."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    is_cut: bool


@dataclass(frozen=True)
class AccessView:
    """Everything the page shows for a valid question."""

    here: str
    count: int
    rows: Sequence[Sequence[Cell]]
    details: Sequence[Details]
    chosen: Sequence[tuple[str, str, str]]


def access_view(filters: AccessQuestion, names: Names, *, before: int, after: int) -> AccessView:
    """The persons of the period, and what one of them or one case was looked at."""
    found = readers(filters)
    return AccessView(
        here=address_of(filters),
        count=len(found),
        rows=[_line(one, filters, names) for one in found],
        details=_details(filters, names),
        chosen=[
            (label, value, address_of(filters.narrowed_to(name, "")))
            for name, label, value in narrowings_in_words(filters, names)
        ],
    )


def address_of(filters: AccessQuestion, **more: Any) -> str:
    """The address that asks this question."""
    return url_for("access_review.access", **filters.address, **more)


def _line(one: Reader, filters: AccessQuestion, names: Names) -> list[Cell]:
    hrefs = _hrefs(one, filters)
    return [
        Cell(
            _told(column.key, getattr(one, column.key))
            if column.kind is Kind.NUMBER
            else column.say(names, getattr(one, column.key)),
            "num" if column.kind is Kind.NUMBER else "",
            hrefs.get(column.key, "") if getattr(one, column.key) else "",
        )
        for column in COLUMNS
    ]


def _told(key: str, number: int) -> str:
    sign = "+" if key == "against" and number > 0 else ""
    return sign + format_decimal(number)


def _hrefs(one: Reader, filters: AccessQuestion) -> dict[str, str]:
    """Where each number of a line is: the log, or the list of different cases."""
    of_person = address_of(filters.narrowed_to("person", str(one.person)), _anchor="details")
    days: dict[str, Any] = filters.days
    return {
        **{kind: entries_of_person(filters, one.person, action=kind) for kind in KINDS},
        "person": of_person,
        "distinct": of_person,
        "others": entries_of_person(filters, one.person, action=Reading.CASES, others="y"),
        "refused": entries_of_person(filters, one.person, refused="y"),
        "total": entries_of_person(filters, one.person, action=Reading.ANY),
        "flags": url_for("access_review.unusual", person=one.person, show="open", **days),
    }


def _details(filters: AccessQuestion, names: Names) -> list[Details]:
    found = []
    if filters.person:
        found.append(_cases_of(filters))
    if filters.case:
        found.append(_persons_of(filters, names))
    return found


def _cases_of(filters: AccessQuestion) -> Details:
    """The cases one person looked at; a case leads to everybody who did."""
    everybody = filters.narrowed_to("person", "")
    found = looks_by(AuditEntry.appeal_number, filters)
    rows = [
        [
            Cell(row.key, "mono", address_of(everybody.narrowed_to("case", row.key))),
            *_looks(row, filters.narrowed_to("case", row.key), filters.person),
        ]
        for row in found[:MOST_ROWS]
    ]
    return Details(_("Cases opened"), _heads(_("Case")), rows, len(found) > MOST_ROWS)


def _persons_of(filters: AccessQuestion, names: Names) -> Details:
    """Everybody who looked at one case."""
    everywhere = filters.narrowed_to("case", "")
    found = looks_by(AuditEntry.actor_id, filters)
    rows = [
        [
            Cell(
                names.staff.get(row.key, str(row.key)),
                "",
                address_of(everywhere.narrowed_to("person", str(row.key))),
            ),
            *_looks(row, filters, row.key),
        ]
        for row in found[:MOST_ROWS]
    ]
    title = _("Who opened case %(number)s", number=filters.case)
    return Details(title, _heads(_("Person")), rows, len(found) > MOST_ROWS)


def _heads(first: str) -> list[str]:
    return [first, _("Times opened"), _("First"), _("Last")]


def _looks(row: Any, filters: AccessQuestion, person: int | str) -> list[Cell]:
    href = entries_of_person(filters, person, action=Reading.CASES)
    return [
        Cell(format_decimal(row.looks), "num", href),
        Cell(show_moment(datetime.fromisoformat(row.first)), "line"),
        Cell(show_moment(datetime.fromisoformat(row.last)), "line"),
    ]
