"""Pages of the next edition: all editions, one draft, writing it (policy 12; R-1.2)."""

from typing import Any

from flask import current_app, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.audit.refusals import Refusal, Stale, WrongState
from backoffice.policy.differences import count_of, differences
from backoffice.policy.drafting import edit_policy_draft, start_policy_draft
from backoffice.policy.forms import DraftForm, StepForm
from backoffice.policy.layout import paragraphs
from backoffice.policy.models import PolicyDraft
from backoffice.policy.queries import (
    all_reviews,
    all_versions,
    draft_by_ref,
    next_review,
    open_draft,
    open_law_changes,
    version_by_number,
    version_in_force,
)
from backoffice.policy.steps import is_open, steps_open
from backoffice.policy.views.public import policy
from backoffice.rules.actions import Action
from backoffice.rules.lifecycle import DRAFT_LIFECYCLE, next_state
from backoffice.rules.vocabulary.people import Language
from backoffice.web.forms import is_submit
from backoffice.web.gate import actor
from backoffice.web.labels.people import LANGUAGES
from backoffice.web.labels.policy_versions import DRAFT_STATES, REVIEW_OUTCOMES, REVIEW_TRIGGERS
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence


@policy.page("/policy/drafts", action=Action.POLICY_DRAFT_LIST)
def drafts() -> Response:
    """The next edition, all editions, all reviews, and what is due (policy 12)."""
    in_force, city = version_in_force(clock.today()), current_app.config["CENTRE_CITY"]
    editions, reviews = all_versions(), all_reviews()
    return page(
        "policy/drafts.html",
        title=_("Policy: versions and reviews"),
        draft=open_draft(),
        in_force=in_force,
        other_city="" if in_force.names(city) else city,
        asked_anew=bool(reviews) and reviews[0].asks_for_more_than(editions[0]),
        editions=editions,
        reviews=reviews,
        law_changes=open_law_changes(),
        review=next_review(),
        today=clock.today(),
        states=DRAFT_STATES,
        triggers=REVIEW_TRIGGERS,
        outcomes=REVIEW_OUTCOMES,
        step_form=StepForm(),
    )


@policy.page("/policy/drafts/start", action=Action.POLICY_DRAFT_START, methods=["POST"])
def start() -> Response:
    """Begin the next edition with the text of the newest one."""
    made = start_policy_draft(None, by=actor())
    return redirect(url_for("policy.edit", ref=made.id), 303)


@policy.page("/policy/drafts/<int:ref>", action=Action.POLICY_DRAFT_LIST)
def draft(ref: int) -> Response:
    """One draft beside the edition it was made from: what changes, and what may be done."""
    found = draft_by_ref(ref)
    return page(
        "policy/draft.html",
        title=_("Draft no. %(number)s of the policy", number=found.id),
        steps=steps_open(found, actor()),
        may_edit=is_open(Action.POLICY_DRAFT_EDIT, found, actor()),
        **about(found),
    )


@policy.page(
    "/policy/drafts/<int:ref>/edit", action=Action.POLICY_DRAFT_EDIT, methods=["GET", "POST"]
)
def edit(ref: int) -> Response:
    """Write the draft; it may be saved unfinished."""
    found = draft_by_ref(ref)
    form = DraftForm(obj=found, version=found.version)
    if not is_submit():
        refuse_state(found, Action.POLICY_DRAFT_EDIT)
    if not form.validate_on_submit():
        return _edit_page(form, found)
    try:
        edit_policy_draft(found, by=actor(), **form.changes())
    except (Stale, WrongState) as refused:
        return _edit_page(form, draft_by_ref(ref), refused)
    flash(_("The draft is saved."), "success")
    return redirect(url_for("policy.draft", ref=ref), 303)


def refuse_state(found: PolicyDraft, action: Action) -> None:
    """No page asks for what could not be done. Raises WrongState."""
    if next_state(DRAFT_LIFECYCLE, found.state, action) is None:
        raise WrongState("state", action, state=found.state)


def _edit_page(form: DraftForm, found: PolicyDraft, refused: Refusal | None = None) -> Response:
    """The form; after a clash what is stored stands beside what was typed."""
    stored: dict[str, Any] = {}
    if refused is not None:
        form.form_version.data = str(found.version)
        stored = {
            "clash": refusal_sentence(refused),
            "other_facts": form.other_facts(found),
            "other_texts": [
                (label, differences(form[f"text_{code}"].data, found.text_in(code)))
                for code, label in LANGUAGES.items()
                if form[f"text_{code}"].data != found.text_in(code)
            ],
        }
    return page(
        "policy/edit.html",
        title=_("Edit draft no. %(number)s of the policy", number=found.id),
        status=409 if refused else 422 if form.errors else 200,
        form=form,
        draft=found,
        count_of=count_of,
        **stored,
    )


def about(found: PolicyDraft) -> dict[str, Any]:
    """The draft, the edition it was made from, and what changes in each language."""
    base = version_by_number(found.based_on)
    return {
        "draft": found,
        "base": base,
        "state_label": DRAFT_STATES[found.state],
        "texts": [
            (
                code,
                LANGUAGES[code],
                differences(base.text_in(code), found.text_in(code)),
                paragraphs(found.text_in(code)),
            )
            for code in Language
        ],
        "count_of": count_of,
    }
