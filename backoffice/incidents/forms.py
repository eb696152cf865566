"""What is typed about an incident: its facts, its cases, its steps, the columns of its list."""

import re
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    DateTimeLocalField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError
from wtforms.validators import Optional as MayBeEmpty

from backoffice import clock
from backoffice.incidents.actions import Facts
from backoffice.incidents.concerned import Search
from backoffice.incidents.models import IncidentFacts
from backoffice.rules.vocabulary.incidents import CaseSource, SubjectField
from backoffice.web.forms import Form, MomentForm, OneOf, choices, no_personal_data
from backoffice.web.labels.incidents import (
    FOUND_HOW,
    INCIDENT_KINDS,
    INCIDENT_OUTCOMES,
    MEASURES,
    SUBJECT_FIELDS,
)

ROW_NUMBER = re.compile("[0-9]{1,9}")
MINUTES = "%Y-%m-%dT%H:%M"
LONGEST_PASTE = 200_000  # ten thousand numbers


def of_our_time(_form: Any, box: Any) -> None:
    """A year nobody means is a slip of the keyboard. Raises ValidationError."""
    if box.data is not None and not 2000 <= box.data.year < 2100:
        raise ValidationError(_l("Choose a year from 2000 to 2099."))


def _aware(typed: datetime | None) -> datetime | None:
    """People mean the time in Astana."""
    return typed.replace(tzinfo=clock.ALMATY) if typed else None


def _shown(moment: datetime | None) -> datetime | None:
    return clock.local(moment).replace(tzinfo=None) if moment else None


class FactsForm(Form):
    """What is known of an incident: closed lists, moments, a reference; no free text."""

    kind = SelectField(
        _l("What happened"),
        [OneOf(INCIDENT_KINDS)],
        choices=lambda: choices(INCIDENT_KINDS, first=_l("choose")),
        validate_choice=False,
    )
    found_how = SelectField(
        _l("How it was found"),
        [OneOf(FOUND_HOW)],
        choices=lambda: choices(FOUND_HOW, first=_l("choose")),
        validate_choice=False,
    )
    detected_at = DateTimeLocalField(_l("Found at"), [InputRequired(), of_our_time], format=MINUTES)
    happened_from = DateTimeLocalField(
        _l("It began at"), [MayBeEmpty(), of_our_time], format=MINUTES
    )
    happened_until = DateTimeLocalField(
        _l("It ended at"), [MayBeEmpty(), of_our_time], format=MINUTES
    )
    measures = SelectMultipleField(_l("Measures taken"), choices=lambda: choices(MEASURES))
    reference = StringField(
        _l("Number and date of the document"), [Length(max=60), no_personal_data]
    )

    def draw(self, known: IncidentFacts) -> None:
        """Offer what is known, to be corrected."""
        for name in ("kind", "found_how", "reference"):
            self[name].data = getattr(known, name)
        for name in ("detected_at", "happened_from", "happened_until"):
            self[name].data = _shown(getattr(known, name))
        self.measures.data = known.measure_codes

    @property
    def told(self) -> Facts:
        """What was typed, as the action takes it."""
        return Facts(
            kind=self.kind.data,
            found_how=self.found_how.data,
            detected_at=self.detected_at.data.replace(tzinfo=clock.ALMATY),
            happened_from=_aware(self.happened_from.data),
            happened_until=_aware(self.happened_until.data),
            measures=tuple(self.measures.data or ()),
            reference=self.reference.data or "",
        )


class NumbersForm(Form):
    """Numbers of appeals, typed or pasted."""

    numbers = TextAreaField(
        _l("Numbers of appeals"),
        [DataRequired(_l("Write at least one number.")), Length(max=LONGEST_PASTE)],
    )


