"""The register, one incident, recording one, correcting its facts (2.19)."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from backoffice.accounts.queries import names_of
from backoffice.audit.refusals import Refusal, Stale, WrongState
from backoffice.incidents.actions import correct_incident, open_incident
from backoffice.incidents.filters import Show
from backoffice.incidents.forms import FactsForm
from backoffice.incidents.models import Incident
from backoffice.incidents.queries import (
    PAGE,
    case_counts,
    changed_since,
    count_cases,
    count_incidents,
    incident_by_ref,
    page_of_cases,
    page_of_incidents,
)
from backoffice.incidents.showing import (
    duty_lines,
    measures_in,
    next_steps,
    rows_of,
    was_changed_after_list,
)
from backoffice.incidents.views.gate import asked_before, incident_for, incidents
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.incidents import IncidentState
from backoffice.web.forms import is_submit
from backoffice.web.gate import actor
from backoffice.web.labels.incidents import (
    CASE_SOURCES,
    FOUND_HOW,
    INCIDENT_KINDS,
    INCIDENT_OUTCOMES,
    INCIDENT_STATES,
)
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence

WORDS: dict[str, Any] = {
    "kinds": INCIDENT_KINDS,
    "ways": FOUND_HOW,
    "states": INCIDENT_STATES,
    "outcomes": INCIDENT_OUTCOMES,
    "sources": CASE_SOURCES,
    "measures_in": measures_in,
}
SHOWS = {Show.ALL: _l("All"), Show.OPEN: _l("Open"), Show.LATE: _l("Overdue")}
BESIDE = {
    "incident.future": "detected_at",
    "incident.after-step": "detected_at",
    "incident.after-detection": "happened_from",
    "incident.order": "happened_until",
}


@incidents.page("/incidents", action=Action.INCIDENT_LIST)
def index() -> Response:
    """Every incident, newest first, with its clock; or the open, or the overdue ones."""
    asked = Show.read(request.args.get("show", ""))
    found = page_of_incidents(before=asked_before(), limit=PAGE + 1, show=asked)
    more = len(found) > PAGE
    shown = found[:PAGE]
    return page(
        "incidents/index.html",
        title=_("Incidents with personal data"),
        rows=rows_of(shown, case_counts([incident.id for incident in shown])),
        counts=count_incidents(),
        is_narrowed=asked is not Show.ALL,
        headings=[(words, _href(show), show is asked) for show, words in SHOWS.items()],
        older_href=_href(asked, before=shown[-1].id) if more else "",
    )


@incidents.page("/incidents/<int:ref>", action=Action.INCIDENT_LIST)
def show(ref: int) -> Response:
    """One incident: facts, clock, steps and the numbers of the cases it concerns."""
    incident, cases = incident_by_ref(ref), count_cases(ref)
    listed = page_of_cases(ref, before=asked_before(), limit=PAGE + 1)
    older: dict[str, Any] = {
        "ref": ref,
        "before": listed[:PAGE][-1].id if listed else 0,
        "_anchor": "cases",
    }
    changed = was_changed_after_list(incident, changed_since(incident, IncidentState.LISTED))
    return page(
        "incidents/show.html",
        title=_("Incident no. %(no)s", no=ref),
        incident=incident,
        cases=cases,
        listed=listed[:PAGE],
        duties=duty_lines(incident, cases),
        steps=list(next_steps(incident)),
        is_list_changed=changed,
        staff=_staff_of(incident),
        older_href=url_for("incidents.show", **older) if len(listed) > PAGE else "",
        **WORDS,
    )


@incidents.page("/incidents/new", action=Action.INCIDENT_OPEN, methods=["GET", "POST"])
def record() -> Response:
    """Write down a breach that was found."""
    form = FactsForm()
    if not is_submit() or not form.validate():
        return _ask(form, None, status=422 if is_submit() else 200)
    try:
        incident = open_incident(None, by=actor(), facts=form.told)
    except Refusal as refused:
        _put_beside(form, refused)
        return _ask(form, None, status=422)
    flash(_("The incident is written down. List the cases it concerns."), "success")
    return redirect(url_for("incidents.show", ref=incident.id), 303)


@incidents.page(
    "/incidents/<int:ref>/correct", action=Action.INCIDENT_CORRECT, methods=["GET", "POST"]
)
def correct(ref: int) -> Response:
    """Write down what is known now; who was quicker is shown beside what was typed."""
    incident = incident_for(ref, Action.INCIDENT_CORRECT)
    form = FactsForm(version=incident.version)
    if not is_submit():
        form.draw(incident.known)
        return _ask(form, incident)
    if not form.validate():
        return _ask(form, incident, status=422)
    try:
        drawn_from: Any = {"form_version": form.drawn_from}
        correct_incident(incident, by=actor(), facts=form.told, **drawn_from)
    except Stale:
        newer = incident_by_ref(ref)
        form.form_version.data = str(newer.version)
        return _ask(form, newer, status=409)
    except Refusal as refused:
        _put_beside(form, refused)
        return _ask(form, incident, status=422)
    flash(_("The facts are corrected. What was known before stays on record."), "success")
    return redirect(url_for("incidents.show", ref=ref), 303)


def _href(show: Show, **more: Any) -> str:
    asked: dict[str, Any] = {} if show is Show.ALL else {"show": show}
    return url_for("incidents.index", **asked, **more)


def _put_beside(form: FactsForm, refused: Refusal) -> None:
    name = "kind" if isinstance(refused, WrongState) else BESIDE.get(refused.code)
    if name is None:
        raise refused
    form.fail(name, refusal_sentence(refused))


def _ask(form: FactsForm, incident: Incident | None, *, status: int = 200) -> Response:
    title = (
        _("Correct incident no. %(no)s", no=incident.id) if incident else _("Record an incident")
    )
    return page(
        "incidents/facts.html",
        title=title,
        status=status,
        form=form,
        incident=incident,
        is_clash=status == 409,
        staff=_staff_of(incident) if incident else {},
        **WORDS,
    )


def _staff_of(incident: Incident) -> dict[int, str]:
    who = {incident.by_id, *(row.by_id for row in incident.facts)}
    return names_of(who | {row.by_id for row in incident.events})
