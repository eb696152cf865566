"""Words for groups of applicants in the filters of reports."""

from flask_babel import lazy_gettext as _l

from backoffice.rules.vocabulary.report_filters import ApplicantGroup
from backoffice.web.labels.table import Labels

APPLICANT_GROUPS: Labels = {
    ApplicantGroup.PERSON: _l("Any individual"),
    ApplicantGroup.ORG: _l("Any organisation"),
    ApplicantGroup.RESIDENT: _l("From Kazakhstan"),
    ApplicantGroup.FOREIGN: _l("From abroad"),
    ApplicantGroup.REPRESENTED: _l("By a representative"),
}
