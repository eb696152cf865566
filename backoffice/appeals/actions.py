"""What is done to an appeal: register, take, assign, recategorise, answer, close, reopen."""

from dataclasses import replace
from datetime import datetime

from backoffice import clock
from backoffice.accounts.queries import caseworkers
from backoffice.appeals.models import Appeal, AppealCounter
from backoffice.appeals.registration import (
    NewAppeal,
    asked_of,
    fields_beyond,
    needs_provision,
    party_of,
    without_person,
)
from backoffice.applicants.models import Applicant, Consent, FieldObjection, Representative
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.refusals import NotFound, Refusal
from backoffice.db import db
from backoffice.doubts.leaving import doubt_if_wrong
from backoffice.keeping.standing import refuse_emptied, refuse_use
from backoffice.policy.queries import version_in_force
from backoffice.rules.actions import Action
from backoffice.rules.checks import kept_form, longest
from backoffice.rules.deadlines import deadline
from backoffice.rules.fields import Field
from backoffice.rules.objections import EVERY_FIELD, OBJECTABLE
from backoffice.rules.permissions import Actor
from backoffice.rules.precedence import Use
from backoffice.rules.vocabulary.appeals import AppealForm, AppealState
from backoffice.rules.vocabulary.consent import LegalBasis, ObjectionReason
from backoffice.rules.vocabulary.people import Party
from backoffice.third_parties.models import Category, District
from backoffice.third_parties.queries import working_calendar
from backoffice.vault.models import PersonalValue
from backoffice.vault.values import seal


@perform(Action.APPEAL_REGISTER)
def register_appeal(_subject: None, /, *, by: Actor, new: NewAppeal) -> Appeal:
    """Register an appeal with consent evidence and only the data it needs (policy 4, 7, 5.3).

    Raises Refusal for a field the category does not ask for, a text that is too long, consent
    without evidence, or a basis in law without its provision.
    """
    category = db.session.get(Category, new.category_code)
    if category is None:
        raise NotFound
    new = _kept(new, category)
    now = clock.now()
    appeal = _appeal_row(new, category, by, now)
    db.session.add(appeal)
    db.session.flush()
    _add_people(appeal, new, now)
    _add_objections(appeal, new, by)
    for field, text in new.texts.items():
        value = seal(text, field=field, party=party_of(field), appeal_id=appeal.id, by_id=by.id)
        doubt_if_wrong(value, text, by=by)
    current_deed().note(
        about=appeal,
        fields=map(str, new.texts),
        reason=new.collect_reason,
        detail=f"channel={new.channel};category={category.code}",
    )
    return appeal


@perform(Action.APPEAL_TAKE)
def take_appeal(appeal: Appeal, /, *, by: Actor) -> Appeal:
    """Take an appeal into work: from now on it is one's own."""
    appeal.assignee_id = by.id
    return appeal


@perform(Action.APPEAL_ASSIGN)
def assign_appeal(appeal: Appeal, /, *, by: Actor, to_id: int) -> Appeal:
    """Give an appeal to a member of staff who takes cases. Raises Refusal for anyone else."""
    if to_id not in {person.id for person in caseworkers()}:
        raise Refusal("assignee.no-caseworker", Action.APPEAL_ASSIGN)
    appeal.assignee_id = to_id
    appeal.changed_at = clock.now()
    current_deed().note(detail=f"assignee={to_id}")
    return appeal


@perform(Action.APPEAL_RECATEGORISE)
def recategorise_appeal(
    appeal: Appeal, /, *, by: Actor, category_code: str, district_code: str | None
) -> Appeal:
    """Put an appeal under the right category and district; its term is counted anew (5.5)."""
    category = db.session.get(Category, category_code)
    district = db.session.get(District, district_code) if district_code else None
    if category is None or (district_code and district is None):
        raise NotFound
    current_deed().note(detail=f"category={appeal.category_code}>{category.code}")
    appeal.category, appeal.district = category, district
    appeal.urgency = category.urgency
    appeal.due_at = deadline(category.urgency, appeal.received_at, working_calendar())
    appeal.changed_at = appeal.category_since = clock.now()
    return appeal


@perform(Action.APPEAL_RETURN)
def return_appeal(appeal: Appeal, /, *, by: Actor) -> Appeal:
    """The third party gave the appeal back: it is in work at the Centre again (policy 9)."""
    return appeal


@perform(Action.APPEAL_ANSWER)
def answer_appeal(appeal: Appeal, /, *, by: Actor, text: str) -> PersonalValue:
    """Record what the applicant was answered."""
    current_deed().note(fields=[Field.ANSWER])
    return seal(text, field=Field.ANSWER, party=Party.CASE, appeal_id=appeal.id, by_id=by.id)


@perform(Action.APPEAL_CLOSE)
def close_appeal(appeal: Appeal, /, *, by: Actor) -> Appeal:
    """Close an answered appeal; from here its retention term runs (policy 5.6)."""
    return appeal


