"""Whether a link opens, asked anew each time: what closes it closes it at once (R-8.2, 3.1)."""

from collections.abc import Sequence

from backoffice import clock
from backoffice.disclosures.models import Disclosure
from backoffice.disclosures.queries import OUT_OF_USE
from backoffice.recipients.models import RecipientLink
from backoffice.rules.vocabulary import DisclosureState, LegalBasis, LinkState, Means
from backoffice.vault.models import PersonalValue

Values = Sequence[PersonalValue]

SHOWN_IN = frozenset(
    {
        DisclosureState.RECORDED,
        DisclosureState.SENT,
        DisclosureState.DELIVERED,
        DisclosureState.ACKNOWLEDGED,
    }
)
BY_LINK = frozenset({Means.SYSTEM, Means.EMAIL})


def withheld(disclosure: Disclosure, values: Values) -> str:
    """Code of the first rule that keeps a disclosure from being shown now; empty: none does.

    `values` are all those of the case: a blocked piece is blocked in every copy of it.
    """
    party, appeal = disclosure.third_party, disclosure.appeal
    if disclosure.state not in SHOWN_IN or not appeal.is_open:
        return "state"  # failed, recalled, or the purpose is reached (policy 8)
    if not party.active:
        return "disclosure.inactive"
    if party.is_private and not party.has_undertaking_on(clock.today()):
        return "disclosure.no-undertaking"
    if disclosure.legal_basis != LegalBasis.LAW and appeal.consent.withdrawn_at is not None:
        return "disclosure.no-consent"
    pieces = {item.value.lineage_id for item in disclosure.items}
    gone = any(row.lineage_id in pieces and row.state in OUT_OF_USE for row in values)
    return "disclosure.not-readable" if gone else ""


def standing_of(link: RecipientLink, values: Values) -> LinkState:
    """Where a link stands at this moment."""
    if link.revoked_at is not None:
        return LinkState.REVOKED
    if clock.now() >= link.expires_at:
        return LinkState.EXPIRED
    if withheld(link.disclosure, values):
        return LinkState.CLOSED
    return LinkState.USED_UP if link.views >= link.views_allowed else LinkState.OPEN
