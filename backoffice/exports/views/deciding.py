"""A second person lets personal values leave, or does not (policy 5.4, 9)."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice.audit.refusals import Refusal
from backoffice.exports.actions import approve_export, refuse_export
from backoffice.exports.forms.export import DecisionForm
from backoffice.exports.queries import order_by_key
from backoffice.exports.views.orders import draw, exports, note_refusal
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.export_orders import ApprovalReason
from backoffice.web.gate import actor
from backoffice.web.refusal_words import refusal_sentence


@exports.page("/exports/<key>/decide", action=Action.EXPORT_APPROVE, methods=["POST"])
def decide(key: str) -> Response:
    """Let the personal values of this order leave for one file, or keep them here."""
    order, form = order_by_key(key), DecisionForm()
    if not form.validate():
        return draw(order, status=422, form=form)
    is_approval = form.reason.data in set(ApprovalReason)
    deed = approve_export if is_approval else refuse_export
    try:
        deed(order, by=actor(), reason=form.reason.data)
    except Refusal as refused:
        note_refusal(order, refused)
        return draw(order_by_key(key), status=409, refused=refusal_sentence(refused))
    said = _("Approved: the file can be started until the end of tomorrow.")
    flash(said if is_approval else _("Refused: nothing leaves by this order."), "success")
    return redirect(url_for("exports.index"), 303)
