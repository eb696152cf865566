"""Words for the rules of unusual reading and for what is said of a flag."""

from flask_babel import lazy_gettext as _l

from backoffice.rules.vocabulary.access_review import Finding, FindingReason, Per, RuleCode
from backoffice.web.labels.table import Labels

READING_RULES: Labels = {
    RuleCode.CASES: _l("Many cases opened"),
    RuleCode.OTHERS: _l("Cases of others opened"),
    RuleCode.OUTSIDE: _l("Reading outside working hours"),
    RuleCode.SEARCHES: _l("Many searches"),
    RuleCode.REVEALS: _l("Many values revealed"),
    RuleCode.REQUESTS: _l("Many requests opened"),
    RuleCode.REFUSED: _l("Refused attempts"),
}
RULE_SENTENCES: Labels = {
    (RuleCode.CASES, Per.HOUR): _l(
        "One person opens more than %(most)s different cases within an hour."
    ),
    (RuleCode.CASES, Per.DAY): _l("One person opens more than %(most)s different cases in a day."),
    (RuleCode.OTHERS, Per.HOUR): _l(
        "One person opens, within an hour, more than %(most)s different cases which they did not "
        "register and which were never assigned to them."
    ),
    (RuleCode.OTHERS, Per.DAY): _l(
        "One person opens, in a day, more than %(most)s different cases which they did not "
        "register and which were never assigned to them."
    ),
    (RuleCode.OUTSIDE, Per.HOUR): _l(
        "One person reads more than %(most)s times within an hour on a day off, or on a working "
        "day before %(opens)s or after %(closes)s."
    ),
    (RuleCode.SEARCHES, Per.HOUR): _l("One person searches more than %(most)s times in an hour."),
    (RuleCode.SEARCHES, Per.DAY): _l("One person searches more than %(most)s times in a day."),
    (RuleCode.REVEALS, Per.HOUR): _l(
        "One person reveals more than %(most)s masked values within an hour."
    ),
    (RuleCode.REVEALS, Per.DAY): _l(
        "One person reveals more than %(most)s masked values in a day."
    ),
    (RuleCode.REQUESTS, Per.HOUR): _l(
        "One person opens requests of data subjects more than %(most)s times within an hour."
    ),
    (RuleCode.REQUESTS, Per.DAY): _l(
        "One person opens requests of data subjects more than %(most)s times in a day."
    ),
    (RuleCode.REFUSED, Per.HOUR): _l(
        "More than %(most)s attempts of one person are refused within an hour."
    ),
    (RuleCode.REFUSED, Per.DAY): _l(
        "More than %(most)s attempts of one person are refused in a day."
    ),
}
SPANS_OF_RULES: Labels = {Per.HOUR: _l("an hour by the clock"), Per.DAY: _l("a calendar day")}
FINDINGS: Labels = {
    Finding.EXPLAINED: _l("explained"),
    Finding.TO_CLARIFY: _l("to be clarified"),
}
FINDING_REASONS: Labels = {
    FindingReason.DUTY: _l("usual work of this person"),
    FindingReason.SUBSTITUTE: _l("stood in for a colleague"),
    FindingReason.INSPECTION: _l("check of quality or inspection"),
    FindingReason.TRAINING: _l("training"),
    FindingReason.FAULT: _l("fault of the program or of the network"),
    FindingReason.ASKED: _l("an explanation was asked for"),
    FindingReason.INCIDENT: _l("handed over to the register of incidents"),
}
