"""Taking a monthly report out: with a reason, an entry, and only the file that was made."""

from flask import Response as FlaskResponse
from werkzeug.wrappers import Response

from backoffice.audit.checkpoints import write_checkpoint
from backoffice.audit.deed import subject_name
from backoffice.audit.door import record_refusal, witness
from backoffice.audit.refusals import Refusal
from backoffice.exports.kept import kept_today
from backoffice.exports.quota import left_today
from backoffice.reports import shelf
from backoffice.reports.forms.saved import TakeMonthForm
from backoffice.reports.monthly import days_of
from backoffice.reports.views.disclosures import reports
from backoffice.reports.wording import heading
from backoffice.rules.actions import Action
from backoffice.saved_reports.models import ReportMonth
from backoffice.saved_reports.queries import entry_of, month_by_ref
from backoffice.web.gate import actor
from backoffice.web.language import current_language
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@reports.page("/reports/months/<int:ref>", action=Action.REPORT_EXPORT, methods=["GET", "POST"])
def month(ref: int) -> Response:
    """What the file holds, and the file itself for whoever says why (policy 9)."""
    found, form = month_by_ref(ref), TakeMonthForm()
    if form.validate_on_submit():
        try:
            return _handed_out(found, form.reason.data)
        except Refusal as refused:
            record_refusal(Action.REPORT_EXPORT, actor(), refused.code, about=found)
            form.fail("reason", refusal_sentence(refused))
    entry = entry_of(found)
    return page(
        "reports/month.html",
        title=heading(days_of(found.month), current_language()),
        status=422 if form.errors else 200,
        form=form,
        month=found,
        entry=entry.seq if entry else "",
    )


def _handed_out(found: ReportMonth, reason: str) -> Response:
    """The checkpoint and the entry first; the bytes are those whose digest was compared.

    Raises Refusal when the day of this person is used up, or the file is not what was made.
    """
    _refuse_too_much(found)
    content = shelf.whole(found)
    checkpoint = write_checkpoint(None, by=actor())
    told = f"report={found.saved_report.report};format=xlsx;rows={found.rows}"
    detail = f"{told};month={found.month:%Y-%m};file={found.ref};checkpoint={checkpoint.seq}"
    with witness(Action.REPORT_EXPORT, found, actor(), reason=reason, detail=detail):
        answer = FlaskResponse(content, content_type=XLSX)
    name = f"{found.saved_report.report}_{found.month:%Y-%m}_no{found.ref}.xlsx"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _refuse_too_much(found: ReportMonth) -> None:
    """What was taken out today already is counted, and may be taken once more."""
    if subject_name(found) in kept_today(actor().id):
        return
    code = left_today(actor().id).refusal(found.rows)
    if code:
        raise Refusal(code, Action.REPORT_EXPORT)
