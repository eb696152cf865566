"""Pages of one value: correct, block, unblock, delete, restore, destroy."""

from collections.abc import Callable
from typing import Any

from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.audit.refusals import Refusal, Stale, WrongState
from backoffice.data_rights import actions, doubting
from backoffice.data_rights.forms import (
    BlockForm,
    ConfirmForm,
    DestroyForm,
    DoubtForm,
    ReasonForm,
    TextForm,
)
from backoffice.data_rights.queries import (
    is_restorable,
    newest_of,
    read_value,
    rows_that_go,
    value_of,
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
from backoffice.data_rights.wording import VALUE_RIGHTS, Right
from backoffice.keeping.standing import refuse_use
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.lifecycle import VALUE_LIFECYCLE, next_state
from backoffice.rules.masking import MASKED_FIELDS, mask
from backoffice.rules.precedence import Use
from backoffice.subject_requests.addressed import order_query, request_asked
from backoffice.subject_requests.carrying import under
from backoffice.subject_requests.models import SubjectRequest
from backoffice.subject_requests.queries import read_request
from backoffice.vault.models import PersonalValue
from backoffice.web.forms import is_submit
from backoffice.web.gate import actor
from backoffice.web.labels.fields import FIELDS
from backoffice.web.labels.personal_values import VALUE_STATES

VALUE_DEEDS: dict[str, tuple[Callable[..., Any], type[ReasonForm]]] = {
    "correct": (actions.correct_value, TextForm),
    "doubt": (doubting.doubt_value, DoubtForm),
    "confirm": (doubting.confirm_value, ConfirmForm),
    "block": (actions.block_value, BlockForm),
    "unblock": (actions.unblock_value, ReasonForm),
    "delete": (actions.delete_value, ReasonForm),
    "restore": (actions.restore_value, ReasonForm),
    "destroy": (actions.destroy_value, DestroyForm),
}


@data_rights.page(
    "/appeals/<number>/values/<int:value_id>/<deed>",
    action=Action.CASE_VIEW,
    methods=["GET", "POST"],
)
def value(number: str, value_id: int, deed: str) -> Response:
    """One value: correct, doubt, confirm, block, unblock, delete, restore, destroy."""
    right = right_named(VALUE_RIGHTS, deed)
    appeal = open_case(number, right.action)
    found, order = value_of(appeal, value_id), request_asked(appeal, right.action)
    form = _value_form(deed, found)
    if not is_submit():
        _refuse_state(found, right)
        _fill(form, found, order)
    if not form.validate_on_submit():
        return _value_page(right, form, found)
    if isinstance(form, DestroyForm) and not is_last_step(form):
        return _list_of_what_goes(right, form, found)
    try:
        with under(order):
            VALUE_DEEDS[deed][0](found, by=actor(), form_version=form.drawn_from, **form.told())
    except Stale as stale:
        return _clash(right, form, found, stale)
    except Refusal as refused:
        form.tell_beside(refused)
        return _value_page(right, form, found)
    return done(right, form, number, FIELDS[found.field], order)


def _refuse_state(found: PersonalValue, right: Right) -> None:
    if next_state(VALUE_LIFECYCLE, found.state, right.on_value) is None:
        raise WrongState("state", right.action, state=found.state)
    if right.action is Action.VALUE_RESTORE and not is_restorable(found, clock.today()):
        raise Refusal("value.restore-term", right.action)
    if right.action is Action.VALUE_DESTROY:
        refuse_use(found.appeal, Use.DESTROY, right.action, by=actor())


def _value_form(deed: str, found: PersonalValue) -> ReasonForm:
    if deed == "doubt":
        return DoubtForm(field=found.field, version=found.version)
    if deed == "correct":
        return TextForm(field=found.field, version=found.version)
    return VALUE_DEEDS[deed][1](version=found.version)


def _fill(form: ReasonForm, found: PersonalValue, order: SubjectRequest | None) -> None:
    """What is put right, or what a request proposes for it, is shown in its box and witnessed."""
    fill_reason(form, order)
    if not isinstance(form, TextForm):
        return
    if order is not None:
        form.text.data = read_request(order, by=actor()).get(Field.REQUEST_VALUE, "")
    else:
        form.text.data = read_value(found, by=actor(), action=Action.VALUE_REVEAL)


def _clash(right: Right, form: ReasonForm, found: PersonalValue, stale: Stale) -> Response:
    """Somebody was quicker: what was typed stays, beside what is stored by now."""
    if not isinstance(form, DestroyForm):
        return _value_page(right, form, newest_of(found), stale)
    form.form_version.data = str(found.version)
    return _list_of_what_goes(right, form, found, stale)


def _list_of_what_goes(
    right: Right, form: DestroyForm, found: PersonalValue, stale: Stale | None = None
) -> Response:
    """The second step of destroying: every version and copy, as long as there is one."""
    _refuse_state(found, right)
    return confirmation(right, form, found.appeal, rows_that_go(found), found.field, stale)


def _value_page(
    right: Right, form: ReasonForm, found: PersonalValue, stale: Stale | None = None
) -> Response:
    """The form of one value; after a clash beside what is stored by now, drawn from that."""
    if stale:
        form.form_version.data = str(found.version)
    possible = next_state(VALUE_LIFECYCLE, found.state, right.on_value) is not None
    is_shown = stale is not None or bool(order_query()) or not isinstance(form, TextForm)
    text = mask(found.field, read_value(found, by=actor())) if is_shown else ""
    return form_page(
        "value",
        right,
        form,
        found.appeal,
        stale,
        name=FIELDS[found.field],
        value=found,
        state=VALUE_STATES[found.state],
        text=text,
        is_masked=found.field in MASKED_FIELDS,
        is_possible=possible,
    )
