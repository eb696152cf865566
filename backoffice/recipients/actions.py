"""Making and revoking a link, and what its holder does there (policy 8 to 11; R-10)."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import values_of
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.refusals import NotAllowed, Refusal
from backoffice.db import db
from backoffice.disclosures.models import Disclosure, DisclosureEvent
from backoffice.keeping.standing import refuse_emptied
from backoffice.recipients.models import RecipientLink, RecipientReply
from backoffice.recipients.queries import hash_of, links_of
from backoffice.recipients.standing import BY_LINK, standing_of, withheld
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.disclosures import DisclosureState, LinkState, ReplyKind
from backoffice.rules.vocabulary.people import Party, Role
from backoffice.vault.values import reveal, seal

MOST_REPLIES = 10
SHOWS = frozenset({LinkState.OPEN})
# The last view may be behind it: what was seen can still be confirmed and replied to.
REPLIES = frozenset({LinkState.OPEN, LinkState.USED_UP})


@dataclass(frozen=True)
class RecipientActor:
    """A third party at the page of its link: no account, nobody of the staff (policy 9)."""

    link: RecipientLink
    id: int = 0
    role: str = Role.RECIPIENT
    is_active: bool = True
    has_undertaken: bool = True

    @property
    def case_number(self) -> str:
        """The one case it may act on."""
        return self.link.appeal.number


@perform(Action.LINK_MAKE)
def make_link(disclosure: Disclosure, /, *, by: Actor, days: int, views: int) -> str:
    """Make the link of a disclosure and return its secret, which is kept nowhere (policy 9).

    It takes the place of an older one. Raises Refusal for data that may not be given by now.
    """
    code = withheld(disclosure, values_of(disclosure.appeal_id))
    if code or disclosure.means not in BY_LINK:
        raise Refusal(code or "link.means", Action.LINK_MAKE)
    _revoke_open(disclosure)
    token, now = secrets.token_urlsafe(32), clock.now()
    link = RecipientLink(
        disclosure=disclosure,
        token_hash=hash_of(token),
        made_at=now,
        made_by_id=by.id,
        expires_at=now + timedelta(days=days),
        views_allowed=views,
        views=0,
    )
    db.session.add(link)
    db.session.flush()
    current_deed().note(
        third_party=disclosure.third_party.code,
        detail=f"link={link.id};days={days};views={views}",
    )
    return token


@perform(Action.LINK_REVOKE)
def revoke_link(link: RecipientLink, /, *, by: Actor) -> RecipientLink:
    """Close a link before its term; once closed, it stays so (policy 9)."""
    current_deed().note(third_party=link.disclosure.third_party.code)
    link.revoked_at = link.revoked_at or clock.now()
    return link


@perform(Action.RECIPIENT_VIEW)
def view_by_link(link: RecipientLink, /, *, by: RecipientActor) -> dict[int, str]:
    """The texts of the disclosure by value id; the view is counted and written down (R-2.2)."""
    disclosure = _disclosure_of(by, link.disclosure_id, SHOWS)
    link.views += 1
    link.viewed_at = clock.now()
    given = [item.value for item in disclosure.items]
    current_deed().note(
        fields=[row.field for row in given], third_party=disclosure.third_party.code
    )
    return reveal(given)


@perform(Action.RECIPIENT_ACCEPT)
def accept_by_link(disclosure: Disclosure, /, *, by: RecipientActor, wording: str) -> Disclosure:
    """The recipient received the data and answers for it: delivered, and acknowledged (R-10).

    `wording` says which notice it confirmed. Raises Refusal when it has seen nothing yet.
    """
    _disclosure_of(by, disclosure.id, REPLIES)
    if not by.link.views:
        raise Refusal("link.not-seen", Action.RECIPIENT_ACCEPT)
    now = max(clock.now(), disclosure.events[-1].at)
    came = (DisclosureState.DELIVERED, DisclosureState.ACKNOWLEDGED)
    for state in came[1:] if disclosure.state == DisclosureState.DELIVERED else came:
        event = DisclosureEvent(state=state, at=now, recorded_at=now, by_id=by.id)
        disclosure.events.append(event)
    current_deed().note(
        third_party=disclosure.third_party.code, detail=f"link={by.link.id};{wording}"
    )
    return disclosure


@perform(Action.RECIPIENT_ANSWER)
def answer_by_link(appeal: Appeal, /, *, by: RecipientActor, text: str) -> RecipientReply:
    """The recipient writes what it did about the appeal; the staff answer the applicant (4, 9).

    Raises Refusal when it has not confirmed before that it received the data.
    """
    disclosure = _disclosure_of(by, by.link.disclosure_id, REPLIES)
    if disclosure.state != DisclosureState.ACKNOWLEDGED:
        raise Refusal("link.not-accepted", Action.RECIPIENT_ANSWER)
    return _reply(appeal, by, ReplyKind.ANSWER, text)


@perform(Action.RECIPIENT_RETURN)
def return_by_link(
    appeal: Appeal, /, *, by: RecipientActor, reason: str, text: str
) -> RecipientReply:
    """The recipient gives the appeal back: in work at the Centre, its link closed (policy 9)."""
    disclosure = _disclosure_of(by, by.link.disclosure_id, REPLIES)
    state = str(current_deed().next_state)
    if appeal.state != state:
        appeal.enter(state)  # now, and not by the door: moving the case on forgets older replies
    _revoke_open(disclosure)
    current_deed().note(reason=reason)
    return _reply(appeal, by, ReplyKind.RETURN, text, reason)


def _disclosure_of(
    by: RecipientActor, disclosure_id: int, allowed: Collection[LinkState]
) -> Disclosure:
    """The disclosure of this link, asked under the lock. Raises NotAllowed, Refusal."""
    action = current_deed().action
    if by.link.disclosure_id != disclosure_id:
        raise NotAllowed("permission.not-own", action)
    disclosure = by.link.disclosure
    if standing_of(by.link, values_of(disclosure.appeal_id)) not in allowed:
        raise Refusal("link.closed", action)
    return disclosure


def _reply(
    appeal: Appeal, by: RecipientActor, kind: ReplyKind, text: str, reason: str = ""
) -> RecipientReply:
    """Seal the words, put the reply on record and the mark on the case."""
    if len(by.link.replies) >= MOST_REPLIES:
        raise Refusal("link.enough", current_deed().action)
    refuse_emptied(appeal, current_deed().action)
    value = seal(
        text,
        field=Field.RECIPIENT_REPLY,
        party=Party.CASE,
        appeal_id=appeal.id,
        by_id=by.id,
    )
    now = clock.now()
    reply = RecipientReply(link=by.link, kind=kind, reason=reason, value=value, at=now)
    db.session.add(reply)
    appeal.reply, appeal.changed_at = kind, now
    current_deed().note(
        fields=[Field.RECIPIENT_REPLY],
        third_party=by.link.disclosure.third_party.code,
        detail=f"link={by.link.id}",
    )
    return reply


def _revoke_open(disclosure: Disclosure) -> None:
    for link in links_of(disclosure.id):
        link.revoked_at = link.revoked_at or clock.now()
