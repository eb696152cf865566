"""What was to go and stays here after all: the wishes of the applicant, asked at each step.

The page asks `offer` before anything is recorded; here the deeds ask once more (policy 8).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from backoffice import clock
from backoffice.appeals.queries import values_of
from backoffice.applicants.models import FieldObjection
from backoffice.audit.deed import current_deed
from backoffice.audit.refusals import Refusal
from backoffice.disclosures.draft import KEPT_INSIDE
from backoffice.disclosures.models import Disclosure
from backoffice.disclosures.offer import Giving, Held, held_values
from backoffice.objections.queries import standing_objections
from backoffice.rules.fields import Field
from backoffice.rules.objections import is_told_in
from backoffice.rules.vocabulary.consent import LegalBasis
from backoffice.rules.vocabulary.people import Party
from backoffice.third_parties.models import ThirdParty
from backoffice.vault.models import PersonalValue
from backoffice.vault.values import reveal


def refuse_told(
    held: Held, party: ThirdParty, giving: Giving, objected: Sequence[FieldObjection]
) -> None:
    """The text as it goes does not tell what is kept back: it has to be edited (policy 8)."""
    if Field.PROBLEM_TEXT in giving.fields:
        _refuse_told(held, party, held[Field.PROBLEM_TEXT], giving.edited_text, objected)


def refuse_objected(disclosure: Disclosure, at: datetime) -> None:
    """What was objected to by then, or its term over, does not leave though it was recorded."""
    action, party = current_deed().action, disclosure.third_party
    ended = disclosure.appeal.consent.has_ended_on(clock.local(at).date())
    if ended and disclosure.legal_basis != LegalBasis.LAW:
        raise Refusal("disclosure.consent-ended", action)
    # People give minutes: what may have happened after the objection in its minute did.
    latest = at + timedelta(minutes=1)
    by_then = [one for one in standing_objections(disclosure.appeal_id) if one.at < latest]
    if any(one.is_against(item.field, party.code) for one in by_then for item in disclosure.items):
        raise Refusal("disclosure.objected", action)
    held = held_values(values_of(disclosure.appeal_id)) if by_then else {}
    for item in disclosure.items:
        if item.field == Field.PROBLEM_TEXT:
            _refuse_told(held, party, item.value, None, by_then)


def _refuse_told(
    held: Held,
    party: ThirdParty,
    text: PersonalValue,
    edited: str | None,
    objected: Sequence[FieldObjection],
) -> None:
    kept = [
        value
        for field, value in held.items()
        if value.party != Party.CASE
        and field not in KEPT_INSIDE
        and any(one.is_against(field, party.code) for one in objected)
    ]
    if not kept:
        return
    texts = reveal([*kept, text])
    goes = texts.get(text.id, "") if edited is None else edited
    told = [v.field for v in kept if v.id in texts and is_told_in(goes, v.field, texts[v.id])]
    if told:
        raise Refusal("disclosure.objected-in-text", current_deed().action, fields=told)
