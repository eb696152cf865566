"""Words for terms of storage, holds and destruction acts."""

from flask_babel import lazy_gettext as _l

from backoffice.rules.vocabulary.retention import (
    ActState,
    HoldReason,
    ItemReason,
    ItemResult,
    RetentionKind,
    RetentionOutcome,
)
from backoffice.web.labels.table import Labels

RETENTION_KINDS: Labels = {
    RetentionKind.FORWARDED: _l("Given to a third party"),
    RetentionKind.CONSULTATION: _l("Answered by the Centre itself"),
}
RETENTION_OUTCOMES: Labels = {
    RetentionOutcome.DESTROY: _l("Destroy"),
    RetentionOutcome.DEPERSONALISE: _l("Depersonalise"),
}
HOLD_REASONS: Labels = {
    HoldReason.COURT_CASE: _l("Court proceedings"),
    HoldReason.INVESTIGATION: _l("Investigation or inquiry"),
    HoldReason.STATE_CONTROL: _l("State control or inspection"),
    HoldReason.COMPLAINT_PENDING: _l("A complaint is being considered"),
    HoldReason.ARCHIVE_SELECTION: _l("Selection for the archive"),
}
ITEM_REASONS: Labels = {
    ItemReason.TERM_ENDED: _l("The term of storage has ended"),
    ItemReason.DELETION_PASSED: _l("The term for restoring deleted data has passed"),
    ItemReason.WITHDRAWN: _l("Consent was withdrawn"),
}
ITEM_RESULTS: Labels = {
    ItemResult.DONE: _l("destroyed beyond recovery"),
    ItemResult.HELD: _l("left: a legal hold stands"),
    ItemResult.REOPENED: _l("left: the appeal was reopened"),
    ItemResult.CHANGED: _l("left: changed after the proposal"),
    ItemResult.NOT_DUE: _l("left: its term has not ended"),
}
ACT_STATES: Labels = {
    ActState.PROPOSED: _l("Awaits approval"),
    ActState.APPROVED: _l("Approved"),
    ActState.DECLINED: _l("Declined"),
    ActState.DONE: _l("Carried out"),
    ActState.FINAL: _l("Final in all copies"),
}
