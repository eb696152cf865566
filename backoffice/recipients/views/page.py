"""The recipient's own page: no account, no cookie, no script; its address is the key.

An unknown secret and a closed link answer with the same page, so that nothing can be guessed.
"""

import hashlib
from typing import Any

from flask import g, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import refresh
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from backoffice.accounts.throttle import admit, counters_of_guess, wait_of
from backoffice.appeals.queries import values_of
from backoffice.audit.receipts import refuse_repeat
from backoffice.audit.refusals import AlreadyDone, NotFound, Refusal, WrongState
from backoffice.audit.scope import current_scope
from backoffice.policy.notices import notice_in
from backoffice.recipients.actions import (
    REPLIES,
    SHOWS,
    RecipientActor,
    accept_by_link,
    answer_by_link,
    return_by_link,
    view_by_link,
)
from backoffice.recipients.forms import AcceptForm, RecipientForm, ReplyForm, ReturnForm
from backoffice.recipients.models import RecipientLink
from backoffice.recipients.queries import link_by_token
from backoffice.recipients.showing import centre_name, language_links, payload_of
from backoffice.recipients.standing import standing_of
from backoffice.rules.vocabulary import DisclosureState, Language
from backoffice.web.forms import is_submit
from backoffice.web.gate import Gate
from backoffice.web.language import current_language, name_of
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence

recipients = Gate("recipients", __name__)
PUBLIC = "policy 9: a third party has no account; the secret of its link is the key"
LONGEST_BODY = 64 * 1024  # the longest answer, however it is encoded


@recipients.page("/r/<token>", public=PUBLIC, methods=["GET", "POST"])
def data(token: str) -> Response:
    """What this is and who sends it; on pressing the button the data, which counts as a view.

    A robot that follows links sees no data and uses up nothing.
    """
    link = _open_link(token, views=True)
    if not is_submit():
        return _page("landing", _("Data of an appeal"), link)
    texts = view_by_link(link, by=RecipientActor(link))
    payload = payload_of(link.disclosure, texts)
    return _page("data", _("Data of an appeal"), link, payload=payload)


@recipients.page("/r/<token>/accept", public=PUBLIC, methods=["GET", "POST"])
def accept(token: str) -> Response:
    """The recipient confirms that it has the data and answers for it (policy 10, 11)."""
    link, form = _open_link(token), AcceptForm()
    if _has_accepted(link):
        return _to("answer", token)
    if not form.validate_on_submit():
        return _form("accept", _("Confirm receipt"), link, form)
    wording = f"notice={notice_in(current_language()).version};language={current_language()}"
    try:
        accept_by_link(link.disclosure, by=RecipientActor(link), wording=wording)
    except Refusal as refused:
        if _has_accepted(link):  # somebody pressed the button at the same time
            return _to("answer", token)
        return _form("accept", _("Confirm receipt"), link, form, refused)
    return _to("answer", token)


@recipients.page("/r/<token>/answer", public=PUBLIC, methods=["GET", "POST"])
def answer(token: str) -> Response:
    """The recipient tells the Centre what it did about the appeal (policy 9)."""
    link, form = _open_link(token), ReplyForm()
    if not _has_accepted(link):
        return _to("accept", token)
    if not form.validate_on_submit():
        return _form("answer", _("Answer the Centre"), link, form)
    try:
        answer_by_link(link.appeal, by=RecipientActor(link), text=form.text.data)
    except Refusal as refused:
        return _form("answer", _("Answer the Centre"), link, form, refused)
    return _to("answer", token)


@recipients.page("/r/<token>/return", public=PUBLIC, methods=["GET", "POST"])
def give_back(token: str) -> Response:
    """The recipient gives the appeal back; its link closes with that (policy 9)."""
    link, form = _open_link(token), ReturnForm()
    if not form.validate_on_submit():
        return _form("return", _("Return the appeal"), link, form)
    try:
        return_by_link(
            link.appeal, by=RecipientActor(link), reason=form.reason.data, text=form.text.data
        )
    except Refusal as refused:
        return _form("return", _("Return the appeal"), link, form, refused)
    return _returned()


def _open_link(token: str, *, views: bool = False) -> RecipientLink:
    """The link of this address if it opens now. Raises NotFound, AlreadyDone, TooManyRequests."""
    guesses = counters_of_guess(request.remote_addr or "")
    if wait_of(guesses):
        raise TooManyRequests
    link = link_by_token(token)
    if link is not None:
        _bind_form_key(link)
    if link is None or standing_of(link, values_of(link.appeal.id)) not in (
        SHOWS if views else REPLIES
    ):
        admit(guesses)
        raise NotFound
    _speak(g.get("language") or link.disclosure.notice_language)
    return link


def _bind_form_key(link: RecipientLink) -> None:
    """A form key belongs to its link: a stranger's is never met. Raises AlreadyDone."""
    scope = current_scope()
    if scope.form_key:
        bound = hashlib.sha256(f"{link.token_hash}:{scope.form_key}".encode())
        scope.form_key = bound.hexdigest()[:43]
        refuse_repeat(RecipientActor(link))


def _has_accepted(link: RecipientLink) -> bool:
    return link.disclosure.state == DisclosureState.ACKNOWLEDGED


def _form(
    name: str, title: str, link: RecipientLink, form: RecipientForm, refused: Refusal | None = None
) -> Response:
    """A page that asks something, with what was typed kept; a closed link is like no link."""
    if refused is not None and refused.code in ("link.closed", "permission.not-own"):
        raise NotFound
    if refused is not None:
        form.form_errors.append(_why(refused))
    status = 409 if refused else 422 if form.errors else 200
    return _page(name, title, link, status=status, form=form, notice=notice_in(current_language()))


def _why(refused: Refusal) -> str:
    if isinstance(refused, WrongState):
        return _("The Centre has moved the appeal on: nothing can be written here now. Call it.")
    return refusal_sentence(refused)


def _page(name: str, title: str, link: RecipientLink, **facts: Any) -> Response:
    return page(
        f"recipients/{name}.html",
        title=title,
        link=link,
        token=(request.view_args or {})["token"],
        centre=centre_name(),
        recipient=name_of(link.disclosure.third_party),
        has_accepted=_has_accepted(link),
        language_links=language_links(),
        **facts,
    )


def _to(name: str, token: str) -> Response:
    return redirect(url_for(f"recipients.{name}", token=token, language=current_language()), 303)


def _returned() -> Response:
    """The last page of a link: its address opens nothing from here on."""
    return page("recipients/returned.html", title=_("The appeal is returned"), language_links=())


def _speak(language: str) -> None:
    g.language = language
    refresh()


@recipients.url_value_preprocessor
def _prepare(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Before anything reads the body: bound it, and take the language of the address."""
    request.max_content_length = LONGEST_BODY
    asked = request.args.get("language")
    if asked in set(Language):
        _speak(str(asked))


@recipients.after_request
def _keep_out_of_indexes(answer: Response) -> Response:
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer


@recipients.errorhandler(NotFound)
@recipients.errorhandler(Refusal)
def _not_open(_problem: Exception) -> Response:
    """One answer for every link that opens nothing; what was typed is not lost with it."""
    return page(
        "recipients/not_open.html",
        title=_("This page does not open"),
        status=404,
        typed=request.form.get("text", ""),
        language_links=language_links(),
    )


@recipients.errorhandler(AlreadyDone)
def _already_done(_done: AlreadyDone) -> Response:
    """A form sent twice has one effect; the second answer is that of the first."""
    if request.endpoint == "recipients.give_back":
        return _returned()
    return _to("answer", (request.view_args or {})["token"])
