"""Words for every code of the closed lists: English here, Kazakh and Russian in catalogues."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from backoffice.audit.refusals import Refusal
from backoffice.rules.actions import Operation
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary import (
    AppealForm,
    AppealKind,
    AppealState,
    ApplicantType,
    AuthorityDocument,
    BeyondReason,
    Channel,
    CollectReason,
    ConsentMethod,
    DisclosureState,
    ExportReason,
    Language,
    LegalBasis,
    Means,
    OutsideReason,
    Party,
    Purpose,
    RightsReason,
    Role,
    ThirdPartyKind,
    Urgency,
    ValueState,
)

Labels = dict[Any, Any]

ROLES: Labels = {
    Role.OPERATOR: _l("operator"),
    Role.SENIOR_OPERATOR: _l("senior operator"),
    Role.MANAGER: _l("manager"),
    Role.PRIVACY_OFFICER: _l("privacy officer"),
    Role.ADMINISTRATOR: _l("administrator"),
    Role.AUDITOR: _l("auditor"),
    Role.SYSTEM: _l("system"),
}
KINDS: Labels = {
    AppealKind.APPEAL: _l("Appeal"),
    AppealKind.PROPOSAL: _l("Proposal"),
    AppealKind.STATEMENT: _l("Statement"),
    AppealKind.COMPLAINT: _l("Complaint"),
    AppealKind.REQUEST: _l("Request"),
    AppealKind.FEEDBACK: _l("Feedback"),
}
FORMS: Labels = {
    AppealForm.WRITTEN: _l("Written"),
    AppealForm.ORAL: _l("Oral"),
    AppealForm.ELECTRONIC: _l("Electronic"),
}
CHANNELS: Labels = {
    Channel.PHONE: _l("Phone call (109)"),
    Channel.WEBSITE: _l("Website"),
    Channel.SOCIAL_NETWORK: _l("Social network"),
    Channel.MOBILE_APP: _l("Mobile app"),
    Channel.CHAT_BOT: _l("Chat-bot"),
    Channel.EMAIL: _l("E-mail"),
    Channel.PAPER: _l("Paper"),
    Channel.IN_PERSON: _l("In person"),
    Channel.OTHER: _l("Other public channel"),
}
APPLICANT_TYPES: Labels = {
    ApplicantType.PERSON_KZ: _l("Individual, citizen of RK"),
    ApplicantType.PERSON_FOREIGN: _l("Individual, foreign citizen"),
    ApplicantType.ORG_KZ: _l("Kazakhstani organisation"),
    ApplicantType.ORG_FOREIGN: _l("Foreign organisation"),
    ApplicantType.OTHER: _l("Other person"),
}
URGENCIES: Labels = {
    Urgency.URGENT: _l("Urgent, 24 hours"),
    Urgency.OPERATIVE: _l("Operative, 3 working days"),
    Urgency.STANDARD: _l("Standard, 15 working days"),
}
CONSENT_METHODS: Labels = {
    ConsentMethod.SCRIPT_READ: _l("Script read out by the operator"),
    ConsentMethod.TICK: _l("Tick in a form"),
    ConsentMethod.MESSAGE: _l("Message of the applicant"),
    ConsentMethod.SIGNATURE: _l("Signature"),
    ConsentMethod.STATE_SERVICE: _l("State service"),
}
LEGAL_BASES: Labels = {
    LegalBasis.CONSENT: _l("Consent (policy 7, 8)"),
    LegalBasis.LAW: _l("Provision of law"),
    LegalBasis.CONTRACT: _l("Contract"),
}
AUTHORITY_DOCUMENTS: Labels = {
    AuthorityDocument.POWER_OF_ATTORNEY: _l("Power of attorney"),
    AuthorityDocument.BIRTH_CERTIFICATE: _l("Birth certificate of a child"),
    AuthorityDocument.GUARDIANSHIP: _l("Guardianship or care order"),
    AuthorityDocument.OFFICIAL_ORDER: _l("Order appointing the head of an organisation"),
    AuthorityDocument.COURT_DECISION: _l("Decision of a court"),
    AuthorityDocument.OTHER: _l("Other document"),
}
PURPOSES: Labels = {Purpose.RESOLVE_APPEAL: _l("To consider and satisfy the appeal (policy 8)")}
PARTIES: Labels = {
    Party.APPLICANT: _l("Applicant"),
    Party.REPRESENTATIVE: _l("Authorised representative"),
    Party.APPEAL: _l("Appeal"),
    Party.CASE: _l("Case"),
}
APPEAL_STATES: Labels = {
    AppealState.NEW: _l("New"),
    AppealState.IN_WORK: _l("In work"),
    AppealState.WITH_THIRD_PARTY: _l("With third party"),
    AppealState.ANSWERED: _l("Answered"),
    AppealState.CLOSED: _l("Closed"),
}
VALUE_STATES: Labels = {
    ValueState.CURRENT: _l("current"),
    ValueState.SUPERSEDED: _l("superseded"),
    ValueState.BLOCKED: _l("blocked"),
    ValueState.DELETED: _l("deleted"),
    ValueState.DESTROYED: _l("destroyed"),
}
DISCLOSURE_STATES: Labels = {
    DisclosureState.RECORDED: _l("recorded"),
    DisclosureState.SENT: _l("sent"),
    DisclosureState.DELIVERED: _l("delivered"),
    DisclosureState.FAILED: _l("failed"),
    DisclosureState.ACKNOWLEDGED: _l("acknowledged"),
    DisclosureState.RECALLED: _l("recalled"),
}
MEANS: Labels = {
    Means.SYSTEM: _l("System account"),
    Means.EMAIL: _l("E-mail"),
    Means.PHONE: _l("Phone"),
    Means.COURIER: _l("Courier"),
    Means.POST: _l("Post"),
    Means.BY_HAND: _l("By hand"),
}
THIRD_PARTY_KINDS: Labels = {
    ThirdPartyKind.STATE_BODY: _l("State body"),
    ThirdPartyKind.UTILITY: _l("Utility"),
    ThirdPartyKind.PRIVATE: _l("Private"),
}
BEYOND_REASONS: Labels = {
    BeyondReason.SITE_ACCESS: _l("Access to the premises is needed"),
    BeyondReason.CALL_BACK: _l("The third party must call the applicant"),
    BeyondReason.IDENTIFY_ACCOUNT: _l("The account or contract must be identified"),
    BeyondReason.OFFICIAL_DEMAND: _l("The third party's lawful demand"),
    BeyondReason.APPLICANT_ASKED: _l("The applicant asked for it"),
}
COLLECT_REASONS: Labels = {
    CollectReason.SITE_ACCESS: _l("Access to the premises is needed"),
    CollectReason.IDENTIFY_ACCOUNT: _l("The account or contract must be identified"),
    CollectReason.APPLICANT_ASKED: _l("The applicant asked for it"),
}
OUTSIDE_REASONS: Labels = {
    OutsideReason.COMPETENCE_CHANGED: _l("Competence has changed, the register not yet"),
    OutsideReason.JOINT_RESOLUTION: _l("Several bodies resolve it together"),
    OutsideReason.OFFICIAL_INSTRUCTION: _l("Official instruction"),
    OutsideReason.REDIRECTED: _l("The competent body redirected it"),
}
RIGHTS_REASONS: Labels = {
    RightsReason.APPLICANT_ASKED: _l("The applicant asked for it"),
    RightsReason.DOCUMENT_SHOWN: _l("A document was shown"),
    RightsReason.OPERATOR_ERROR: _l("Typing mistake"),
    RightsReason.INACCURATE: _l("The data is inaccurate"),
    RightsReason.INCOMPLETE: _l("The data is incomplete"),
    RightsReason.NOT_NEEDED: _l("The data is not needed for the purpose"),
    RightsReason.UNLAWFUL: _l("Collected or processed unlawfully"),
    RightsReason.CONSENT_WITHDRAWN: _l("Consent was withdrawn"),
    RightsReason.COURT_DECISION: _l("Decision of a court or authorised body"),
    RightsReason.NOT_CONFIRMED: _l("The ground was not confirmed"),
}
EXPORT_REASONS: Labels = {
    ExportReason.MONTHLY_REPORT: _l("Monthly report"),
    ExportReason.INSPECTION: _l("Inspection"),
    ExportReason.MANAGEMENT: _l("Management meeting"),
    ExportReason.SUBJECT_REQUEST: _l("Request of a data subject"),
}
LANGUAGES: Labels = {
    Language.KK: _l("Kazakh"),
    Language.RU: _l("Russian"),
    Language.EN: _l("English"),
}
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
    Field.DISCLOSURE_REASON: _l("reason for more data"),
    Field.CONSENT_EVIDENCE: _l("evidence of consent"),
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
REFUSALS: Labels = {
    "permission.none": _l("You have no right to do this."),
    "permission.role": _l("You have no right to do this."),
    "permission.not-own": _l("This case is not assigned to you."),
    "state": _l("In its present state this cannot be done. Open the case again to see the state."),
    "stale": _l("Somebody changed this since you opened it. Compare, then send again."),
    "disclosure.never": _l("The category does not allow this field to be disclosed."),
    "disclosure.beyond-need": _l("More data than needed: state a reason."),
    "disclosure.not-readable": _l("Data is blocked, disclosure is not possible."),
    "disclosure.missing": _l("The case holds no such value."),
    "disclosure.no-fields": _l("Choose at least one field."),
    "disclosure.no-undertaking": _l("This private recipient has no valid undertaking."),
    "disclosure.outside-competence": _l("Outside competence: state a reason."),
    "disclosure.inactive": _l("This third party is not active."),
    "disclosure.no-consent": _l("There is no consent in force for this appeal."),
    "disclosure.stays-here": _l("An anonymous appeal that is not urgent is recorded, not sent on."),
    "disclosure.authority-expired": _l("The representative's authority has expired."),
    "disclosure.cross-border": _l(
        "This recipient is abroad: data may not go there, as no legal basis for it can be recorded."
    ),
    "disclosure.no-recipient": _l("Choose at least one third party."),
    "disclosure.outside-right": _l("Outside competence: only a senior operator may choose it."),
    "disclosure.beyond-right": _l("More data than needed: only a senior operator may add it."),
    "disclosure.empty-text": _l("Write the text the recipient will get."),
    "disclosure.future": _l("This moment has not come yet."),
    "disclosure.too-early": _l("This is earlier than the step before it."),
    "third-party.code-taken": _l("Another third party has this code."),
    "value.exists": _l("The case already holds this value: correct it instead."),
    "value.all-blocked": _l("All data of the applicant is blocked: nothing can be added to it."),
    "value.same": _l("The new value is the same as the old one."),
    "value.restore-term": _l("The term for restoring has passed."),
    "value.nothing": _l("There is nothing this could be done to."),
    "value.empty": _l("Write the new value."),
    "value.copy": _l("This is a recipient's copy: it follows the value it was made of."),
    "value.until-past": _l("The day must be later than today."),
    "field.not-collected": _l("The category does not need this field."),
    "consent.no-evidence": _l("Consent needs evidence: a call record, a message or a sheet."),
    "assignee.no-caseworker": _l("This person does not take cases."),
    "staff.self": _l("You cannot do this to your own account."),
    "staff.last-administrator": _l("The last administrator cannot be removed."),
    "staff.name-taken": _l("Another account has this user name."),
}
FINDINGS: Labels = {
    "iin.digits": _l("An IIN has digits only."),
    "iin.length": _l("An IIN has 12 digits."),
    "iin.zeros": _l("An IIN is never all zeros."),
    "iin.check-digit": _l("The last digit of the IIN does not fit: a digit may be mistyped."),
    "iin.looks-like-bin": _l("This looks like a BIN, the number of an organisation."),
    "iin.century": _l("The seventh digit of the IIN is unusual."),
    "iin.date": _l("The first six digits of the IIN are not a date."),
    "iin.future": _l("The date in the IIN is in the future."),
    "iin.born": _l("The date in the IIN differs from the date of birth."),
    "bin.digits": _l("A BIN has digits only."),
    "bin.length": _l("A BIN has 12 digits."),
    "bin.zeros": _l("A BIN is never all zeros."),
    "bin.check-digit": _l("The last digit of the BIN does not fit: a digit may be mistyped."),
    "bin.month": _l("The third and fourth digits of the BIN are not a month."),
    "bin.kind": _l("The fifth digit of the BIN must be 4, 5 or 6."),
    "bin.branch": _l("The sixth digit of the BIN is unusual."),
    "phone.format": _l("This is not a complete phone number."),
    "phone.prefix": _l("No known Kazakhstani number begins like this."),
    "name.empty": _l("The name is empty."),
    "name.length": _l("The name is longer than 100 letters."),
    "name.digits": _l("A name has no digits."),
    "name.letters": _l("The name has signs that do not belong in a name."),
    "name.look-alike": _l("Latin letters in the name will be stored as Cyrillic ones."),
    "name.mixed-letters": _l("A word of the name mixes Latin and Cyrillic letters."),
    "email.shape": _l("This is not a complete e-mail address."),
    "document.format": _l("A document number has 4 to 20 Latin letters and digits."),
    "registration.length": _l("A registration number has 3 to 40 signs."),
    "field.missing": _l("The category needs this, and it is empty."),
    "phone.missing": _l("There is no phone: give it, or tick that the number is hidden."),
    "anonymous.stays": _l("An anonymous appeal that is not urgent is recorded, not sent on."),
    "received.long-ago": _l("It was received more than 30 days ago."),
    "authority.expired": _l("The authority has expired: nothing can be disclosed until renewed."),
}


def refusal_sentence(refused: Refusal) -> str:
    """A refusal as a clerk understands it."""
    known = REFUSALS.get(refused.code)
    return str(known) if known is not None else _("This cannot be done.")


def field_list(codes: Any) -> str:
    """Names of fields in the reader's language, joined by commas."""
    return ", ".join(str(FIELDS.get(code, code)) for code in codes)
