"""Registering a request about an appeal: what is asked, then who asks and how (law 24, 25)."""

from collections.abc import Sequence

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import appeal_by_number, appeals_with, current_values
from backoffice.audit.door import witness
from backoffice.audit.refusals import NotFound, Refusal
from backoffice.keeping.queries import has_left_work
from backoffice.keeping.standing import refuse_emptied, refuse_look
from backoffice.legal_terms.queries import terms_in_force
from backoffice.request_desk.forms.registering import RequestForm
from backoffice.request_desk.views.gate import requests
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.precedence import Use
from backoffice.rules.subject_requests import TERM_OF
from backoffice.rules.vocabulary.requests import RequestKind
from backoffice.subject_requests.actions import register_request
from backoffice.vault.index import terms_of
from backoffice.vault.values import reveal
from backoffice.web.forms import is_submit
from backoffice.web.gate import actor, may, require
from backoffice.web.labels.requests import REQUEST_KINDS
from backoffice.web.labels.terms import TERM_UNITS
from backoffice.web.pages import page

SAME_PERSON = (Field.PHONE, Field.IIN, Field.BIN)


@requests.page("/appeals/<number>/request", action=Action.REQUEST_VIEW)
def choose(number: str) -> Response:
    """What the person asks for: each kind with the term the law gives it."""
    appeal = _open_case(number, Action.REQUEST_VIEW)
    held = terms_in_force(clock.today())
    rows = [
        (kind, REQUEST_KINDS[kind], held[TERM_OF[kind]].row.value, held[TERM_OF[kind]].row.unit)
        for kind in RequestKind
    ]
    title = _("Register a request")
    return page("requests/choose.html", title=title, appeal=appeal, rows=rows, units=TERM_UNITS)


@requests.page(
    "/appeals/<number>/request/<code>", action=Action.REQUEST_REGISTER, methods=["GET", "POST"]
)
def register(number: str, code: str) -> Response:
    """Who asks, since when, by which way, with what proof (law 24, 25)."""
    if code not in set(RequestKind):
        raise NotFound
    appeal = _open_case(number, Action.REQUEST_REGISTER)
    form = RequestForm(code, _same_person(appeal) if code == RequestKind.ACCESS else ())
    if not is_submit():
        form.draw_today(appeal.channel)
        form.draw_document(appeal)
    if not form.validate_on_submit():
        return _ask(form, appeal)
    try:
        made = register_request(appeal, by=actor(), new=form.new)
    except Refusal as refused:
        form.tell_beside(refused)
        return _ask(form, appeal)
    flash(_("Request registered: no. %(number)s.", number=made.number), "success")
    return redirect(url_for("requests.show", ref=made.id), 303)


def _open_case(number: str, action: Action) -> Appeal:
    """The appeal a request is about. Raises NotFound, NotAllowed, and Refusal when it is empty."""
    appeal = appeal_by_number(number)
    require(action, appeal)
    refuse_emptied(appeal, action)
    refuse_look(appeal, Use.VIEW, action, by=actor())
    return appeal


def _same_person(appeal: Appeal) -> Sequence[Appeal]:
    """Other appeals found by the same phone, IIN or BIN, witnessed as any search (R-5e.3)."""
    values = [one for one in current_values(appeal.id) if one.field in SAME_PERSON]
    if not values:
        return ()
    fields = {value.field for value in values}
    kinds = ",".join(sorted({"phone" if one == Field.PHONE else one for one in fields}))
    with witness(Action.APPEAL_FIND, appeal, actor(), fields=fields, detail=f"kind={kinds}"):
        texts = reveal(values)
        terms = [term for one in values for term in terms_of(one.field, texts.get(one.id, ""))]
        found = {one.id: one for term in terms for one in appeals_with([term])}
    found.pop(appeal.id, None)
    return [one for one in found.values() if may(Action.CASE_VIEW, one) and not has_left_work(one)]


def _ask(form: RequestForm, appeal: Appeal) -> Response:
    return page(
        "requests/register.html",
        title=_("Request: %(kind)s", kind=REQUEST_KINDS[form.kind]),
        status=422 if form.errors else 200,
        form=form,
        appeal=appeal,
    )
