"""Legal holds: the list, placing one on a case, lifting one (R-5f.3)."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice.accounts.queries import names_of
from backoffice.appeals.queries import appeal_by_number
from backoffice.audit.refusals import Refusal
from backoffice.retention.actions.holds import lift_hold, place_hold
from backoffice.retention.forms import HoldForm, LiftForm
from backoffice.retention.queries import PAGE, count_holds, hold_by_ref, page_of_holds
from backoffice.retention.views.gate import asked_number, retention
from backoffice.rules.actions import Action
from backoffice.web.gate import actor
from backoffice.web.labels.retention import HOLD_REASONS
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence

ENDED = "ended"
BESIDE = {"hold.until-past": "until", "hold.exists": "reference"}


@retention.page("/retention/holds", action=Action.RETENTION_LIST)
def holds() -> Response:
    """The holds that stand today, or those that have ended, newest first."""
    ended = request.args.get("show") == ENDED
    found = page_of_holds(ended=ended, before=asked_number("before"), limit=PAGE + 1)
    shown: dict[str, Any] = {"show": ENDED} if ended else {}
    more = ""
    if len(found) > PAGE:
        more = url_for("retention.holds", before=found[PAGE - 1].id, **shown)
    return page(
        "retention/holds.html",
        title=_("Legal holds"),
        holds=found[:PAGE],
        ended=ended,
        counts={False: count_holds(), True: count_holds(ended=True)},
        staff=names_of({one.by_id for hold in found for one in (hold, hold.end) if one}),
        reasons=HOLD_REASONS,
        older_href=more,
    )


@retention.page("/appeals/<number>/hold", action=Action.HOLD_PLACE, methods=["GET", "POST"])
def hold(number: str) -> Response:
    """Stop the destruction of everything of a case."""
    appeal, form = appeal_by_number(number), HoldForm()
    if form.validate_on_submit():
        told = {"reason": form.reason.data, "until": form.until.data}
        try:
            place_hold(appeal, by=actor(), reference=form.reference.data, **told)
        except Refusal as refused:
            form.fail(BESIDE.get(refused.code, "reference"), refusal_sentence(refused))
        else:
            flash(_("The hold stands: nothing of the case is destroyed."), "success")
            return redirect(url_for("casefile.show", number=number), 303)
    return page(
        "retention/hold.html",
        title=_("Place a legal hold"),
        status=422 if form.errors else 200,
        form=form,
        appeal=appeal,
    )


@retention.page("/retention/holds/<int:ref>/lift", action=Action.HOLD_LIFT, methods=["GET", "POST"])
def lift(ref: int) -> Response:
    """Let the term of storage count again."""
    found, form = hold_by_ref(ref), LiftForm()
    number = found.appeal.number
    if form.validate_on_submit():
        lift_hold(found, by=actor(), reference=form.reference.data)
        flash(_("The hold is lifted."), "success")
        return redirect(url_for("casefile.show", number=number), 303)
    return page(
        "retention/lift.html",
        title=_("Lift the legal hold"),
        status=422 if form.errors else 200,
        form=form,
        hold=found,
        reasons=HOLD_REASONS,
        staff=names_of({found.by_id}),
    )
