"""The desk: requests of all cases by their last day, and where a new one begins."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.appeals.queries import appeal_by_number
from backoffice.audit.refusals import NotFound, Refusal
from backoffice.request_desk.filters import Filters, Place, Show
from backoffice.request_desk.forms import BareForm
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


@requests.page("/requests/new", action=Action.REQUEST_REGISTER, methods=["GET", "POST"])
def begin() -> Response:
    """Where a request begins: at its appeal, or without one when nothing is held."""
    number = request.args.get("number", "").strip()
    form = BareForm()
    if number and request.method == "GET":
        return _to_appeal(number, form)
    if not form.is_submitted():
        form.draw_today()
    if not form.validate_on_submit():
        return _begin(form, 422 if form.errors else 200)
    try:
        made = register_request(None, by=actor(), new=form.bare)
    except Refusal as refused:
        form.tell_beside(refused)
        return _begin(form, 422)
    flash(_("Request registered: no. %(number)s.", number=made.number), "success")
    return redirect(url_for("requests.show", ref=made.id), 303)


def _to_appeal(number: str, form: BareForm) -> Response:
    """To the appeal of this number, if there is one that this person may register for."""
    try:
        appeal = appeal_by_number(number)
    except NotFound:
        appeal = None
    if appeal is None or not may(Action.REQUEST_REGISTER, appeal):
        form.draw_today()
        return _begin(form, 404, unknown=number[:20])
    return redirect(url_for("requests.choose", number=appeal.number), 303)


def _begin(form: BareForm, status: int, *, unknown: str = "") -> Response:
    title = _("Register a request")
    return page("requests/begin.html", title=title, status=status, form=form, unknown=unknown)


def _href(filters: Filters, place: Place | None = None) -> str:
    return url_for("requests.index", **filters.chosen, **(place.chosen if place else {}))


def _bounded(count: int) -> str:
    """A count as it is shown; nobody counts without a bound."""
    return str(count) if count <= MOST_COUNTED else f"{MOST_COUNTED}+"
