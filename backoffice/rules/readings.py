"""Which actions each kind of reading is: one table for the log, the rules and the report."""

from collections.abc import Mapping

from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.readings import Reading

# The look for earlier appeals is left out: registration makes it by itself for every call.
_KINDS: Mapping[Reading, frozenset[Action]] = {
    Reading.CASES: frozenset({Action.CASE_VIEW}),
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
