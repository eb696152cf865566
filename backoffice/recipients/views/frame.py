"""What the recipient's pages share: how a link is opened, and one answer for what does not.

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
from backoffice.audit.deed import subject_name
from backoffice.audit.receipts import receipt_key, refuse_repeat
from backoffice.audit.refusals import AlreadyDone, NotFound, Refusal
from backoffice.audit.scope import current_scope
from backoffice.recipients.actions import REPLIES, SHOWS, RecipientActor
from backoffice.recipients.models import RecipientLink
from backoffice.recipients.queries import link_by_token
from backoffice.recipients.showing import centre_name, language_links
from backoffice.recipients.standing import standing_of
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.disclosures import DisclosureState
from backoffice.rules.vocabulary.people import Language
from backoffice.web.gate import Gate
from backoffice.web.language import current_language, name_of
from backoffice.web.pages import page

recipients = Gate("recipients", __name__)
PUBLIC = "policy 9: a third party has no account; the secret of its link is the key"
LONGEST_BODY = 64 * 1024  # the longest answer, however it is encoded


def open_link(token: str, *, views: bool = False) -> RecipientLink:
    """The link of this address if it opens now. Raises NotFound, AlreadyDone, TooManyRequests.

    The throttle is asked first and counts only what opens nothing.
    """
    guesses = counters_of_guess(request.remote_addr or "")
    if wait_of(guesses):
        raise TooManyRequests
    link = link_by_token(token)
    if link is not None:
        _bind_form_key(link)
    if link is None or not _opens(link, views=views):
        admit(guesses)
        raise NotFound
    _speak(g.get("language") or link.disclosure.notice_language)
    return link


def has_accepted(link: RecipientLink) -> bool:
    """Whether its recipient answers for the data by now (policy 11)."""
    return link.disclosure.state == DisclosureState.ACKNOWLEDGED


def draw(name: str, title: str, link: RecipientLink, **facts: Any) -> Response:
    """One of the recipient's pages, with what each of them shows."""
    return page(
        f"recipients/{name}.html",
        title=title,
        link=link,
        token=(request.view_args or {})["token"],
        centre=centre_name(),
        recipient=name_of(link.disclosure.third_party),
        has_accepted=has_accepted(link),
        language_links=language_links(),
        **facts,
    )


def lead_to(name: str) -> Response:
    """Another page of the same link, in the same language."""
    token = (request.view_args or {})["token"]
    return redirect(url_for(f"recipients.{name}", token=token, language=current_language()), 303)


def returned() -> Response:
    """The last page of a link: its address opens nothing from here on."""
    return page("recipients/returned.html", title=_("The appeal is returned"), language_links=())


def _opens(link: RecipientLink, *, views: bool) -> bool:
    return standing_of(link, values_of(link.appeal.id)) in (SHOWS if views else REPLIES)


def _bind_form_key(link: RecipientLink) -> None:
    """A form key belongs to its link: a stranger's is never met. Raises AlreadyDone."""
    scope = current_scope()
    if scope.form_key:
        bound = hashlib.sha256(f"{link.token_hash}:{scope.form_key}".encode())
        scope.form_key = bound.hexdigest()[:43]
        for action, subject in _deeds_by(link):
            refuse_repeat(receipt_key(action, subject_name(subject), RecipientActor(link)))


def _deeds_by(link: RecipientLink) -> tuple[tuple[Action, Any], ...]:
    """What can be done by a link, and to what: the last of it closes the link itself."""
    return (
        (Action.RECIPIENT_VIEW, link),
        (Action.RECIPIENT_ACCEPT, link.disclosure),
        (Action.RECIPIENT_ANSWER, link.appeal),
        (Action.RECIPIENT_RETURN, link.appeal),
    )


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
    return returned() if request.endpoint == "recipients.give_back" else lead_to("answer")
