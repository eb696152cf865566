"""Pages of disclosures: prepare and record, note what became of it, print the sheet."""

import hmac
from collections.abc import Collection
from dataclasses import replace

from flask import current_app, flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import refresh
from werkzeug.wrappers import Response

from backoffice.appeals.queries import appeal_by_number
from backoffice.audit.door import record_refusal, witness
from backoffice.audit.refusals import Refusal, Stale, WrongState
from backoffice.disclosures.actions import ABOUT_MOMENT, DEEDS, record_disclosure
from backoffice.disclosures.draft import Draft, Standing, open_draft, plain_text
from backoffice.disclosures.forms import DisclosureForm
from backoffice.disclosures.models import Disclosure
from backoffice.disclosures.queries import disclosure_by_ref, disclosures_of
from backoffice.disclosures.sheet import sheet_of, states_of, values_to_open
from backoffice.disclosures.showing import (
    ADVANCES,
    capital,
    field_notes,
    given_before_sentences,
    objection_sentence,
    payload_of,
    picker_of,
)
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.lifecycle import DISCLOSURE_LIFECYCLE, next_state
from backoffice.vault.values import reveal
from backoffice.web.forms import MomentForm, is_submit
from backoffice.web.gate import Gate, actor, may, require
from backoffice.web.labels.fields import FIELDS
from backoffice.web.language import name_of
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence

disclosures = Gate("disclosures", __name__)

# What the page never offers this person: asked for all the same, it is written down.
FORGED = frozenset(
    {
        "disclosure.never",
        "disclosure.beyond-right",
        "disclosure.outside-right",
        "disclosure.objected",
        "disclosure.no-transfer",
    }
)
IN_TEXT = "disclosure.objected-in-text"


@disclosures.page(
    "/appeals/<number>/disclose", action=Action.DISCLOSURE_PREPARE, methods=["GET", "POST"]
)
def record(number: str) -> Response:
    """Prepare a disclosure, see what they will receive, record it (policy 8, 9)."""
    draft, form = _draft(number)
    if request.args.get("part") == "picker":
        return _show_picker(draft, form)
    if not is_submit():
        return _show(_suggest(draft, form), form)
    if request.form.get("step") != "record":
        return _show(draft, form)
    return _record(draft, form)


def _draft(number: str) -> tuple[Draft, DisclosureForm]:
    appeal = appeal_by_number(number)
    form = DisclosureForm(version=appeal.version)
    return open_draft(appeal, form.recipients.data or (), form.giving(), by=actor()), form


def _suggest(draft: Draft, form: DisclosureForm) -> Draft:
    """What an address names, as the link of a notice does, or else what the table suggests."""
    asked = request.args.get("recipients", "")
    fields = request.args.get("fields", "").split(",")
    suggested = draft.as_asked([asked], fields) if asked else draft.as_suggested()
    form.recipients.data = list(suggested.chosen)
    form.fields.data = list(suggested.giving.fields)
    return suggested


def _record(draft: Draft, form: DisclosureForm) -> Response:
    """Record for each recipient, once every rule is kept and the preview is of these choices."""
    if not form.validate():
        return _show(draft, form, status=422)
    if found := draft.objections:
        _write_down_forgery(draft)
        for one in found:
            name = one.about if one.about in form else "recipients"
            form.fail(name, objection_sentence(one, draft.register))
        return _show(draft, form, status=422)
    if not hmac.compare_digest((form.seen.data or "").encode(), _mark(draft, form).encode()):
        form.fail("seen", _("This preview is new. Look at it, then record."))
        return _show(draft, form, status=422)
    recorded: list[str] = []
    try:
        _record_each(draft, form, recorded)
    except Refusal as refused:
        if refused.code == IN_TEXT and not recorded:
            record_refusal(Action.DISCLOSURE_RECORD, actor(), IN_TEXT, about=draft.appeal)
            form.fail("text", refusal_sentence(refused))
            return _show(draft, form, status=422)
        if not (recorded or isinstance(refused, Stale)):
            raise
        return _show_again(draft.appeal.number, refused, recorded)
    return redirect(url_for("casefile.show", number=draft.appeal.number), 303)


def _record_each(draft: Draft, form: DisclosureForm, recorded: list[str]) -> None:
    """One deed per recipient, each with its own row, entry and state (R-3.3).

    `recorded` takes the codes of those that are done, should a later one be refused.
    """
    version = form.drawn_from
    previewed = {str(field): draft.held[field].id for field in draft.given_fields}
    for party in draft.parties:
        record_disclosure(
            draft.appeal,
            by=actor(),
            third_party=party,
            previewed=previewed,
            **form.choices_for(draft.giving, version),
        )
        version = None  # the first of them has moved the case on
        recorded.append(party.code)
        flash(_("Disclosure to %(name)s is recorded.", name=name_of(party)), "success")


def _write_down_forgery(draft: Draft) -> None:
    for code in sorted({one.code for one in draft.objections} & FORGED):
        record_refusal(Action.DISCLOSURE_RECORD, actor(), code, about=draft.appeal)


def _show_again(number: str, clash: Refusal, recorded: Collection[str]) -> Response:
    """The case changed meanwhile: the same choices over the case as it is now.

    Who got it already is no longer chosen, and what is left is a form of its own: the
    first sending has had its effect and would be taken for this one.
    """
    draft, form = _draft(number)
    if recorded:
        left = [code for code in draft.chosen if code not in recorded]
        draft, form.recipients.data = replace(draft, chosen=left), left
        form.renew_key()
    form.form_version.data = str(draft.appeal.version)
    form.fail("seen", refusal_sentence(clash))
    return _show(draft, form, status=409)


