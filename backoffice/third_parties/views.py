"""Pages of the register of third parties."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.audit.refusals import Refusal, Stale
from backoffice.rules.actions import Action
from backoffice.third_parties.actions import Scope, add_third_party, edit_third_party
from backoffice.third_parties.forms import (
    NewThirdPartyForm,
    ThirdPartyForm,
    scope_code,
    scope_codes,
)
from backoffice.third_parties.models import ThirdParty
from backoffice.third_parties.queries import (
    all_third_parties,
    categories,
    competence_counts,
    districts,
    found_by_name,
    third_party_with_competence,
    undertakings_due,
)
from backoffice.third_parties.showing import undertaking_tag
from backoffice.web.forms import is_submit
from backoffice.web.gate import Gate, actor, may
from backoffice.web.labels.disclosures import THIRD_PARTY_KINDS
from backoffice.web.language import name_of
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence

third_parties = Gate("third_parties", __name__)
UNDERTAKING_DUE = "due"


@third_parties.page("/third-parties", action=Action.THIRD_PARTY_LIST)
def index() -> Response:
    """The register: who resolves what, and who has undertaken to keep the data safe (R-11.1)."""
    name, kind = request.args.get("name", "").strip(), request.args.get("kind", "")
    activity, undertaking = request.args.get("active", "yes"), request.args.get("undertaking", "")
    whole = all_third_parties()
    asked = undertakings_due(whole, clock.today()) if undertaking == UNDERTAKING_DUE else whole
    rows = [
        party
        for party in found_by_name(asked, name)
        if kind in ("", party.kind) and activity in ("all", "yes" if party.active else "no")
    ]
    return page(
        "third_parties/index.html",
        title=_("Third parties"),
        rows=rows,
        total=len(whole),
        name=name,
        kind=kind,
        activity=activity,
        undertaking=undertaking,
        kinds=THIRD_PARTY_KINDS,
        counts=competence_counts(),
        undertakings={party.id: undertaking_tag(party, clock.today()) for party in rows},
    )


@third_parties.page("/third-parties/new", action=Action.THIRD_PARTY_ADD, methods=["GET", "POST"])
def add() -> Response:
    """Add an entry to the register (policy 9)."""
    form = NewThirdPartyForm(known=_known_scopes())
    if not is_submit() or not form.validate():
        return _show(form, None, status=422 if is_submit() else 200)
    try:
        made = add_third_party(
            None, by=actor(), code=form.code.data, facts=form.facts(), competence=form.scopes()
        )
    except Refusal as refused:
        if refused.code != "third-party.code-taken":
            raise
        form.fail("code", refusal_sentence(refused))
        return _show(form, None, status=422)
    return _done(made)


@third_parties.page(
    "/third-parties/<code>", action=Action.THIRD_PARTY_LIST, methods=["GET", "POST"]
)
def edit(code: str) -> Response:
    """One entry: to change for those who may, to read for the others."""
    party = third_party_with_competence(code)
    stored = {"obj": party, "data": {"competence": scope_codes(party)}}
    form = ThirdPartyForm(known=_known_scopes(), version=party.version, **stored)
    if not is_submit() or not form.validate():
        return _show(form, party, status=422 if is_submit() else 200)
    try:
        edit_third_party(party, by=actor(), **form.changes())
    except Stale:
        return _show_both(form, third_party_with_competence(code))
    return _done(party)


def _show_both(form: ThirdPartyForm, party: ThirdParty) -> Response:
    """What was typed stays, what is stored stands beside it, and the form can be sent again."""
    form.form_version.data = str(party.version)
    return _show(form, party, status=409, differences=form.differences(party))


def _show(
    form: ThirdPartyForm, party: ThirdParty | None, *, status: int = 200, **more: Any
) -> Response:
    action = Action.THIRD_PARTY_EDIT if party else Action.THIRD_PARTY_ADD
    return page(
        "third_parties/edit.html",
        title=name_of(party) if party else _("New third party"),
        status=status,
        form=form,
        party=party,
        may_change=may(action),
        categories=categories(),
        districts=districts(),
        scope_code=scope_code,
        undertaking=undertaking_tag(party, clock.today()) if party else None,
        **more,
    )


def _done(party: ThirdParty) -> Response:
    flash(_("The entry “%(name)s” is saved.", name=name_of(party)), "success")
    return redirect(url_for("third_parties.index"), 303)


def _known_scopes() -> frozenset[Scope]:
    places = ["", *(district.code for district in districts())]
    return frozenset((category.code, place) for category in categories() for place in places)
