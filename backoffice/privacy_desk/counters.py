"""What the desk counts: one row for each count, with the list that holds what it counted.

A further count is one more `Counter` in a group of `DESK`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from backoffice.completeness.queries import MOST_COUNTED as FINDINGS_COUNTED
from backoffice.incidents.filters import Show as ShowIncidents
from backoffice.notices.filters import Show
from backoffice.notices.queries import MOST_COUNTED as NOTICES_COUNTED
from backoffice.privacy_desk.counting import (
    acts_waiting,
    corrected_waiting,
    drafts_waiting,
    due_in,
    ended_holds,
    findings_open,
    findings_overdue,
    incidents_open,
    incidents_overdue,
    notices_shown,
    parties_due,
    parties_without,
    passed_deletions,
    requests_open,
    requests_overdue,
    review_calls,
    review_overdue,
    staff_without,
    standing_holds,
    undertakings_of_staff,
    withdrawn_waiting,
)
from backoffice.request_desk.filters import Show as ShowRequests
from backoffice.retention.due import DueList
from backoffice.web.labels.table import Labels

Count = Callable[[], int]


@dataclass(frozen=True)
class Counter:
    """One count, how much of it is overdue, and the lists that hold what was counted."""

    words: Any
    count: Count
    endpoint: str
    asked: Mapping[str, Any] = field(default_factory=dict)
    overdue: Count | None = None
    overdue_asked: Mapping[str, Any] | None = None  # none: the same list
    most: int | None = None  # beyond this the list itself counts no further

    @property
    def href(self) -> str:
        """Where the rows of the count are."""
        return url_for(self.endpoint, **self.asked)

    @property
    def overdue_href(self) -> str:
        """Where the overdue ones are."""
        asked = self.asked if self.overdue_asked is None else self.overdue_asked
        return url_for(self.endpoint, **asked)


INCIDENTS = (
    Counter(
        _l("incidents that are open"),
        incidents_open,
        "incidents.index",
        {"show": ShowIncidents.OPEN},
        overdue=incidents_overdue,
        overdue_asked={"show": ShowIncidents.LATE},
    ),
)
RIGHTS = (
    Counter(
        _l("requests of data subjects that are open"),
        requests_open,
        "requests.index",
        overdue=requests_overdue,
        overdue_asked={"show": ShowRequests.LATE},
    ),
    Counter(
        _l("missing and doubtful data"),
        findings_open,
        "completeness.index",
        overdue=findings_overdue,
        most=FINDINGS_COUNTED,
    ),
    Counter(
        _l("notices to recipients that are open"),
        notices_shown(Show.OPEN),
        "notices.index",
        overdue=notices_shown(Show.LATE),
        overdue_asked={"show": Show.LATE},
        most=NOTICES_COUNTED,
    ),
)
STORAGE = (
    Counter(
        _l("appeals whose term of storage has ended"),
        due_in(DueList.NOW),
        "retention.due",
        {"list": DueList.NOW},
        overdue=due_in(DueList.LATE),
        overdue_asked={"list": DueList.LATE},
    ),
    Counter(
        _l("appeals whose term ends within 30 days"),
        due_in(DueList.SOON),
        "retention.due",
        {"list": DueList.SOON},
    ),
    Counter(
        _l("deleted values past their last day of restoring"),
        passed_deletions,
        "retention.due",
        {"list": "deleted"},
    ),
    Counter(
        _l("appeals with consent withdrawn that still hold data"),
        withdrawn_waiting,
        "retention.due",
        {"list": "withdrawn"},
    ),
    Counter(
        _l("corrected values that wait for their end"),
        corrected_waiting,
        "retention.due",
        {"list": "corrected"},
    ),
    Counter(
        _l("destruction acts awaiting approval"),
        acts_waiting,
        "retention.acts",
        {"state": "proposed"},
    ),
    Counter(_l("legal holds that stand"), standing_holds, "retention.holds"),
    Counter(_l("legal holds that have ended"), ended_holds, "retention.holds", {"show": "ended"}),
)
POLICY = (
    Counter(_l("reviews of the policy due"), review_calls, "policy.drafts", overdue=review_overdue),
    Counter(_l("drafts of the policy awaiting approval"), drafts_waiting, "policy.drafts"),
)
UNDERTAKINGS = (
    Counter(
        _l("undertakings of the staff that are due"),
        undertakings_of_staff,
        "undertakings.index",
        {"show": "due"},
        overdue=staff_without,
    ),
    Counter(
        _l("private third parties whose undertaking is due"),
        parties_due,
        "third_parties.index",
        {"undertaking": "due"},
        overdue=parties_without,
    ),
)
DESK: tuple[tuple[Any, tuple[Counter, ...]], ...] = (
    (_l("Rights of applicants"), RIGHTS),
    (_l("Breaches"), INCIDENTS),
    (_l("Undertakings"), UNDERTAKINGS),
    (_l("Policy"), POLICY),
    (_l("Storage and destruction"), STORAGE),
)
# Pages that hold no work to count but belong to the officer's duties.
BOOKS: Labels = {
    "legal_terms.index": _l("Terms of the law"),
    "account.staff": _l("Staff"),
    "undertakings.index": _l("Confidentiality undertakings"),
    "inspection.access": _l("Persons with access"),
    "inspection.inventory": _l("List of personal data"),
    "inspection.pack": _l("Pack for an inspection"),
    "yearly.this_year": _l("Yearly summary"),
}
