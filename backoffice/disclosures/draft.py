"""A disclosure while it is prepared: who could get it, what each field is, what would go.

It opens no personal data: the view gives it the texts a witnessed reading has opened.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import values_of
from backoffice.applicants.models import FieldObjection
from backoffice.disclosures.models import Disclosure
from backoffice.disclosures.offer import (
    CASE,
    Giving,
    Held,
    Objection,
    Recipient,
    held_values,
    need_of,
    objections,
    wish_against,
)
from backoffice.disclosures.queries import recipients_among
from backoffice.objections.queries import standing_objections
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field, Need
from backoffice.rules.lifecycle import APPEAL_LIFECYCLE, next_state
from backoffice.rules.masking import PHONES, mask
from backoffice.rules.permissions import Actor, refusal
from backoffice.rules.phones import show_phone
from backoffice.rules.vocabulary.disclosures import DisclosureState
from backoffice.rules.vocabulary.people import Party
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.third_parties.models import ThirdParty
from backoffice.third_parties.queries import all_third_parties

# Proof for the Centre, not data about a person a recipient could ask for.
KEPT_INSIDE = frozenset({Field.CONSENT_EVIDENCE})


class Standing(StrEnum):
    """What the page says of a field the case holds."""

    NEEDED = "needed"
    BEYOND = "beyond"
    BEYOND_RIGHT = "beyond-right"
    BLOCKED = "blocked"
    OBJECTED = "objected"  # the applicant does not want these recipients to get it
    NO_TRANSFER = "no-transfer"  # the applicant wants no data about them to go at all
    NEVER = "never"


OFFERED = (Standing.NEEDED, Standing.BEYOND)
WISHES = {
    "disclosure.no-transfer": Standing.NO_TRANSFER,
    "disclosure.objected": Standing.OBJECTED,
}


@dataclass(frozen=True)
class Line:
    """One field of the case and how it stands to the chosen recipients."""

    field: Field
    standing: Standing
    is_asked: bool

    @property
    def is_given(self) -> bool:
        """Whether it would go out as things stand."""
        return self.is_asked and self.standing in OFFERED

    def show(self, text: str) -> str:
        """What the list of fields shows: a value beyond need stays masked until it is asked."""
        if self.standing is Standing.BEYOND and not self.is_asked:
            return mask(self.field, text)
        return as_sent(self.field, text)


@dataclass(frozen=True)
class Draft:
    """One disclosure being prepared on an appeal by one person."""

    appeal: Appeal
    held: Held
    register: Mapping[str, Recipient]
    chosen: Sequence[str]
    giving: Giving
    by: Actor
    objected: Sequence[FieldObjection]

    @property
    def recipients(self) -> list[Recipient]:
        """The recipients chosen so far; a code the register does not know is nobody."""
        return [one for code, one in self.register.items() if code in self.chosen]

    @property
    def parties(self) -> list[ThirdParty]:
        """The third parties chosen so far."""
        return [one.party for one in self.recipients]

    @property
    def outside(self) -> list[ThirdParty]:
        """Chosen third parties outside their competence."""
        return [one.party for one in self.recipients if not one.is_competent]

    @property
    def objections(self) -> list[Objection]:
        """Everything that speaks against recording it as it stands."""
        return objections(
            self.appeal,
            self.held,
            self.recipients,
            self.giving,
            by=self.by,
            objected=self.objected,
        )

    @property
    def stop(self) -> str | None:
        """What no choice on the page can mend: the state of the case, consent, authority."""
        if next_state(APPEAL_LIFECYCLE, self.appeal.state, Action.DISCLOSURE_RECORD) is None:
            return "state"
        return next((one.code for one in self.objections if one.about == CASE), None)

    @property
    def lines(self) -> list[Line]:
        """Every field the case holds about people, in the order of the screens."""
        lines = (self._line(field) for field in Field if field not in KEPT_INSIDE)
        return [line for line in lines if line is not None]

    @property
    def shown_fields(self) -> list[Field]:
        """The fields the page opens; the entry of the reading names them."""
        return [line.field for line in self.lines if line.standing in OFFERED]

    @property
    def given_fields(self) -> list[Field]:
        """The fields that would go out as things stand."""
        return [line.field for line in self.lines if line.is_given]

    def as_suggested(self) -> "Draft":
        """The one competent recipient, if there is exactly one, and the fields it needs."""
        fit = [c for c, one in self.register.items() if one.is_competent and one.is_open]
        chosen = replace(self, chosen=fit if len(fit) == 1 else ())
        needed = {line.field for line in chosen.lines if line.standing is Standing.NEEDED}
        return replace(chosen, giving=replace(self.giving, fields=frozenset(needed)))

    def as_asked(self, recipients: Sequence[str], fields: Iterable[str]) -> "Draft":
        """These recipients and, of the fields the case holds, those that are named."""
        giving = replace(self.giving, fields=frozenset(fields) & set(Field))
        return replace(self, chosen=recipients, giving=giving)

    def mark(self, key: bytes, notice_language: str, text: str) -> str:
        """A mark of exactly these choices: what was previewed is what may be recorded."""
        given = self.given_fields
        choices = (
            self.appeal.number,
            str(self.by.id),
            " ".join(sorted(party.code for party in self.parties)),
            " ".join(f"{field}={self.held[field].id}" for field in given),
            notice_language,
            plain_text(text) if Field.PROBLEM_TEXT in given else "",
        )
        return hmac.new(key, "\x1f".join(choices).encode(), hashlib.sha256).hexdigest()

    def given_before(self, earlier: Iterable[Disclosure]) -> list[Disclosure]:
        """Earlier disclosures, not recalled, that gave the same pieces of data (R-9.3)."""
        pieces = {self.held[field].lineage_id for field in self.given_fields}
        return [
            one
            for one in earlier
            if one.state != DisclosureState.RECALLED
            and pieces & {item.value.lineage_id for item in one.items}
        ]

    def _line(self, field: Field) -> Line | None:
        value = self.held.get(field)
        gone = (ValueState.DELETED, ValueState.DESTROYED)
        if value is None or value.party == Party.CASE or value.state in gone:
            return None
        return Line(field, self._standing(field, value.state), field in self.giving.fields)

    def _standing(self, field: Field, state: str) -> Standing:
        found = need_of(self.appeal, field, self.parties)
        if found is Need.NEVER:
            return Standing.NEVER
        if wish := wish_against(self.appeal, field, self.parties, self.objected):
            return WISHES[wish]
        if state != ValueState.CURRENT:
            return Standing.BLOCKED
        if found is Need.ALWAYS:
            return Standing.NEEDED
        may = refusal(Action.DISCLOSURE_RECORD_BEYOND, self.by, self.appeal) is None
        return Standing.BEYOND if may else Standing.BEYOND_RIGHT


def open_draft(appeal: Appeal, chosen: Sequence[str], giving: Giving, *, by: Actor) -> Draft:
    """Begin or take up a draft: the case as it is stored now, the whole register."""
    held = held_values(values_of(appeal.id))
    recipients = recipients_among(all_third_parties(), appeal.category_code, appeal.district_code)
    register = {one.party.code: one for one in recipients}
    return Draft(
        appeal, held, register, chosen, giving, by, objected=standing_objections(appeal.id)
    )


def as_sent(field: str, text: str) -> str:
    """A value as the recipient reads it."""
    return show_phone(text) if field in PHONES else text


def plain_text(text: str) -> str:
    """A text as it is compared: a browser sends other line ends than it was given."""
    return text.replace("\r\n", "\n").strip()
