"""Pages for an inspection: persons with access, the inventory, the pack of all of it."""

import os
from typing import Any, BinaryIO

from flask import flash, g, redirect, url_for
from flask_babel import gettext as _
from flask_babel import refresh
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.audit.refusals import Refusal, Stale
from backoffice.inspection.access import access_list
from backoffice.inspection.actions import approve_inventory
from backoffice.inspection.forms import ApprovalForm, PackForm
from backoffice.inspection.pack import open_pack, pack_name
from backoffice.inspection.queries import Standing, recipients, standing
from backoffice.inspection.wording import keys_in_words, processes_of, terms_in_words
from backoffice.rules.actions import Action
from backoffice.web.forms import is_submit
from backoffice.web.gate import Gate, actor
from backoffice.web.language import current_language
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence

inspection = Gate("inspection", __name__)
BLOCK = 64 * 1024
BESIDE = {"inventory.order-known": "order_no", "inventory.future": "order_date"}


@inspection.page("/inspection/access", action=Action.ACCESS_LIST)
@inspection.page("/inspection/access/<any(kk, ru, en):language>", action=Action.ACCESS_LIST)
def access(language: str = "") -> Response:
    """Who can reach personal data today, to print and to sign (2.18)."""
    _speak(language)
    return page(
        "inspection/access.html",
        title=_("List of persons with access to personal data"),
        access=access_list(),
        made_at=clock.now(),
    )


@inspection.page("/inspection/inventory", action=Action.INVENTORY_LIST)
@inspection.page("/inspection/inventory/<any(kk, ru, en):language>", action=Action.INVENTORY_LIST)
def inventory(language: str = "") -> Response:
    """Which personal data is processed, why, who gets it, how long it is kept (2.22)."""
    _speak(language)
    found = standing()
    return page(
        "inspection/inventory.html",
        title=_("List of personal data"),
        processes=processes_of(found.items),
        recipients=recipients(),
        terms=terms_in_words(found.items),
        made_at=clock.now(),
        **_against_order(found),
    )


@inspection.page(
    "/inspection/inventory/approve", action=Action.INVENTORY_APPROVE, methods=["GET", "POST"]
)
def approve() -> Response:
    """Enter the order that approves the inventory as it stands on the page."""
    found = standing()
    form = ApprovalForm(shown=found.text_hash)
    if not is_submit() or not form.validate():
        return _show(form, found, status=422 if is_submit() else 200)
    told = {"order_no": form.order_no.data, "order_date": form.order_date.data}
    try:
        approve_inventory(None, by=actor(), seen_hash=form.seen_hash.data or "", **told)
    except Stale:
        newer = standing()
        form.show_anew(newer.text_hash)
        return _show(form, newer, status=409)
    except Refusal as refused:
        form.fail(BESIDE.get(refused.code, "order_no"), refusal_sentence(refused))
        return _show(form, found, status=422)
    flash(_("The list of personal data is approved."), "success")
    return redirect(url_for("inspection.inventory"), 303)


@inspection.page("/inspection/pack", action=Action.PACK_TAKE, methods=["GET", "POST"])
def pack() -> Response:
    """All an inspection asks for in one zip, with a reason (2.27)."""
    form = PackForm()
    if form.validate_on_submit():
        made = open_pack(by=actor(), reason=form.reason.data, language=current_language())
        return _sent(made)
    return page(
        "inspection/pack.html",
        title=_("Pack for an inspection"),
        status=422 if form.errors else 200,
        form=form,
    )


def _sent(made: BinaryIO) -> Response:
    answer = Response(iter(lambda: made.read(BLOCK), b""), content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{pack_name()}"'
    answer.headers["X-Accel-Buffering"] = "no"
    answer.content_length = os.fstat(made.fileno()).st_size
    answer.call_on_close(made.close)
    return answer


def _show(form: ApprovalForm, found: Standing, *, status: int) -> Response:
    return page(
        "inspection/approve.html",
        title=_("Approve the list of personal data"),
        status=status,
        form=form,
        is_clash=status == 409,
        **_against_order(found),
    )


def _against_order(found: Standing) -> dict[str, Any]:
    return {
        "standing": found,
        "differences": [
            (label, keys_in_words(keys))
            for label, keys in (
                (_("Added"), found.added),
                (_("Removed"), found.removed),
                (_("Changed"), found.changed),
            )
            if keys
        ],
    }


def _speak(language: str) -> None:
    """Let the sheet speak the language of its address, or else the reader's."""
    if language:
        g.language = language
        refresh()
