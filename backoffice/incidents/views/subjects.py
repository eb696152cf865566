"""Taking out the list of subjects for the notice: a page to confirm, then the file (2.19)."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice.audit.refusals import Refusal
from backoffice.incidents.forms import ListForm
from backoffice.incidents.models import Incident
from backoffice.incidents.queries import count_cases, incident_by_ref
from backoffice.incidents.taking_out import take_out
from backoffice.incidents.views.gate import incidents
from backoffice.rules.actions import Action
from backoffice.web.forms import is_submit
from backoffice.web.gate import actor
from backoffice.web.language import current_language
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence


@incidents.page(
    "/incidents/<int:ref>/subjects", action=Action.INCIDENT_EXPORT, methods=["GET", "POST"]
)
def subjects(ref: int) -> Response:
    """Choose the columns, and take the list out (policy 2)."""
    incident, form = incident_by_ref(ref), ListForm()
    if not is_submit() or not form.validate():
        return _ask(incident, form)
    try:
        language = current_language()
        return take_out(incident, by=actor(), fields=form.chosen, language=language)
    except Refusal as refused:
        if refused.code != "incident.list-empty":
            raise
        form.fail("fields", refusal_sentence(refused))
        return _ask(incident, form)


def _ask(incident: Incident, form: ListForm) -> Response:
    return page(
        "incidents/subjects.html",
        title=_("List of subjects of incident no. %(no)s", no=incident.id),
        status=422 if form.errors else 200,
        form=form,
        incident=incident,
        cases=count_cases(incident.id),
    )
