"""Words for notices to third parties."""

from flask_babel import lazy_gettext as _l

from backoffice.rules.vocabulary.notices import NoticeCause, NoticeState, NoticeWaiver
from backoffice.web.labels.table import Labels

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
