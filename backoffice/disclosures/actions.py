"""Giving personal data to a third party, and what becomes of it (policy 8 to 11)."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import values_of
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.refusals import NotAllowed, Refusal, Stale
from backoffice.db import db
from backoffice.disclosures.draft import plain_text
from backoffice.disclosures.holders import tell_of_late_sending, tell_of_recall
from backoffice.disclosures.models import Disclosure, DisclosureEvent, DisclosureItem
from backoffice.disclosures.offer import (
    Giving,
    Held,
    Objection,
    fields_beyond,
    held_values,
    objections,
)
from backoffice.disclosures.queries import (
    disclosures_of,
    mark_of,
    out_of_use_since,
    recipients_among,
)
from backoffice.disclosures.withholding import refuse_objected, refuse_told
from backoffice.objections.queries import standing_objections
from backoffice.policy.notices import notice_in
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.lifecycle import APPEAL_LIFECYCLE, next_state
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.consent import LegalBasis
from backoffice.rules.vocabulary.disclosures import DisclosureState, Means
from backoffice.rules.vocabulary.people import Language, Party
from backoffice.third_parties.models import ThirdParty
from backoffice.vault.models import PersonalValue
from backoffice.vault.values import reveal, seal

ENDED = frozenset({DisclosureState.RECALLED, DisclosureState.FAILED})
ABOUT_MOMENT = frozenset({"disclosure.future", "disclosure.too-early"})
RIGHTS_MISSING = frozenset({"disclosure.beyond-right", "disclosure.outside-right"})


@perform(Action.DISCLOSURE_RECORD)
def record_disclosure(
    appeal: Appeal,
    /,
    *,
    by: Actor,
    third_party: ThirdParty,
    fields: Iterable[str],
    means: str,
    notice_language: str,
    reference: str = "",
    beyond_reason: str = "",
    outside_reason: str = "",
    note: str = "",
    edited_text: str | None = None,
    previewed: Mapping[str, int] | None = None,
) -> Disclosure:
    """Give a third party what it needs to resolve the appeal, and no more (policy 8, 9, 11).

    `previewed` names the row of each field that was shown. Raises Stale when another one
    stands by now, and Refusal with the code of the first rule that speaks against it.
    """
    giving = Giving(frozenset(map(str, fields)), beyond_reason, outside_reason, edited_text)
    held = held_values(values_of(appeal.id))
    [recipient] = recipients_among([third_party], appeal.category_code, appeal.district_code)
    objected = standing_objections(appeal.id)
    _refuse(objections(appeal, held, [recipient], giving, by=by, objected=objected))
    if previewed is not None and any(held[f].id != previewed.get(f) for f in giving.fields):
        raise Stale("stale", Action.DISCLOSURE_RECORD)
    refuse_told(held, third_party, giving, objected)
    beyond = fields_beyond(appeal, [third_party], giving.fields)
    disclosure = Disclosure(
        **_ground(appeal, by),
        **_recipient_today(third_party),
        means=Means(means),
        reference=reference.strip(),
        notice_language=notice_language,
        notice_version=notice_in(notice_language).version,
        beyond_reason=beyond_reason if beyond else "",
        outside_reason="" if recipient.is_competent else outside_reason,
        reason_value_id=_sealed_note(appeal, note, by),
    )
    disclosure.items = [
        DisclosureItem(field=str(row.field), value=row, beyond_need=row.field in beyond)
        for row in _rows_given(appeal, held, giving, by)
    ]
    _enter(appeal, disclosure, by)
    return disclosure


@perform(Action.DISCLOSURE_SEND)
def send_disclosure(disclosure: Disclosure, /, *, by: Actor, at: datetime) -> Disclosure:
    """It left the Centre, at first or again after a failed delivery (policy 9).

    Raises Refusal for data that was out of use or objected to by then, or a consent withdrawn
    by then.
    """
    _refuse_withheld(disclosure, at)
    refuse_objected(disclosure, at)
    if disclosure.state == DisclosureState.FAILED:
        tell_of_late_sending(disclosure, by=by)
    return _come_on(disclosure, by, at)


@perform(Action.DISCLOSURE_DELIVER)
def deliver_disclosure(disclosure: Disclosure, /, *, by: Actor, at: datetime) -> Disclosure:
    """Delivery is confirmed: from here the recipient is responsible (policy 10, 11).

    What was handed over without being sent first had to be free to go at that moment.
    Raises Refusal when it was out of use, withdrawn or objected to by then.
    """
    if disclosure.state == DisclosureState.RECORDED:
        _refuse_withheld(disclosure, at)
        refuse_objected(disclosure, at)
    return _come_on(disclosure, by, at)


@perform(Action.DISCLOSURE_FAIL)
def fail_disclosure(disclosure: Disclosure, /, *, by: Actor, at: datetime) -> Disclosure:
    """It did not arrive: the Centre stays responsible (policy 10)."""
    return _come_on(disclosure, by, at)


@perform(Action.DISCLOSURE_ACKNOWLEDGE)
def acknowledge_disclosure(disclosure: Disclosure, /, *, by: Actor, at: datetime) -> Disclosure:
    """The recipient acknowledged the data and its duties (policy 11)."""
    return _come_on(disclosure, by, at)


@perform(Action.DISCLOSURE_RECALL)
def recall_disclosure(disclosure: Disclosure, /, *, by: Actor, at: datetime) -> Disclosure:
    """The appeal goes elsewhere: the recipient is asked to destroy what it got (R-9.3).

    When nobody else holds it, the case is back at the Centre as if it was given back.
    """
    tell_of_recall(disclosure, by=by)
    _come_on(disclosure, by, at)
    _bring_back(disclosure.appeal)
    return disclosure


# The five later steps by the word in their address.
DEEDS = {
    "send": (Action.DISCLOSURE_SEND, send_disclosure),
    "deliver": (Action.DISCLOSURE_DELIVER, deliver_disclosure),
    "fail": (Action.DISCLOSURE_FAIL, fail_disclosure),
    "acknowledge": (Action.DISCLOSURE_ACKNOWLEDGE, acknowledge_disclosure),
    "recall": (Action.DISCLOSURE_RECALL, recall_disclosure),
}


def _refuse(found: list[Objection]) -> None:
    if not found:
        return
    kind = NotAllowed if found[0].code in RIGHTS_MISSING else Refusal
    raise kind(found[0].code, Action.DISCLOSURE_RECORD, about=found[0].about, named=found[0].named)


def _recipient_today(party: ThirdParty) -> dict[str, Any]:
    """The recipient as the register has it on the day it is given the data (R-10)."""
    names = {f"recipient_name_{one}": getattr(party, f"name_{one}") for one in Language}
    return {
        **names,
        "third_party": party,
        "recipient_undertaking_no": party.undertaking_no,
        "recipient_undertaking_from": party.undertaking_from,
    }


def _ground(appeal: Appeal, by: Actor) -> dict[str, Any]:
    """Why it may go at all, under which edition of the policy, who gives it and when (R-9.2)."""
    return {
        "appeal": appeal,
        "category_code": appeal.category_code,
        "purpose": appeal.purpose,
        "legal_basis": appeal.consent.legal_basis,
        "policy_version_id": appeal.consent.policy_version_id,
        "by_id": by.id,
        "at": clock.now(),
    }


def _enter(appeal: Appeal, disclosure: Disclosure, by: Actor) -> None:
    """Put it on record: its first state, where the appeal is now, what the entry says."""
    at = disclosure.at
    disclosure.events = [_event(DisclosureState.RECORDED, by, at, at)]
    appeal.third_party, appeal.changed_at, appeal.reply = disclosure.third_party, at, ""
    db.session.add(disclosure)
    db.session.flush()
    current_deed().note(
        fields=[item.field for item in disclosure.items],
        third_party=disclosure.third_party.code,
        reason=disclosure.beyond_reason or disclosure.outside_reason,
        detail=mark_of(str(disclosure.id), disclosure.means),
    )


def _sealed_note(appeal: Appeal, note: str, by: Actor) -> int | None:
    """Free words about the reason are personal data like any other text (R-3.2)."""
    if not note.strip():
        return None
    return seal(
        note.strip(),
        field=Field.DISCLOSURE_REASON,
        party=Party.CASE,
        appeal_id=appeal.id,
        by_id=by.id,
    ).id


def _rows_given(appeal: Appeal, held: Held, giving: Giving, by: Actor) -> list[PersonalValue]:
    """The exact value rows that go; an edited text goes as a copy of its own."""
    rows = {field: held[field] for field in Field if field in giving.fields}
    original = rows.get(Field.PROBLEM_TEXT)
    if original is None or giving.edited_text is None:
        return list(rows.values())
    edited = plain_text(giving.edited_text)
    if edited != plain_text(reveal([original])[original.id]):
        copy = seal(
            edited,
            field=Field.PROBLEM_TEXT,
            party=Party.APPEAL,
            appeal_id=appeal.id,
            by_id=by.id,
            of=original,
        )
        copy.recipient_copy = True
        rows[Field.PROBLEM_TEXT] = copy
    return list(rows.values())


def _bring_back(appeal: Appeal) -> None:
    """The case stands with whoever was given it last and still has it, or with the Centre."""
    living = [given for given in disclosures_of(appeal.id) if given.state not in ENDED]
    if living and appeal.third_party_id in {given.third_party_id for given in living}:
        return
    appeal.third_party = living[0].third_party if living else None
    appeal.changed_at = clock.now()
    back = next_state(APPEAL_LIFECYCLE, appeal.state, Action.APPEAL_RETURN)
    if not living and back:
        appeal.enter(back)


def _refuse_withheld(disclosure: Disclosure, at: datetime) -> None:
    """What was recorded and not yet sent stays here once it may not be given (R-8.2, 3.1)."""
    out_of_use, consent = out_of_use_since(disclosure), disclosure.appeal.consent
    # People give minutes: what may have happened after it in its minute did.
    latest = at + timedelta(minutes=1)
    if out_of_use is not None and latest > out_of_use:
        raise Refusal("disclosure.not-readable", current_deed().action)
    if disclosure.legal_basis == LegalBasis.LAW or consent.withdrawn_at is None:
        return
    if latest > consent.withdrawn_at:
        raise Refusal("disclosure.no-consent", current_deed().action)


def _come_on(disclosure: Disclosure, by: Actor, at: datetime) -> Disclosure:
    """Add the state as a new row: when it happened, and when it was written down (policy 10)."""
    deed, last, now = current_deed(), disclosure.events[-1], clock.now()
    if at > now:
        raise Refusal("disclosure.future", deed.action)
    if at + timedelta(minutes=1) <= last.at:
        raise Refusal("disclosure.too-early", deed.action)
    deed.note(
        third_party=disclosure.third_party.code,
        detail=f"{last.state}>{deed.next_state}",
    )
    # People give minutes: within the minute of the step before, it happened after that step.
    disclosure.events.append(_event(str(deed.next_state), by, max(at, last.at), now))
    return disclosure


def _event(state: str, by: Actor, at: datetime, now: datetime) -> DisclosureEvent:
    return DisclosureEvent(state=state, at=at, recorded_at=now, by_id=by.id)
