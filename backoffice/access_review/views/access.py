"""The report of access, and its files (policy 2)."""

from flask import request
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.access_review.forms.questions import AccessForm
from backoffice.access_review.overview import access_view
from backoffice.access_review.report import ACCESS, COLUMNS
from backoffice.access_review.views.unusual import access_review, detail_of
from backoffice.audit.door import witness
from backoffice.exports.names import names_in
from backoffice.exports.views.report_page import ReportPage
from backoffice.rules.actions import Action
from backoffice.web.gate import actor
from backoffice.web.language import current_language

_PAGE = ReportPage(
    report=ACCESS,
    title=_l("Access to personal data"),
    question=AccessForm,
    view=access_view,
    columns=COLUMNS,
    endpoint="access_review.access",
    template="access_review/access.html",
)


@access_review.page("/audit/access", action=Action.AUDIT_VIEW)
def access() -> Response:
    """Who looked at what, how often; counted from the log, so the look is an entry too."""
    form = AccessForm(request.args, names=names_in(current_language()), today=clock.today())
    detail = detail_of("access", form.filters) if form.validate() else "page=access"
    with witness(Action.AUDIT_VIEW, None, actor(), detail=detail):
        return _PAGE.show()


@access_review.page("/audit/access/export", action=Action.REPORT_EXPORT, methods=["POST"])
def export_access() -> Response:
    """The same rows as a file, with a reason, a checkpoint and an entry (policy 2, 9)."""
    return _PAGE.take_out()
