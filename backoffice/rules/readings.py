"""Which actions each kind of reading is: one table for the log, the rules and the report."""

from collections.abc import Mapping

from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.readings import Reading

_KINDS: Mapping[Reading, frozenset[Action]] = {
    # The preview of a disclosure shows what the case holds, also to who never opened it.
    Reading.CASES: frozenset({Action.CASE_VIEW, Action.DISCLOSURE_PREPARE}),
    Reading.REQUESTS: frozenset({Action.REQUEST_VIEW}),
    Reading.SEARCHES: frozenset({Action.APPEAL_FIND}),
    Reading.REVEALS: frozenset({Action.VALUE_REVEAL}),
    Reading.PRINTS: frozenset(
        {
            Action.CASE_PRINT,
            Action.CONSENT_PRINT,
            Action.DISCLOSURE_PRINT,
            Action.EXTRACT_PRINT,
            Action.NOTICE_PRINT,
            Action.REQUEST_PRINT,
            Action.WITHDRAWAL_PRINT,
        }
    ),
    Reading.EXPORTS: frozenset(
        {
            Action.AUDIT_EXPORT,
            Action.CONSENT_PROVE,
            Action.EXTRACT_TAKE,
            Action.INCIDENT_EXPORT,
            Action.PACK_TAKE,
            Action.REPORT_EXPORT,
        }
    ),
}
READINGS: Mapping[Reading, frozenset[Action]] = {
    **_KINDS,
    Reading.ANY: frozenset[Action]().union(*_KINDS.values()),
}
# Witnessed, and no reading of anybody's data: each with its reason.
UNCOUNTED: Mapping[Action, str] = {
    Action.APPEAL_MATCH: "registration looks for earlier appeals by itself, at every call",
    Action.AUDIT_VIEW: "the log holds codes, numbers and names of fields",
}
