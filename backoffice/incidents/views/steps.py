"""The steps of an incident: notified, list handed over, subjects told, closed (2.19, 2.20)."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice.audit.refusals import Refusal, WrongState
from backoffice.incidents.actions import DEEDS
from backoffice.incidents.forms import CloseForm, IncidentStepForm
from backoffice.incidents.models import Incident
from backoffice.incidents.queries import count_cases
from backoffice.incidents.showing import MEANINGS, STEPS, duty_lines
from backoffice.incidents.views.gate import incident_for, incidents
from backoffice.rules.actions import Action
from backoffice.web.forms import is_submit
from backoffice.web.gate import actor
from backoffice.web.labels.incidents import INCIDENT_KINDS, INCIDENT_STATES
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence

ABOUT_MOMENT = {"incident.future", "incident.too-early", "incident.before-detection"}
ABOUT_LIST = {"incident.list-empty", "incident.not-listed", "incident.not-notified"}


@incidents.page(
    "/incidents/<int:ref>/<any('notify', 'hand-over', 'tell', 'close'):deed>",
    action=Action.INCIDENT_NOTIFY,  # the same people take every step; the door asks for each
    methods=["GET", "POST"],
)
def advance(ref: int, deed: str) -> Response:
    """Note a step: when it happened, and by which document."""
    action, do = DEEDS[deed]
    incident = incident_for(ref, action)
    form = CloseForm() if action is Action.INCIDENT_CLOSE else IncidentStepForm()
    if not is_submit():
        form.draw_now()
        return _ask(incident, action, form)
    if not form.validate():
        return _ask(incident, action, form, status=422)
    try:
        do(incident, by=actor(), **form.told())
    except Refusal as refused:
        _put_beside(form, refused)
        return _ask(incident, action, form, status=422)
    flash(_("It is written down."), "success")
    return redirect(url_for("incidents.show", ref=ref), 303)


def _put_beside(form: IncidentStepForm, refused: Refusal) -> None:
    """Beside the box it is about; what no box can mend is a page of its own."""
    if refused.code in ABOUT_MOMENT or isinstance(refused, WrongState):
        form.fail("at", refusal_sentence(refused))
    elif refused.code in ABOUT_LIST:
        name = "outcome" if isinstance(form, CloseForm) else "reference"
        form.fail(name, refusal_sentence(refused))
    else:
        raise refused


def _ask(
    incident: Incident, action: Action, form: IncidentStepForm, *, status: int = 200
) -> Response:
    cases = count_cases(incident.id)
    return page(
        "incidents/advance.html",
        title=str(STEPS[action]),
        status=status,
        form=form,
        incident=incident,
        meaning=MEANINGS[action],
        is_last=action is Action.INCIDENT_CLOSE,
        cases=cases,
        duties=duty_lines(incident, cases),
        kinds=INCIDENT_KINDS,
        states=INCIDENT_STATES,
    )
