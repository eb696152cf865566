"""The page of one request: what is asked, what was decided, what is to be done, the answer."""

from typing import Any

from flask import flash, g, redirect, url_for
from flask_babel import gettext as _
from flask_babel import refresh
from werkzeug.wrappers import Response

from backoffice.audit.door import witness
from backoffice.audit.refusals import NotFound, Refusal, Stale
from backoffice.request_desk.forms.deciding import DecisionForm, HandOverForm
from backoffice.request_desk.letter import (
    LETTER_LANGUAGES,
    answer_of,
    language_of,
    letter_values,
)
from backoffice.request_desk.showing import (
    TONES,
    decision_rows,
    facts_of,
    mark_of,
    proposed_text,
)
from backoffice.request_desk.views.gate import open_request, requests
from backoffice.request_desk.ways import extracts_of, way_of
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.requests import RequestKind, RequestState
from backoffice.subject_requests.actions import decide_request, fulfil_request
from backoffice.subject_requests.models import SubjectRequest
from backoffice.subject_requests.queries import request_by_ref, texts_of, values_of_request
from backoffice.vault.values import reveal
from backoffice.web.forms import is_submit
from backoffice.web.gate import actor, may
from backoffice.web.labels.requests import REQUEST_STATES
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence


@requests.page("/requests/<int:ref>", action=Action.REQUEST_VIEW)
def show(ref: int) -> Response:
    """One request with its words, decisions and next step (law 24, 25)."""
    return _whole(open_request(ref, Action.REQUEST_VIEW))


@requests.page(
    "/requests/<int:ref>/decision", action=Action.REQUEST_DECIDE, methods=["GET", "POST"]
)
def decide(ref: int) -> Response:
    """Grant it, wholly or in part, or refuse it with reasons; a later word is a further row."""
    found = open_request(ref, Action.REQUEST_DECIDE)
    form = DecisionForm(found)
    if found.state == RequestState.DONE and not is_submit():
        raise Refusal("request.done", Action.REQUEST_DECIDE)
    if not form.validate_on_submit():
        return _ask(form, found)
    told: dict[str, Any] = {"form_version": form.drawn_from, **form.told()}
    try:
        decide_request(found, by=actor(), **told)
    except Stale as stale:
        return _ask(form, request_by_ref(ref), stale)
    except Refusal as refused:
        form.tell_beside(refused)
        return _ask(form, found)
    flash(_("The decision is recorded."), "success")
    way = way_of(request_by_ref(ref))
    return redirect(way.href if way and way.href else url_for("requests.show", ref=ref), 303)


@requests.page("/requests/<int:ref>/extract", action=Action.REQUEST_FULFIL, methods=["GET", "POST"])
def fulfil(ref: int) -> Response:
    """Note that the extract was handed to the person, and by which way (2.8)."""
    found = open_request(ref, Action.REQUEST_FULFIL)
    form = HandOverForm()
    if not is_submit():
        form.channel.data = found.channel
    if not form.validate_on_submit():
        return _hand_over(form, found)
    try:
        fulfil_request(found, by=actor(), channel=form.channel.data)
    except Refusal as refused:
        form.tell_beside(refused)
        return _hand_over(form, found)
    flash(_("It is written down."), "success")
    return redirect(url_for("requests.show", ref=ref), 303)


@requests.page("/requests/<int:ref>/letter/<any(kk, ru):language>", action=Action.REQUEST_PRINT)
def letter(ref: int, language: str) -> Response:
    """The answer to print and sign: decision, reasons with articles, how to appeal (2.8)."""
    found = open_request(ref, Action.REQUEST_PRINT)
    decision = found.decision
    if decision is None:
        raise NotFound
    values = letter_values(found, decision)
    fields = {value.field for value in values if value.is_readable}
    with witness(Action.REQUEST_PRINT, found, actor(), fields=fields):
        texts = reveal(values)
    g.language = language
    refresh()
    return page(
        "requests/letter.html",
        title=_("Answer to request no. %(number)s", number=found.number),
        answer=answer_of(found, decision, texts),
        letter_languages=LETTER_LANGUAGES,
    )


def _whole(found: SubjectRequest) -> Response:
    values = values_of_request(found)
    texts = texts_of(found, values, by=actor())
    told = {value.field: texts[value.id] for value in values if value.id in texts}
    return page(
        "requests/show.html",
        title=_("Request no. %(number)s", number=found.number),
        found=found,
        state=REQUEST_STATES[found.state],
        tone=TONES[RequestState(found.state)],
        due=mark_of(found),
        facts=facts_of(found, told),
        words=told.get("request_text", ""),
        proposed=proposed_text(found, told),
        decisions=decision_rows(found, texts),
        way=way_of(found),
        extracts=extracts_of(found),
        may_hand_over=_may_hand_over(found),
        letter_language=language_of(found) if _may_print(found) else "",
    )


def _may_hand_over(found: SubjectRequest) -> bool:
    is_granted = found.kind == RequestKind.ACCESS and found.state == RequestState.TO_DO
    return is_granted and may(Action.REQUEST_FULFIL, found.appeal)


def _may_print(found: SubjectRequest) -> bool:
    return found.decision is not None and may(Action.REQUEST_PRINT, found.appeal)


def _ask(form: DecisionForm, found: SubjectRequest, stale: Stale | None = None) -> Response:
    """The form: fresh, with its errors, or beside what somebody else decided meanwhile."""
    if stale is not None:
        form.form_version.data = str(found.version)
    values = values_of_request(found)
    texts = texts_of(found, values, by=actor())
    told = {value.field: texts[value.id] for value in values if value.id in texts}
    return page(
        "requests/decide.html",
        title=_("Decide on request no. %(number)s", number=found.number),
        status=409 if stale else 422 if form.errors else 200,
        form=form,
        found=found,
        facts=facts_of(found, told),
        words=told.get("request_text", ""),
        proposed=proposed_text(found, told),
        decisions=decision_rows(found, texts),
        clash=refusal_sentence(stale) if stale else "",
    )


def _hand_over(form: HandOverForm, found: SubjectRequest) -> Response:
    return page(
        "requests/fulfil.html",
        title=_("Extract handed over"),
        status=422 if form.errors else 200,
        form=form,
        found=found,
        extracts=extracts_of(found),
    )