@perform(Action.APPEAL_REOPEN)
def reopen_appeal(appeal: Appeal, /, *, by: Actor) -> Appeal:
    """Take an answered or closed appeal up again."""
    refuse_emptied(appeal, Action.APPEAL_REOPEN)
    refuse_use(appeal, Use.EDIT, Action.APPEAL_REOPEN, by=by)
    return appeal


@perform(Action.NOTE_ADD)
def add_note(appeal: Appeal, /, *, by: Actor, text: str) -> PersonalValue:
    """Add a note of the staff; it is personal data like the appeal's text (R-3.2)."""
    refuse_emptied(appeal, Action.NOTE_ADD)
    refuse_use(appeal, Use.EDIT, Action.NOTE_ADD, by=by)
    appeal.changed_at = clock.now()
    current_deed().note(fields=[Field.NOTE])
    return seal(text, field=Field.NOTE, party=Party.CASE, appeal_id=appeal.id, by_id=by.id)


def _kept(new: NewAppeal, category: Category) -> NewAppeal:
    """What may be stored of it: texts in their kept form, each one the category asks for.

    Raises Refusal for a field beyond the category's need, a text that is too long, consent
    without evidence and another ground without its provision (R-5a).
    """
    if needs_provision(new.legal_basis, new.applicant_type) and not new.legal_provision.strip():
        raise Refusal("consent.no-provision", Action.APPEAL_REGISTER)
    typed = {Field(field): kept_form(Field(field), text) for field, text in new.texts.items()}
    new = replace(new, texts={field: text for field, text in typed.items() if text})
    if new.consent_until is not None and new.consent_until <= clock.today():
        raise Refusal("consent.past-term", Action.APPEAL_REGISTER)
    if new.is_anonymous:
        new = without_person(new)
    too_long = [field for field, text in new.texts.items() if len(text) > longest(field)]
    if too_long:
        raise Refusal("field.too-long", Action.APPEAL_REGISTER, fields=too_long)
    beyond = fields_beyond(new, category.needs)
    if beyond:
        raise Refusal("field.not-collected", Action.APPEAL_REGISTER, fields=beyond)
    if not (new.is_anonymous or new.texts.get(Field.CONSENT_EVIDENCE)):
        raise Refusal("consent.no-evidence", Action.APPEAL_REGISTER)
    reasoned = set(new.texts) & set(asked_of(new, category.needs).with_reason)
    return new if reasoned else replace(new, collect_reason="")


def _appeal_row(new: NewAppeal, category: Category, by: Actor, now: datetime) -> Appeal:
    received = new.received_at or now
    return Appeal(
        number=_next_number(clock.local(now).year),
        kind=new.kind,
        form=new.form,
        channel=new.channel,
        language=new.language,
        category_code=category.code,
        category_since=now,
        district_code=new.district_code or None,
        urgency=category.urgency,
        no_transfer=new.no_transfer,
        collect_reason=new.collect_reason,
        received_at=received,
        registered_at=now,
        due_at=deadline(category.urgency, received, working_calendar()),
        state=AppealState.NEW,
        state_at=now,
        changed_at=now,
        registered_by_id=by.id,
        assignee_id=by.id if new.assign and by.id else None,
        import_key=new.import_key,
    )


def _next_number(year: int) -> str:
    """The next number of the year; the head of the chain is locked, so nobody else counts."""
    counter = db.session.get(AppealCounter, year)
    if counter is None:
        counter = AppealCounter(year=year, last=0)
        db.session.add(counter)
    counter.last += 1
    return f"109-{year}-{counter.last:07d}"


def _add_people(appeal: Appeal, new: NewAppeal, now: datetime) -> None:
    db.session.add(
        Applicant(
            appeal_id=appeal.id,
            type=new.applicant_type,
            country=new.country,
            legal_provision=new.legal_provision,
            is_anonymous=new.is_anonymous,
            number_hidden=new.number_hidden,
        )
    )
    db.session.add(
        Consent(
            appeal_id=appeal.id,
            policy_version_id=version_in_force(clock.today()).id,
            legal_basis=new.legal_basis,
            method=new.consent_method,
            given_at=new.received_at or now,
            provision="" if new.legal_basis == LegalBasis.CONSENT else new.legal_provision,
            valid_until=new.consent_until,
            transfer=not new.no_transfer,
        )
    )
    if new.representative is not None:
        db.session.add(
            Representative(
                appeal_id=appeal.id,
                document_kind=new.representative.document_kind,
                document_date=new.representative.document_date,
                valid_until=new.representative.valid_until,
            )
        )


def _add_objections(appeal: Appeal, new: NewAppeal, by: Actor) -> None:
    """What nobody may get from the first day on (policy 8; R-8.3)."""
    reason = ObjectionReason.SAID if new.form == AppealForm.ORAL else ObjectionReason.WRITTEN
    every = (EVERY_FIELD,) if new.no_transfer else ()
    for field in (*every, *new.objected):
        if field not in (EVERY_FIELD, *OBJECTABLE):
            raise Refusal("objection.no-field", Action.APPEAL_REGISTER)
        db.session.add(
            FieldObjection(
                appeal_id=appeal.id,
                field=str(field),
                reason=reason,
                by_id=by.id,
                at=appeal.registered_at,
            )
        )
