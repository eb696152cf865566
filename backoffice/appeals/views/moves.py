"""The moves of a case: take, assign, recategorise, return, answer, close, reopen, note."""

from collections.abc import Callable
from typing import Any

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice.appeals.actions import (
    add_note,
    answer_appeal,
    assign_appeal,
    close_appeal,
    recategorise_appeal,
    reopen_appeal,
    return_appeal,
    take_appeal,
)
from backoffice.appeals.forms.moves import (
    AnswerForm,
    AssignForm,
    CategoryForm,
    MoveForm,
    NoteForm,
)
from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import (
    appeal_by_number,
    current_values,
    fields_no_longer_needed,
)
from backoffice.appeals.views.registration import appeals, facts_of, to_case
from backoffice.audit.door import witness
from backoffice.audit.refusals import Refusal, Stale, WrongState
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.lifecycle import APPEAL_LIFECYCLE, depends_on_state, next_state
from backoffice.third_parties.queries import competent_ids
from backoffice.vault.values import reveal
from backoffice.web.forms import Form, is_submit
from backoffice.web.gate import actor, require
from backoffice.web.labels.fields import field_list
from backoffice.web.language import name_of, show_moment
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence


@appeals.page("/appeals/<number>/take", action=Action.APPEAL_TAKE, methods=["POST"])
def take(number: str) -> Response:
    """Take a new appeal into work."""
    return _move(number, take_appeal, _("The appeal is in work."))


@appeals.page("/appeals/<number>/return", action=Action.APPEAL_RETURN, methods=["POST"])
def give_back(number: str) -> Response:
    """The third party gave it back."""
    return _move(number, return_appeal, _("The appeal is back from the third party."))


@appeals.page("/appeals/<number>/close", action=Action.APPEAL_CLOSE, methods=["POST"])
def close(number: str) -> Response:
    """Close an answered appeal."""
    return _move(number, close_appeal, _("The appeal is closed."))


@appeals.page("/appeals/<number>/reopen", action=Action.APPEAL_REOPEN, methods=["POST"])
def reopen(number: str) -> Response:
    """Take an answered or closed appeal up again."""
    return _move(number, reopen_appeal, _("The appeal is in work again."))


@appeals.page("/appeals/<number>/assign", action=Action.APPEAL_ASSIGN, methods=["GET", "POST"])
def assign(number: str) -> Response:
    """Choose who takes the case."""
    appeal = _open_case(number, Action.APPEAL_ASSIGN)
    form = AssignForm(version=appeal.version)
    if not form.validate_on_submit():
        if not is_submit():
            form.assignee.data = str(appeal.assignee_id or "")
        return _ask("assign", form, appeal)
    try:
        _do(assign_appeal, appeal, form, to_id=int(form.assignee.data))
    except (Stale, WrongState) as refused:
        return _ask("assign", form, appeal, refused)
    return to_case(number, _("The case was assigned."))


@appeals.page(
    "/appeals/<number>/category", action=Action.APPEAL_RECATEGORISE, methods=["GET", "POST"]
)
def recategorise(number: str) -> Response:
    """Put the appeal under the right category and district."""
    appeal = _open_case(number, Action.APPEAL_RECATEGORISE)
    form = CategoryForm(version=appeal.version)
    if not form.validate_on_submit():
        if not is_submit():
            form.category.data, form.district.data = appeal.category_code, appeal.district_code
        return _ask("recategorise", form, appeal)
    try:
        _do(
            recategorise_appeal,
            appeal,
            form,
            category_code=form.category.data,
            district_code=form.district.data or None,
        )
    except (Stale, WrongState) as refused:
        return _ask("recategorise", form, appeal, refused)
    _warn_of_extra_data(appeal)
    _warn_of_recipient(appeal)
    due = show_moment(appeal.due_at)
    return to_case(number, _("The category was changed. The answer is due %(due)s.", due=due))


