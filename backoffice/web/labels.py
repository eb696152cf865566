"""Words for every code of the closed lists: English here, Kazakh and Russian in catalogues."""

from typing import Any

from flask_babel import lazy_gettext as _l

from backoffice.rules.actions import Operation
from backoffice.rules.fields import Field
from backoffice.rules.terms import TermCode, TermUnit
from backoffice.rules.vocabulary import (
    ActState,
    AppealForm,
    AppealKind,
    AppealState,
    ApplicantType,
    AuthorityDocument,
    BeyondReason,
    Channel,
    CollectReason,
    ConsentMethod,
    ConsentState,
    DisclosureState,
    DraftState,
    ExportReason,
    HoldReason,
    ItemReason,
    ItemResult,
    Language,
    LegalBasis,
    LinkState,
    Means,
    NoticeCause,
    NoticeState,
    NoticeWaiver,
    ObjectionReason,
    OutsideReason,
    Party,
    Purpose,
    ReplyKind,
    RetentionKind,
    RetentionOutcome,
    ReturnReason,
    ReviewOutcome,
    ReviewTrigger,
    RightsReason,
    Role,
    ThirdPartyKind,
    Urgency,
    ValueState,
    WithdrawalOutcome,
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
    Role.RECIPIENT: _l("recipient of data"),
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
OBJECTION_REASONS: Labels = {
    ObjectionReason.SAID: _l("The applicant said so"),
    ObjectionReason.WRITTEN: _l("The applicant wrote so"),
    ObjectionReason.BY_REPRESENTATIVE: _l("The representative asked for it"),
    ObjectionReason.MISTAKE: _l("It was recorded by mistake"),
}
CONSENT_STATES: Labels = {
    ConsentState.IN_FORCE: _l("in force"),
    ConsentState.ENDED: _l("term ended"),
    ConsentState.WITHDRAWN: _l("withdrawn"),
}
# What proves a consent, by how it was given (law, article 8; ).
CONSENT_PROOFS: Labels = {
    ConsentMethod.SCRIPT_READ: _l("number of the call record"),
    ConsentMethod.TICK: _l("number of the form or session"),
    ConsentMethod.MESSAGE: _l("number of the message"),
    ConsentMethod.SIGNATURE: _l("number of the signed sheet"),
    ConsentMethod.STATE_SERVICE: _l("number of the reply of the state service"),
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
NOTICE_CAUSES: Labels = {
    NoticeCause.CORRECTION: _l("Data was corrected"),
    NoticeCause.BLOCK: _l("Data was blocked"),
    NoticeCause.UNBLOCK: _l("Data was unblocked"),
    NoticeCause.WITHDRAWAL: _l("Consent was withdrawn"),
    NoticeCause.DESTRUCTION: _l("Data was destroyed"),
    NoticeCause.RECALL: _l("The disclosure was recalled"),
}
NOTICE_STATES: Labels = {
    NoticeState.PREPARED: _l("prepared"),
    NoticeState.SENT: _l("sent"),
    NoticeState.DELIVERED: _l("delivered"),
    NoticeState.REMINDED: _l("reminded"),
    NoticeState.FAILED: _l("failed"),
    NoticeState.ACKNOWLEDGED: _l("confirmed"),
    NoticeState.WAIVED: _l("waived"),
}
NOTICE_WAIVERS: Labels = {
    NoticeWaiver.NOT_RECEIVED: _l("The data never reached this third party"),
    NoticeWaiver.OVERTAKEN: _l("A later notice takes its place"),
    NoticeWaiver.KNOWN: _l("The third party knows it from elsewhere"),
    NoticeWaiver.RECIPIENT_GONE: _l("The third party no longer exists"),
}
WITHDRAWAL_OUTCOMES: Labels = {
    WithdrawalOutcome.DESTRUCTION: _l("The data is destroyed"),
    WithdrawalOutcome.LEGAL_DUTY: _l("A law obliges the Centre to keep the data"),
}
MEANS: Labels = {
    Means.SYSTEM: _l("System account"),
    Means.EMAIL: _l("E-mail"),
    Means.PHONE: _l("Phone"),
    Means.COURIER: _l("Courier"),
    Means.POST: _l("Post"),
    Means.BY_HAND: _l("By hand"),
}
LINK_STATES: Labels = {
    LinkState.OPEN: _l("link open"),
    LinkState.REVOKED: _l("link revoked"),
    LinkState.EXPIRED: _l("link expired"),
    LinkState.USED_UP: _l("no views left"),
    LinkState.CLOSED: _l("link closed"),
}
REPLIES: Labels = {
    ReplyKind.ANSWER: _l("third party answered"),
    ReplyKind.RETURN: _l("returned by third party"),
}
RETURN_REASONS: Labels = {
    ReturnReason.NOT_COMPETENT: _l("Not within our competence"),
    ReturnReason.NOT_ENOUGH_DATA: _l("The data is not enough to resolve it"),
    ReturnReason.NOTHING_FOUND: _l("The problem was not found at the place"),
    ReturnReason.ALREADY_RESOLVED: _l("It was resolved before"),
    ReturnReason.OTHER_GROUND: _l("Another ground"),
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
RETENTION_KINDS: Labels = {
    RetentionKind.FORWARDED: _l("Given to a third party"),
    RetentionKind.CONSULTATION: _l("Answered by the Centre itself"),
}
RETENTION_OUTCOMES: Labels = {
    RetentionOutcome.DESTROY: _l("Destroy"),
    RetentionOutcome.DEPERSONALISE: _l("Depersonalise"),
}
HOLD_REASONS: Labels = {
    HoldReason.COURT_CASE: _l("Court proceedings"),
    HoldReason.INVESTIGATION: _l("Investigation or inquiry"),
    HoldReason.STATE_CONTROL: _l("State control or inspection"),
    HoldReason.COMPLAINT_PENDING: _l("A complaint is being considered"),
    HoldReason.ARCHIVE_SELECTION: _l("Selection for the archive"),
}
ITEM_REASONS: Labels = {
    ItemReason.TERM_ENDED: _l("The term of storage has ended"),
    ItemReason.DELETION_PASSED: _l("The term for restoring deleted data has passed"),
    ItemReason.WITHDRAWN: _l("Consent was withdrawn"),
}
ITEM_RESULTS: Labels = {
    ItemResult.DONE: _l("destroyed beyond recovery"),
    ItemResult.HELD: _l("left: a legal hold stands"),
    ItemResult.REOPENED: _l("left: the appeal was reopened"),
    ItemResult.CHANGED: _l("left: changed after the proposal"),
    ItemResult.NOT_DUE: _l("left: its term has not ended"),
}
ACT_STATES: Labels = {
    ActState.PROPOSED: _l("Awaits approval"),
    ActState.APPROVED: _l("Approved"),
    ActState.DECLINED: _l("Declined"),
    ActState.DONE: _l("Carried out"),
    ActState.FINAL: _l("Final in all copies"),
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
DRAFT_STATES: Labels = {
    DraftState.DRAFT: _l("draft"),
    DraftState.PROPOSED: _l("waits for approval"),
    DraftState.APPROVED: _l("approved, not yet published"),
    DraftState.PUBLISHED: _l("published"),
    DraftState.DROPPED: _l("dropped"),
}
REVIEW_TRIGGERS: Labels = {
    ReviewTrigger.ANNUAL: _l("yearly review"),
    ReviewTrigger.LAW_CHANGE: _l("change of the law"),
}
REVIEW_OUTCOMES: Labels = {
    ReviewOutcome.UNCHANGED: _l("the policy stays as it is"),
    ReviewOutcome.NEW_VERSION: _l("a new version is needed"),
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
    Field.RECIPIENT_REPLY: _l("reply of the third party"),
    Field.DISCLOSURE_REASON: _l("reason for more data"),
    Field.CONSENT_EVIDENCE: _l("evidence of consent"),
    Field.WITHDRAWAL_EVIDENCE: _l("evidence of withdrawal"),
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

TERMS: Labels = {
    TermCode.REQUEST_ACCESS: _l("Answer to a request for access"),
    TermCode.REQUEST_CORRECT: _l("Correction at a request"),
    TermCode.REQUEST_SUPPLEMENT: _l("Supplement at a request"),
    TermCode.REQUEST_BLOCK: _l("Blocking at a request"),
    TermCode.REQUEST_UNBLOCK: _l("Unblocking at a request"),
    TermCode.REQUEST_DESTROY: _l("Destruction at a request"),
    TermCode.REQUEST_WITHDRAW: _l("Withdrawal of consent"),
    TermCode.REQUEST_OBJECT: _l("Decision on an objection"),
    TermCode.NOTICE_CHASE: _l("Reminder of a notice a recipient left unanswered"),
    TermCode.NOTICE_ESCALATE: _l("Such a notice goes to the manager"),
    TermCode.SUPERSEDED_KEEP: _l("A corrected value is kept at the longest"),
    TermCode.INCIDENT_NOTIFY: _l("Notice of a breach to the authorised body"),
    TermCode.INCIDENT_TELL_SUBJECTS: _l("Notice of a breach to the data subjects"),
    TermCode.DATA_COMPLETE: _l("Completing incomplete data"),
    TermCode.DATA_DESTROY: _l("Destruction after the term of storage has ended"),
    TermCode.UNDERTAKING_RENEW: _l("Renewal of the confidentiality undertaking of the staff"),
}
TERM_UNITS: Labels = {
    TermUnit.WORKING_DAYS: _l("working days"),
    TermUnit.DAYS: _l("calendar days"),
    TermUnit.MONTHS: _l("months"),
}


def field_list(codes: Any) -> str:
    """Names of fields in the reader's language, joined by commas."""
    return ", ".join(str(FIELDS.get(code, code)) for code in codes)
