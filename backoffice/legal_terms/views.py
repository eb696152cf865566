"""The table of terms: to read for who works by it, to change for the privacy officer."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.accounts.queries import names_of
from backoffice.audit.refusals import Refusal, Stale
from backoffice.legal_terms.actions import change_term
from backoffice.legal_terms.forms import TermForm
from backoffice.legal_terms.queries import TermInForce, changes_of, term_by_code, terms_in_force
from backoffice.rules.actions import Action
from backoffice.web.forms import is_submit
from backoffice.web.gate import Gate, actor
from backoffice.web.labels.terms import TERM_UNITS, TERMS
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence

legal_terms = Gate("legal_terms", __name__)


@legal_terms.page("/legal-terms", action=Action.LEGAL_TERM_LIST)
def index() -> Response:
    """Every term the Centre works by, with its article and source (R-2.0)."""
    return page(
        "legal_terms/index.html",
        title=_("Terms of the law"),
        terms=terms_in_force(clock.today()).values(),
        names=TERMS,
        units=TERM_UNITS,
    )


@legal_terms.page("/legal-terms/<code>", action=Action.LEGAL_TERM_CHANGE, methods=["GET", "POST"])
def change(code: str) -> Response:
    """Change one term from a day on."""
    held = term_by_code(code)
    form = TermForm(version=held.version, obj=held.row, data={"valid_from": clock.today()})
    if not is_submit() or not form.validate():
        return _show(form, held, status=422 if is_submit() else 200)
    told = {"row": form.row(), "valid_from": form.valid_from.data}
    try:
        change_term(held, by=actor(), drawn_from=form.drawn_from, **told)
    except Stale:
        newer = term_by_code(code)
        form.form_version.data = str(newer.version)
        return _show(form, newer, status=409)
    except Refusal as refused:
        form.fail("valid_from", refusal_sentence(refused))
        return _show(form, held, status=422)
    flash(_("The term “%(name)s” is changed.", name=TERMS[held.code]), "success")
    return redirect(url_for("legal_terms.index"), 303)


def _show(form: TermForm, held: TermInForce, *, status: int) -> Response:
    changes = changes_of(held.code)
    return page(
        "legal_terms/change.html",
        title=TERMS[held.code],
        status=status,
        form=form,
        held=held,
        changes=changes,
        is_clash=status == 409,
        staff=names_of({row.by_id for row in changes}),
        units=TERM_UNITS,
    )
