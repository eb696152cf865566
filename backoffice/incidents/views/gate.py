"""What the pages of incidents share: their gate, and a state that is asked before a form opens."""

import re

from flask import request

from backoffice.audit.refusals import WrongState
from backoffice.incidents.models import Incident
from backoffice.incidents.queries import incident_by_ref
from backoffice.rules.actions import Action
from backoffice.rules.lifecycle import INCIDENT_LIFECYCLE, next_state
from backoffice.web.forms import is_submit
from backoffice.web.gate import Gate

incidents = Gate("incidents", __name__)
_NUMBER = re.compile("[0-9]{1,9}")


def asked_before() -> int:
    """Where a page of a list begins; 0 for none or nonsense."""
    text = request.args.get("before", "")
    return int(text) if _NUMBER.fullmatch(text) else 0


def incident_for(ref: int, action: Action) -> Incident:
    """An incident with which this may be done now. Raises NotFound; WrongState for a page."""
    incident = incident_by_ref(ref)
    if is_submit():
        return incident  # the door asks; what was typed is kept beside its answer
    if next_state(INCIDENT_LIFECYCLE, incident.state, action) is None:
        raise WrongState("state", action)
    return incident
