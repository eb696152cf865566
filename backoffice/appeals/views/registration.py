"""Registering an appeal, and the sheet that proves it."""

from datetime import timedelta
from typing import Any

from flask import current_app, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.accounts.queries import names_of
from backoffice.appeals.actions import (
    register_appeal,
)
from backoffice.appeals.forms.registration import RegistrationForm
from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import (
    appeal_by_number,
    current_values,
    earlier_appeals,
)
from backoffice.appeals.registration import personal_fields
from backoffice.audit.door import witness
from backoffice.audit.refusals import NotAllowed, Refusal, Stale, WrongState
from backoffice.keeping.standing import refuse_look
from backoffice.policy.queries import version_in_force
from backoffice.policy.scripts import scripts
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.precedence import Use
from backoffice.vault.values import reveal
from backoffice.web.forms import is_submit
from backoffice.web.gate import Gate, actor
from backoffice.web.labels.appeals import APPEAL_STATES, CHANNELS, FORMS, KINDS, URGENCIES
from backoffice.web.labels.fields import field_list
from backoffice.web.labels.people import APPLICANT_TYPES
from backoffice.web.language import show_moment
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence

appeals = Gate("appeals", __name__)

RECORD_FIELDS = (Field.NAME, Field.ORGANISATION, Field.OBJECT_ADDRESS, Field.PROBLEM_TEXT)


@appeals.page("/appeals/new", action=Action.APPEAL_REGISTER, methods=["GET", "POST"])
def register() -> Response:
    """The registration page; it also answers what its category needs and who called before."""
    form = RegistrationForm()
    if not is_submit():
        return _registration(form)
    if "refresh" in request.form:
        return _registration(form, fragment="needed_fields", removed=form.drop_unneeded())
    if "match" in request.form:
        return _registration(form, fragment="known_caller", earlier=_called_before(form))
    if not form.validate():
        return _registration(form, status=422, earlier=_called_before(form))
    return _register(form)


def _register(form: RegistrationForm) -> Response:
    new = form.new_appeal()
    try:
        appeal = register_appeal(None, by=actor(), new=new)
    except (NotAllowed, Stale, WrongState):
        raise
    except Refusal as refused:
        form.form_errors.append(refusal_sentence(refused))
        return _registration(form, status=422, earlier=_called_before(form))
    dropped = personal_fields(new) if new.is_anonymous else []
    if dropped:
        flash(_("Anonymous: not stored: %(fields)s.", fields=field_list(dropped)), "warning")
    said = _(
        "Appeal registered: No. %(number)s. The answer is due %(due)s.",
        number=appeal.number,
        due=show_moment(appeal.due_at),
    )
    return to_case(appeal.number, said)


def _registration(form: RegistrationForm, **more: Any) -> Response:
    form.mark_required()
    return page(
        "appeals/register.html",
        title=_("Register an appeal"),
        form=form,
        urgencies=URGENCIES,
        states=APPEAL_STATES,
        scripts=scripts(),
        is_part=request.headers.get("HX-Request-Type") == "partial",
        version=version_in_force(clock.today()),
        **more,
    )


def _called_before(form: RegistrationForm) -> list[Appeal] | None:
    """Earlier appeals of this phone or IIN; None when there is nothing to look for (R-5e.3)."""
    terms = form.caller_terms()
    if not terms:
        return None
    since = clock.now() - timedelta(days=current_app.config["EARLIER_DAYS"])
    kinds = ",".join(kind for kind, _term in terms)
    with witness(Action.APPEAL_MATCH, None, actor(), detail=f"kind={kinds}"):
        return earlier_appeals(terms, since=since)


@appeals.page("/appeals/<number>/record", action=Action.CASE_PRINT)
def record_sheet(number: str) -> Response:
    """The record of an oral appeal, or the slip of any other, to print and sign (R-3.1, R-3.2)."""
    appeal = appeal_by_number(number)
    refuse_look(appeal, Use.EXPORT, Action.CASE_PRINT, by=actor())
    values = [value for value in current_values(appeal.id) if value.field in RECORD_FIELDS]
    with witness(Action.CASE_PRINT, appeal, actor(), fields={v.field for v in values}):
        texts = reveal(values)
    return page(
        "appeals/record_sheet.html",
        title=_("Record of appeal %(number)s", number=number),
        appeal=appeal,
        texts={value.field: texts[value.id] for value in values if value.id in texts},
        receiver=names_of({appeal.registered_by_id}).get(appeal.registered_by_id, ""),
        facts=facts_of(appeal),
    )


def facts_of(appeal: Appeal) -> dict[str, Any]:
    """The plain facts of a case in the reader's words."""
    return {
        "state": APPEAL_STATES[appeal.state],
        "kind": KINDS[appeal.kind],
        "form": FORMS[appeal.form],
        "channel": CHANNELS[appeal.channel],
        "urgency": URGENCIES[appeal.urgency],
        "applicant": APPLICANT_TYPES[appeal.applicant.type],
    }


def to_case(number: str, said: str) -> Response:
    """Back to the case, with a sentence of what was done."""
    flash(said, "success")
    return redirect(url_for("casefile.show", number=number), 303)
