"""The shape of a request as it is typed, of a decision, and of handing an extract over."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length
from wtforms.validators import Optional as MayBeEmpty

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.audit.refusals import Refusal
from backoffice.request_desk.wording import ABOUT, reason_words
from backoffice.rules.names import sort_key
from backoffice.rules.subject_requests import PROPOSING, may_ask, refusals_for
from backoffice.rules.vocabulary.requests import Asker, RequestKind
from backoffice.subject_requests.actions import Document, NewRequest, fields_of
from backoffice.subject_requests.models import SubjectRequest
from backoffice.third_parties.queries import all_third_parties
from backoffice.web.forms import Form, OneOf, choices, no_personal_data
from backoffice.web.labels.appeals import CHANNELS
from backoffice.web.labels.people import AUTHORITY_DOCUMENTS
from backoffice.web.labels.requests import ASKERS, RECOGNITIONS, REQUEST_OUTCOMES
from backoffice.web.language import name_of
from backoffice.web.refusal_words import refusal_sentence

DAYS = ["%Y-%m-%d", "%d.%m.%Y"]
TOO_LONG = _l("This is too long.")
LONGEST = 2000
# Beside which box a refusal is told that the person can mend there.
BESIDE = {
    "request.future": "received_on",
    "request.not-theirs": "asker",
    "request.no-demand": "reference",
    "request.no-authority": "document_kind",
    "request.no-field": "about",
    "request.no-value": "proposed",
    "request.no-evidence": "evidence",
    "request.no-reason": "reasons",
    "request.needless-reason": "reasons",
    "request.other-reason": "reasons",
    "request.nothing-held": "outcome",
    "retention.emptied": "words",
}


class Mendable(Form):
    """A form that tells a refusal beside the box where it can be mended."""

    def tell_beside(self, refused: Refusal) -> None:
        """Put the refusal beside its box. Raises it again when it cannot be mended."""
        name = BESIDE.get(refused.code, "")
        if name not in self:
            raise refused
        self.fail(name, refusal_sentence(refused))


class BareForm(Mendable):
    """How and when a request came: all that is kept when nothing is held about the person."""

    channel = SelectField(_l("By which way"), [OneOf(CHANNELS)], choices=lambda: choices(CHANNELS))
    received_on = DateField(
        _l("Received on"), [DataRequired(_l("Write the date as 23.11.2026."))], format=DAYS
    )
    reference = StringField(
        _l("Incoming document"), [Length(max=60, message=TOO_LONG), no_personal_data]
    )

    def draw_today(self, channel: str = "") -> None:
        """Offer today, and the way the appeal came by."""
        self.received_on.data = clock.today()
        self.channel.data = channel or self.channel.data

    @property
    def bare(self) -> NewRequest:
        """A request for access of somebody about whom nothing is held."""
        told = (self.received_on.data, self.channel.data)
        return NewRequest(RequestKind.ACCESS, *told, reference=self.reference.data or "")


class RequestForm(BareForm):
    """A request about an appeal: who asks what, how they were recognised (law 24, 25)."""

    about = SelectField(_l("Which data"), validate_choice=False)
    recipient = SelectField(_l("To whom"), validate_choice=False)
    proposed = TextAreaField(
        _l("Proposed value"), [Length(max=LONGEST, message=TOO_LONG)], render_kw={"rows": 2}
    )
    words = TextAreaField(
        _l("What is asked, in the person's own words"),
        [Length(max=LONGEST, message=TOO_LONG)],
        render_kw={"rows": 3},
    )
    others = SelectMultipleField(_l("Other appeals of this person"), validate_choice=False)
    asker = RadioField(_l("Who asks"), default=Asker.APPLICANT, validate_choice=False)
    document_kind = SelectField(
        _l("Document of authority"),
        choices=lambda: choices(AUTHORITY_DOCUMENTS, first=_l("Choose")),
        validate_choice=False,
    )
    document_no = StringField(_l("Number of the document"), [Length(max=60, message=TOO_LONG)])
    document_until = DateField(_l("Valid until"), [MayBeEmpty()], format=DAYS)
    ground = StringField(
        _l("Article the demand rests on"), [Length(max=60, message=TOO_LONG), no_personal_data]
    )
    proof = SelectField(
        _l("How the person was recognised"),
        [OneOf(RECOGNITIONS)],
        choices=lambda: choices(RECOGNITIONS, first=_l("Choose")),
        validate_choice=False,
    )
    evidence = StringField(
        _l("Evidence"), [Length(max=200, message=TOO_LONG)], render_kw={"autocomplete": "off"}
    )

    def __init__(self, kind: str, found: Sequence[Appeal] = (), **more: Any) -> None:
        super().__init__(**more)
        self.kind, self.found = kind, {appeal.number: appeal for appeal in found}
        self.parties = {party.code: party for party in all_third_parties()}
        self._offer()

    def _offer(self) -> None:
        """Only the boxes this kind of request needs, each with its choices."""
        kept = fields_of(self.kind)
        names = {code: ABOUT[code] for code in kept}
        self.about.choices = choices(names, first=_l("Choose"))
        named = [(code, name_of(party)) for code, party in self.parties.items()]
        named = sorted(named, key=lambda row: sort_key(row[1]))
        self.recipient.choices = [("", _l("To no third party")), *named]
        self.others.choices = [(number, number) for number in self.found]
        self.asker.choices = [
            (str(code), label) for code, label in ASKERS.items() if may_ask(code, self.kind)
        ]
        for name, is_needed in self._needed(bool(kept)).items():
            if not is_needed:
                del self[name]

    def _needed(self, has_fields: bool) -> dict[str, bool]:
        return {
            "about": has_fields,
            "recipient": self.kind == RequestKind.OBJECT,
            "proposed": self.kind in PROPOSING,
            "others": self.kind == RequestKind.ACCESS and bool(self.found),
        }

    def draw_document(self, appeal: Appeal) -> None:
        """The representative of the appeal is offered with the document it was filed by."""
        person = appeal.representative
        if person is not None:
            self.document_kind.data = person.document_kind
            self.document_until.data = person.valid_until

    def validate_asker(self, asker: RadioField) -> None:
        """One of those who may ask for this."""
        OneOf(code for code, _label in asker.choices)(self, asker)

    @property
    def new(self) -> NewRequest:
        """What was typed, as the action takes it."""
        told = {name: self[name].data or "" for name in ("evidence", "words", "reference")}
        return NewRequest(
            self.kind,
            self.received_on.data,
            self.channel.data,
            asker=self.asker.data,
            proof=self.proof.data,
            field=self._typed("about"),
            proposed=self._typed("proposed"),
            third_party=self.parties.get(self._typed("recipient")),
            document=self._document(),
            ground=self.ground.data or "" if self.asker.data == Asker.STATE_BODY else "",
            others=[self.found[one] for one in self._typed("others") if one in self.found],
            **told,
        )

    def _document(self) -> Document | None:
        is_known = self.document_kind.data in AUTHORITY_DOCUMENTS
        if self.asker.data != Asker.REPRESENTATIVE or not is_known:
            return None
        number = self.document_no.data or ""
        return Document(self.document_kind.data, number, self.document_until.data)

    def _typed(self, name: str) -> Any:
        return (self[name].data or "") if name in self else ""


class DecisionForm(Mendable):
    """What is decided, on which grounds, in which words (law 25)."""

    outcome = RadioField(
        _l("Decision"), [OneOf(REQUEST_OUTCOMES)], choices=lambda: choices(REQUEST_OUTCOMES)
    )
    reasons = SelectMultipleField(_l("Reasons of the refusal"), validate_choice=False)
    words = TextAreaField(
        _l("Words to the person"),
        [Length(max=LONGEST, message=TOO_LONG)],
        render_kw={"rows": 4},
    )

    def __init__(self, request: SubjectRequest, **more: Any) -> None:
        super().__init__(version=request.version, **more)
        self.reasons.choices = [
            (str(reason), reason_words(reason)) for reason in refusals_for(request.kind)
        ]
        if request.appeal_id is None:
            del self.words  # nothing about a person is kept where nothing is held

    def told(self) -> dict[str, Any]:
        """What the form tells the action, by the names of its arguments."""
        words = {"words": self.words.data or ""} if self.words else {}
        return {"outcome": self.outcome.data, "reasons": self.reasons.data or [], **words}


class HandOverForm(Form):
    """By which way the extract went to the person."""

    channel = SelectField(
        _l("How it was handed over"), [OneOf(CHANNELS)], choices=lambda: choices(CHANNELS)
    )
