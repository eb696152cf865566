"""What of an appeal may go to a recipient, and every objection to a giving (R-5c.2, R-8, R-9).

Nothing here reads the database or changes it: form and action ask the same questions of rows
they have loaded.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import is_blocked_whole
from backoffice.applicants.models import FieldObjection
from backoffice.rules.actions import Action
from backoffice.rules.fields import APPEAL_FIELDS, Field, Need, need
from backoffice.rules.objections import ANY_RECIPIENT
from backoffice.rules.permissions import Actor, refusal
from backoffice.rules.vocabulary.consent import LegalBasis
from backoffice.rules.vocabulary.disclosures import BeyondReason, OutsideReason
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.third_parties.models import ThirdParty
from backoffice.vault.models import PersonalValue

HOME_COUNTRY = "KZ"
CASE = "case"  # what an objection is about that no choice on the page can mend
Held = Mapping[str, PersonalValue]


@dataclass(frozen=True)
class Giving:
    """What somebody means to give and why; the same for every recipient chosen."""

    fields: frozenset[str]
    beyond_reason: str = ""
    outside_reason: str = ""
    edited_text: str | None = None

    @property
    def is_text_emptied(self) -> bool:
        """Whether the text was edited until nothing was left of it."""
        return self.edited_text is not None and not self.edited_text.strip()


@dataclass(frozen=True)
class Recipient:
    """A third party on the day of the giving: is the appeal its own, may it get data at all."""

    party: ThirdParty
    is_competent: bool
    is_unbound: bool  # private, and without an undertaking in force

    @property
    def is_abroad(self) -> bool:
        """Whether data would cross the border, for which no basis can be recorded (law 16)."""
        return self.party.country != HOME_COUNTRY

    @property
    def is_open(self) -> bool:
        """Whether it may get data at all, its competence apart (R-9.1, R-11.1)."""
        return self.party.active and not (self.is_abroad or self.is_unbound)


@dataclass(frozen=True)
class Objection:
    """Why a giving is refused: the rule, the input it is about, the field or recipient meant."""

    code: str
    about: str
    named: str = ""


def held_values(values: Iterable[PersonalValue]) -> dict[str, PersonalValue]:
    """The row that stands for each field of an appeal; copies edited for a recipient do not.

    It is the current one, or else the newest: a blocked, deleted or destroyed one.
    """
    held: dict[str, PersonalValue] = {}
    for value in sorted(values, key=lambda value: (value.state == ValueState.CURRENT, value.id)):
        if not value.recipient_copy:
            held[value.field] = value
    return held


def need_of(appeal: Appeal, field: Field, parties: Iterable[ThirdParty]) -> Need:
    """How far these recipients need a field; what one may not have, none of them gets.

    The table alone speaks here: what the applicant refused is asked in `wish_against`.
    """
    needs = {
        need(
            appeal.category.needs,
            field,
            applicant_type=appeal.applicant.type,
            no_transfer=False,
            recipient_code=code,
        )
        for code in [party.code for party in parties] or [""]
    }
    return next(one for one in (Need.NEVER, Need.WITH_REASON, Need.ALWAYS) if one in needs)


def wish_against(
    appeal: Appeal,
    field: str,
    parties: Iterable[ThirdParty],
    objected: Iterable[FieldObjection],
) -> str:
    """The rule by which the applicant keeps a field from one of these; empty: none (R-8.3)."""
    if appeal.no_transfer and field not in APPEAL_FIELDS:
        return "disclosure.no-transfer"
    codes = [party.code for party in parties] or [ANY_RECIPIENT]
    kept = any(one.is_against(field, code) for one in objected for code in codes)
    return "disclosure.objected" if kept else ""


def objections(
    appeal: Appeal,
    held: Held,
    recipients: Sequence[Recipient],
    giving: Giving,
    *,
    by: Actor,
    objected: Sequence[FieldObjection],
) -> list[Objection]:
    """Everything that speaks against giving this to these recipients; empty: it may go.

    `objected` holds the objections of the applicant that stand (R-8.3).
    """
    parties = [recipient.party for recipient in recipients]
    found = [
        *_about_case(appeal, held, clock.today()),
        *(one for recipient in recipients for one in _about_recipient(recipient)),
        *_about_competence(appeal, recipients, giving, by),
        *_about_wishes(appeal, parties, giving, objected),
        *_about_fields(appeal, held, parties, giving, by),
    ]
    if not recipients:
        found.append(Objection("disclosure.no-recipient", "recipients"))
    return found


def case_objection(appeal: Appeal, values: Iterable[PersonalValue]) -> str:
    """The code of what stops any disclosure of this case, whatever is chosen; empty: nothing."""
    found = _about_case(appeal, held_values(values), clock.today())
    return next((one.code for one in found), "")


def _about_case(appeal: Appeal, held: Held, today: date) -> Iterator[Objection]:
    """Consent, authority and a blocking of all data stop any disclosure (R-3.6b, R-8.2)."""
    if not appeal.consent.lets_disclose:
        yield Objection("disclosure.no-consent", CASE)
    if appeal.consent.has_ended_on(today) and appeal.consent.legal_basis != LegalBasis.LAW:
        yield Objection("disclosure.consent-ended", CASE)
    if appeal.representative is not None and not appeal.representative.is_valid_on(today):
        yield Objection("disclosure.authority-expired", CASE)
    if appeal.stays_here:
        yield Objection("disclosure.stays-here", CASE)
    if is_blocked_whole(held.values()):
        yield Objection("disclosure.not-readable", CASE)


def _about_recipient(recipient: Recipient) -> Iterator[Objection]:
    """Only an active entry of the register, here, and if private under an undertaking (R-9.1)."""
    party = recipient.party
    if not party.active:
        yield Objection("disclosure.inactive", "recipients", party.code)
    if recipient.is_abroad:
        yield Objection("disclosure.cross-border", "recipients", party.code)
    if recipient.is_unbound:
        yield Objection("disclosure.no-undertaking", "recipients", party.code)


def _about_competence(
    appeal: Appeal, recipients: Iterable[Recipient], giving: Giving, by: Actor
) -> Iterator[Objection]:
    """Outside competence takes the right and a reason of the list (R-9.1)."""
    outside = [r.party.code for r in recipients if not r.is_competent]
    if not outside:
        return
    if refusal(Action.DISCLOSURE_RECORD_OUTSIDE, by, appeal):
        yield from (Objection("disclosure.outside-right", "recipients", one) for one in outside)
    elif giving.outside_reason not in set(OutsideReason):
        yield Objection("disclosure.outside-competence", "outside_reason")


def _about_wishes(
    appeal: Appeal,
    parties: Sequence[ThirdParty],
    giving: Giving,
    objected: Sequence[FieldObjection],
) -> Iterator[Objection]:
    """What the applicant refused stays here, whatever the table allows (policy 8; R-8.3)."""
    for field in sorted(giving.fields):
        if code := wish_against(appeal, field, parties, objected):
            yield Objection(code, "fields", field)


def _about_fields(
    appeal: Appeal, held: Held, parties: Sequence[ThirdParty], giving: Giving, by: Actor
) -> Iterator[Objection]:
    """Only fields the table allows, only current values; more than needed with a reason."""
    if not giving.fields:
        yield Objection("disclosure.no-fields", "fields")
    for code in sorted(giving.fields):
        problem = _about_field(appeal, held, parties, code)
        if problem:
            yield Objection(problem, "fields", code)
    beyond = fields_beyond(appeal, parties, giving.fields)
    if beyond and refusal(Action.DISCLOSURE_RECORD_BEYOND, by, appeal):
        yield from (Objection("disclosure.beyond-right", "fields", one) for one in sorted(beyond))
    elif beyond and giving.beyond_reason not in set(BeyondReason):
        yield Objection("disclosure.beyond-need", "beyond_reason")
    if Field.PROBLEM_TEXT in giving.fields and giving.is_text_emptied:
        yield Objection("disclosure.empty-text", "text")


def _about_field(
    appeal: Appeal, held: Held, parties: Sequence[ThirdParty], code: str
) -> str | None:
    if code not in set(Field) or need_of(appeal, Field(code), parties) is Need.NEVER:
        return "disclosure.never"
    value = held.get(code)
    if value is None or value.state in (ValueState.DELETED, ValueState.DESTROYED):
        return "disclosure.missing"
    return None if value.state == ValueState.CURRENT else "disclosure.not-readable"


def fields_beyond(
    appeal: Appeal, parties: Sequence[ThirdParty], fields: Iterable[str]
) -> frozenset[str]:
    """Those of the fields that go beyond what the recipients usually need (R-5c.2)."""
    known = (Field(code) for code in fields if code in set(Field))
    return frozenset(
        field for field in known if need_of(appeal, field, parties) is Need.WITH_REASON
    )
