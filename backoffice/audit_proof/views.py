"""Pages of proof: checkpoints, the sheet for the safe, the public key, the log to take out."""

from typing import Any

from flask import flash, g, redirect, url_for
from flask_babel import gettext as _
from flask_babel import refresh
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.audit.checkpoints import head_now, write_checkpoint
from backoffice.audit.public import fingerprint_of, paper_text, pem_of
from backoffice.audit_proof.forms import LogFileForm, SignForm
from backoffice.audit_proof.mark import mark_of
from backoffice.audit_proof.queries import newest_judged, newest_line, public_key
from backoffice.audit_proof.taking_out import LogOrder, take_out_log
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.checkpoints import NOT_OURS
from backoffice.web.gate import Gate, actor
from backoffice.web.labels.checkpoints import MISFITS
from backoffice.web.pages import page

audit_proof = Gate("audit_proof", __name__)


@audit_proof.page("/audit/checkpoints", action=Action.CHECKPOINT_LIST)
def checkpoints() -> Response:
    """The newest checkpoints, and whether each still fits the log (policy 2)."""
    return _drawn("audit_proof/checkpoints.html", title=_("Checkpoints"), form=SignForm())


@audit_proof.page("/audit/checkpoints", action=Action.AUDIT_CHECKPOINT, methods=["POST"])
def sign() -> Response:
    """Sign where the log stands, and come back to it."""
    line = write_checkpoint(None, by=actor())
    flash(_("Checkpoint written: %(short)s", short=line.short), "success")
    return redirect(url_for("audit_proof.checkpoints"), 303)


@audit_proof.page(
    "/audit/checkpoints/sheet/<any(kk, ru, en):language>", action=Action.CHECKPOINT_LIST
)
def sheet(language: str) -> Response:
    """The newest checkpoint on one page, to print, to sign and to put into the safe."""
    g.language = language
    refresh()
    return _drawn("audit_proof/sheet.html", title=_("Checkpoint of the audit log"))


@audit_proof.page("/audit/key.pem", action=Action.CHECKPOINT_LIST)
def key() -> Response:
    """The public key, to check signatures with somewhere else."""
    answer = Response(pem_of(public_key()), content_type="application/x-pem-file")
    answer.headers["Content-Disposition"] = 'attachment; filename="senim-audit-key.pem"'
    return answer


@audit_proof.page("/audit/export", action=Action.AUDIT_EXPORT, methods=["GET", "POST"])
def take_out() -> Response:
    """The log as a file for an inspector, with its checkpoint and a reason (policy 2)."""
    form, head = LogFileForm(), head_now()
    if form.validate_on_submit() and (entries := form.range_within(head.seq)):
        return take_out_log(LogOrder(*entries, str(form.reason.data)), by=actor())
    return page(
        "audit_proof/take_out.html",
        title=_("Take out the audit log"),
        status=422 if form.errors else 200,
        form=form,
        head=head,
        fingerprint=fingerprint_of(public_key()),
    )


def _drawn(template: str, *, title: str, **facts: Any) -> Response:
    lines, newest, known = newest_judged(), newest_line(), public_key()
    return page(
        template,
        title=title,
        lines=lines,
        not_ours=sum(one.why in NOT_OURS for one in lines),
        newest=newest,
        mark=mark_of(paper_text(newest, known)) if newest else None,
        pem=pem_of(known),
        fingerprint=fingerprint_of(known),
        misfits=MISFITS,
        made_at=clock.now(),
        **facts,
    )
