"""The links of one disclosure, for the staff: make one, see it once, revoke it (policy 9)."""

import secrets

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice.accounts.queries import names_of
from backoffice.appeals.queries import values_of
from backoffice.audit.door import record_refusal
from backoffice.audit.refusals import NotAllowed, Refusal
from backoffice.disclosures.models import Disclosure
from backoffice.disclosures.queries import disclosure_by_ref
from backoffice.recipients.actions import make_link, revoke_link
from backoffice.recipients.forms import LinkForm
from backoffice.recipients.queries import link_by_ref, links_of
from backoffice.recipients.showing import link_rows
from backoffice.recipients.standing import BY_LINK, withheld
from backoffice.rules.actions import Action
from backoffice.rules.permissions import refusal
from backoffice.web.forms import is_submit
from backoffice.web.gate import Gate, actor, may
from backoffice.web.pages import page
from backoffice.web.refusal_words import REFUSALS, refusal_sentence

links = Gate("links", __name__)


@links.page(
    "/disclosures/<int:ref>/links",
    action=Action.LINK_REVOKE,  # whoever may make one may revoke one; making is asked below
    methods=["GET", "POST"],
)
def of_disclosure(ref: int) -> Response:
    """The links of a disclosure with their state, and the form that makes a new one."""
    disclosure = disclosure_by_ref(ref)
    _refuse_stranger(Action.LINK_MAKE if is_submit() else Action.LINK_REVOKE, disclosure)
    form = LinkForm()
    if not is_submit():
        return _list(disclosure, form)
    if not form.validate():
        return _list(disclosure, form, status=422)
    try:
        token = make_link(disclosure, by=actor(), days=form.days.data, views=form.views.data)
    except NotAllowed:
        raise
    except Refusal as refused:
        form.form_errors.append(refusal_sentence(refused))
        return _list(disclosure, form, status=409)
    return _show_once(disclosure, token)


@links.page("/links/<int:ref>/revoke", action=Action.LINK_REVOKE, methods=["POST"])
def revoke(ref: int) -> Response:
    """Close a link before its term."""
    link = link_by_ref(ref)
    revoke_link(link, by=actor())
    flash(_("The link is revoked: it opens nothing any more."), "success")
    return redirect(url_for("links.of_disclosure", ref=link.disclosure_id), 303)


def _list(disclosure: Disclosure, form: LinkForm, *, status: int = 200) -> Response:
    values, made = values_of(disclosure.appeal_id), links_of(disclosure.id)
    stop = withheld(disclosure, values)
    if not stop and disclosure.means not in BY_LINK:
        stop = "link.means"
    return page(
        "links/of_disclosure.html",
        title=_("Link for the recipient"),
        status=status,
        form=form,
        disclosure=disclosure,
        rows=link_rows(made, values, names_of({link.made_by_id for link in made})),
        stop=str(REFUSALS[stop]) if stop else "",
        may_make=may(Action.LINK_MAKE, disclosure.appeal),
        new_form_key=_new_form_key,
    )


def _show_once(disclosure: Disclosure, token: str) -> Response:
    """The secret stands in this answer and nowhere else."""
    newest, *older = links_of(disclosure.id)
    return page(
        "links/made.html",
        title=_("The link is made"),
        disclosure=disclosure,
        address=url_for("recipients.data", token=token, _external=True),
        link=newest,
        is_renewed=bool(older),
    )


def _refuse_stranger(action: Action, disclosure: Disclosure) -> None:
    """An attempt without the right is written down like any other (R-2.2). Raises NotAllowed."""
    code = refusal(action, actor(), disclosure.appeal)
    if code:
        record_refusal(action, actor(), code, about=disclosure)
        raise NotAllowed(code, action)


def _new_form_key() -> str:
    return secrets.token_urlsafe(24)
