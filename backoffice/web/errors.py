"""Every refusal and fault becomes one page, in the reader's language, with nothing half done."""

import re
from typing import Any

from flask import Flask, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response

from backoffice.audit.anchor import StaleInstallation
from backoffice.audit.cut_short import DestructionCutShort
from backoffice.audit.refusals import AlreadyDone, NotAllowed, NotFound, Refusal, Stale
from backoffice.db import db
from backoffice.vault.cipher import SealBroken
from backoffice.vault.keyring import KeyringError
from backoffice.web.clauses import clause_codes, clause_href, clause_words
from backoffice.web.labels.fields import FIELDS
from backoffice.web.labels.table import Labels
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence
from backoffice.web.request import this_request


def init_errors(app: Flask) -> None:
    """Register one handler per family of trouble."""
    app.register_error_handler(NotFound, _not_found)
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(AlreadyDone, _already_done)
    app.register_error_handler(CSRFError, form_expired)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DestructionCutShort, _cut_short)
    app.register_error_handler(SQLAlchemyError, _database)
    app.register_error_handler(OSError, _database)
    app.register_error_handler(KeyringError, _vault)
    app.register_error_handler(StaleInstallation, _stale)
    app.register_error_handler(SealBroken, _vault)
    app.register_error_handler(Exception, _fault)


def problem(
    status: int, title: str, sentence: str, hint: str = "", *, clauses: str = "", case: str = ""
) -> Response:
    """An error page; a part of a page gets the same words as one line.

    `clauses` are those of the policy behind a refusal, `case` the number of the appeal the
    person comes from.
    """
    if request.headers.get("HX-Request-Type") == "partial":
        return page(
            "errors/fragment.html", title=title, status=status, sentence=sentence, hint=hint
        )
    signed_in = bool(current_user and current_user.is_authenticated)
    return page(
        "errors/error.html",
        title=title,
        status=status,
        frame="base.html" if signed_in else "bare.html",
        sentence=sentence,
        hint=hint,
        clauses=[(clause_words(one), clause_href(one)) for one in clause_codes(clauses)],
        case_href=url_for("casefile.show", number=case) if case else "",
        back_href=url_for("account.home"),
    )


def _not_found(_problem: Any) -> Response:
    return problem(
        404,
        _("Not found"),
        _("There is no such page or record, or it is not open to you."),
        _("Check the number, or ask a senior operator."),
    )


def _not_allowed(refused: NotAllowed) -> Response:
    """A case that is not one's own answers like one that does not exist."""
    if refused.code == "permission.not-own":
        return _not_found(refused)
    return problem(403, _("Not allowed"), refusal_sentence(refused))


def _refused(refused: Refusal) -> Response:
    title = _("Changed meanwhile") if isinstance(refused, Stale) else _("This cannot be done now")
    sentence = refusal_sentence(refused)
    return problem(409, title, sentence, clauses=refused.clause, case=_case_at_hand())


def _case_at_hand() -> str:
    """The appeal this address is about, or the one its view named; the person may open it."""
    number = g.get("case_number") or (request.view_args or {}).get("number")
    return number if isinstance(number, str) else ""


def _already_done(done: AlreadyDone) -> Response:
    """The form was sent twice: lead to where the first sending led."""
    if done.appeal_number:
        return redirect(url_for("casefile.show", number=done.appeal_number), 303)
    return redirect(url_for("account.home"), 303)


def form_expired(_problem: CSRFError) -> Response:
    """A form of an ended session: nothing is done, and nothing that was typed is lost."""
    signed_in = bool(current_user and current_user.is_authenticated)
    return page(
        "errors/typed.html",
        title=_("The form has expired"),
        status=400,
        frame="base.html" if signed_in else "bare.html",
        sentence=_("This form belongs to a session that has ended. Nothing was changed."),
        hint=_("Copy what you typed, sign in again and send it once more."),
        typed=_typed(),
        back_href=url_for("account.sign_in"),
    )


