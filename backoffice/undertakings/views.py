"""Pages of undertakings: who needs one, and recording one that was signed (2.6)."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.accounts.models import Staff
from backoffice.accounts.queries import names_of, staff_by_ref
from backoffice.audit.refusals import NotAllowed, Refusal, Stale
from backoffice.rules.actions import Action
from backoffice.undertakings.actions import end_undertaking, record_undertaking
from backoffice.undertakings.forms import EndForm, UndertakingForm
from backoffice.undertakings.queries import (
    newest_undertakings,
    staff_due,
    staff_needing,
    undertakings_of,
)
from backoffice.undertakings.showing import undertaking_tag
from backoffice.web.forms import is_submit
from backoffice.web.gate import Gate, actor
from backoffice.web.labels.people import ROLES
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence

undertakings = Gate("undertakings", __name__)
DUE = "due"
BESIDE = {"undertaking.self": "reference"}


@undertakings.page("/undertakings", action=Action.UNDERTAKING_LIST)
def index() -> Response:
    """Everybody who may open personal data, those without an undertaking first."""
    today, newest = clock.today(), newest_undertakings()
    everybody, due = staff_needing(), staff_due(today)
    is_due = request.args.get("show") == DUE
    people = due if is_due else everybody
    return page(
        "undertakings/index.html",
        title=_("Confidentiality undertakings"),
        people=[
            (one, newest.get(one.id), undertaking_tag(one, today, is_signed=one.id in newest))
            for one in people
        ],
        is_due=is_due,
        counts={False: len(everybody), True: len(due)},
        roles=ROLES,
    )


@undertakings.page(
    "/undertakings/<int:ref>", action=Action.UNDERTAKING_RECORD, methods=["GET", "POST"]
)
def record(ref: int) -> Response:
    """Record the undertaking a colleague signed."""
    person = staff_by_ref(ref)
    form = UndertakingForm(version=person.version, data={"signed_on": clock.today()})
    if not is_submit() or not form.validate():
        return _show(form, person, status=422 if is_submit() else 200)
    told = {"signed_on": form.signed_on.data, "reference": form.reference.data}
    try:
        record_undertaking(person, by=actor(), form_version=form.drawn_from, **told)
    except NotAllowed:
        raise
    except Stale:
        newer = staff_by_ref(ref)
        form.form_version.data = str(newer.version)
        return _show(form, newer, status=409)
    except Refusal as refused:
        form.fail(BESIDE.get(refused.code, "signed_on"), refusal_sentence(refused))
        return _show(form, person, status=422)
    flash(_("The undertaking is recorded."), "success")
    return redirect(url_for("undertakings.index"), 303)


@undertakings.page(
    "/undertakings/<int:ref>/end", action=Action.UNDERTAKING_END, methods=["GET", "POST"]
)
def end(ref: int) -> Response:
    """Ask, and close personal data to an account whose undertaking was recorded by mistake."""
    person = staff_by_ref(ref)
    form = EndForm(version=person.version)
    if not form.validate_on_submit():
        return _ask(form, person)
    try:
        end_undertaking(person, by=actor(), form_version=form.drawn_from)
    except NotAllowed:
        raise
    except Refusal as refused:
        form.fail("understood", refusal_sentence(refused))
        return _ask(form, staff_by_ref(ref))
    flash(_("The undertaking is ended: personal data is closed to this account."), "success")
    return redirect(url_for("undertakings.record", ref=ref), 303)


def _ask(form: EndForm, person: Staff) -> Response:
    return page(
        "undertakings/end.html",
        title=_("End an undertaking recorded by mistake"),
        status=422 if form.errors else 200,
        form=form,
        person=person,
    )


def _show(form: UndertakingForm, person: Staff, *, status: int) -> Response:
    signed = undertakings_of(person.id)
    return page(
        "undertakings/record.html",
        title=_("Confidentiality undertaking"),
        status=status,
        form=form,
        person=person,
        role=ROLES[person.role],
        tag=undertaking_tag(person, clock.today(), is_signed=bool(signed)),
        signed=signed,
        staff=names_of({row.by_id for row in signed}),
        is_clash=status == 409,
        may_end=person.undertaken_until is not None and person.id != actor().id,
    )
