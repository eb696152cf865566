"""Words for the inventory of personal data."""

from flask_babel import lazy_gettext as _l

from backoffice.rules.vocabulary.inspection import DataClass, Process
from backoffice.web.labels.table import Labels

PROCESSES: Labels = {
    Process.APPEAL: _l("Registering and resolving appeals"),
    Process.TRANSFER: _l("Transfer to third parties"),
    Process.CONSENT: _l("Consent and its withdrawal"),
    Process.STAFF: _l("Accounts of the staff and the audit log"),
    Process.THIRD_PARTY: _l("Register of third parties"),
}
PROCESS_PURPOSES: Labels = {
    Process.APPEAL: _l("to consider and satisfy the appeal"),
    Process.TRANSFER: _l("to have the appeal resolved by whoever is competent"),
    Process.CONSENT: _l("to prove the consent"),
    Process.STAFF: _l("to answer for every deed upon personal data"),
    Process.THIRD_PARTY: _l("to reach the recipient in its official capacity"),
}
DATA_CLASSES: Labels = {
    DataClass.RESTRICTED: _l("restricted access"),
    DataClass.PUBLIC: _l("publicly accessible"),
}
# Columns of plain tables that name somebody, as the map of erasure knows them.
COLUMNS: Labels = {
    "staff.username": _l("user name"),
    "staff.display_name": _l("name of the member of staff"),
    "staff.password_hash": _l("one-way print of the password"),
    "web_session.staff_id": _l("who is signed in"),
    "web_session.held": _l("marks of a sign-in"),
    "audit_entry.actor_id": _l("who did it"),
    "audit_entry.client": _l("network address of the workplace"),
    "third_party.contact_email": _l("official e-mail"),
    "third_party.contact_phone": _l("official phone"),
    "third_party.responsible_person": _l("responsible person"),
}