def _show_picker(draft: Draft, form: DisclosureForm) -> Response:
    """Only the list of third parties: no personal data, so no reading is written down."""
    require(Action.DISCLOSURE_PREPARE, draft.appeal)
    return page(
        "disclosures/record.html",
        title=_("Disclose to a third party"),
        fragment="picker",
        form=form,
        picker=_picker(draft, form),
    )


def _picker(draft: Draft, form: DisclosureForm) -> object:
    outside = may(Action.DISCLOSURE_RECORD_OUTSIDE, draft.appeal)
    picker = picker_of(draft, form.who.data or "", may_outside=outside)
    form.recipients.choices = picker.choices
    return picker


def _show(draft: Draft, form: DisclosureForm, *, status: int = 200) -> Response:
    texts = _read(draft)
    if form.text.data is None:
        form.text.data = plain_text(texts.get(Field.PROBLEM_TEXT, ""))
    offered = [line for line in draft.lines if line.standing is not Standing.NEVER]
    form.fields.choices = [(one.field, capital(str(FIELDS[one.field]))) for one in offered]
    form.fields.data = list(draft.given_fields)
    part = request.args.get("part", "")
    return page(
        "disclosures/record.html",
        title=_("Disclose to a third party"),
        fragment=part if part in ("work", "payload") else "",
        status=status,
        form=form,
        draft=draft,
        picker=_picker(draft, form),
        notes=field_notes(offered, texts),
        never=[str(FIELDS[one.field]) for one in draft.lines if one not in offered],
        asks_reason=any(one.standing is Standing.BEYOND for one in offered),
        payload=payload_of(draft, texts, form.text.data, form.language),
        mark=_mark(draft, form),
        before=given_before_sentences(draft.given_before(disclosures_of(draft.appeal.id))),
    )


def _read(draft: Draft) -> dict[str, str]:
    """The texts of the fields on offer, witnessed; nothing is opened when nothing may go."""
    fields = [] if draft.stop else draft.shown_fields
    with witness(Action.DISCLOSURE_PREPARE, draft.appeal, actor(), fields=fields):
        if draft.stop:
            raise Refusal(draft.stop, Action.DISCLOSURE_RECORD)
        opened = reveal(draft.held[field] for field in fields)
    ids = {str(field): draft.held[field].id for field in fields}
    return {field: opened[row] for field, row in ids.items() if row in opened}


def _mark(draft: Draft, form: DisclosureForm) -> str:
    key = str(current_app.secret_key).encode()
    return draft.mark(key, form.language, form.text.data or "")


@disclosures.page(
    "/disclosures/<int:ref>/<any(send, deliver, fail, acknowledge, recall):deed>",
    action=Action.DISCLOSURE_PRINT,  # whoever may do one of the five may print; see below
    methods=["GET", "POST"],
)
def advance(ref: int, deed: str) -> Response:
    """Note what became of a disclosure: when it happened, and when it was noted (policy 10)."""
    disclosure = disclosure_by_ref(ref)
    g.case_number = disclosure.appeal.number
    action, do = DEEDS[deed]
    _refuse_early(disclosure, action)
    form = MomentForm()
    if not is_submit():
        form.draw_now()
        return _ask_moment(disclosure, action, form)
    if not form.validate():
        return _ask_moment(disclosure, action, form, status=422)
    try:
        do(disclosure, by=actor(), at=form.moment)
    except Refusal as refused:
        if refused.code not in ABOUT_MOMENT:
            raise
        form.fail("at", refusal_sentence(refused))
        return _ask_moment(disclosure, action, form, status=422)
    flash(_("It is written down."), "success")
    return redirect(url_for("casefile.show", number=disclosure.appeal.number), 303)


def _refuse_early(disclosure: Disclosure, action: Action) -> None:
    """Right and state are asked before the page opens; the door asks them again."""
    require(action, disclosure)
    if next_state(DISCLOSURE_LIFECYCLE, disclosure.state, action) is None:
        raise WrongState("state", action)


def _ask_moment(
    disclosure: Disclosure, action: Action, form: MomentForm, *, status: int = 200
) -> Response:
    return page(
        "disclosures/advance.html",
        title=str(ADVANCES[action].title),
        status=status,
        form=form,
        disclosure=disclosure,
        advance=ADVANCES[action],
        states=states_of(disclosure),
    )


@disclosures.page(
    "/disclosures/<int:ref>/sheet/<any(kk, ru):language>", action=Action.DISCLOSURE_PRINT
)
def sheet(ref: int, language: str) -> Response:
    """The transfer sheet to print and sign, with all that was recorded (R-10)."""
    disclosure = disclosure_by_ref(ref)
    values = values_to_open(disclosure)
    fields = {value.field for value in values}
    with witness(Action.DISCLOSURE_PRINT, disclosure, actor(), fields=fields):
        texts = reveal(values)
    g.language = language
    refresh()
    return page(
        "disclosures/sheet.html",
        title=_("Data transfer sheet no. %(ref)s", ref=disclosure.ref),
        sheet=sheet_of(disclosure, texts),
    )
