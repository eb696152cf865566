"""The boxes of the registration page, and what follows from what is in them so far."""

from datetime import datetime
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import Length

from backoffice import clock
from backoffice.appeals.forms.parts import (
    Day,
    Moment,
    countries,
    line,
    long_text,
    rows_of,
    select,
    strip,
)
from backoffice.appeals.registration import NewAppeal, NewRepresentative, asked_of
from backoffice.rules.deadlines import deadline
from backoffice.rules.fields import (
    ANSWER_FIELDS,
    APPEAL_FIELDS,
    CategoryNeeds,
    CollectedFields,
    Field,
)
from backoffice.rules.identifiers import clean_number
from backoffice.rules.objections import OBJECTABLE
from backoffice.rules.phones import normalise_phone
from backoffice.rules.vocabulary.appeals import FORM_OF_CHANNEL, AppealForm, AppealKind, Channel
from backoffice.rules.vocabulary.consent import CONSENT_OF_CHANNEL, ConsentMethod, LegalBasis
from backoffice.rules.vocabulary.people import ApplicantType, Language
from backoffice.third_parties.models import Category
from backoffice.third_parties.queries import categories, districts, working_calendar
from backoffice.web.forms import Form, choices
from backoffice.web.labels.appeals import CHANNELS, FORMS, KINDS
from backoffice.web.labels.consent import CONSENT_METHODS, LEGAL_BASES
from backoffice.web.labels.fields import FIELDS
from backoffice.web.labels.people import APPLICANT_TYPES, AUTHORITY_DOCUMENTS, LANGUAGES
from backoffice.web.labels.personal_values import COLLECT_REASONS

# Nearly every category asks for the place, so its box is there before one is chosen.
NO_CATEGORY = CategoryNeeds("", frozenset({Field.OBJECT_ADDRESS}), frozenset())
IIN_LENGTH = 12
FOREIGN = frozenset({ApplicantType.PERSON_FOREIGN, ApplicantType.ORG_FOREIGN})


