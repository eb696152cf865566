"""The closed lists the policy and the law name: roles, kinds, channels, states, reasons.

Codes only; their Kazakh, Russian and English words are in `web/labels.py`.
"""

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


class AppealKind(StrEnum):
    """The six kinds of policy 3.6."""

    APPEAL = "appeal"
    PROPOSAL = "proposal"
    STATEMENT = "statement"
    COMPLAINT = "complaint"
    REQUEST = "request"
    FEEDBACK = "feedback"


class AppealForm(StrEnum):
    """Written, oral or electronic (policy 3.6)."""

    WRITTEN = "written"
    ORAL = "oral"
    ELECTRONIC = "electronic"


class Channel(StrEnum):
    """The ways of appealing (policy 4, 7; R-4.1)."""

    PHONE = "phone"
    WEBSITE = "website"
    SOCIAL_NETWORK = "social_network"
    MOBILE_APP = "mobile_app"
    CHAT_BOT = "chat_bot"
    EMAIL = "email"
    PAPER = "paper"
    IN_PERSON = "in_person"
    OTHER = "other"


FORM_OF_CHANNEL: dict[Channel, AppealForm] = {
    Channel.PHONE: AppealForm.ORAL,
    Channel.IN_PERSON: AppealForm.ORAL,
    Channel.PAPER: AppealForm.WRITTEN,
    Channel.WEBSITE: AppealForm.ELECTRONIC,
    Channel.SOCIAL_NETWORK: AppealForm.ELECTRONIC,
    Channel.MOBILE_APP: AppealForm.ELECTRONIC,
    Channel.CHAT_BOT: AppealForm.ELECTRONIC,
    Channel.EMAIL: AppealForm.ELECTRONIC,
    Channel.OTHER: AppealForm.ELECTRONIC,
}


class ApplicantType(StrEnum):
    """Whose data it is (policy 6)."""

    PERSON_KZ = "person_kz"
    PERSON_FOREIGN = "person_foreign"
    ORG_KZ = "org_kz"
    ORG_FOREIGN = "org_foreign"
    OTHER = "other"


class Urgency(StrEnum):
    """Class of a category: 24 hours, 3 or 15 working days."""

    URGENT = "urgent"
    OPERATIVE = "operative"
    STANDARD = "standard"


class ConsentMethod(StrEnum):
    """How the applicant agreed to the policy (policy 7; R-7.1)."""

    SCRIPT_READ = "script_read"
    TICK = "tick"
    MESSAGE = "message"
    SIGNATURE = "signature"
    STATE_SERVICE = "state_service"


CONSENT_OF_CHANNEL: dict[Channel, ConsentMethod] = {
    Channel.PHONE: ConsentMethod.SCRIPT_READ,
    Channel.IN_PERSON: ConsentMethod.SCRIPT_READ,
    Channel.WEBSITE: ConsentMethod.TICK,
    Channel.MOBILE_APP: ConsentMethod.TICK,
    Channel.CHAT_BOT: ConsentMethod.MESSAGE,
    Channel.EMAIL: ConsentMethod.MESSAGE,
    Channel.SOCIAL_NETWORK: ConsentMethod.MESSAGE,
    Channel.OTHER: ConsentMethod.MESSAGE,
    Channel.PAPER: ConsentMethod.SIGNATURE,
}


class AuthorityDocument(StrEnum):
    """By which document somebody appeals for another (policy 3.6; R-3.6b)."""

    POWER_OF_ATTORNEY = "power_of_attorney"
    BIRTH_CERTIFICATE = "birth_certificate"
    GUARDIANSHIP = "guardianship"
    OFFICIAL_ORDER = "official_order"
    COURT_DECISION = "court_decision"
    OTHER = "other"


class LegalBasis(StrEnum):
    """On what ground the data is collected and transferred (R-5a)."""

    CONSENT = "consent"
    LAW = "law"
    CONTRACT = "contract"


