"""The steps of a draft: propose, approve, publish, return, drop (policy 12; R-1.2)."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from backoffice.audit.refusals import NotAllowed, Refusal
from backoffice.policy.forms import FinalStepForm, StepForm
from backoffice.policy.models import PolicyDraft
from backoffice.policy.queries import draft_by_ref
from backoffice.policy.steps import STEPS
from backoffice.policy.views.drafts import about, refuse_state
from backoffice.policy.views.public import policy
from backoffice.rules.actions import Action
from backoffice.web.forms import is_submit
from backoffice.web.gate import actor
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence


@policy.page(
    "/policy/drafts/<int:ref>/propose", action=Action.POLICY_DRAFT_PROPOSE, methods=["GET", "POST"]
)
def propose(ref: int) -> Response:
    """Ask a second person for the approval."""
    return _take("propose", ref)


@policy.page(
    "/policy/drafts/<int:ref>/approve", action=Action.POLICY_DRAFT_APPROVE, methods=["GET", "POST"]
)
def approve(ref: int) -> Response:
    """Approve what somebody else proposed."""
    return _take("approve", ref)


@policy.page(
    "/policy/drafts/<int:ref>/publish", action=Action.POLICY_DRAFT_PUBLISH, methods=["GET", "POST"]
)
def publish(ref: int) -> Response:
    """Publish what was approved."""
    return _take("publish", ref)


@policy.page(
    "/policy/drafts/<int:ref>/return", action=Action.POLICY_DRAFT_RETURN, methods=["GET", "POST"]
)
def give_back(ref: int) -> Response:
    """Send the draft back to writing."""
    return _take("return", ref)


@policy.page(
    "/policy/drafts/<int:ref>/drop", action=Action.POLICY_DRAFT_DROP, methods=["GET", "POST"]
)
def drop(ref: int) -> Response:
    """Give the draft up."""
    return _take("drop", ref)


def _take(name: str, ref: int) -> Response:
    """Ask for a step, then do it from the version that was shown."""
    step, found = STEPS[name], draft_by_ref(ref)
    form = (FinalStepForm if step.is_final else StepForm)(version=found.version)
    if not is_submit():
        refuse_state(found, step.action)
    if not form.validate_on_submit():
        return _step_page(name, form, found)
    try:
        step.deed(found, by=actor(), form_version=form.drawn_from)
    except NotAllowed:
        raise
    except Refusal as refused:
        return _step_page(name, form, draft_by_ref(ref), refused)
    flash(str(step.said), "success")
    return redirect(url_for("policy.draft", ref=ref), 303)


def _step_page(
    name: str, form: StepForm, found: PolicyDraft, refused: Refusal | None = None
) -> Response:
    if refused is not None:
        form.form_version.data = str(found.version)
        form.renew_key()
    return page(
        "policy/step.html",
        title=str(STEPS[name].label),
        status=409 if refused else 422 if form.errors else 200,
        form=form,
        step=STEPS[name],
        clash=refusal_sentence(refused) if refused else "",
        **about(found),
    )
