"""Words for who works here and who appeals."""

from flask_babel import lazy_gettext as _l

from backoffice.rules.vocabulary.people import (
    ApplicantType,
    AuthorityDocument,
    Language,
    Party,
    Role,
)
from backoffice.web.labels.table import Labels

ROLES: Labels = {
    Role.OPERATOR: _l("operator"),
    Role.SENIOR_OPERATOR: _l("senior operator"),
    Role.MANAGER: _l("manager"),
    Role.PRIVACY_OFFICER: _l("privacy officer"),
    Role.ADMINISTRATOR: _l("administrator"),
    Role.AUDITOR: _l("auditor"),
    Role.SYSTEM: _l("system"),
    Role.RECIPIENT: _l("recipient of data"),
}
APPLICANT_TYPES: Labels = {
    ApplicantType.PERSON_KZ: _l("Individual, citizen of RK"),
    ApplicantType.PERSON_FOREIGN: _l("Individual, foreign citizen"),
    ApplicantType.ORG_KZ: _l("Kazakhstani organisation"),
    ApplicantType.ORG_FOREIGN: _l("Foreign organisation"),
    ApplicantType.OTHER: _l("Other person"),
}
AUTHORITY_DOCUMENTS: Labels = {
    AuthorityDocument.POWER_OF_ATTORNEY: _l("Power of attorney"),
    AuthorityDocument.BIRTH_CERTIFICATE: _l("Birth certificate of a child"),
    AuthorityDocument.GUARDIANSHIP: _l("Guardianship or care order"),
    AuthorityDocument.OFFICIAL_ORDER: _l("Order appointing the head of an organisation"),
    AuthorityDocument.COURT_DECISION: _l("Decision of a court"),
    AuthorityDocument.OTHER: _l("Other document"),
}
PARTIES: Labels = {
    Party.APPLICANT: _l("Applicant"),
    Party.REPRESENTATIVE: _l("Authorised representative"),
    Party.APPEAL: _l("Appeal"),
    Party.CASE: _l("Case"),
}
LANGUAGES: Labels = {
    Language.KK: _l("Kazakh"),
    Language.RU: _l("Russian"),
    Language.EN: _l("English"),
}