@appeals.page("/appeals/<number>/answer", action=Action.APPEAL_ANSWER, methods=["GET", "POST"])
def answer(number: str) -> Response:
    """Write down what the applicant was answered."""
    appeal = _open_case(number, Action.APPEAL_ANSWER)
    form = AnswerForm(version=appeal.version)
    if not form.validate_on_submit():
        return _ask("answer", form, appeal)
    try:
        _do(answer_appeal, appeal, form, text=form.text.data)
    except (Stale, WrongState) as refused:
        return _ask("answer", form, appeal, refused)
    return to_case(number, _("The answer was recorded."))


@appeals.page("/appeals/<number>/note", action=Action.NOTE_ADD, methods=["GET", "POST"])
def note(number: str) -> Response:
    """Add a note; notes only add up, so a newer version of the case does not matter."""
    appeal = _open_case(number, Action.NOTE_ADD)
    form = NoteForm()
    if not form.validate_on_submit():
        return _ask("note", form, appeal)
    add_note(appeal, by=actor(), text=form.text.data)
    return to_case(number, _("The note was added."))


def _move(number: str, deed: Callable[..., Any], said: str) -> Response:
    appeal = appeal_by_number(number)
    _do(deed, appeal, MoveForm(version=appeal.version))
    return to_case(number, said)


def _do(deed: Callable[..., Any], appeal: Appeal, form: Form, **facts: Any) -> None:
    """Perform a move as the signed-in person, from the version the form was drawn from."""
    deed(appeal, by=actor(), form_version=form.drawn_from, **facts)


def _open_case(number: str, action: Action) -> Appeal:
    """The appeal of a page that asks something. Raises NotFound, NotAllowed, WrongState."""
    appeal = appeal_by_number(number)
    require(action, appeal)
    bound = depends_on_state(APPEAL_LIFECYCLE, action)
    if not is_submit() and bound and next_state(APPEAL_LIFECYCLE, appeal.state, action) is None:
        raise WrongState("state", action, state=appeal.state)
    return appeal


def _ask(name: str, form: Form, appeal: Appeal, refused: Refusal | None = None) -> Response:
    """The page of a move: fresh, with its errors, or beside what is stored by now."""
    if refused is not None:
        form.form_version.data = str(appeal.version)
        form.renew_key()
    return page(
        f"appeals/{name}.html",
        title=_("Appeal %(number)s", number=appeal.number),
        status=409 if refused else 422 if form.errors else 200,
        form=form,
        appeal=appeal,
        clash=refusal_sentence(refused) if refused else "",
        may_send=refused is None or _leads_on(appeal, refused.action),
        stored_answer=_stored_answer(appeal) if refused and name == "answer" else "",
        facts=facts_of(appeal),
    )


def _leads_on(appeal: Appeal, action: Action | None) -> bool:
    """Whether the state the case is in by now still lets this be done."""
    return action is not None and next_state(APPEAL_LIFECYCLE, appeal.state, action) is not None


def _stored_answer(appeal: Appeal) -> str:
    """What a colleague wrote down meanwhile; opening it is written down like any reading."""
    held = [value for value in current_values(appeal.id) if value.field == Field.ANSWER]
    if not held:
        return ""
    with witness(Action.CASE_VIEW, appeal, actor(), fields=[Field.ANSWER]):
        return reveal(held[-1:]).get(held[-1].id, "")


def _warn_of_recipient(appeal: Appeal) -> None:
    """Who holds the data of the case may not be who resolves the new category (R-9.1, R-9.3)."""
    party = appeal.third_party
    if party and party.id not in competent_ids(appeal.category_code, appeal.district_code):
        told = _(
            "%(name)s holds data of this case and does not resolve the new category. "
            "Recall the disclosure if it goes elsewhere.",
            name=name_of(party),
        )
        flash(told, "warning")


def _warn_of_extra_data(appeal: Appeal) -> None:
    """A field the new category does not need should not stay (policy 5.3, 5.5)."""
    extra = fields_no_longer_needed(appeal)
    if extra:
        told = _(
            "The new category does not need: %(fields)s. Have it deleted as not needed.",
            fields=field_list(extra),
        )
        flash(told, "warning")
