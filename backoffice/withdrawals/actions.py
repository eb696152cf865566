"""Withdrawing consent: no new disclosure from here, holders told, data due for destruction."""

from dataclasses import dataclass
from datetime import date, datetime

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import values_of
from backoffice.applicants.authority import may_speak
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.refusals import Refusal
from backoffice.db import db
from backoffice.disclosures.holders import tell_holders
from backoffice.legal_terms.queries import ends_on
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.permissions import Actor
from backoffice.rules.terms import TermCode
from backoffice.rules.vocabulary.appeals import Channel
from backoffice.rules.vocabulary.consent import LegalBasis, WithdrawalOutcome
from backoffice.rules.vocabulary.notices import NoticeCause
from backoffice.rules.vocabulary.people import Party
from backoffice.subject_requests.carrying import carried, carry_out
from backoffice.vault.values import seal
from backoffice.withdrawals.models import Withdrawal


@dataclass(frozen=True)
class Said:
    """What is known of a withdrawal: who, when, by which way, with what evidence."""

    at: datetime
    channel: str
    party: str
    evidence: str


@dataclass(frozen=True)
class Follows:
    """What follows: destruction, or the duty to keep with its article, act and end."""

    outcome: str
    article: str = ""
    act: str = ""
    keep_until: date | None = None


@perform(Action.CONSENT_WITHDRAW)
def withdraw_consent(appeal: Appeal, /, *, by: Actor, said: Said, follows: Follows) -> Withdrawal:
    """Record that consent was withdrawn, and do at once what follows from it (policy 7, 8; 2.3).

    Raises Refusal with the code of the first rule that speaks against it.
    """
    code = why_not(appeal) or _problem(appeal, said, follows)
    if code:
        raise Refusal(code, Action.CONSENT_WITHDRAW)
    now = clock.now()
    withdrawal = _row(appeal, said, follows, by)
    appeal.consent.withdrawn_at = said.at
    appeal.changed_at = now
    db.session.add(withdrawal)
    tell_holders(appeal, NoticeCause.WITHDRAWAL, values_of(appeal.id), by=by)
    db.session.flush()
    current_deed().note(
        fields=[Field.WITHDRAWAL_EVIDENCE],
        detail=f"withdrawal={withdrawal.id};channel={said.channel};outcome={follows.outcome}",
    )
    carry_out(appeal)
    return withdrawal


def why_not(appeal: Appeal) -> str | None:
    """Why the consent of an appeal cannot be withdrawn at all; None: it can."""
    if appeal.emptied_at is not None:
        return "retention.emptied"
    if appeal.consent.legal_basis != LegalBasis.CONSENT:
        return "withdrawal.other-basis"
    return None if appeal.consent.is_in_force else "withdrawal.already"


def _is_heard(appeal: Appeal, said: Said) -> bool:
    """Whether who speaks may speak; a request carries its own document of authority (R-3.6b)."""
    request = carried()
    document = request if request and request.document_kind else appeal.representative
    return may_speak(said.party, document, clock.local(said.at).date())


def _problem(appeal: Appeal, said: Said, follows: Follows) -> str | None:
    if not _is_heard(appeal, said):
        return "withdrawal.no-authority"
    if said.at > clock.now():
        return "withdrawal.future"
    if said.at < appeal.consent.given_at.replace(second=0, microsecond=0):
        return "withdrawal.too-early"
    if not said.evidence.strip():
        return "withdrawal.no-evidence"
    return _about_duty(follows) if follows.outcome == WithdrawalOutcome.LEGAL_DUTY else None


def _about_duty(follows: Follows) -> str | None:
    """A duty to keep is named with its article and act, and ends later than today if at all."""
    if not (follows.article.strip() and follows.act.strip()):
        return "withdrawal.no-duty"
    is_past = follows.keep_until is not None and follows.keep_until <= clock.today()
    return "withdrawal.keep-past" if is_past else None


def _row(appeal: Appeal, said: Said, follows: Follows, by: Actor) -> Withdrawal:
    is_duty = WithdrawalOutcome(follows.outcome) is WithdrawalOutcome.LEGAL_DUTY
    day = clock.local(said.at).date()
    evidence = seal(
        said.evidence.strip(),
        field=Field.WITHDRAWAL_EVIDENCE,
        party=Party.CASE,
        appeal_id=appeal.id,
        by_id=by.id,
    )
    return Withdrawal(
        appeal=appeal,
        at=said.at,
        recorded_at=clock.now(),
        by_id=by.id,
        channel=Channel(said.channel),
        party=Party(said.party),
        outcome=WithdrawalOutcome(follows.outcome),
        article=follows.article.strip() if is_duty else "",
        act=follows.act.strip() if is_duty else "",
        due_on=follows.keep_until if is_duty else ends_on(TermCode.REQUEST_WITHDRAW, day),
        evidence_value_id=evidence.id,
    )
