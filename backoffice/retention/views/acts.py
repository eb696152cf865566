"""Destruction acts: the list, a proposal, one act with its annex and its sheet (R-5f.2, 2.15)."""

from flask import flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import refresh
from werkzeug.wrappers import Response

from backoffice.accounts.queries import names_of
from backoffice.audit.refusals import Stale
from backoffice.retention.actions.acts import propose_act
from backoffice.retention.forms import DeedForm
from backoffice.retention.queries import (
    PAGE,
    act_by_number,
    page_of_acts,
    page_of_items,
    progress_of,
)
from backoffice.retention.showing import act_facts, listed_facts
from backoffice.retention.sources import candidates
from backoffice.retention.views.gate import asked_number, category_names, retention
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.retention import ActState
from backoffice.web.gate import actor
from backoffice.web.labels.fields import FIELDS
from backoffice.web.labels.retention import ACT_STATES, ITEM_REASONS, ITEM_RESULTS
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence


@retention.page("/retention/acts", action=Action.RETENTION_LIST)
def acts() -> Response:
    """Every act, or those of one state, newest first."""
    asked = request.args.get("state", "")
    state = ActState(asked) if asked in set(ActState) else None
    found, more = page_of_acts(state=state, before=asked_number("before"), limit=PAGE + 1), ""
    if len(found) > PAGE:
        more = url_for("retention.acts", state=state, before=found[PAGE - 1].id)
    return page(
        "retention/acts.html",
        title=_("Destruction acts"),
        acts=[(act, progress_of(act)) for act in found[:PAGE]],
        staff=names_of({act.proposed_by_id for act in found}),
        states=ACT_STATES,
        state=state,
        older_href=more,
    )


@retention.page("/retention/acts/propose", action=Action.ACT_PROPOSE, methods=["GET", "POST"])
def propose() -> Response:
    """What would go into an act, by number and not by name; then the act."""
    form, clash = DeedForm(), ""
    if form.validate_on_submit():
        try:
            act = propose_act(None, by=actor(), listed=form.count)
        except Stale as stale:
            clash = refusal_sentence(stale)
        else:
            flash(_("Act no. %(number)s awaits approval.", number=act.number), "success")
            return redirect(url_for("retention.act", number=act.number), 303)
    found = candidates()
    form.listed.data = str(len(found))
    return page(
        "retention/propose.html",
        title=_("Propose a destruction act"),
        status=409 if clash else 200,
        form=form,
        clash=clash,
        total=len(found),
        lines=listed_facts(found, category_names()),
    )


@retention.page("/retention/acts/<number>", action=Action.RETENTION_LIST)
def act(number: str) -> Response:
    """One act: what it lists, what became of it, and the next step."""
    found = act_by_number(number)
    facts = act_facts(found, category_names())
    return page(
        "retention/act.html", title=_("Destruction act no. %(number)s", number=number), **facts
    )


@retention.page("/retention/acts/<number>/annex", action=Action.RETENTION_LIST)
def annex(number: str) -> Response:
    """The appeals of an act by their number, for the staff."""
    found = act_by_number(number)
    items = page_of_items(found, after=asked_number("after"), limit=PAGE + 1)
    more = ""
    if len(items) > PAGE:
        more = url_for("retention.annex", number=number, after=items[PAGE - 1].place)
    return page(
        "retention/annex.html",
        title=_("Annex to act no. %(number)s", number=number),
        act=found,
        items=items[:PAGE],
        reasons=ITEM_REASONS,
        results=ITEM_RESULTS,
        fields=FIELDS,
        later_href=more,
    )


@retention.page(
    "/retention/acts/<number>/sheet/<any(kk, ru, en):language>", action=Action.RETENTION_LIST
)
def sheet(number: str, language: str) -> Response:
    """The act to print and sign, in one of the three languages."""
    found = act_by_number(number)
    g.language = language
    refresh()
    facts = act_facts(found, category_names())
    return page(
        "retention/sheet.html", title=_("Destruction act no. %(number)s", number=number), **facts
    )
