"""To whom data goes, by what means, why, and what came back (policy 8 to 11)."""

from enum import StrEnum


class DisclosureState(StrEnum):
    """What became of a disclosure; responsibility passes on delivery (policy 10, 11)."""

    RECORDED = "recorded"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    ACKNOWLEDGED = "acknowledged"
    RECALLED = "recalled"


class Means(StrEnum):
    """By what means data went to a third party (R-9.2)."""

    SYSTEM = "system"
    EMAIL = "email"
    PHONE = "phone"
    COURIER = "courier"
    POST = "post"
    BY_HAND = "by_hand"


class BeyondReason(StrEnum):
    """Why a third party is given more than its usual fields (R-5c.2)."""

    SITE_ACCESS = "site_access"
    CALL_BACK = "call_back"
    IDENTIFY_ACCOUNT = "identify_account"
    OFFICIAL_DEMAND = "official_demand"
    APPLICANT_ASKED = "applicant_asked"


class OutsideReason(StrEnum):
    """Why a third party outside its competence is chosen (R-9.1)."""

    COMPETENCE_CHANGED = "competence_changed"
    JOINT_RESOLUTION = "joint_resolution"
    OFFICIAL_INSTRUCTION = "official_instruction"
    REDIRECTED = "redirected"


class ThirdPartyKind(StrEnum):
    """What a third party is."""

    STATE_BODY = "state_body"
    UTILITY = "utility"
    PRIVATE = "private"


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
