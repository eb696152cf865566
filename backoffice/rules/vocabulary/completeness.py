"""Why a value is doubtful, and how a doubt ended (policy 5.e)."""

from enum import StrEnum


class DoubtReason(StrEnum):
    """Why a value may be wrong."""

    CHECK_DIGIT = "check_digit"
    UNUSUAL_SHAPE = "unusual_shape"
    RECIPIENT_SAYS_WRONG = "recipient_says_wrong"
    APPLICANT_SAYS_WRONG = "applicant_says_wrong"
    NOBODY_ANSWERS = "nobody_answers"


class DoubtAnswer(StrEnum):
    """How it was found out that the value is right after all."""

    APPLICANT_CONFIRMED = "applicant_confirmed"
    DOCUMENT_SEEN = "document_seen"
    MESSAGE_CHECKED = "message_checked"


# What the staff may say; the other reasons are found by the program.
SAID_BY_STAFF = (
    DoubtReason.NOBODY_ANSWERS,
    DoubtReason.APPLICANT_SAYS_WRONG,
    DoubtReason.RECIPIENT_SAYS_WRONG,
)
