"""Pages of a withdrawal: the form, the page before it takes effect, the answer letter."""

from typing import Any

from flask import flash, g
from flask_babel import gettext as _
from flask_babel import refresh
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import appeal_by_number, values_of
from backoffice.audit.door import record_refusal, witness
from backoffice.audit.refusals import NotAllowed, Refusal, Stale
from backoffice.disclosures.holders import holdings_of
from backoffice.keeping.standing import refuse_look
from backoffice.legal_terms.queries import ends_on
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.permissions import refusal
from backoffice.rules.precedence import Use
from backoffice.rules.terms import TermCode
from backoffice.subject_requests.addressed import back_to, request_asked
from backoffice.subject_requests.carrying import under
from backoffice.subject_requests.models import SubjectRequest
from backoffice.subject_requests.queries import read_request
from backoffice.third_parties.queries import all_third_parties
from backoffice.vault.values import reveal
from backoffice.web.forms import is_submit
from backoffice.web.gate import Gate, actor
from backoffice.web.labels.fields import FIELDS
from backoffice.web.language import name_of
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence
from backoffice.withdrawals.actions import why_not, withdraw_consent
from backoffice.withdrawals.forms import CONFIRMING, WithdrawalForm
from backoffice.withdrawals.letter import addressee_values, answer_of
from backoffice.withdrawals.queries import known_withdrawal_of

withdrawals = Gate("withdrawals", __name__)


@withdrawals.page(
    "/appeals/<number>/withdrawal", action=Action.CONSENT_WITHDRAW, methods=["GET", "POST"]
)
def withdraw(number: str) -> Response:
    """Record that consent was withdrawn: what is known, then what follows (policy 7, 8; 2.3)."""
    appeal = appeal_by_number(number)
    _refuse_impossible(appeal)
    order = request_asked(appeal, Action.CONSENT_WITHDRAW)
    form = WithdrawalForm(appeal, order)
    if not is_submit():
        _draw(form, appeal, order)
        return _ask(form, appeal)
    if not form.validate():
        return _ask(form, appeal)
    if not form.is_last_step or not form.is_confirmed():
        return _confirm(form, appeal)
    return _withdraw(form, appeal, order)


@withdrawals.page(
    "/appeals/<number>/withdrawal/letter/<any(kk, ru, en):language>",
    action=Action.WITHDRAWAL_PRINT,
)
def letter(number: str, language: str) -> Response:
    """The answer to whoever withdrew: what was done, and till when (2.3)."""
    appeal = appeal_by_number(number)
    withdrawal = known_withdrawal_of(appeal.id)
    refuse_look(appeal, Use.VIEW, Action.WITHDRAWAL_PRINT, by=actor())
    values = addressee_values(withdrawal)
    fields = {value.field for value in values}
    with witness(Action.WITHDRAWAL_PRINT, withdrawal, actor(), fields=fields):
        texts = reveal(values)
    g.language = language
    refresh()
    return page(
        "withdrawals/letter.html",
        title=_("Answer to the withdrawal of consent"),
        answer=answer_of(withdrawal, texts),
    )


def _refuse_impossible(appeal: Appeal) -> None:
    """An attempt without the right is written down; a second withdrawal has no page (R-2.2)."""
    code = refusal(Action.CONSENT_WITHDRAW, actor(), appeal)
    if code:
        record_refusal(Action.CONSENT_WITHDRAW, actor(), code, about=appeal)
        raise NotAllowed(code, Action.CONSENT_WITHDRAW)
    refuse_look(appeal, Use.VIEW, Action.CONSENT_WITHDRAW, by=actor())
    impossible = why_not(appeal)
    if impossible and not is_submit():
        raise Refusal(impossible, Action.CONSENT_WITHDRAW)


def _draw(form: WithdrawalForm, appeal: Appeal, order: SubjectRequest | None) -> None:
    """The form as it is opened: now and by the way of the appeal, or as the request says."""
    form.draw_now()
    form.channel.data = appeal.channel
    if order is not None:
        form.draw_from(order, read_request(order, by=actor()).get(Field.REQUEST_EVIDENCE, ""))


def _withdraw(form: WithdrawalForm, appeal: Appeal, order: SubjectRequest | None) -> Response:
    told: dict[str, Any] = {"said": form.said, "follows": form.follows}
    told["form_version"] = form.drawn_from
    try:
        with under(order):
            withdraw_consent(appeal, by=actor(), **told)
    except Stale as stale:
        return _ask(form, appeal_by_number(appeal.number), stale)
    except Refusal as refused:
        form.tell_beside(refused)
        return _ask(form, appeal)
    flash(_("The withdrawal of consent is recorded."), "success")
    return back_to(order, appeal.number, "consent")


def _ask(form: WithdrawalForm, appeal: Appeal, stale: Stale | None = None) -> Response:
    form.step.data = ""
    form.understood.data = False
    if stale:
        form.form_version.data = str(appeal.version)
    return page(
        "withdrawals/withdraw.html",
        title=_("Withdraw consent"),
        status=409 if stale else 422 if form.errors else 200,
        form=form,
        appeal=appeal,
        clash=refusal_sentence(stale) if stale else "",
    )


def _confirm(form: WithdrawalForm, appeal: Appeal) -> Response:
    """The page before it takes effect: who will be told, by when the data goes."""
    form.step.data = CONFIRMING
    form.understood.data = False
    return page(
        "withdrawals/confirm.html",
        title=_("Withdraw consent"),
        status=422 if form.errors else 200,
        form=form,
        appeal=appeal,
        told=_who_is_told(appeal),
        due_on=ends_on(TermCode.REQUEST_WITHDRAW, clock.local(form.moment).date()),
    )


def _who_is_told(appeal: Appeal) -> list[tuple[str, str]]:
    """Each third party that holds data of the appeal, and which fields."""
    names = {party.id: name_of(party) for party in all_third_parties()}
    return [
        (names[one.third_party_id], _names(value.field for value in one.values))
        for one in holdings_of(appeal.id, values_of(appeal.id))
    ]


def _names(fields: Any) -> str:
    return ", ".join(str(FIELDS[field]) for field in dict.fromkeys(fields))
