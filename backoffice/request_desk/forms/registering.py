"""A request about an appeal: only the boxes its kind needs (law 24, 25)."""

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
from wtforms.validators import Length
from wtforms.validators import Optional as MayBeEmpty

from backoffice.appeals.models import Appeal
from backoffice.request_desk.forms.boxes import DAYS, LONGEST, TOO_LONG, BareForm
from backoffice.request_desk.wording import ABOUT
from backoffice.rules.names import sort_key
from backoffice.rules.subject_requests import PROPOSING, may_ask
from backoffice.rules.vocabulary.requests import Asker, RequestKind
from backoffice.subject_requests.actions import Document, NewRequest, fields_of
from backoffice.third_parties.queries import all_third_parties
from backoffice.web.forms import OneOf, choices, no_personal_data
from backoffice.web.labels.people import AUTHORITY_DOCUMENTS
from backoffice.web.labels.requests import ASKERS, RECOGNITIONS
from backoffice.web.language import name_of


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