class ObjectionReason(StrEnum):
    """On what word an objection to a giving is recorded or lifted (policy 8; R-8.3)."""

    SAID = "said"
    WRITTEN = "written"
    BY_REPRESENTATIVE = "by_representative"
    MISTAKE = "recorded_by_mistake"


class ConsentState(StrEnum):
    """Where a consent stands (law, article 8)."""

    IN_FORCE = "in_force"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class Purpose(StrEnum):
    """What data may be used for (policy 4; R-4.2, R-4.3)."""

    RESOLVE_APPEAL = "resolve_appeal"


class Party(StrEnum):
    """Whom a personal value of an appeal is about, or where it stands."""

    APPLICANT = "applicant"
    REPRESENTATIVE = "representative"
    APPEAL = "appeal"
    CASE = "case"  # notes and answers of the staff


class AppealState(StrEnum):
    """Where an appeal stands."""

    NEW = "new"
    IN_WORK = "in_work"
    WITH_THIRD_PARTY = "with_third_party"
    ANSWERED = "answered"
    CLOSED = "closed"


class ValueState(StrEnum):
    """Where a personal value stands (policy 5.e, 3.1, 3.5)."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    BLOCKED = "blocked"
    DELETED = "deleted"
    DESTROYED = "destroyed"


class DisclosureState(StrEnum):
    """What became of a disclosure; responsibility passes on delivery (policy 10, 11)."""

    RECORDED = "recorded"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    ACKNOWLEDGED = "acknowledged"
    RECALLED = "recalled"


class DraftState(StrEnum):
    """Where a draft of the policy stands; two people bring it to publication (policy 12)."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    PUBLISHED = "published"
    DROPPED = "dropped"


class ReviewTrigger(StrEnum):
    """Why the policy was reviewed (policy 12; R-12.2)."""

    ANNUAL = "annual"
    LAW_CHANGE = "law_change"


class ReviewOutcome(StrEnum):
    """What a review found (R-12.2)."""

    UNCHANGED = "unchanged"
    NEW_VERSION = "new_version"


class NoticeCause(StrEnum):
    """What happened to data a third party holds (policy 5.e; R-5e.2, R-9.3)."""

    CORRECTION = "correction"
    BLOCK = "block"
    UNBLOCK = "unblock"
    WITHDRAWAL = "withdrawal"
    DESTRUCTION = "destruction"
    RECALL = "recall"


class NoticeState(StrEnum):
    """Where a notice to a third party stands; the last two end it."""

    PREPARED = "prepared"
    SENT = "sent"
    DELIVERED = "delivered"
    REMINDED = "reminded"
    FAILED = "failed"
    ACKNOWLEDGED = "acknowledged"
    WAIVED = "waived"


class NoticeWaiver(StrEnum):
    """Why nobody waits for the answer to a notice any more."""

    NOT_RECEIVED = "not_received"
    OVERTAKEN = "overtaken"
    KNOWN = "known"
    RECIPIENT_GONE = "recipient_gone"


class WithdrawalOutcome(StrEnum):
    """What follows from a withdrawal of consent (law 8(2); domain 2.3)."""

    DESTRUCTION = "destruction"
    LEGAL_DUTY = "legal_duty"


class Means(StrEnum):
    """By what means data went to a third party (R-9.2)."""

    SYSTEM = "system"
    EMAIL = "email"
    PHONE = "phone"
    COURIER = "courier"
    POST = "post"
    BY_HAND = "by_hand"


class LinkState(StrEnum):
    """Where a recipient's link stands; what closes it is asked anew at each opening."""

    OPEN = "open"
    REVOKED = "revoked"
    EXPIRED = "expired"
    USED_UP = "used_up"
    CLOSED = "closed"  # by what became of the disclosure, of a value given or of the case


class ReplyKind(StrEnum):
    """What a recipient did with the appeal at the page of its link."""

    ANSWER = "answer"
    RETURN = "return"


