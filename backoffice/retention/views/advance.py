"""The next step of a destruction act, with the page that asks once more (R-5f.2)."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice.audit.refusals import NotFound, Refusal, WrongState
from backoffice.retention.actions.acts import approve_act, decline_act
from backoffice.retention.execution import BATCH, carry_out
from backoffice.retention.forms import DeedForm
from backoffice.retention.queries import act_by_number, progress_of
from backoffice.retention.views.gate import retention
from backoffice.rules.actions import Action
from backoffice.web.forms import is_submit
from backoffice.web.gate import actor
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence

NOT_UNDONE = ("approve", "execute")
AT = "/retention/acts/<number>"


@retention.page(f"{AT}/approve", action=Action.ACT_APPROVE, methods=["GET", "POST"])
def approve(number: str) -> Response:
    """Agree to an act, with the page that asks once more."""
    return _advance(number, "approve")


@retention.page(f"{AT}/decline", action=Action.ACT_DECLINE, methods=["GET", "POST"])
def decline(number: str) -> Response:
    """Refuse an act."""
    return _advance(number, "decline")


@retention.page(f"{AT}/execute", action=Action.ACT_EXECUTE, methods=["GET", "POST"])
def execute(number: str) -> Response:
    """Destroy the next items of an approved act."""
    return _advance(number, "execute")


def _advance(number: str, deed: str) -> Response:
    found, form = act_by_number(number), DeedForm()
    ready = form.validate_on_submit() and (deed not in NOT_UNDONE or form.is_confirmed())
    if not ready:
        return _ask(deed, form, number)
    try:
        _STEPS[deed](found)
    except WrongState as late:
        return _ask(deed, form, number, clash=refusal_sentence(late))
    except Refusal as refused:
        form.fail("understood", refusal_sentence(refused))
        return _ask(deed, form, number)
    return redirect(url_for("retention.act", number=number), 303)


def _ask(deed: str, form: DeedForm, number: str, *, clash: str = "") -> Response:
    found = act_by_number(number)
    progress = progress_of(found)
    if not is_submit() and deed == "execute" and not progress.left:
        raise NotFound
    words = _words(deed, min(progress.left, BATCH))
    return page(
        "retention/advance.html",
        title=words["heading"],
        status=409 if clash else 422 if form.errors else 200,
        form=form,
        act=found,
        progress=progress,
        deed=deed,
        asks=deed in NOT_UNDONE,
        clash=clash,
        **words,
    )


def _words(deed: str, number: int) -> dict[str, Any]:
    known = {
        "approve": (
            _("Approve the act"),
            _("After your approval the data it lists can be destroyed beyond recovery."),
            _("Approve"),
        ),
        "decline": (
            _("Decline the act"),
            _("Nothing is destroyed. What the act lists is due again."),
            _("Decline"),
        ),
        "execute": (
            _("Carry out the act"),
            _("The next %(number)s items are destroyed beyond recovery.", number=number),
            _("Destroy beyond recovery"),
        ),
    }
    heading, meaning, button = known[deed]
    return {"heading": heading, "meaning": meaning, "button": button}


def _approve(found: Any) -> None:
    approve_act(found, by=actor())
    flash(_("The act is approved."), "success")


def _decline(found: Any) -> None:
    decline_act(found, by=actor())
    flash(_("The act is declined."), "success")


def _execute(found: Any) -> None:
    done = carry_out(found, by=actor(), most=BATCH)
    flash(_("Items dealt with: %(number)s.", number=done), "success")


_STEPS: dict[str, Callable[[Any], None]] = {
    "approve": _approve,
    "decline": _decline,
    "execute": _execute,
}
