"""Pages of objections: record one, lift one."""

from collections.abc import Callable
from typing import Any

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice.accounts.queries import names_of
from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import appeal_by_number
from backoffice.audit.door import record_refusal
from backoffice.audit.refusals import NotAllowed, NotFound, Refusal, Stale
from backoffice.objections.actions import lift_objection, record_objection
from backoffice.objections.forms import LiftForm, ObjectionForm
from backoffice.objections.queries import objections_of
from backoffice.objections.wording import ObjectionRow, objection_rows
from backoffice.rules.actions import Action
from backoffice.rules.permissions import refusal
from backoffice.subject_requests.addressed import back_to, request_asked
from backoffice.subject_requests.carrying import UNDER_A_REQUEST, under
from backoffice.web.forms import is_submit
from backoffice.web.gate import Gate, actor
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence

objections = Gate("objections", __name__)

# Beside which box a refusal is told that the person can mend there.
BESIDE = {"objection.stands": "what", "objection.no-field": "what"}
BESIDE |= dict.fromkeys(UNDER_A_REQUEST, "what")


@objections.page(
    "/appeals/<number>/objection", action=Action.OBJECTION_RECORD, methods=["GET", "POST"]
)
def record(number: str) -> Response:
    """What the applicant does not want to be given, and to whom (policy 8)."""
    appeal = _open_case(number, Action.OBJECTION_RECORD)
    order = request_asked(appeal, Action.OBJECTION_RECORD)
    form = ObjectionForm(version=appeal.version)
    if order is not None and not is_submit():
        form.draw_from(order)
    if not form.validate_on_submit():
        return _ask("record", form, appeal)
    try:
        with under(order):
            _do(record_objection, appeal, form, **form.told())
    except Stale as stale:
        return _ask("record", form, appeal, stale)
    except Refusal as refused:
        if refused.code not in BESIDE:
            raise
        form.fail(BESIDE[refused.code], refusal_sentence(refused))
        return _ask("record", form, appeal)
    flash(_("The objection is recorded: the server keeps to it from now on."), "success")
    return back_to(order, number)


@objections.page(
    "/appeals/<number>/objections/<int:ref>/lift",
    action=Action.OBJECTION_LIFT,
    methods=["GET", "POST"],
)
def lift(number: str, ref: int) -> Response:
    """The applicant allows what they objected to (policy 8)."""
    appeal = _open_case(number, Action.OBJECTION_LIFT)
    form = LiftForm(version=appeal.version)
    about = next((row for row in _rows(appeal) if row.ref == ref), None)
    if about is None:
        raise NotFound
    if about.lifted_at and not is_submit():
        raise Refusal("objection.lifted", Action.OBJECTION_LIFT)
    if not form.validate_on_submit():
        return _ask("lift", form, appeal, about=about)
    try:
        _do(lift_objection, appeal, form, objection_id=ref, reason=form.reason.data)
    except Stale as stale:
        return _ask("lift", form, appeal, stale, about=about)
    flash(_("The objection is lifted; that it stood stays on record."), "success")
    return back_to(None, number)


def _do(deed: Callable[..., Any], appeal: Appeal, form: LiftForm, **facts: Any) -> None:
    """Perform as the signed-in person, from the version the form was drawn from."""
    deed(appeal, by=actor(), form_version=form.drawn_from, **facts)


def _open_case(number: str, action: Action) -> Appeal:
    """The appeal of a page. Raises NotFound, and NotAllowed with an entry of the attempt."""
    appeal = appeal_by_number(number)
    code = refusal(action, actor(), appeal)
    if code:
        record_refusal(action, actor(), code, about=appeal)
        raise NotAllowed(code, action)
    return appeal


def _rows(appeal: Appeal) -> list[ObjectionRow]:
    rows = objections_of(appeal.id)
    return objection_rows(rows, names_of({row.by_id for row in rows}))


def _ask(
    name: str, form: LiftForm, appeal: Appeal, stale: Stale | None = None, **facts: Any
) -> Response:
    """The page: fresh, with its errors, or beside the objections as they stand by now."""
    if stale is not None:
        form.form_version.data = str(appeal.version)
    return page(
        f"objections/{name}.html",
        title=_("Appeal %(number)s", number=appeal.number),
        status=409 if stale else 422 if form.errors else 200,
        form=form,
        appeal=appeal,
        clash=refusal_sentence(stale) if stale else "",
        rows=_rows(appeal),
        **facts,
    )
