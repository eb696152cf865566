"""What waits for somebody now: each count is asked of the list that shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from backoffice import clock
from backoffice.incidents.filters import Show as ShowIncidents
from backoffice.incidents.queries import count_incidents
from backoffice.keeping.queries import rules_on
from backoffice.manager_desk.rows import rows_at
from backoffice.notices.chasing import Chase
from backoffice.notices.filters import Filters, Show
from backoffice.notices.queries import MOST_COUNTED, counts_each
from backoffice.policy.queries import next_review
from backoffice.request_desk.filters import Show as ShowRequests
from backoffice.retention.due import DueList, count_due, span_of
from backoffice.retention.queries import acts_in
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.notices import NoticeCause
from backoffice.rules.vocabulary.retention import ActState
from backoffice.subject_requests.queries import open_requests
from backoffice.web.language import show_date


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: how many, where they are, how many of them are overdue."""

    words: str
    number: str
    href: str
    late: str = ""
    late_href: str = ""


UNTOLD = (NoticeCause.CORRECTION, NoticeCause.DESTRUCTION)


def waiting_now(chase: Chase) -> list[Waiting]:
    """Everything a manager asks about, in the order of the policy."""
    today = clock.today()
    return [*_notices(chase), *_rights(), *_storage(today), _review(today)]


def _notices(chase: Chase) -> Iterator[Waiting]:
    """Recipients not told of what became of their data, and those that do not answer (5.5)."""
    asked = [*(Filters(Show.UNTOLD, cause) for cause in UNTOLD), Filters(Show.ESCALATED)]
    words = (
        _("corrections a recipient has not been told of"),
        _("destructions a recipient has not been told of"),
        _("notices open for too long: with the manager"),
    )
    for filters, said, number in zip(asked, words, counts_each(asked, chase), strict=True):
        yield Waiting(said, _bounded(number), _notices_href(filters))


def _notices_href(filters: Filters) -> str:
    return rows_at("notices.index", Action.NOTICE_LIST, **filters.chosen)


def _bounded(number: int) -> str:
    """The list counts no further, and neither does the page."""
    return f"{MOST_COUNTED}+" if number > MOST_COUNTED else format_decimal(number)


def _rights() -> Iterator[Waiting]:
    """Requests of data subjects (policy 2) and breaches."""
    yield _with_late(
        _("requests of data subjects that are open"),
        open_requests(),
        rows_at("requests.index", Action.REQUEST_LIST),
        rows_at("requests.index", Action.REQUEST_LIST, show=ShowRequests.LATE),
    )
    yield _with_late(
        _("incidents that are open"),
        count_incidents(),
        rows_at("incidents.index", Action.INCIDENT_LIST, show=ShowIncidents.OPEN),
        rows_at("incidents.index", Action.INCIDENT_LIST, show=ShowIncidents.LATE),
    )


def _with_late(words: str, counted: Any, href: str, late_href: str) -> Waiting:
    late = format_decimal(counted.overdue)
    said = _("overdue: %(count)s", count=late) if counted.overdue else ""
    return Waiting(words, format_decimal(counted.open), href, said, late_href)


class _Due(NamedTuple):
    open: int
    overdue: int


def _storage(today: date) -> Iterator[Waiting]:
    """Data whose term of storage has ended, and acts that wait for the second person (5.6)."""
    book = rules_on(today)
    now, late = (count_due(book, span_of(which, today)) for which in (DueList.NOW, DueList.LATE))
    yield _with_late(
        _("appeals whose term of storage has ended"),
        _Due(now, late),
        rows_at("retention.due", Action.RETENTION_LIST, list=DueList.NOW),
        rows_at("retention.due", Action.RETENTION_LIST, list=DueList.LATE),
    )
    yield Waiting(
        _("destruction acts awaiting approval"),
        format_decimal(len(acts_in(ActState.PROPOSED))),
        rows_at("retention.acts", Action.RETENTION_LIST, state=ActState.PROPOSED),
    )


def _review(today: date) -> Waiting:
    """How long until the next review of the policy, and whether its day has passed (policy 12)."""
    due = next_review()
    days = max((due.on - today).days, 0)
    words = ngettext(
        "day to the next review of the policy, %(day)s",
        "days to the next review of the policy, %(day)s",
        days,
        day=show_date(due.on),
    )
    href = rows_at("policy.drafts", Action.POLICY_DRAFT_LIST)
    late = _("overdue") if due.tone_on(today) == "bad" else ""
    return Waiting(words, format_decimal(days), href, late, href)
