"""What every page of data rights begins and ends with: who may open it, what it answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import current_app, flash
from werkzeug.wrappers import Response

from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import appeal_by_number
from backoffice.audit.refusals import NotFound, Stale
from backoffice.data_rights import actions
from backoffice.data_rights.forms import DestroyForm, ReasonForm
from backoffice.data_rights.queries import holdings, mark_of, recipients_of
from backoffice.data_rights.wording import Right
from backoffice.keeping.standing import refuse_look
from backoffice.rules.actions import Action
from backoffice.rules.precedence import Use
from backoffice.rules.vocabulary.personal_values import RightsReason
from backoffice.rules.vocabulary.requests import Asker
from backoffice.subject_requests.addressed import back_to
from backoffice.subject_requests.models import SubjectRequest
from backoffice.vault.models import PersonalValue
from backoffice.web.gate import Gate, actor, require
from backoffice.web.labels.fields import FIELDS
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence

data_rights = Gate("data_rights", __name__)


def right_named(rights: Mapping[str, Right], deed: str) -> Right:
    """What a deed of an address is. Raises NotFound for an unknown one."""
    right = rights.get(deed)
    if right is None:
        raise NotFound
    return right


def open_case(number: str, action: Action) -> Appeal:
    """The appeal of a page. Raises NotFound, and NotAllowed with an entry of the attempt."""
    appeal = appeal_by_number(number)
    require(action, appeal)
    refuse_look(appeal, Use.VIEW, action, by=actor())
    return appeal


def is_last_step(form: DestroyForm) -> bool:
    """Whether it comes from the page that names what goes, with its tick set."""
    return form.asks_to_destroy and form.is_confirmed()


def confirmation(
    right: Right,
    form: DestroyForm,
    appeal: Appeal,
    rows: Sequence[PersonalValue],
    field: str = "",
    stale: Stale | None = None,
) -> Response:
    """The page before what cannot be undone: exactly what goes, by field and number."""
    form.draw_confirmation(mark_of(rows))
    return form_page(
        "confirm",
        right,
        form,
        appeal,
        stale,
        name=FIELDS[field] if field else "",
        rows=holdings(rows),
        names=FIELDS,
        total=len(rows),
        given=recipients_of(appeal, rows),
    )


def form_page(
    template: str,
    right: Right,
    form: ReasonForm,
    appeal: Appeal,
    stale: Stale | None = None,
    **facts: Any,
) -> Response:
    """A page with a form: fresh, with its errors, or after a clash."""
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


def fill_reason(form: ReasonForm, order: SubjectRequest | None) -> None:
    """A request of the person is the reason; a state body's has to be chosen."""
    if order is not None and order.asker != Asker.STATE_BODY:
        form.reason.data = RightsReason.APPLICANT_ASKED


def done(
    right: Right, form: ReasonForm, number: str, name: Any, order: SubjectRequest | None = None
) -> Response:
    """It is done: old pages of what was destroyed go too; the case or the request says so."""
    if isinstance(form, DestroyForm):
        actions.after_destruction()
    told = {"field": str(name), "days": current_app.config["RESTORE_DAYS"]}
    flash(str(right.done) % told, "success")
    return back_to(order, number)
