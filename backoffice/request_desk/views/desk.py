"""The desk: requests of all cases by their last day, and where a new one begins."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.appeals.queries import appeal_by_number
from backoffice.audit.refusals import NotFound, Refusal
from backoffice.request_desk.filters import Filters, Place, Show
from backoffice.request_desk.forms.boxes import BareForm
from backoffice.request_desk.listing import MOST_COUNTED, counts, page_of
from backoffice.request_desk.showing import request_rows
from backoffice.request_desk.views.gate import requests
from backoffice.rules.actions import Action
from backoffice.subject_requests.actions import register_request
from backoffice.subject_requests.queries import open_list
from backoffice.web.gate import actor, may
from backoffice.web.labels.requests import REQUEST_KINDS
from backoffice.web.pages import page

SHOWS = {
    Show.OPEN: _l("Open"),
    Show.LATE: _l("Overdue"),
    Show.UNDECIDED: _l("To be decided"),
    Show.TO_DO: _l("To be carried out"),
    Show.DONE: _l("Carried out"),
    Show.REFUSED: _l("Refused"),
    Show.ALL: _l("All"),
}


@requests.page("/requests", action=Action.REQUEST_LIST)
def index() -> Response:
    """Requests of all appeals; no personal data (law 24, 25)."""
    filters, waiting = Filters.read(request.args), open_list()
    found, told = page_of(filters, Place.read(request.args), waiting), counts(filters, waiting)
    today = clock.today()
    return page(
        "requests/index.html",
        title=_("Requests of data subjects"),
        rows=request_rows(found.requests),
        filters=filters,
        kinds=REQUEST_KINDS,
        headings=[
            (show, label, _bounded(told[show]), _href(filters.showing(show)))
            for show, label in SHOWS.items()
        ],
        overdue=sum(one.due_on < today for one in waiting),
        earlier_href=_href(filters, found.earlier) if found.earlier else "",
        later_href=_href(filters, found.later) if found.later else "",
    )


@requests.page("/requests/new", action=Action.REQUEST_VIEW)
def begin() -> Response:
    """Where a request begins: at the number of its appeal."""
    number = request.args.get("number", "").strip()
    if not number:
        return _begin()
    try:
        appeal = appeal_by_number(number)
    except NotFound:
        return _begin(unknown=number[:20])
    if not may(Action.REQUEST_REGISTER, appeal):
        return _begin(unknown=number[:20])
    return redirect(url_for("requests.choose", number=appeal.number), 303)


@requests.page("/requests/without", action=Action.REQUEST_REGISTER, methods=["GET", "POST"])
def without() -> Response:
    """A request for access of somebody about whom nothing is held: nothing is written of them."""
    form = BareForm()
    if not form.is_submitted():
        form.draw_today()
    if not form.validate_on_submit():
        return _without(form)
    try:
        made = register_request(None, by=actor(), new=form.bare)
    except Refusal as refused:
        form.tell_beside(refused)
        return _without(form)
    flash(_("Request registered: no. %(number)s.", number=made.number), "success")
    return redirect(url_for("requests.show", ref=made.id), 303)


def _begin(unknown: str = "") -> Response:
    title, status = _("Register a request"), 404 if unknown else 200
    return page("requests/begin.html", title=title, status=status, unknown=unknown)


def _without(form: BareForm) -> Response:
    status = 422 if form.errors else 200
    title = _("Access, and nothing is held about the person")
    return page("requests/without.html", title=title, status=status, form=form)


def _href(filters: Filters, place: Place | None = None) -> str:
    told: dict[str, Any] = {**filters.chosen, **(place.chosen if place else {})}
    return url_for("requests.index", **told)


def _bounded(count: int) -> str:
    """A count as it is shown; nobody counts without a bound."""
    return str(count) if count <= MOST_COUNTED else f"{MOST_COUNTED}+"
