"""What a data subject asks, who asks, how they were recognised, what was decided (law 24, 25)."""

from enum import StrEnum


class RequestKind(StrEnum):
    """What is asked (law, articles 8, 24, 25; domain 2.8, 2.9)."""

    ACCESS = "access"
    CORRECT = "correct"
    SUPPLEMENT = "supplement"
    BLOCK = "block"
    UNBLOCK = "unblock"
    DESTROY = "destroy"
    WITHDRAW = "withdraw"
    OBJECT = "object"


class Asker(StrEnum):
    """Who asks."""

    APPLICANT = "applicant"
    REPRESENTATIVE = "representative"
    STATE_BODY = "state_body"


class Recognition(StrEnum):
    """How it was made sure that it is this person who asks."""

    KNOWN_PHONE = "known_phone"
    QUESTIONS = "control_questions"
    IDENTITY_SHOWN = "identity_shown"
    DIGITAL_SIGNATURE = "digital_signature"
    SIGNED_LETTER = "signed_letter"
    OFFICIAL_LETTER = "official_letter"
    NOT_PROVED = "not_proved"


class RequestOutcome(StrEnum):
    """What was decided."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


class RequestRefusal(StrEnum):
    """Why a request is refused, whole or in part; each rests on an article of the law."""

    AUTHORITY_NOT_PROVED = "authority_not_proved"
    IDENTITY_NOT_PROVED = "identity_not_proved"
    NO_LEGAL_GROUND = "no_legal_ground"
    DATA_NOT_HELD = "data_not_held"
    OTHERS_DATA = "others_data"
    DATA_ACCURATE = "data_accurate"
    NO_DOCUMENTS = "no_documents"
    GROUND_NOT_CONFIRMED = "ground_not_confirmed"
    GROUND_CONFIRMED = "ground_confirmed"
    LAW_OBLIGES = "law_obliges"
    DUTY_UNFULFILLED = "duty_unfulfilled"
    OTHER_BASIS = "other_basis"
    REPEATED = "manifestly_repeated"
    DONE_BEFORE = "done_before"  # what is asked had been done already


class RequestState(StrEnum):
    """Where a request stands: read from its decisions and deeds, never stored."""

    UNDECIDED = "undecided"
    TO_DO = "to_do"
    DONE = "done"
    REFUSED = "refused"
