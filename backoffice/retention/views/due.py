"""The lists of what is due: appeals by their term, deleted values by theirs (R-5f.2)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.db import db
from backoffice.keeping.queries import day_begins, held_appeals, rules_on
from backoffice.legal_terms.queries import term
from backoffice.notices.superseded import last_ended_day, waiting_query
from backoffice.retention.due import (
    ONE_DAY,
    PAGE,
    DueList,
    DueRow,
    Place,
    count_due,
    page_due,
    span_of,
)
from backoffice.retention.queries import count_holds
from backoffice.retention.sources import deleted_query, withdrawn_query
from backoffice.retention.views.gate import category_names, retention
from backoffice.rules.actions import Action
from backoffice.rules.terms import TermCode
from backoffice.third_parties.queries import working_calendar
from backoffice.vault.models import PersonalValue
from backoffice.web.labels.retention import RETENTION_KINDS, RETENTION_OUTCOMES
from backoffice.web.pages import page

DELETED, WITHDRAWN, CORRECTED = "deleted", "withdrawn", "corrected"
_PLACE = re.compile(r"([0-9]{1,17})-([0-9]{1,18})")


@retention.page("/retention", action=Action.RETENTION_LIST)
def due() -> Response:
    """What is due now, soon, late, and deleted values past their last day."""
    today = clock.today()
    book = rules_on(today)
    asked = request.args.get("list", "")
    counts = {which: count_due(book, span_of(which, today)) for which in DueList}
    facts: dict[str, Any] = {"rows": [], "values": []}
    if asked in OTHERS:
        facts["values"] = OTHERS[asked](today)
    else:
        which = DueList(asked) if asked in set(DueList) else DueList.NOW
        rows = page_due(book, span_of(which, today), _read_place(), PAGE + 1)
        facts["rows"], asked = rows[:PAGE], str(which)
        if len(rows) > PAGE:
            facts["later_href"] = url_for("retention.due", list=asked, after=_write_place(rows))
    facts |= _counts(today)
    return page(
        "retention/due.html",
        title=_("Storage and destruction"),
        asked=asked,
        counts=counts,
        today=today,
        held=count_holds(),
        kinds=RETENTION_KINDS,
        outcomes=RETENTION_OUTCOMES,
        categories=category_names(),
        first_href=url_for("retention.due", list=asked) if "after" in request.args else "",
        **facts,
    )


@dataclass(frozen=True)
class ListedRow:
    """One line of the lists beside the terms of storage: a case, its day, no data."""

    appeal: Appeal
    due_on: date


def _deleted(today: date) -> list[ListedRow]:
    found = db.session.execute(deleted_query(today).limit(PAGE))
    return [ListedRow(appeal, until) for _id, until, appeal in found]


def _withdrawn(today: date) -> list[ListedRow]:
    found = db.session.execute(withdrawn_query(today).limit(PAGE))
    return [ListedRow(appeal, due_on) for due_on, appeal in found]


def _corrected(today: date) -> list[ListedRow]:
    """Corrected values that wait for their notices, with the last day of their term (5.5)."""
    row, calendar = term(TermCode.SUPERSEDED_KEEP), working_calendar()
    found = db.session.execute(waiting_query(held_appeals()).limit(PAGE))
    return [
        ListedRow(appeal, row.ends_on(clock.local(at).date(), calendar)) for at, appeal in found
    ]


OTHERS: dict[str, Callable[[date], list[ListedRow]]] = {
    DELETED: _deleted,
    WITHDRAWN: _withdrawn,
    CORRECTED: _corrected,
}


def _counts(today: date) -> dict[str, int]:
    """How many stand in each list beside the terms; of corrected values those that ended."""
    ended = PersonalValue.changed_at < day_begins(last_ended_day(today) + ONE_DAY)
    return {
        DELETED: _count(deleted_query(today)),
        WITHDRAWN: _count(withdrawn_query(today)),
        CORRECTED: _count(waiting_query(held_appeals()).where(ended)),
    }


def _count(query: sa.Select[Any]) -> int:
    listed = query.with_only_columns(sa.literal_column("1")).order_by(None).subquery()
    return db.session.execute(sa.select(sa.func.count()).select_from(listed)).scalar_one()


def _read_place() -> Place | None:
    """Where a page begins, as its address says; a word that is none of ours is left out."""
    found = _PLACE.fullmatch(request.args.get("after", ""))
    if found is None:
        return None
    try:
        return Place(datetime.fromtimestamp(int(found[1]) / 1_000_000, UTC), int(found[2]))
    except (OverflowError, ValueError, OSError):
        return None


def _write_place(rows: list[DueRow]) -> str:
    """The last row shown: moments are stored to the millionth of a second."""
    last = rows[PAGE - 1]
    whole = int(last.closed_at.timestamp())
    return f"{whole * 1_000_000 + last.closed_at.microsecond}-{last.id}"
