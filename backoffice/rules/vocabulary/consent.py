"""How somebody agreed, objected or withdrew (policy 7, 8)."""

from enum import StrEnum

from backoffice.rules.vocabulary.appeals import Channel


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


class LegalBasis(StrEnum):
    """On what ground the data is collected and transferred (R-5a)."""

    CONSENT = "consent"
    LAW = "law"
    CONTRACT = "contract"


class ConsentState(StrEnum):
    """Where a consent stands (law, article 8)."""

    IN_FORCE = "in_force"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class Purpose(StrEnum):
    """What data may be used for (policy 4; R-4.2, R-4.3)."""

    RESOLVE_APPEAL = "resolve_appeal"


class ObjectionReason(StrEnum):
    """On what word an objection to a giving is recorded or lifted (policy 8; R-8.3)."""

    SAID = "said"
    WRITTEN = "written"
    BY_REPRESENTATIVE = "by_representative"
    MISTAKE = "recorded_by_mistake"


class WithdrawalOutcome(StrEnum):
    """What follows from a withdrawal of consent (law 8(2); domain 2.3)."""

    DESTRUCTION = "destruction"
    LEGAL_DUTY = "legal_duty"
