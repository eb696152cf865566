"""Which values an appeal must have, and when a typed one is doubtful (policy 5.e; R-5e.4)."""

from collections.abc import Iterable
from dataclasses import dataclass

from backoffice.rules.fields import APPEAL_FIELDS, IDENTIFIERS, CategoryNeeds, Field
from backoffice.rules.identifiers import Finding
from backoffice.rules.vocabulary.appeals import Channel
from backoffice.rules.vocabulary.completeness import SAID_BY_STAFF, DoubtReason

# A caller has no photo at hand; a phone is required of who calls, whatever the category says.
NEVER_MISSED = frozenset({Field.PHOTO, Field.PHONE})
CONTACTS = frozenset({Field.PHONE, Field.REPRESENTATIVE_PHONE, Field.EMAIL})
PHONED = frozenset({str(Channel.PHONE)})


@dataclass(frozen=True)
class Required:
    """Of which appeals one field is required: by category, by kind of applicant, by channel."""

    field: Field
    categories: frozenset[str]
    applicant_types: frozenset[str]
    channels: frozenset[str]

    @property
    def is_about_person(self) -> bool:
        """Whether an anonymous applicant is not asked for it (R-3.3)."""
        return self.field not in APPEAL_FIELDS

    @property
    def is_number(self) -> bool:
        """Whether one who called with a hidden number is not asked for it."""
        return self.field is Field.PHONE

    def asks(
        self,
        category: str,
        *,
        applicant_type: str,
        channel: str,
        is_anonymous: bool,
        number_hidden: bool,
    ) -> bool:
        """Whether an appeal like this must have the field."""
        if (is_anonymous and self.is_about_person) or (number_hidden and self.is_number):
            return False
        return (
            category in self.categories
            or applicant_type in self.applicant_types
            or channel in self.channels
        )


def required_among(needs: Iterable[CategoryNeeds]) -> list[Required]:
    """Every field that some appeal of these categories must have, in the order of the screens."""
    rows = list(needs)
    found = (_required(field, rows) for field in Field)
    return [row for row in found if row.categories or row.applicant_types or row.channels]


def said_about(field: Field) -> tuple[DoubtReason, ...]:
    """What the staff may say against a value of this field: only a contact can be called."""
    return tuple(
        reason
        for reason in SAID_BY_STAFF
        if reason is not DoubtReason.NOBODY_ANSWERS or field in CONTACTS
    )


def doubt_of(findings: Iterable[Finding]) -> DoubtReason | None:
    """Why a text kept in spite of an error is doubtful; a warning that was confirmed is not."""
    codes = [finding.code for finding in findings if finding.severity == "error"]
    if not codes:
        return None
    is_digit = all(code.endswith(".check-digit") for code in codes)
    return DoubtReason.CHECK_DIGIT if is_digit else DoubtReason.UNUSUAL_SHAPE


def _required(field: Field, rows: list[CategoryNeeds]) -> Required:
    counts = field not in NEVER_MISSED
    types = (kind for kind, fields in IDENTIFIERS.items() if field in fields)
    return Required(
        field,
        frozenset(row.code for row in rows if counts and field in row.always),
        frozenset(map(str, types)) if counts else frozenset(),
        PHONED if field is Field.PHONE else frozenset(),
    )
