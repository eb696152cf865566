"""Words for the fields and for the verbs of the policy."""

from typing import Any

from flask_babel import lazy_gettext as _l

from backoffice.rules.actions import Operation
from backoffice.rules.fields import Field
from backoffice.web.labels.table import Labels

FIELDS: Labels = {
    Field.PROBLEM_TEXT: _l("text of the appeal"),
    Field.OBJECT_ADDRESS: _l("address of the problem"),
    Field.PHOTO: _l("photo"),
    Field.PHONE: _l("phone"),
    Field.NAME: _l("name"),
    Field.HOME_ADDRESS: _l("home address"),
    Field.ACCOUNT_NO: _l("account number"),
    Field.EMAIL: _l("e-mail"),
    Field.ORGANISATION: _l("organisation"),
    Field.BIN: _l("BIN"),
    Field.IIN: _l("IIN"),
    Field.DOCUMENT_NO: _l("document number"),
    Field.REGISTRATION_NO: _l("registration number"),
    Field.DESCRIPTION: _l("description of the person"),
    Field.REPRESENTATIVE_NAME: _l("name of the representative"),
    Field.REPRESENTATIVE_PHONE: _l("phone of the representative"),
    Field.REPRESENTATIVE_DOCUMENT: _l("document of authority"),
    Field.NOTE: _l("note"),
    Field.ANSWER: _l("answer"),
    Field.RECIPIENT_REPLY: _l("reply of the third party"),
    Field.DISCLOSURE_REASON: _l("reason for more data"),
    Field.CONSENT_EVIDENCE: _l("evidence of consent"),
    Field.WITHDRAWAL_EVIDENCE: _l("evidence of withdrawal"),
    Field.REQUEST_TEXT: _l("words of the request"),
    Field.REQUEST_VALUE: _l("value proposed in the request"),
    Field.REQUEST_EVIDENCE: _l("evidence of the request"),
    Field.REQUEST_AUTHORITY: _l("document of authority of the request"),
    Field.REQUEST_ANSWER: _l("words of the decision on the request"),
}
OPERATIONS: Labels = {
    Operation.COLLECT: _l("Collection"),
    Operation.RECORD: _l("Recording"),
    Operation.SYSTEMATISE: _l("Systematisation"),
    Operation.ACCUMULATE: _l("Accumulation"),
    Operation.STORE: _l("Storage"),
    Operation.UPDATE: _l("Update"),
    Operation.CHANGE: _l("Change"),
    Operation.SUPPLEMENT: _l("Supplement"),
    Operation.RETRIEVE: _l("Retrieval"),
    Operation.USE: _l("Use"),
    Operation.TRANSFER: _l("Transfer"),
    Operation.DISTRIBUTE: _l("Distribution"),
    Operation.PROVIDE: _l("Provision"),
    Operation.ACCESS: _l("Access"),
    Operation.BLOCK: _l("Blocking"),
    Operation.UNBLOCK: _l("Unblocking"),
    Operation.DELETE: _l("Deletion"),
    Operation.RESTORE: _l("Restoring"),
    Operation.DESTROY: _l("Destruction"),
}


def field_list(codes: Any) -> str:
    """Names of fields in the reader's language, joined by commas."""
    return ", ".join(str(FIELDS.get(code, code)) for code in codes)