def _typed() -> list[tuple[str, str]]:
    """What was typed into the refused form, each under the words of its box.

    Secrets and hidden marks are left out, and so is what was chosen or ticked: its code says
    nothing to anybody and is quickly chosen again.
    """
    return [
        (str(_BOXES.get(name) or FIELDS.get(name) or _("Text")), text)
        for name, text in request.form.items()
        if text.strip() and "password" not in name and name not in _HIDDEN
        if name in _BOXES or name in FIELDS or not _CODE.fullmatch(text)
    ]


_HIDDEN = frozenset({"csrf_token", "form_key", "form_version", "next", "term", "seen", "listed"})
_CODE = re.compile(r"[A-Za-z0-9_.:,-]{1,80}")
# Boxes typed into whose names are no names of personal fields.
_BOXES: Labels = {
    "note": _l("Note"),
    "text": _l("Text"),
    "reference": _l("Reference"),
    "legal_provision": _l("Provision of law"),
    "display_name": _l("Name"),
    "code": _l("Code"),
    "name_kk": _l("Legal name in Kazakh"),
    "name_ru": _l("Legal name in Russian"),
    "name_en": _l("Legal name in English"),
    "contact_email": _l("E-mail"),
    "contact_phone": _l("Phone"),
    "responsible_person": _l("Responsible person"),
    "undertaking_no": _l("Number of the undertaking"),
    "article": _l("Article"),
    "source": _l("Source"),
}


def _http(fault: HTTPException) -> Response:
    origin = getattr(fault, "original_exception", None)
    if isinstance(origin, (OperationalError, OSError)):
        return _database(origin)
    if isinstance(fault, SecurityError):
        # An unknown host: no address of ours can be built, so there is no page to show.
        return Response("Bad request: unknown host\n", 400, mimetype="text/plain")
    code = fault.code or 500
    if code < 400:
        return fault.get_response()
    if code == 404:
        return _not_found(fault)
    sentences = {
        400: _("The request could not be understood."),
        405: _("This page cannot be asked in this way."),
        413: _("What was sent is too large."),
        429: _("Too many attempts. Wait a little and try again."),
    }
    return problem(code, _("Error %(code)s", code=code), sentences.get(code, _("Try again.")))


def _database(fault: Exception) -> Response:
    """Disk full, locked or missing database: nothing was saved, and the page says so."""
    _note(fault)
    db.session.rollback()
    if isinstance(fault, SQLAlchemyError) and not isinstance(fault, OperationalError):
        return _apology()
    return problem(
        503,
        _("The database is not available"),
        _("Nothing was saved. The disk may be full or the database busy."),
        _("Try again in a minute; if it stays so, tell the administrator."),
    )


def _cut_short(fault: DestructionCutShort) -> Response:
    """The keys are gone and the data could not follow: nobody is told that nothing was done."""
    _note(fault)
    if not fault.is_certain:
        return problem(
            503,
            _("It is not known whether the data was destroyed"),
            _(
                "The database stopped answering in the midst of it. What was begun is finished as "
                "soon as it answers."
            ),
            _("Open the case in a minute and look; if the page fails too, tell the administrator."),
        )
    return problem(
        503,
        _("The data is destroyed, the entry is still to come"),
        _(
            "The keys of this data are gone and nothing brings it back. Only the database could "
            "not take it down; that follows, in your name, as soon as it answers."
        ),
        _("Do not repeat it. Tell the administrator that the database could not write."),
    )


def _vault(fault: Exception) -> Response:
    _note(fault)
    return problem(
        503,
        _("Personal data cannot be opened"),
        _("The keys of this installation are missing or do not fit. Nothing was changed."),
        _("Tell the administrator."),
    )


def _stale(fault: Exception) -> Response:
    _note(fault)
    return problem(
        503,
        _("The data does not fit its checkpoints"),
        _("What was signed about the audit log does not fit what stands in it. Nothing was done."),
        _("Tell the administrator: the audit log must be verified."),
    )


def _fault(fault: Exception) -> Response:
    _note(fault)
    db.session.rollback()
    return _apology()


def _apology() -> Response:
    return problem(
        500,
        _("Something went wrong"),
        _("Nothing was saved. The fault is written in the log under the number below."),
    )


def _note(fault: Exception) -> None:
    """The line about this request tells class and place; messages may quote bound values."""
    this_request().fault = fault
