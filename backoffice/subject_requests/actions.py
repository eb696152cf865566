"""Registering a request of a data subject, deciding on it, handing an extract over (law 24, 25)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.applicants.authority import may_speak
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.refusals import Refusal
from backoffice.db import db
from backoffice.keeping.standing import refuse_emptied, refuse_use
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.objections import EVERY_FIELD, OBJECTABLE
from backoffice.rules.permissions import Actor
from backoffice.rules.precedence import Use
from backoffice.rules.subject_requests import (
    DEEDS_OF,
    PROPOSING,
    may_ask,
)
from backoffice.rules.vocabulary.appeals import Channel
from backoffice.rules.vocabulary.people import AuthorityDocument, Party
from backoffice.rules.vocabulary.requests import (
    Asker,
    Recognition,
    RequestKind,
    RequestOutcome,
    RequestRefusal,
)
from backoffice.subject_requests.carrying import mark_done, why_not
from backoffice.subject_requests.deciding import about_words, against, as_far_as_told, has_extract
from backoffice.subject_requests.models import (
    RequestDecision,
    SubjectRequest,
    SubjectRequestAppeal,
)
from backoffice.third_parties.models import ThirdParty
from backoffice.vault.values import seal


@dataclass(frozen=True)
class Document:
    """By which document a representative speaks; its number and its last day are sealed."""

    kind: str
    number: str
    valid_until: date | None = None

    def is_valid_on(self, day: date) -> bool:
        """Whether it was in force on a day (R-3.6b)."""
        has_ended = self.valid_until is not None and self.valid_until < day
        return bool(self.kind and self.number.strip()) and not has_ended

    @property
    def told(self) -> str:
        """What is sealed of it: the number, and on a line of its own the last day."""
        last = self.valid_until.isoformat() if self.valid_until else ""
        return f"{self.number.strip()}\n{last}".strip()


@dataclass(frozen=True)
class NewRequest:
    """Everything known of a request when it is registered."""

    kind: str
    received_on: date
    channel: str
    asker: str = Asker.APPLICANT
    proof: str = Recognition.NOT_PROVED
    evidence: str = ""
    words: str = ""
    field: str = ""
    proposed: str = ""
    third_party: ThirdParty | None = None
    document: Document | None = None
    reference: str = ""
    ground: str = ""
    others: Sequence[Appeal] = ()


@perform(Action.REQUEST_REGISTER)
def register_request(appeal: Appeal | None, /, *, by: Actor, new: NewRequest) -> SubjectRequest:
    """Give a request its number; from the day of its receipt a term of the law runs (policy 2).

    Without an appeal it holds nothing about anybody. Raises Refusal.
    """
    if appeal is not None:
        refuse_emptied(appeal, Action.REQUEST_REGISTER)
        refuse_use(appeal, Use.VIEW, Action.REQUEST_REGISTER, by=by)
    code = _problem(new) or (_about_appeal(appeal, new) if appeal else _about_nobody(new))
    if code:
        raise Refusal(code, Action.REQUEST_REGISTER)
    request = _row(new, by)
    if appeal is not None:
        request.appeal_id = appeal.id
        _seal(request, new, by)
        request.others = [SubjectRequestAppeal(appeal_id=one.id) for one in new.others]
    db.session.add(request)
    db.session.flush()
    current_deed().note(
        about=request,
        fields=[new.field] if new.field in set(Field) else [],
        detail=f"kind={new.kind};asker={new.asker};channel={new.channel}",
    )
    return request


@perform(Action.REQUEST_DECIDE)
def decide_request(
    request: SubjectRequest,
    /,
    *,
    by: Actor,
    outcome: str,
    reasons: Sequence[str] = (),
    words: str = "",
) -> RequestDecision:
    """Grant a request, wholly or in part, or refuse it with reasons of the law (policy 2, 5.e).

    A later decision is a row of its own and names the one before. Raises Refusal.
    """
    reasons = list(dict.fromkeys(reasons))
    code = against(request, outcome, reasons) or about_words(request, words)
    if code:
        raise Refusal(code, Action.REQUEST_DECIDE)
    before = request.decision
    decision = RequestDecision(
        request=request,
        place=before.place + 1 if before else 1,
        replaces_id=before.id if before else None,
        outcome=RequestOutcome(outcome),
        reasons=",".join(RequestRefusal(one) for one in reasons),
        answer_value_id=_sealed(request.appeal_id, Field.REQUEST_ANSWER, words, by),
        by_id=by.id,
        at=clock.now(),
    )
    db.session.add(decision)
    told = f"outcome={outcome};decision={decision.place}"
    current_deed().note(
        fields=[Field.REQUEST_ANSWER] if decision.answer_value_id else [],
        reason=as_far_as_told(reasons),
        detail=told,
    )
    return decision


@perform(Action.REQUEST_FULFIL)
def fulfil_request(request: SubjectRequest, /, *, by: Actor, channel: str) -> SubjectRequest:
    """Note that the extract was handed to the person, and by which way (policy 2; 2.8).

    Raises Refusal unless access was granted and not yet given.
    """
    code = why_not(request, Action.REQUEST_FULFIL)
    if code:
        raise Refusal(code, Action.REQUEST_FULFIL)
    if not has_extract(request):
        raise Refusal("request.no-extract", Action.REQUEST_FULFIL)
    mark_done(request)
    current_deed().note(detail=f"channel={Channel(channel)};asker={request.asker}")
    return request


def _problem(new: NewRequest) -> str | None:
    if new.received_on > clock.today():
        return "request.future"
    if not may_ask(new.asker, new.kind):
        return "request.not-theirs"
    if new.asker == Asker.STATE_BODY:
        return None if new.reference.strip() and new.ground.strip() else "request.no-demand"
    party = Party(new.asker)
    return None if may_speak(party, new.document, new.received_on) else "request.no-authority"


def _about_appeal(appeal: Appeal, new: NewRequest) -> str | None:
    """What a request about an appeal must say, and what it may not."""
    if new.received_on < clock.local(appeal.received_at).date():
        return "request.too-early"
    if DEEDS_OF[new.kind].one and new.field not in fields_of(new.kind):
        return "request.no-field"
    if new.kind in PROPOSING and not new.proposed.strip():
        return "request.no-value"
    if new.proof != Recognition.NOT_PROVED and not new.evidence.strip():
        return "request.no-evidence"
    return None


def fields_of(kind: str) -> list[str]:
    """What a request of this kind may be about; nothing when it is about the whole case."""
    deeds = DEEDS_OF[kind]
    if deeds.one is None:
        return []
    return [*([EVERY_FIELD] if deeds.whole else []), *OBJECTABLE]


def _about_nobody(new: NewRequest) -> str | None:
    """Without an appeal nothing is held: only access can be asked, and nothing is kept."""
    told = (new.evidence, new.words, new.proposed, new.field, new.document, new.others)
    is_bare = new.kind == RequestKind.ACCESS and not any(told)
    return None if is_bare else "request.no-appeal"


def _row(new: NewRequest, by: Actor) -> SubjectRequest:
    """The next number of the year; the head of the chain is locked, so nobody else counts."""
    year, document = clock.today().year, new.document
    last = db.session.scalar(
        sa.select(sa.func.max(SubjectRequest.serial)).where(SubjectRequest.year == year)
    )
    serial = (last or 0) + 1
    return SubjectRequest(
        number=f"{year}-{serial:05d}",
        year=year,
        serial=serial,
        kind=RequestKind(new.kind),
        field=new.field,
        third_party_id=new.third_party.id if new.third_party else None,
        asker=Asker(new.asker),
        channel=Channel(new.channel),
        received_on=new.received_on,
        recorded_at=clock.now(),
        by_id=by.id,
        proof=Recognition(new.proof),
        document_kind=AuthorityDocument(document.kind) if document else "",
        reference=new.reference.strip(),
        ground=new.ground.strip(),
    )


def _seal(request: SubjectRequest, new: NewRequest, by: Actor) -> None:
    """What was said and shown is sealed as values of the appeal, and goes with it (policy 3.5)."""
    document = new.document.told if new.document else ""
    appeal_id = request.appeal_id
    request.text_value_id = _sealed(appeal_id, Field.REQUEST_TEXT, new.words, by)
    request.proposed_value_id = _sealed(appeal_id, Field.REQUEST_VALUE, new.proposed, by)
    request.evidence_value_id = _sealed(appeal_id, Field.REQUEST_EVIDENCE, new.evidence, by)
    request.authority_value_id = _sealed(appeal_id, Field.REQUEST_AUTHORITY, document, by)


def _sealed(appeal_id: int | None, field: Field, text: str, by: Actor) -> int | None:
    if not text.strip():
        return None
    assert appeal_id is not None
    kept = text.strip()
    return seal(kept, field=field, party=Party.CASE, appeal_id=appeal_id, by_id=by.id).id
