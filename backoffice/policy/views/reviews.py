"""Pages of the yearly review, and the reminder of it (policy 12; R-12.1, R-12.2)."""

from types import SimpleNamespace
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.audit.refusals import Refusal
from backoffice.policy.due import ReviewDue
from backoffice.policy.forms import LawChangeForm, ReviewForm
from backoffice.policy.queries import next_review, open_law_changes, version_in_force
from backoffice.policy.reviewing import note_law_change, record_policy_review
from backoffice.policy.views import steps
from backoffice.policy.views.public import policy
from backoffice.rules.actions import Action
from backoffice.web.forms import is_submit
from backoffice.web.gate import actor, may
from backoffice.web.language import show_date
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence


@policy.page("/policy/drafts/review", action=Action.POLICY_REVIEW_RECORD, methods=["GET", "POST"])
def review() -> Response:
    """Write down that the policy was reviewed, why, and what came of it."""
    form = ReviewForm(open_changes=open_law_changes())
    if not is_submit() and form.changes:
        form.occasion.data = next(iter(form.changes))  # what waits longest
    if not form.validate_on_submit():
        return _review_page(form)
    try:
        record_policy_review(
            None,
            by=actor(),
            outcome=form.outcome.data,
            law_change=form.changes.get(form.occasion.data),
            note=form.note.data,
        )
    except Refusal as refused:
        form.fail("occasion", refusal_sentence(refused))
        return _review_page(form, status=409)
    flash(_("The review is recorded."), "success")
    return redirect(url_for("policy.drafts"), 303)


@policy.page("/policy/drafts/law-change", action=Action.LAW_CHANGE_NOTE, methods=["GET", "POST"])
def law_change() -> Response:
    """Note that the law changed: a review is due from now on."""
    form = LawChangeForm()
    if not form.validate_on_submit():
        return page(
            "policy/law_change.html",
            title=_("Note a change of the law"),
            status=422 if form.errors else 200,
            form=form,
        )
    note_law_change(None, by=actor(), act_ref=form.act_ref.data, in_force_on=form.in_force_on.data)
    flash(_("The change of the law is noted: a review is due."), "success")
    return redirect(url_for("policy.drafts"), 303)


@policy.app_template_global("review_banner")
def review_banner() -> SimpleNamespace | None:
    """The reminder for whoever may review: one question, and none to anybody else."""
    if not may(Action.POLICY_REVIEW_RECORD):
        return None
    due = next_review()
    tone = due.tone_on(clock.today())
    return SimpleNamespace(tone=tone, text=_reminder(due, tone)) if tone else None


def _reminder(due: ReviewDue, tone: str) -> str:
    day = show_date(due.on)
    if due.by_law:
        if tone == "bad":
            return _(
                "Overdue: a change of the law calls for a review of the policy since %(day)s.",
                day=day,
            )
        return _("A change of the law calls for a review of the policy by %(day)s.", day=day)
    if tone == "bad":
        return _("Overdue: the yearly review of the policy was due by %(day)s.", day=day)
    return _("The yearly review of the policy is due by %(day)s.", day=day)


def _review_page(form: ReviewForm, status: int = 0) -> Response:
    facts: dict[str, Any] = {"in_force": version_in_force(clock.today()), "review": next_review()}
    return page(
        "policy/review.html",
        title=_("Record a review of the policy"),
        status=status or (422 if is_submit() else 200),
        form=form,
        **facts,
    )


__all__ = ["policy", "steps"]
