"""The rules of unusual reading an installation begins with; each can be changed (policy 2).

A rule is a question and no judgement: nothing is done to anybody because of one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from backoffice.rules.vocabulary.access_review import Finding, FindingReason, Per, RuleCode
from backoffice.rules.vocabulary.readings import Reading


@dataclass(frozen=True)
class RuleRow:
    """More than `most` per hour or day is flagged; working hours matter to one rule alone."""

    is_on: bool
    most: int
    per: Per
    opens: int = 8
    closes: int = 20


@dataclass(frozen=True)
class Counts:
    """What a rule counts: which readings, whether each case once, and which of them."""

    reading: Reading | None
    each_case_once: bool = False
    of_others: bool = False
    outside_hours: bool = False
    refused: bool = False


# A centre that works in shifts reads at night: that rule waits until somebody wants it.
RULES: Mapping[RuleCode, RuleRow] = {
    RuleCode.CASES: RuleRow(True, 30, Per.HOUR),
    RuleCode.OTHERS: RuleRow(True, 10, Per.DAY),
    RuleCode.OUTSIDE: RuleRow(False, 5, Per.HOUR),
    RuleCode.SEARCHES: RuleRow(True, 30, Per.HOUR),
    RuleCode.REVEALS: RuleRow(True, 40, Per.DAY),
    RuleCode.REQUESTS: RuleRow(True, 30, Per.DAY),
    RuleCode.REFUSED: RuleRow(True, 5, Per.DAY),
}
COUNTS: Mapping[RuleCode, Counts] = {
    RuleCode.CASES: Counts(Reading.CASES, each_case_once=True),
    RuleCode.OTHERS: Counts(Reading.CASES, each_case_once=True, of_others=True),
    RuleCode.OUTSIDE: Counts(Reading.ANY, outside_hours=True),
    RuleCode.SEARCHES: Counts(Reading.SEARCHES),
    RuleCode.REVEALS: Counts(Reading.REVEALS),
    RuleCode.REQUESTS: Counts(Reading.REQUESTS),
    RuleCode.REFUSED: Counts(None, refused=True),
}
# An hour is inside working hours or outside them; a day is both.
SPANS: Mapping[RuleCode, tuple[Per, ...]] = {
    code: (Per.HOUR,) if COUNTS[code].outside_hours else (Per.HOUR, Per.DAY) for code in RuleCode
}
REASONS: Mapping[Finding, tuple[FindingReason, ...]] = {
    Finding.EXPLAINED: (
        FindingReason.DUTY,
        FindingReason.SUBSTITUTE,
        FindingReason.INSPECTION,
        FindingReason.TRAINING,
        FindingReason.FAULT,
    ),
    Finding.TO_CLARIFY: (FindingReason.ASKED, FindingReason.INCIDENT),
}
