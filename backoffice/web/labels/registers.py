"""Words of the registers: how a term stood, why it was broken, and how that is found."""

from flask_babel import lazy_gettext as _l

from backoffice.rules.vocabulary.registers import TermKept, WhyBroken
from backoffice.web.labels.table import Labels

TERMS_KEPT: Labels = {
    TermKept.KEPT: _l("kept"),
    TermKept.BROKEN: _l("broken"),
    TermKept.LATE: _l("broken: answered late"),
    TermKept.OVERDUE: _l("broken: no answer yet"),
    TermKept.RUNNING: _l("running"),
}
WHY_BROKEN: Labels = {
    WhyBroken.ENTERED_LATE: _l("Entered when the term had ended"),
    WhyBroken.REOPENED: _l("Answered in time, reopened later"),
    WhyBroken.NOT_TAKEN: _l("Nobody took it into work"),
    WhyBroken.REPLY_HELD: _l("The recipient replied, the applicant was not answered"),
    WhyBroken.WITH_RECIPIENT: _l("The recipient did not reply"),
    WhyBroken.RETURNED: _l("The recipient gave it back"),
    WhyBroken.AT_WORK: _l("At work in the Centre"),
}
# The rule behind each reason, in the order they are asked: the page prints them.
WHY_RULES: Labels = {
    WhyBroken.ENTERED_LATE: _l("The appeal was registered here after its term had ended."),
    WhyBroken.REOPENED: _l(
        "An answer was recorded within the term, and the appeal was reopened afterwards."
    ),
    WhyBroken.NOT_TAKEN: _l(
        "Until the end of the term it was neither taken into work nor given to a recipient."
    ),
    WhyBroken.REPLY_HELD: _l(
        "The last step within the term was the reply of a recipient by its link."
    ),
    WhyBroken.WITH_RECIPIENT: _l(
        "The last step within the term was to give it to a recipient, and that was not recalled."
    ),
    WhyBroken.RETURNED: _l(
        "The last step within the term was that a recipient gave it back or that it was recalled."
    ),
    WhyBroken.AT_WORK: _l("The last step within the term was to take it into work."),
}
