"""Pages of one consent: its sheet to print, its proof to take out."""

from flask import g
from flask_babel import gettext as _
from flask_babel import refresh
from werkzeug.wrappers import Response

from backoffice.audit.door import record_refusal, witness
from backoffice.audit.refusals import NotAllowed
from backoffice.consent_proof.content import items_of
from backoffice.consent_proof.forms import ProofForm
from backoffice.consent_proof.proof import take_out_proof
from backoffice.consent_proof.queries import consent_record
from backoffice.rules.actions import Action
from backoffice.rules.permissions import refusal
from backoffice.vault.values import reveal
from backoffice.web.gate import Gate, actor
from backoffice.web.pages import page

consent_proof = Gate("consent_proof", __name__)


@consent_proof.page(
    "/appeals/<number>/consent/<any(kk, ru, en):language>", action=Action.CONSENT_PRINT
)
def sheet(number: str, language: str) -> Response:
    """The consent to print and sign, with all the law asks for (law, article 8)."""
    record = consent_record(number)
    values = record.to_open
    fields = {value.field for value in values}
    with witness(Action.CONSENT_PRINT, record.appeal, actor(), fields=fields):
        texts = reveal(values)
    g.language = language
    refresh()
    return page(
        "consent_proof/sheet.html",
        title=_("Consent to the processing of personal data"),
        record=record,
        items=items_of(record, texts),
    )


@consent_proof.page(
    "/appeals/<number>/consent/proof", action=Action.CONSENT_PROVE, methods=["GET", "POST"]
)
def proof(number: str) -> Response:
    """Everything that proves one consent, in one file, with a reason (law, article 25)."""
    record = consent_record(number)
    code = refusal(Action.CONSENT_PROVE, actor(), record.appeal)
    if code:
        record_refusal(Action.CONSENT_PROVE, actor(), code, about=record.appeal)
        raise NotAllowed(code, Action.CONSENT_PROVE)
    form = ProofForm()
    if form.validate_on_submit():
        return take_out_proof(record, by=actor(), reason=form.reason.data)
    return page(
        "consent_proof/proof.html",
        title=_("Proof of consent"),
        status=422 if form.errors else 200,
        form=form,
        record=record,
    )
