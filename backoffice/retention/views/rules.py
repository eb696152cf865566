"""The rules of storage on one page: read, changed, and the effect shown before (R-5f.1)."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.accounts.queries import names_of
from backoffice.audit.refusals import Refusal, Stale
from backoffice.keeping.queries import changes, rules_on
from backoffice.retention.actions.rules import change_retention
from backoffice.retention.due import DueList, count_due, span_of
from backoffice.retention.forms import RuleForm
from backoffice.retention.views.gate import category_names, refuse_stranger, retention
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.retention import RetentionOutcome
from backoffice.web.forms import is_submit
from backoffice.web.gate import actor
from backoffice.web.labels.retention import RETENTION_KINDS, RETENTION_OUTCOMES
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence

_BEGINNING = {"outcome": RetentionOutcome.DEPERSONALISE}
BESIDE = {"retention.past": "valid_from", "retention.general": "follows"}


@retention.page("/retention/rules", action=Action.RETENTION_LIST, methods=["GET", "POST"])
def rules() -> Response:
    """Every rule, and the form that changes one."""
    form = RuleForm(version=len(changes()), data=_BEGINNING | {"valid_from": clock.today()})
    form.name_categories(category_names())
    if not is_submit():
        return _show(form)
    refuse_stranger(Action.RETENTION_CHANGE)
    if not form.validate():
        return _show(form, status=422)
    if not form.shown.data:
        return _effect(form)
    told = {"key": form.key, "row": form.row(), "valid_from": form.valid_from.data}
    try:
        change_retention(None, by=actor(), drawn_from=form.drawn_from, **told)
    except Stale:
        form.form_version.data, form.shown.data = str(len(changes())), ""
        return _show(form, status=409)
    except Refusal as refused:
        form.fail(BESIDE.get(refused.code, "valid_from"), refusal_sentence(refused))
        form.shown.data = ""
        return _show(form, status=422)
    flash(_("The rule of storage is changed."), "success")
    return redirect(url_for("retention.rules"), 303)


def _show(form: RuleForm, *, status: int = 200) -> Response:
    known, today = changes(), clock.today()
    book = rules_on(today)
    return page(
        "retention/rules.html",
        title=_("Terms of storage"),
        status=status,
        form=form,
        rows=sorted(book.rows.items(), key=lambda item: item[0]),
        changes=known,
        is_clash=status == 409,
        staff=names_of({row.by_id for row in known}),
        **_words(),
    )


def _effect(form: RuleForm) -> Response:
    """How many appeals become due by the change: the page before it is saved."""
    today = clock.today()
    now = rules_on(today)
    then = now.with_rule(form.key, form.row())
    form.shown.data = "1"
    return page(
        "retention/effect.html",
        title=_("What the change does"),
        form=form,
        row=form.row(),
        counts=[
            (label, count_due(now, span_of(which, today)), count_due(then, span_of(which, today)))
            for which, label in (
                (DueList.NOW, _("Due now")),
                (DueList.SOON, _("Due within 30 days")),
            )
        ],
        is_later=form.valid_from.data > today,
        **_words(),
    )


def _words() -> dict[str, Any]:
    return {
        "kinds": RETENTION_KINDS,
        "outcomes": RETENTION_OUTCOMES,
        "categories": category_names(),
    }