class ReturnReason(StrEnum):
    """Why a recipient gives an appeal back."""

    NOT_COMPETENT = "not_competent"
    NOT_ENOUGH_DATA = "not_enough_data"
    NOTHING_FOUND = "nothing_found"
    ALREADY_RESOLVED = "already_resolved"
    OTHER_GROUND = "other_ground"


class ThirdPartyKind(StrEnum):
    """What a third party is."""

    STATE_BODY = "state_body"
    UTILITY = "utility"
    PRIVATE = "private"


class BeyondReason(StrEnum):
    """Why a third party is given more than its usual fields (R-5c.2)."""

    SITE_ACCESS = "site_access"
    CALL_BACK = "call_back"
    IDENTIFY_ACCOUNT = "identify_account"
    OFFICIAL_DEMAND = "official_demand"
    APPLICANT_ASKED = "applicant_asked"


class CollectReason(StrEnum):
    """Why a field beyond the usual ones is collected (R-5c.1)."""

    SITE_ACCESS = "site_access"
    IDENTIFY_ACCOUNT = "identify_account"
    APPLICANT_ASKED = "applicant_asked"


class OutsideReason(StrEnum):
    """Why a third party outside its competence is chosen (R-9.1)."""

    COMPETENCE_CHANGED = "competence_changed"
    JOINT_RESOLUTION = "joint_resolution"
    OFFICIAL_INSTRUCTION = "official_instruction"
    REDIRECTED = "redirected"


class RightsReason(StrEnum):
    """Why data is corrected, supplemented, blocked, deleted or destroyed (policy 5.e)."""

    APPLICANT_ASKED = "applicant_asked"
    DOCUMENT_SHOWN = "document_shown"
    OPERATOR_ERROR = "operator_error"
    INACCURATE = "inaccurate"
    INCOMPLETE = "incomplete"
    NOT_NEEDED = "not_needed"
    UNLAWFUL = "unlawful"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    COURT_DECISION = "court_decision"
    NOT_CONFIRMED = "not_confirmed"  # the ground of a blocking was not confirmed


class RetentionKind(StrEnum):
    """What decides how long a closed appeal is kept (domain 3, retention of appeals)."""

    FORWARDED = "forwarded"
    CONSULTATION = "consultation"  # answered without giving data to anybody


class RetentionOutcome(StrEnum):
    """What becomes of a closed appeal when its term has ended (R-5f.4)."""

    DESTROY = "destroy"
    DEPERSONALISE = "depersonalise"


class HoldReason(StrEnum):
    """Why data must not be destroyed although its term has ended (R-5f.3)."""

    COURT_CASE = "court_case"
    INVESTIGATION = "investigation"
    STATE_CONTROL = "state_control"
    COMPLAINT_PENDING = "complaint_pending"
    ARCHIVE_SELECTION = "archive_selection"


class ItemReason(StrEnum):
    """Why something is proposed for destruction (policy 3.1, 5.6, 7)."""

    TERM_ENDED = "term_ended"
    DELETION_PASSED = "deletion_passed"
    WITHDRAWN = "withdrawn"


class ItemResult(StrEnum):
    """What became of one item of a destruction act (R-5f.2)."""

    DONE = "done"
    HELD = "held"
    REOPENED = "reopened"
    CHANGED = "changed"
    NOT_DUE = "not_due"


class ActState(StrEnum):
    """Where a destruction act stands (R-5f.2, 2.15)."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DECLINED = "declined"
    DONE = "done"
    FINAL = "final"  # older copies of the vault open nothing of it any more


class ExportReason(StrEnum):
    """Why a report leaves the system (domain 1, R-9; trust 14)."""

    MONTHLY_REPORT = "monthly_report"
    INSPECTION = "inspection"
    MANAGEMENT = "management"
    SUBJECT_REQUEST = "subject_request"


class Language(StrEnum):
    """The three languages of the interface; Kazakh is the default."""

    KK = "kk"
    RU = "ru"
    EN = "en"
