"""Who works here, who appeals, by which document, in which language."""

from enum import StrEnum


class Role(StrEnum):
    """What a member of staff is at the Centre (domain 1, roles)."""

    OPERATOR = "operator"
    SENIOR_OPERATOR = "senior_operator"
    MANAGER = "manager"
    PRIVACY_OFFICER = "privacy_officer"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    SYSTEM = "system"  # commands of the operator of the machine, never a person
    RECIPIENT = "recipient"  # a third party at the page of its link, never one of the staff


STAFF_ROLES: tuple[Role, ...] = tuple(
    role for role in Role if role not in (Role.SYSTEM, Role.RECIPIENT)
)


class ApplicantType(StrEnum):
    """Whose data it is (policy 6)."""

    PERSON_KZ = "person_kz"
    PERSON_FOREIGN = "person_foreign"
    ORG_KZ = "org_kz"
    ORG_FOREIGN = "org_foreign"
    OTHER = "other"


class AuthorityDocument(StrEnum):
    """By which document somebody appeals for another (policy 3.6; R-3.6b)."""

    POWER_OF_ATTORNEY = "power_of_attorney"
    BIRTH_CERTIFICATE = "birth_certificate"
    GUARDIANSHIP = "guardianship"
    OFFICIAL_ORDER = "official_order"
    COURT_DECISION = "court_decision"
    OTHER = "other"


class Party(StrEnum):
    """Whom a personal value of an appeal is about, or where it stands."""

    APPLICANT = "applicant"
    REPRESENTATIVE = "representative"
    APPEAL = "appeal"
    CASE = "case"  # notes and answers of the staff


class Language(StrEnum):
    """The three languages of the interface; Kazakh is the default."""

    KK = "kk"
    RU = "ru"
    EN = "en"
