"""Pages of notices: the list, the next step of one, its letter."""

from typing import Any

from flask import flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import refresh
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.audit.door import witness
from backoffice.audit.refusals import Refusal, WrongState
from backoffice.notices.actions import ABOUT_MOMENT, DEEDS
from backoffice.notices.chasing import chase_on
from backoffice.notices.filters import Filters, Place, Show
from backoffice.notices.forms import StepForm, WaiveForm
from backoffice.notices.letter import letter_of
from backoffice.notices.models import Notice
from backoffice.notices.queries import (
    MOST_COUNTED,
    counts_of,
    notice_by_ref,
    open_count,
    page_of,
)
from backoffice.notices.showing import notice_rows
from backoffice.notices.steps import STEP_PAGES, events_of
from backoffice.rules.actions import Action
from backoffice.rules.lifecycle import NOTICE_LIFECYCLE, next_state
from backoffice.third_parties.queries import all_third_parties, working_calendar
from backoffice.web.forms import is_submit
from backoffice.web.gate import Gate, actor, may, require
from backoffice.web.labels.notices import NOTICE_CAUSES
from backoffice.web.language import name_of
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence

notices = Gate("notices", __name__)

SHOWS = {
    Show.OPEN: _l("Open"),
    Show.UNTOLD: _l("Not told yet"),
    Show.LATE: _l("Late"),
    Show.ESCALATED: _l("With the manager"),
    Show.ALL: _l("All"),
}


@notices.app_context_processor
def offer_counts() -> dict[str, Any]:
    """How many notices are open: for pages of features that know nothing of notices."""
    return {"open_notices": bounded_open}


def bounded_open(third_party_id: int | None = None) -> str:
    """The count as it is shown; empty for who may not see the list."""
    return _bounded(open_count(third_party_id)) if may(Action.NOTICE_LIST) else ""


@notices.page("/notices", action=Action.NOTICE_LIST)
def index() -> Response:
    """Notices of all appeals by what they wait for; no personal data (R-5e.2)."""
    parties = {party.code: name_of(party) for party in all_third_parties()}
    filters, chase = (
        Filters.read(request.args, parties),
        chase_on(clock.today(), working_calendar()),
    )
    found, counts = page_of(filters, Place.read(request.args), chase), counts_of(filters, chase)
    return page(
        "notices/index.html",
        title=_("Notices to recipients"),
        rows=notice_rows(found.notices, chase),
        filters=filters,
        causes=NOTICE_CAUSES,
        parties=parties,
        headings=[
            (show, label, _bounded(counts[show]), _href(filters.showing(show)))
            for show, label in SHOWS.items()
        ],
        newer_href=_href(filters, found.newer) if found.newer else "",
        older_href=_href(filters, found.older) if found.older else "",
    )


@notices.page(
    "/notices/<int:ref>/<any(send, deliver, remind, fail, acknowledge, waive):deed>",
    action=Action.NOTICE_PRINT,  # whoever may do one of the steps may print; see below
    methods=["GET", "POST"],
)
def advance(ref: int, deed: str) -> Response:
    """Note what became of a notice: when it happened, and when it was noted."""
    notice = notice_by_ref(ref)
    action, do = DEEDS[deed]
    _refuse_early(notice, action)
    form = WaiveForm() if action is Action.NOTICE_WAIVE else StepForm()
    if not is_submit():
        form.draw_now()
        return _ask(notice, action, form)
    if not form.validate():
        return _ask(notice, action, form, status=422)
    try:
        do(notice, by=actor(), **form.told())
    except Refusal as refused:
        if refused.code not in ABOUT_MOMENT:
            raise
        form.fail("at", refusal_sentence(refused))
        return _ask(notice, action, form, status=422)
    flash(_("It is written down."), "success")
    return redirect(url_for("casefile.show", number=notice.appeal.number, _anchor="notices"), 303)


@notices.page("/notices/<int:ref>/letter/<any(kk, ru):language>", action=Action.NOTICE_PRINT)
def letter(ref: int, language: str) -> Response:
    """The letter to print, sign and send (R-5e.2); it names fields and holds no value."""
    notice = notice_by_ref(ref)
    with witness(Action.NOTICE_PRINT, notice, actor()):
        g.language = language
        refresh()
        return page(
            "notices/letter.html",
            title=_("Notice no. %(ref)s about personal data", ref=notice.ref),
            letter=letter_of(notice),
        )


def _refuse_early(notice: Notice, action: Action) -> None:
    """Right and state are asked before the page opens; the door asks them again."""
    require(action, notice)
    if next_state(NOTICE_LIFECYCLE, notice.state, action) is None:
        raise WrongState("state", action)


def _ask(notice: Notice, action: Action, form: StepForm, *, status: int = 200) -> Response:
    return page(
        "notices/advance.html",
        title=str(STEP_PAGES[action].title),
        status=status,
        form=form,
        notice=notice,
        step=STEP_PAGES[action],
        cause=NOTICE_CAUSES[notice.cause],
        states=events_of(notice),
    )


def _href(filters: Filters, place: Place | None = None) -> str:
    return url_for("notices.index", **filters.chosen, **(place.chosen if place else {}))


def _bounded(count: int) -> str:
    """A count as it is shown; nobody counts without a bound."""
    return str(count) if count <= MOST_COUNTED else f"{MOST_COUNTED}+"
