"""Whether a link opens, asked anew each time: what closes it closes it at once (R-8.2, 3.1)."""

from collections.abc import Sequence

from backoffice import clock
from backoffice.disclosures.models import Disclosure
from backoffice.disclosures.queries import OUT_OF_USE
from backoffice.objections.queries import standing
from backoffice.recipients.models import RecipientLink
from backoffice.rules.vocabulary.consent import LegalBasis
from backoffice.rules.vocabulary.disclosures import DisclosureState, LinkState, Means
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
    if disclosure.legal_basis != LegalBasis.LAW and appeal.consent.has_ended_on(clock.today()):
        return "disclosure.consent-ended"
    if _is_objected_to(disclosure):
        return "disclosure.objected"
    pieces = {item.value.lineage_id for item in disclosure.items}
    gone = any(row.lineage_id in pieces and row.state in OUT_OF_USE for row in values)
    return "disclosure.not-readable" if gone else ""


def _is_objected_to(disclosure: Disclosure) -> bool:
    """Whether the applicant has since refused a field of it to this third party (R-8.3)."""
    party, objections = disclosure.third_party.code, standing(disclosure.appeal.objections)
    fields = [item.field for item in disclosure.items]
    return any(one.is_against(field, party) for one in objections for field in fields)


def standing_of(link: RecipientLink, values: Values) -> LinkState:
    """Where a link stands at this moment."""
    if link.revoked_at is not None:
        return LinkState.REVOKED
    if clock.now() >= link.expires_at:
        return LinkState.EXPIRED
    if withheld(link.disclosure, values):
        return LinkState.CLOSED
    return LinkState.USED_UP if link.views >= link.views_allowed else LinkState.OPEN
