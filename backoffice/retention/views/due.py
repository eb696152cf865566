"""The lists of what is due: appeals by their term, deleted values by theirs (R-5f.2)."""

import re
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.db import db
from backoffice.keeping.queries import rules_on
from backoffice.retention.due import PAGE, DueList, DueRow, Place, count_due, page_due, span_of
from backoffice.retention.queries import count_holds
from backoffice.retention.sources import deleted_query
from backoffice.retention.views.gate import category_names, retention
from backoffice.rules.actions import Action
from backoffice.web.labels.fields import FIELDS
from backoffice.web.labels.retention import RETENTION_KINDS, RETENTION_OUTCOMES
from backoffice.web.pages import page

DELETED = "deleted"
_PLACE = re.compile(r"([0-9]{1,17})-([0-9]{1,18})")


@retention.page("/retention", action=Action.RETENTION_LIST)
def due() -> Response:
    """What is due now, soon, late, and deleted values past their last day."""
    today = clock.today()
    book = rules_on(today)
    asked = request.args.get("list", "")
    counts = {which: count_due(book, span_of(which, today)) for which in DueList}
    deleted = _count_deleted()
    facts: dict[str, Any] = {"rows": [], "values": []}
    if asked == DELETED:
        facts["values"] = db.session.execute(deleted_query(today).limit(PAGE)).all()
    else:
        which = DueList(asked) if asked in set(DueList) else DueList.NOW
        rows = page_due(book, span_of(which, today), _read_place(), PAGE + 1)
        facts["rows"], asked = rows[:PAGE], str(which)
        if len(rows) > PAGE:
            facts["later_href"] = url_for("retention.due", list=asked, after=_write_place(rows))
    return page(
        "retention/due.html",
        title=_("Storage and destruction"),
        asked=asked,
        counts=counts,
        deleted=deleted,
        held=count_holds(),
        kinds=RETENTION_KINDS,
        outcomes=RETENTION_OUTCOMES,
        fields=FIELDS,
        categories=category_names(),
        first_href=url_for("retention.due", list=asked) if "after" in request.args else "",
        **facts,
    )


def _count_deleted() -> int:
    listed = deleted_query(clock.today()).order_by(None).subquery()
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
