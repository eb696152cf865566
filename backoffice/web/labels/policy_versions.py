"""Words for drafts and reviews of the policy."""

from flask_babel import lazy_gettext as _l

from backoffice.rules.vocabulary.policy_versions import DraftState, ReviewOutcome, ReviewTrigger
from backoffice.web.labels.table import Labels

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
