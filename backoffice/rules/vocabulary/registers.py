"""How a term stood in a register, and why one was broken; asked anew at each reading."""

from enum import StrEnum


class TermKept(StrEnum):
    """Whether the answer came within its term. Broken is late and overdue together."""

    KEPT = "kept"
    BROKEN = "broken"
    LATE = "late"  # broken: the answer came after the term
    OVERDUE = "overdue"  # broken: no answer yet
    RUNNING = "running"


# What each choice of a register takes in.
STANDINGS: dict[TermKept, tuple[TermKept, ...]] = {
    TermKept.KEPT: (TermKept.KEPT,),
    TermKept.BROKEN: (TermKept.LATE, TermKept.OVERDUE),
    TermKept.LATE: (TermKept.LATE,),
    TermKept.OVERDUE: (TermKept.OVERDUE,),
    TermKept.RUNNING: (TermKept.RUNNING,),
}


class WhyBroken(StrEnum):
    """Where an appeal stood when its term ended; the first rule that fits is the reason."""

    ENTERED_LATE = "entered_late"
    REOPENED = "reopened"
    NOT_TAKEN = "not_taken"
    REPLY_HELD = "reply_held"
    WITH_RECIPIENT = "with_recipient"
    RETURNED = "returned"
    AT_WORK = "at_work"