class RegistrationBoxes(Form):
    """The boxes in the order of a telephone call, and what follows from them (policy 3.6, 4)."""

    channel = select(_l("Channel"), CHANNELS, default=Channel.PHONE)
    kind = select(_l("Kind"), KINDS, default=AppealKind.APPEAL)
    form_of_appeal = select(_l("Form"), FORMS, first=_l("By the channel"))
    language = select(_l("Language of the applicant"), LANGUAGES, default=Language.KK)
    phone = line(Field.PHONE, inputmode="tel")
    number_hidden = BooleanField(_l("Number hidden"))
    name = line(Field.NAME)
    is_anonymous = BooleanField(_l("Anonymous"))
    category = SelectField(_l("Category"), validate_choice=False)
    district = SelectField(_l("District"), validate_choice=False)
    object_address = line(Field.OBJECT_ADDRESS)
    photo = line(Field.PHOTO)
    problem_text = long_text(FIELDS[Field.PROBLEM_TEXT], rows=9)
    received_at = Moment(_l("Received at"))

    applicant_type = select(_l("Who appeals"), APPLICANT_TYPES, default=ApplicantType.PERSON_KZ)
    country = SelectField(_l("Country"), validate_choice=False)
    email = line(Field.EMAIL, inputmode="email", spellcheck="false")
    home_address = line(Field.HOME_ADDRESS)
    account_no = line(Field.ACCOUNT_NO)
    organisation = line(Field.ORGANISATION)
    bin = line(Field.BIN, inputmode="numeric")
    iin = line(Field.IIN, inputmode="numeric")
    document_no = line(Field.DOCUMENT_NO)
    registration_no = line(Field.REGISTRATION_NO)
    description = line(Field.DESCRIPTION)
    collect_reason = select(_l("Reason"), COLLECT_REASONS, first=_l("Choose a reason"))

    representative_name = line(Field.REPRESENTATIVE_NAME)
    representative_phone = line(Field.REPRESENTATIVE_PHONE, inputmode="tel")
    document_kind = select(
        _l("Document of authority"), AUTHORITY_DOCUMENTS, first=_l("Choose a document")
    )
    representative_document = line(
        Field.REPRESENTATIVE_DOCUMENT, label=_l("Number of the document")
    )
    document_date = Day(_l("Date of the document"))
    valid_until = Day(_l("Valid until"))

    script_read = BooleanField(_l("The script was read out and the applicant agreed"))
    consent_method = select(
        _l("How consent was given"), CONSENT_METHODS, first=_l("By the channel")
    )
    consent_evidence = line(Field.CONSENT_EVIDENCE)
    legal_basis = select(_l("Legal basis"), LEGAL_BASES, default=LegalBasis.CONSENT)
    legal_provision = StringField(
        _l("Provision of law"),
        [Length(max=120, message=_l("This is too long."))],
        filters=[strip],
    )
    no_transfer = BooleanField(_l("No transfer of personal data to third parties"))
    objected = select(
        _l("The applicant does not want this to be given to anybody"),
        {field: FIELDS[field] for field in OBJECTABLE},
        first=_l("Nothing of the kind"),
    )
    consent_until = Day(_l("Consent valid until"))
    confirmed = StringField(_l("I checked, register as it is"))

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.known = {row.code: row for row in categories()}
        self.category.choices = rows_of(self.known.values(), _("Choose a category"))
        self.district.choices = rows_of(districts(), _("Choose a district"))
        by_channel = _(
            "%(method)s (by the channel)", method=CONSENT_METHODS[self.method_by_channel]
        )
        self.consent_method.choices = choices(CONSENT_METHODS, first=by_channel)
        self.country.choices = [("", _("Choose a country")), *countries(str(get_locale()))]

    @property
    def chosen(self) -> Category | None:
        """The category chosen so far."""
        return self.known.get(self.category.data or "")

    @property
    def needs(self) -> CategoryNeeds:
        """What the chosen category needs; before one is chosen, the place alone."""
        return self.chosen.needs if self.chosen else NO_CATEGORY

    @property
    def asked(self) -> CollectedFields:
        """The personal fields that stand on the page."""
        return asked_of(self.new_appeal(), self.needs)

    @property
    def place_fields(self) -> list[Field]:
        """Fields about the place of the problem, beside its text."""
        return [f for f in self.asked.shown if f in APPEAL_FIELDS - {Field.PROBLEM_TEXT}]

    @property
    def person_fields(self) -> list[Field]:
        """Fields about the applicant beyond name and phone; the address to write to comes last."""
        fields = [f for f in self.asked.shown if f not in APPEAL_FIELDS | ANSWER_FIELDS]
        return sorted(fields, key=lambda field: field is Field.EMAIL)

    @property
    def reason_is_due(self) -> bool:
        """Whether something is filled in that is collected with a reason only."""
        return any(self[field].data for field in self.asked.with_reason)

    @property
    def is_foreign(self) -> bool:
        """Whether a country is asked for."""
        return self.applicant_type.data in FOREIGN

    @property
    def form_by_channel(self) -> str:
        """The form of the appeal: as chosen, else as the channel says (R-3.6a)."""
        chosen = self.form_of_appeal.data
        return chosen or FORM_OF_CHANNEL.get(self.channel.data, AppealForm.ELECTRONIC)

    @property
    def method_by_channel(self) -> str:
        """How one agrees on this channel (R-7.1)."""
        return CONSENT_OF_CHANNEL.get(self.channel.data, ConsentMethod.MESSAGE)

    @property
    def is_oral(self) -> bool:
        """Whether the script has to be read out (R-7.2)."""
        return self.form_by_channel == AppealForm.ORAL

    @property
    def has_representative(self) -> bool:
        """Whether anything was typed about somebody who appeals for the applicant."""
        return any(
            (
                self.representative_name.data,
                self.representative_phone.data,
                self.representative_document.data,
                self.document_kind.data,
            )
        )

    @property
    def due_at(self) -> datetime | None:
        """Until when an answer is due, once a category is chosen."""
        if self.chosen is None:
            return None
        received = self.received_at.moment or clock.now()
        return deadline(self.chosen.urgency, received, working_calendar())

    def caller_terms(self) -> list[tuple[str, str]]:
        """What a known caller is found by: a whole phone, a whole IIN (R-5e.3)."""
        phone = normalise_phone(self.phone.data or "")
        iin = clean_number(self.iin.data or "")
        terms = [("phone", phone)] if phone else []
        return [*terms, ("number", iin)] if len(iin) == IIN_LENGTH else terms

    def new_appeal(self) -> NewAppeal:
        """The bundle to register, as far as the page is filled in."""
        return NewAppeal(
            category_code=self.category.data or "",
            texts={f: self[f].data for f in Field if f in self and self[f].data},
            kind=self.kind.data,
            form=self.form_by_channel,
            channel=self.channel.data,
            language=self.language.data,
            district_code=self.district.data or None,
            applicant_type=self.applicant_type.data,
            country=self._country(),
            legal_provision=self.legal_provision.data,
            is_anonymous=self.is_anonymous.data,
            number_hidden=self.number_hidden.data,
            no_transfer=self.no_transfer.data,
            collect_reason=self.collect_reason.data,
            representative=self._representative(),
            legal_basis=self.legal_basis.data,
            consent_method=self.consent_method.data or self.method_by_channel,
            received_at=self.received_at.moment,
            consent_until=self.consent_until.data,
            objected=(self.objected.data,) if self.objected.data else (),
        )

    def _country(self) -> str:
        if self.is_foreign:
            return self.country.data or ""
        return "" if self.applicant_type.data == ApplicantType.OTHER else "KZ"

    def _representative(self) -> NewRepresentative | None:
        if not self.has_representative:
            return None
        return NewRepresentative(
            document_kind=self.document_kind.data,
            document_date=self.document_date.data,
            valid_until=self.valid_until.data,
        )
