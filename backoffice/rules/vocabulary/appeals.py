"""What an appeal is, by which way it came, and where it stands (policy 3.6, 4)."""

from enum import StrEnum


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


class Urgency(StrEnum):
    """Class of a category: 24 hours, 3 or 15 working days."""

    URGENT = "urgent"
    OPERATIVE = "operative"
    STANDARD = "standard"


class AppealState(StrEnum):
    """Where an appeal stands."""

    NEW = "new"
    IN_WORK = "in_work"
    WITH_THIRD_PARTY = "with_third_party"
    ANSWERED = "answered"
    CLOSED = "closed"