class SearchForm(Form):
    """Which cases: of a person or a third party between two moments, or of one disclosure."""

    source = SelectField(_l("Look for"), validate_choice=False)
    staff = SelectField(_l("Member of staff"), validate_choice=False)
    third_party = SelectField(_l("Third party"), validate_choice=False)
    disclosure = StringField(_l("Disclosure no."))
    since = DateTimeLocalField(_l("From"), [MayBeEmpty(), of_our_time], format=MINUTES)
    until = DateTimeLocalField(_l("To"), [MayBeEmpty(), of_our_time], format=MINUTES)
    seen = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for box in (self.since, self.until):
            box.flags.optional = False  # which boxes a question needs, the hints say

    def offer(self, sources: Any, staff: dict[str, str], parties: dict[str, str]) -> None:
        """Fill the lists to choose from."""
        self.source.choices = choices(sources, first=_l("choose"))
        self.staff.choices = choices(staff, first=_l("choose"))
        self.third_party.choices = choices(parties, first=_l("choose"))

    def validate(self, extra_validators: Any = None) -> bool:
        """What the chosen question needs, and nothing of the others."""
        is_whole = bool(super().validate(extra_validators))
        codes = {row.value for row in self.source.choices} - {""}
        if self.source.data not in codes:
            self.fail("source", _("Choose one of the list."))
            return False
        if self.source.data == CaseSource.DISCLOSURE:
            return self._names_a_disclosure() and is_whole
        return self._names_one(self[self.source.data]) and self._has_period() and is_whole

    @property
    def search(self) -> Search:
        """The question as the log is asked; the minute of the end counts."""
        source = CaseSource(self.source.data)
        what = int(self[source].data)
        if source is CaseSource.DISCLOSURE:
            return Search(source, what)
        until = self.until.data.replace(tzinfo=clock.ALMATY) + timedelta(minutes=1)
        return Search(source, what, _aware(self.since.data), until)

    def _names_one(self, box: Any) -> bool:
        if box.data and box.data in {row.value for row in box.choices}:
            return True
        self.fail(box.name, _("Choose one of the list."))
        return False

    def _names_a_disclosure(self) -> bool:
        text = (self.disclosure.data or "").strip()
        self.disclosure.data = text
        if ROW_NUMBER.fullmatch(text):
            return True
        self.fail("disclosure", _("Write the number of a disclosure."))
        return False

    def _has_period(self) -> bool:
        for box in (self.since, self.until):
            if box.data is None and not box.errors:
                self.fail(box.name, _("Choose a day and a time."))
        if self.since.data and self.until.data and self.since.data > self.until.data:
            self.fail("until", _("The end must not be earlier than the beginning."))
        return not (self.since.errors or self.until.errors)


class IncidentStepForm(MomentForm):
    """When a step happened, and by which document."""

    reference = StringField(
        _l("Number and date of the document"),
        [DataRequired(_l("Write the number of the document.")), Length(max=60), no_personal_data],
    )

    def told(self) -> dict[str, Any]:
        """What the form tells the action, by the names of its arguments."""
        return {"at": self.moment, "reference": self.reference.data}


class CloseForm(IncidentStepForm):
    """How an incident ended."""

    outcome = SelectField(
        _l("How it ended"),
        [OneOf(INCIDENT_OUTCOMES)],
        choices=lambda: choices(INCIDENT_OUTCOMES, first=_l("choose")),
        validate_choice=False,
    )

    def told(self) -> dict[str, Any]:
        """When, by which document, and how."""
        return {**super().told(), "outcome": self.outcome.data}


class ListForm(Form):
    """Which columns the list of subjects has: as few as the notice needs (policy 5.4)."""

    fields = SelectMultipleField(
        _l("Data in the list"),
        choices=lambda: choices(SUBJECT_FIELDS),
        default=[SubjectField.NAME],
    )

    def validate_fields(self, box: SelectMultipleField) -> None:
        """At least one: a list of nobody tells nothing."""
        if not box.data:
            raise ValidationError(_l("Choose at least one field."))

    @property
    def chosen(self) -> list[SubjectField]:
        """The columns in their order."""
        return [field for field in SubjectField if field in (self.fields.data or ())]
