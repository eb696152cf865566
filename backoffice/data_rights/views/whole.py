"""Pages of all data of an applicant, and of what a case lacks."""

from collections.abc import Callable
from typing import Any

from flask import flash, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.audit.refusals import Refusal, Stale
from backoffice.data_rights import actions
from backoffice.data_rights.forms import (
    DestroyForm,
    SupplementForm,
    WholeBlockForm,
    WholeForm,
)
from backoffice.data_rights.queries import (
    fields_to_supplement,
    holdings,
    mark_of,
    values_open_to,
)
from backoffice.data_rights.views.answers import (
    confirmation,
    data_rights,
    done,
    fill_reason,
    form_page,
    is_last_step,
    open_case,
    right_named,
)
from backoffice.data_rights.wording import APPLICANT_RIGHTS, Right
from backoffice.keeping.standing import refuse_use
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.precedence import Use
from backoffice.subject_requests.addressed import back_to, request_asked
from backoffice.subject_requests.carrying import under
from backoffice.subject_requests.queries import read_request
from backoffice.vault.models import PersonalValue
from backoffice.web.forms import is_submit
from backoffice.web.gate import actor
from backoffice.web.labels.fields import FIELDS
from backoffice.web.pages import page

AnyForm = WholeForm | WholeBlockForm | DestroyForm
APPLICANT_DEEDS: dict[str, tuple[Callable[..., Any], type[AnyForm]]] = {
    "block": (actions.block_applicant, WholeBlockForm),
    "unblock": (actions.unblock_applicant, WholeForm),
    "delete": (actions.delete_applicant, WholeForm),
    "restore": (actions.restore_applicant, WholeForm),
    "destroy": (actions.destroy_applicant, DestroyForm),
}


@data_rights.page(
    "/appeals/<number>/applicant/<deed>", action=Action.CASE_VIEW, methods=["GET", "POST"]
)
def applicant(number: str, deed: str) -> Response:
    """All data of the applicant: block, unblock, delete, restore, destroy."""
    right = right_named(APPLICANT_RIGHTS, deed)
    appeal = open_case(number, right.action)
    order = request_asked(appeal, right.action)
    form = APPLICANT_DEEDS[deed][1]()
    if not is_submit():
        fill_reason(form, order)
    if isinstance(form, DestroyForm):
        del form.note  # it would be the one text about the person that is left
    if not form.validate_on_submit():
        return _applicant_page(right, form, appeal)
    if isinstance(form, DestroyForm) and not is_last_step(form):
        return confirmation(right, form, appeal, _touched(appeal, right))
    try:
        with under(order):
            APPLICANT_DEEDS[deed][0](appeal, by=actor(), **form.told())
    except Stale as stale:
        return _clash(right, form, appeal, stale)
    except Refusal as refused:
        form.tell_beside(refused)
        return _applicant_page(right, form, appeal)
    return done(right, form, number, "", order)


@data_rights.page(
    "/appeals/<number>/supplement", action=Action.VALUE_SUPPLEMENT, methods=["GET", "POST"]
)
def supplement(number: str) -> Response:
    """Add what the case lacks and its category asks for."""
    appeal = open_case(number, Action.VALUE_SUPPLEMENT)
    order = request_asked(appeal, Action.VALUE_SUPPLEMENT)
    form = SupplementForm(lacking=fields_to_supplement(appeal))
    if not is_submit():
        form.kind.data = request.args.get("field", "")  # a code of the list, or none is chosen
    if not is_submit() and order is not None:
        fill_reason(form, order)
        form.kind.data = order.field
        form.text.data = read_request(order, by=actor()).get(Field.REQUEST_VALUE, "")
    if not form.validate_on_submit():
        return _supplement_page(form, appeal)
    try:
        with under(order):
            actions.supplement_value(appeal, by=actor(), field=form.about, **form.told())
    except Refusal as refused:
        form.tell_beside(refused)
        return _supplement_page(form, appeal)
    flash(_("Added: %(field)s.", field=FIELDS[form.about]), "success")
    return back_to(order, number)


def _clash(right: Right, form: AnyForm, appeal: Appeal, stale: Stale) -> Response:
    """Somebody added or took away: the list of now, with what was typed."""
    if isinstance(form, DestroyForm):
        return confirmation(right, form, appeal, _touched(appeal, right), stale=stale)
    return _applicant_page(right, form, appeal, stale)


def _applicant_page(
    right: Right, form: AnyForm, appeal: Appeal, stale: Stale | None = None
) -> Response:
    """The form with the list of what it is about; the list's mark goes with it."""
    touched = _touched(appeal, right)
    if not isinstance(form, DestroyForm) and (stale or not is_submit()):
        form.listed.data = mark_of(touched)
    rows = holdings(touched)
    return form_page("applicant", right, form, appeal, stale, rows=rows, names=FIELDS)


def _supplement_page(form: SupplementForm, appeal: Appeal) -> Response:
    return page(
        "data_rights/supplement.html",
        title=_("Supplement the data"),
        status=422 if form.errors else 200,
        form=form,
        appeal=appeal,
        is_complete=len(form.kind.choices) == 1,
    )


def _touched(appeal: Appeal, right: Right) -> list[PersonalValue]:
    """The values a deed upon everything would change. Raises Refusal when there is none."""
    if right.action is Action.APPLICANT_DESTROY:
        refuse_use(appeal, Use.DESTROY, right.action, by=actor())
    rows, late = values_open_to(appeal, right.on_value, today=clock.today())
    if not rows:
        raise Refusal("value.restore-term" if late else "value.nothing", right.action)
    return rows
