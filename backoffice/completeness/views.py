"""The page of what is missing or doubtful, first due first (policy 5.e; R-5e.4)."""

from typing import Any

import sqlalchemy as sa
from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from backoffice.completeness.filters import DOUBTFUL, Filters, Place, Show
from backoffice.completeness.queries import MOST_COUNTED, PAGE, counts_of, page_of
from backoffice.completeness.showing import gap_rows
from backoffice.completeness.statements import requirements
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.people import Role
from backoffice.third_parties.models import Category
from backoffice.third_parties.queries import working_calendar
from backoffice.web.gate import Gate, actor
from backoffice.web.labels.fields import FIELDS
from backoffice.web.language import current_language
from backoffice.web.pages import page

completeness = Gate("completeness", __name__)

SHOWS: dict[Show, Any] = {Show.OPEN: _l("Open"), Show.OVERDUE: _l("Overdue")}


@completeness.page("/completeness", action=Action.COMPLETENESS_LIST)
def index() -> Response:
    """What lacks or is doubtful, with the term to complete, confirm or destroy it."""
    fields = {str(row.field): FIELDS[row.field] for row in requirements()}
    categories = _category_names()
    filters = Filters.read(request.args, fields, categories)
    own = actor().id if actor().role == Role.OPERATOR else None
    after = Place.read(request.args.get("after", ""))
    found = page_of(filters, after, own=own, limit=PAGE + 1)
    counts = counts_of(filters, own=own)
    later = str(found[PAGE - 1].place) if len(found) > PAGE else ""
    return page(
        "completeness/index.html",
        title=_("Missing and doubtful data"),
        rows=gap_rows(found[:PAGE], working_calendar()),
        filters=filters,
        whats=_whats(fields),
        categories=categories,
        headings=[
            (show, label, _bounded(counts[show]), _href(filters.showing(show)))
            for show, label in SHOWS.items()
        ],
        is_own=own is not None,
        first_href=_href(filters) if after else "",
        later_href=_href(filters, after=later) if later else "",
    )


def _whats(fields: dict[str, Any]) -> dict[str, Any]:
    """What the list can be narrowed to: one missing field, or all that is doubtful."""
    missing = {code: _("Missing: %(field)s", field=label) for code, label in fields.items()}
    return {DOUBTFUL: _("Doubtful data"), **missing}


def _category_names() -> dict[str, str]:
    name = getattr(Category, f"name_{current_language()}")
    rows = db.session.execute(sa.select(Category.code, name).order_by(Category.position))
    return {code: text for code, text in rows}


def _href(filters: Filters, **more: Any) -> str:
    chosen: dict[str, Any] = {**filters.chosen, **more}
    return url_for("completeness.index", **chosen)


def _bounded(count: int) -> str:
    """A count as it is shown; nobody counts without a bound."""
    return str(count) if count <= MOST_COUNTED else f"{MOST_COUNTED}+"
