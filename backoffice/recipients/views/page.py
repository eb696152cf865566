"""The recipient's own page: no account, no cookie, no script; its address is the key."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice.audit.refusals import NotAllowed, NotFound, Refusal, WrongState
from backoffice.policy.notices import notice_in
from backoffice.recipients.actions import (
    RecipientActor,
    accept_by_link,
    answer_by_link,
    return_by_link,
    view_by_link,
)
from backoffice.recipients.forms import AcceptForm, RecipientForm, ReplyForm, ReturnForm
from backoffice.recipients.models import RecipientLink
from backoffice.recipients.showing import payload_of
from backoffice.recipients.views.frame import (
    PUBLIC,
    draw,
    has_accepted,
    lead_to,
    open_link,
    recipients,
    returned,
)
from backoffice.web.forms import is_submit
from backoffice.web.language import current_language
from backoffice.web.refusal_words import refusal_sentence


@recipients.page("/r/<token>", public=PUBLIC, methods=["GET", "POST"])
def data(token: str) -> Response:
    """What this is and who sends it; on pressing the button the data, which counts as a view.

    A robot that follows links sees no data and uses up nothing.
    """
    link = open_link(token, views=True)
    if not is_submit():
        return draw("landing", _("Data of an appeal"), link)
    texts = view_by_link(link, by=RecipientActor(link))
    payload = payload_of(link.disclosure, texts)
    return draw("data", _("Data of an appeal"), link, payload=payload)


@recipients.page("/r/<token>/accept", public=PUBLIC, methods=["GET", "POST"])
def accept(token: str) -> Response:
    """The recipient confirms that it has the data and answers for it (policy 10, 11)."""
    link, form = open_link(token), AcceptForm()
    if has_accepted(link):
        return lead_to("answer")
    if not form.validate_on_submit():
        return _ask("accept", _("Confirm receipt"), link, form)
    wording = f"notice={notice_in(current_language()).version};language={current_language()}"
    try:
        accept_by_link(link.disclosure, by=RecipientActor(link), wording=wording)
    except Refusal as refused:
        if not has_accepted(link):  # else somebody pressed the button at the same time
            return _ask("accept", _("Confirm receipt"), link, form, refused)
    return lead_to("answer")


@recipients.page("/r/<token>/answer", public=PUBLIC, methods=["GET", "POST"])
def answer(token: str) -> Response:
    """The recipient tells the Centre what it did about the appeal (policy 9)."""
    link, form = open_link(token), ReplyForm()
    if not has_accepted(link):
        return lead_to("accept")
    if not form.validate_on_submit():
        return _ask("answer", _("Answer the Centre"), link, form)
    try:
        answer_by_link(link.appeal, by=RecipientActor(link), text=form.text.data)
    except Refusal as refused:
        return _ask("answer", _("Answer the Centre"), link, form, refused)
    return lead_to("answer")


@recipients.page("/r/<token>/return", public=PUBLIC, methods=["GET", "POST"])
def give_back(token: str) -> Response:
    """The recipient gives the appeal back; its link closes with that (policy 9)."""
    link, form = open_link(token), ReturnForm()
    if not form.validate_on_submit():
        return _ask("return", _("Return the appeal"), link, form)
    facts = {"reason": form.reason.data, "text": form.text.data}
    try:
        return_by_link(link.appeal, by=RecipientActor(link), **facts)
    except Refusal as refused:
        return _ask("return", _("Return the appeal"), link, form, refused)
    return returned()


def _ask(
    name: str, title: str, link: RecipientLink, form: RecipientForm, refused: Refusal | None = None
) -> Response:
    """A page that asks something, with what was typed kept; a closed link is like no link."""
    if isinstance(refused, NotAllowed) or (refused and refused.code == "link.closed"):
        raise NotFound
    if refused is not None:
        form.form_errors.append(_why(refused))
    status = 409 if refused else 422 if form.errors else 200
    return draw(name, title, link, status=status, form=form, notice=notice_in(current_language()))


def _why(refused: Refusal) -> str:
    if isinstance(refused, WrongState):
        return _("The Centre has moved the appeal on: nothing can be written here now. Call it.")
    return refusal_sentence(refused)
