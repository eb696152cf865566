"""Words for incidents with personal data."""

from flask_babel import lazy_gettext as _l

from backoffice.rules.vocabulary.incidents import (
    CaseSource,
    FoundHow,
    IncidentKind,
    IncidentOutcome,
    IncidentState,
    Measure,
    SubjectField,
)
from backoffice.web.labels.table import Labels

INCIDENT_KINDS: Labels = {
    IncidentKind.DISTRIBUTION: _l("Illegal distribution"),
    IncidentKind.CHANGE: _l("Illegal change"),
    IncidentKind.DESTRUCTION: _l("Illegal destruction"),
    IncidentKind.ACCESS: _l("Illegal access"),
}
FOUND_HOW: Labels = {
    FoundHow.STAFF: _l("A member of staff reported it"),
    FoundHow.AUDIT_LOG: _l("Seen in the audit log"),
    FoundHow.SUBJECT: _l("A data subject complained"),
    FoundHow.THIRD_PARTY: _l("A third party reported it"),
    FoundHow.AUTHORITY: _l("A state body pointed it out"),
    FoundHow.MONITORING: _l("Seen by the monitoring of systems"),
    FoundHow.PUBLIC: _l("Data was seen in a public place"),
}
MEASURES: Labels = {
    Measure.ACCESS_ENDED: _l("Access of the account was ended"),
    Measure.PASSWORDS_CHANGED: _l("Passwords were changed"),
    Measure.LINKS_REVOKED: _l("Links of recipients were revoked"),
    Measure.DATA_BLOCKED: _l("The data was blocked"),
    Measure.DATA_RECALLED: _l("The data given out was recalled"),
    Measure.DATA_RESTORED: _l("The data was restored from a backup"),
    Measure.KEYS_CHANGED: _l("The keys of the vault were changed"),
    Measure.INQUIRY: _l("An internal inquiry was begun"),
    Measure.POLICE: _l("It was reported to law enforcement"),
}
INCIDENT_STATES: Labels = {
    IncidentState.OPEN: _l("recorded, the authorised body not notified"),
    IncidentState.NOTIFIED: _l("authorised body notified"),
    IncidentState.LISTED: _l("list of subjects handed over"),
    IncidentState.TOLD: _l("subjects told"),
    IncidentState.CLOSED: _l("closed"),
}
INCIDENT_OUTCOMES: Labels = {
    IncidentOutcome.REMEDIED: _l("Everything was put right"),
    IncidentOutcome.CONSEQUENCES: _l("Consequences remain for the subjects"),
    IncidentOutcome.NOT_CONFIRMED: _l("The breach was not confirmed"),
}
CASE_SOURCES: Labels = {
    CaseSource.NUMBERS: _l("by number"),
    CaseSource.STAFF: _l("worked on by a member of staff"),
    CaseSource.THIRD_PARTY: _l("given to a third party"),
    CaseSource.DISCLOSURE: _l("by one disclosure"),
}
SUBJECT_FIELDS: Labels = {
    SubjectField.NAME: _l("Name"),
    SubjectField.IIN: _l("IIN"),
    SubjectField.PHONE: _l("Phone"),
}
