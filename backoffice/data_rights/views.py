"""Pages where data is corrected, supplemented, blocked, deleted, restored and destroyed."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import current_app, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import appeal_by_number
from backoffice.audit.door import record_refusal
from backoffice.audit.refusals import NotAllowed, NotFound, Refusal, Stale, WrongState
from backoffice.data_rights import actions
from backoffice.data_rights.forms import (
    BlockForm,
    DestroyForm,
    ReasonForm,
    SupplementForm,
    TextForm,
)
from backoffice.data_rights.queries import (
    fields_to_supplement,
    holdings,
    is_restorable,
    lineage_of,
    newest_of,
    read_value,
    value_of,
    values_open_to,
)
from backoffice.data_rights.wording import APPLICANT_RIGHTS, VALUE_RIGHTS, Right
from backoffice.rules.actions import Action
from backoffice.rules.lifecycle import VALUE_LIFECYCLE, next_state
from backoffice.rules.masking import MASKED_FIELDS, mask
from backoffice.rules.permissions import refusal
from backoffice.vault.models import PersonalValue
from backoffice.web.forms import is_submit
from backoffice.web.gate import Gate, actor
from backoffice.web.labels import FIELDS, VALUE_STATES, refusal_sentence
from backoffice.web.pages import page

data_rights = Gate("data_rights", __name__)

VALUE_DEEDS: dict[str, tuple[Callable[..., Any], type[ReasonForm]]] = {
    "correct": (actions.correct_value, TextForm),
    "block": (actions.block_value, BlockForm),
    "unblock": (actions.unblock_value, ReasonForm),
    "delete": (actions.delete_value, ReasonForm),
    "restore": (actions.restore_value, ReasonForm),
    "destroy": (actions.destroy_value, DestroyForm),
}
APPLICANT_DEEDS: dict[str, tuple[Callable[..., Any], type[ReasonForm]]] = {
    "block": (actions.block_applicant, BlockForm),
    "unblock": (actions.unblock_applicant, ReasonForm),
    "delete": (actions.delete_applicant, ReasonForm),
    "restore": (actions.restore_applicant, ReasonForm),
    "destroy": (actions.destroy_applicant, DestroyForm),
}


@data_rights.page(
    "/appeals/<number>/values/<int:value_id>/<deed>",
    action=Action.CASE_VIEW,
    methods=["GET", "POST"],
)
def value(number: str, value_id: int, deed: str) -> Response:
    """One value: correct, block, unblock, delete, restore, destroy."""
    right = _right(VALUE_RIGHTS, deed)
    found = value_of(_open_case(number, right.action), value_id)
    form = _value_form(deed, found)
    if not is_submit():
        _refuse_state(found, right)
        _fill(form, found)
    if not form.validate_on_submit():
        return _value_page(right, form, found)
    if isinstance(form, DestroyForm) and not _is_last_step(form):
        return _confirmation(right, form, found.appeal, lineage_of(found), found.field)
    try:
        VALUE_DEEDS[deed][0](found, by=actor(), form_version=form.drawn_from, **form.told())
    except Stale as stale:
        return _clash(right, form, found, stale)
    except Refusal as refused:
        form.tell_beside(refused)
        return _value_page(right, form, found)
    return _done(right, form, number, FIELDS[found.field])


@data_rights.page(
    "/appeals/<number>/applicant/<deed>", action=Action.CASE_VIEW, methods=["GET", "POST"]
)
def applicant(number: str, deed: str) -> Response:
    """All data of the applicant: block, unblock, delete, restore, destroy."""
    right = _right(APPLICANT_RIGHTS, deed)
    appeal = _open_case(number, right.action)
    form = APPLICANT_DEEDS[deed][1]()
    if isinstance(form, DestroyForm):
        del form.note  # it would be the one text about the person that is left
    if not form.validate_on_submit():
        return _applicant_page(right, form, appeal)
    if isinstance(form, DestroyForm) and not _is_last_step(form):
        return _confirmation(right, form, appeal, _touched(appeal, right))
    try:
        APPLICANT_DEEDS[deed][0](appeal, by=actor(), **form.told())
    except Stale as stale:
        return _confirmation(right, form, appeal, _touched(appeal, right), stale=stale)
    except Refusal as refused:
        form.tell_beside(refused)
        return _applicant_page(right, form, appeal)
    return _done(right, form, number, "")


@data_rights.page(
    "/appeals/<number>/supplement", action=Action.VALUE_SUPPLEMENT, methods=["GET", "POST"]
)
def supplement(number: str) -> Response:
    """Add what the case lacks and its category asks for."""
    appeal = _open_case(number, Action.VALUE_SUPPLEMENT)
    form = SupplementForm(lacking=fields_to_supplement(appeal))
    if not form.validate_on_submit():
        return _supplement_page(form, appeal)
    try:
        actions.supplement_value(appeal, by=actor(), field=form.about, **form.told())
    except Refusal as refused:
        form.tell_beside(refused)
        return _supplement_page(form, appeal)
    flash(_("Added: %(field)s.", field=FIELDS[form.about]), "success")
    return _to_case(number)


def _right(rights: Any, deed: str) -> Right:
    right: Right | None = rights.get(deed)
    if right is None:
        raise NotFound
    return right


def _open_case(number: str, action: Action) -> Appeal:
    """The appeal of a page. Raises NotFound, and NotAllowed with an entry of the attempt."""
    appeal = appeal_by_number(number)
    code = refusal(action, actor(), appeal)
    if code:
        record_refusal(action, actor(), code, subject_text=f"appeal:{appeal.number}")
        raise NotAllowed(code, action)
    return appeal


def _refuse_state(found: PersonalValue, right: Right) -> None:
    if next_state(VALUE_LIFECYCLE, found.state, right.on_value) is None:
        raise WrongState("state", right.action, state=found.state)
    if right.action is Action.VALUE_RESTORE and not is_restorable(found, clock.today()):
        raise Refusal("value.restore-term", right.action)


def _value_form(deed: str, found: PersonalValue) -> ReasonForm:
    if deed == "correct":
        return TextForm(field=found.field, version=found.version)
    return VALUE_DEEDS[deed][1](version=found.version)


def _fill(form: ReasonForm, found: PersonalValue) -> None:
    """What is put right is shown in its box, and the entry says that it was read."""
    if isinstance(form, TextForm):
        form.text.data = read_value(found, by=actor(), action=Action.VALUE_REVEAL)


def _is_last_step(form: DestroyForm) -> bool:
    return form.asks_to_destroy and form.is_confirmed()


def _clash(right: Right, form: ReasonForm, found: PersonalValue, stale: Stale) -> Response:
    """Somebody was quicker: what was typed stays, beside what is stored by now."""
    if not isinstance(form, DestroyForm):
        return _value_page(right, form, newest_of(found), stale)
    _refuse_state(found, right)
    form.form_version.data = str(found.version)
    return _confirmation(right, form, found.appeal, lineage_of(found), found.field, stale)


def _value_page(
    right: Right, form: ReasonForm, found: PersonalValue, stale: Stale | None = None
) -> Response:
    """The form of one value; after a clash beside what is stored by now, drawn from that."""
    if stale:
        form.form_version.data = str(found.version)
    possible = next_state(VALUE_LIFECYCLE, found.state, right.on_value) is not None
    is_shown = stale is not None or not isinstance(form, TextForm)
    text = mask(found.field, read_value(found, by=actor())) if is_shown else ""
    return _page(
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


def _applicant_page(right: Right, form: ReasonForm, appeal: Appeal) -> Response:
    rows = holdings(_touched(appeal, right))
    return _page("applicant", right, form, appeal, rows=rows, names=FIELDS)


def _confirmation(
    right: Right,
    form: DestroyForm,
    appeal: Appeal,
    rows: Sequence[PersonalValue],
    field: str = "",
    stale: Stale | None = None,
) -> Response:
    """The page before what cannot be undone: exactly what goes, by field and number."""
    form.draw_confirmation(len(rows))
    return _page(
        "confirm",
        right,
        form,
        appeal,
        stale,
        name=FIELDS[field] if field else "",
        rows=holdings(rows),
        names=FIELDS,
        total=len(rows),
    )


def _supplement_page(form: SupplementForm, appeal: Appeal) -> Response:
    return page(
        "data_rights/supplement.html",
        title=_("Supplement the data"),
        status=422 if form.errors else 200,
        form=form,
        appeal=appeal,
        is_complete=len(form.kind.choices) == 1,
    )


def _page(
    template: str,
    right: Right,
    form: ReasonForm,
    appeal: Appeal,
    stale: Stale | None = None,
    **facts: Any,
) -> Response:
    told = {"field": str(facts.get("name", "")), "days": current_app.config["RESTORE_DAYS"]}
    return page(
        f"data_rights/{template}.html",
        title=str(right.heading) % told,
        status=409 if stale else 422 if form.errors else 200,
        form=form,
        appeal=appeal,
        right=right,
        meaning=[str(sentence) % told for sentence in right.meaning],
        clash=refusal_sentence(stale) if stale else "",
        **facts,
    )


def _touched(appeal: Appeal, right: Right) -> list[PersonalValue]:
    """The values a deed upon everything would change. Raises Refusal when there is none."""
    rows, late = values_open_to(appeal, right.on_value, today=clock.today())
    if not rows:
        raise Refusal("value.restore-term" if late else "value.nothing", right.action)
    return rows


def _done(right: Right, form: ReasonForm, number: str, name: Any) -> Response:
    if isinstance(form, DestroyForm):
        actions.after_destruction()
    told = {"field": str(name), "days": current_app.config["RESTORE_DAYS"]}
    flash(str(right.done) % told, "success")
    return _to_case(number)


def _to_case(number: str) -> Response:
    return redirect(url_for("casefile.show", number=number), 303)
