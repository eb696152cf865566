"""Words for giving data to third parties and what comes back."""

from flask_babel import lazy_gettext as _l

from backoffice.rules.vocabulary.disclosures import (
    BeyondReason,
    DisclosureState,
    LinkState,
    Means,
    OutsideReason,
    ReplyKind,
    ReturnReason,
    ThirdPartyKind,
)
from backoffice.web.labels.table import Labels

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
OUTSIDE_REASONS: Labels = {
    OutsideReason.COMPETENCE_CHANGED: _l("Competence has changed, the register not yet"),
    OutsideReason.JOINT_RESOLUTION: _l("Several bodies resolve it together"),
    OutsideReason.OFFICIAL_INSTRUCTION: _l("Official instruction"),
    OutsideReason.REDIRECTED: _l("The competent body redirected it"),
}
