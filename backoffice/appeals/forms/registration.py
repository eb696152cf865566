"""When an appeal can be registered: what has to be filled in, what has to be looked at again."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from backoffice import clock
from backoffice.appeals.forms.boxes import RegistrationBoxes
from backoffice.appeals.registration import Doubt, doubts_about, fields_beyond, needs_provision
from backoffice.rules.fields import ORGANISATION_TYPES
from backoffice.rules.vocabulary.appeals import Urgency
from backoffice.rules.vocabulary.consent import LegalBasis
from backoffice.rules.vocabulary.people import ApplicantType
from backoffice.third_parties.models import DISTRICT_AKIMAT
from backoffice.web.labels.fields import field_list
from backoffice.web.refusal_words import FINDINGS

PERSONS = frozenset({ApplicantType.PERSON_KZ, ApplicantType.PERSON_FOREIGN})
# What each kind of applicant must be named by; an anonymous one by nothing.
_NAMED_BY = {
    "name": PERSONS,
    "organisation": ORGANISATION_TYPES,
    "description": frozenset({ApplicantType.OTHER}),
}


class RegistrationForm(RegistrationBoxes):
    """The registration page: refuses what must be there and is not, asks about the doubtful."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.doubts: list[tuple[Doubt, str]] = []

    @property
    def doubt_codes(self) -> str:
        """What the confirmation confirms: fields and findings, never what was typed."""
        return ",".join(sorted(str(doubt) for doubt, _sentence in self.doubts))

    @property
    def is_confirmed(self) -> bool:
        """Whether every doubt there is now was confirmed."""
        told = set((self.confirmed.data or "").split(","))
        return all(str(doubt) in told for doubt, _sentence in self.doubts)

    def drop_unneeded(self) -> str:
        """Empty the boxes this category does not need; the sentence names them (R-5c.1)."""
        held_back = set(self.asked.with_reason)
        gone = [f for f in fields_beyond(self.new_appeal(), self.needs) if f not in held_back]
        for field in gone:
            self[field].data = ""
        if not gone:
            return ""
        return _(
            "The category does not need: %(fields)s. What was typed there was removed.",
            fields=field_list(gone),
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether it can be registered: the shape is right and every doubt was confirmed."""
        super().validate(extra_validators)
        removed = self.drop_unneeded()
        if removed:
            self.form_errors.append(removed)
        self._require_case()
        self._require_person()
        self._require_consent()
        self._raise_doubts()
        return not self.errors and self.is_confirmed

    def mark_required(self) -> None:
        """Mark the boxes that must be filled in as the page stands now."""
        for name in self._required():
            self[name].flags.must = True

    def _required(self) -> Iterator[str]:
        yield from ("category", "problem_text")
        if self._needs_district:
            yield "district"
        if self._needs_provision:
            yield "legal_provision"
        yield from (name for name in _NAMED_BY if self.applicant_type.data in _NAMED_BY[name])
        if self.is_foreign:
            yield "country"
        if self.reason_is_due:
            yield "collect_reason"
        if self.has_representative:
            yield from ("representative_name", "document_kind", "representative_document")
        yield "consent_evidence"
        if self.is_oral:
            yield "script_read"

    @property
    def _needs_district(self) -> bool:
        return bool(self.chosen and self.chosen.default_third_party == DISTRICT_AKIMAT)

    @property
    def _needs_provision(self) -> bool:
        return needs_provision(self.legal_basis.data, self.applicant_type.data)

    def _raise_doubts(self) -> None:
        found = doubts_about(
            self.new_appeal(),
            self.needs,
            urgency=self.chosen.urgency if self.chosen else Urgency.URGENT,
            now=clock.now(),
            today=clock.today(),
        )
        if self.chosen is None:  # what a category would need is not known yet
            found = [doubt for doubt in found if doubt.code != "field.missing"]
        fresh = [doubt for doubt in found if not self[doubt.field].errors]
        self.doubts = [(doubt, str(FINDINGS[doubt.code])) for doubt in fresh]
        for doubt, sentence in self.doubts:
            field = self[doubt.field]
            field.warnings = [*getattr(field, "warnings", []), sentence]

    def _require_case(self) -> None:
        if self.chosen is None:
            self.fail("category", _("Choose a category."))
        if self.district.data not in {code for code, _name in self.district.choices}:
            self.fail("district", _("Choose one of the list."))
        elif self._needs_district and not self.district.data:
            self.fail("district", _("The akimat of the district resolves this: choose one."))
        received = self.received_at.moment
        if received is not None and received > clock.now():
            self.fail("received_at", _("This moment is in the future."))

    def _require_person(self) -> None:
        if self.is_anonymous.data:
            return
        if self.reason_is_due:
            self._require("collect_reason", _("State why more data is collected."))
        kind = self.applicant_type.data
        if kind in PERSONS:
            self._require("name", _("Write the name, or tick that the appeal is anonymous."))
        if kind in ORGANISATION_TYPES:
            self._require("organisation", _("Write the name of the organisation."))
        if kind == ApplicantType.OTHER:
            self._require("description", _("Describe the person."))
        if self.is_foreign and self.country.data not in dict(self.country.choices[1:]):
            self.fail("country", _("Choose a country."))
        if self.has_representative:
            self._require("representative_name", _("Write the name of the representative."))
            self._require("document_kind", _("Choose the document of authority."))
            self._require("representative_document", _("Write the number of the document."))

    def _require_consent(self) -> None:
        if self._needs_provision:
            by_contract = self.legal_basis.data == LegalBasis.CONTRACT
            contract = _("Name the contract: its number and day.")
            provision = _("Name the provision of law: act and article.")
            self._require("legal_provision", contract if by_contract else provision)
        if self.consent_until.data and self.consent_until.data <= clock.today():
            self.fail("consent_until", _("The day must be later than today."))
        if self.is_anonymous.data:
            return
        self._require("consent_evidence", _("Write what proves the consent."))
        if self.is_oral and not self.script_read.data:
            self.fail("script_read", _("Read the script out, then tick here."))

    def _require(self, name: str, sentence: str) -> None:
        if not self[name].data and not self[name].errors:
            self.fail(name, sentence)
