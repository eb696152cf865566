"""Groups of applicants a report can be narrowed to, beside the single types of policy 6."""

from enum import StrEnum

from backoffice.rules.vocabulary.people import ApplicantType


class ApplicantGroup(StrEnum):
    """Who appealed, more broadly than by type; "represented" is about how."""

    PERSON = "person"
    ORG = "org"
    RESIDENT = "resident"
    FOREIGN = "foreign"
    REPRESENTED = "represented"


TYPES_OF_GROUP: dict[ApplicantGroup, frozenset[ApplicantType]] = {
    ApplicantGroup.PERSON: frozenset({ApplicantType.PERSON_KZ, ApplicantType.PERSON_FOREIGN}),
    ApplicantGroup.ORG: frozenset({ApplicantType.ORG_KZ, ApplicantType.ORG_FOREIGN}),
    ApplicantGroup.RESIDENT: frozenset({ApplicantType.PERSON_KZ, ApplicantType.ORG_KZ}),
    ApplicantGroup.FOREIGN: frozenset({ApplicantType.PERSON_FOREIGN, ApplicantType.ORG_FOREIGN}),
}
