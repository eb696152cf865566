"""Words for what an appeal is and where it stands."""

from flask_babel import lazy_gettext as _l

from backoffice.rules.vocabulary.appeals import (
    AppealForm,
    AppealKind,
    AppealState,
    Channel,
    Urgency,
)
from backoffice.web.labels.table import Labels

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
URGENCIES: Labels = {
    Urgency.URGENT: _l("Urgent, 24 hours"),
    Urgency.OPERATIVE: _l("Operative, 3 working days"),
    Urgency.STANDARD: _l("Standard, 15 working days"),
}
APPEAL_STATES: Labels = {
    AppealState.NEW: _l("New"),
    AppealState.IN_WORK: _l("In work"),
    AppealState.WITH_THIRD_PARTY: _l("With third party"),
    AppealState.ANSWERED: _l("Answered"),
    AppealState.CLOSED: _l("Closed"),
}
