"""One page of the list of requests, found by its place, and the counts of its headings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from backoffice import clock
from backoffice.audit.refusals import NotFound
from backoffice.request_desk.filters import BY_DAY, Filters, Place, Show
from backoffice.subject_requests.models import SubjectRequest
from backoffice.subject_requests.queries import (
    OpenRequest,
    count_of,
    due_on,
    ids_of,
    request_by_ref,
    requests_with,
)

PAGE_LENGTH = 50
MOST_COUNTED = 1000
_FIRST = (date.min, 0)


@dataclass(frozen=True)
class RequestPage:
    """The requests of one page, and where the neighbouring pages begin."""

    requests: list[SubjectRequest]
    earlier: Place | None
    later: Place | None


def page_of(filters: Filters, place: Place, waiting: Sequence[OpenRequest]) -> RequestPage:
    """Open requests by their last day, the others newest first."""
    if filters.show not in BY_DAY:
        return _by_number(filters, place)
    return _by_day([one.id for one in _asked(filters, waiting)], place, waiting)


def counts(filters: Filters, waiting: Sequence[OpenRequest]) -> dict[Show, int]:
    """How many the same filters leave under each heading; bounded."""
    told = {show: len(_asked(filters.showing(show), waiting)) for show in BY_DAY}
    rest = [show for show in Show if show not in BY_DAY]
    return told | {
        show: count_of(kind=filters.kind, state=filters.showing(show).state, most=MOST_COUNTED)
        for show in rest
    }


def _asked(filters: Filters, waiting: Sequence[OpenRequest]) -> list[OpenRequest]:
    states = BY_DAY[filters.show]
    ended_before = clock.today() if filters.show is Show.LATE else date.max
    return [
        one
        for one in waiting
        if one.state in states
        and one.due_on < ended_before
        and (not filters.kind or one.kind == filters.kind)
    ]


def _by_day(ids: list[int], place: Place, waiting: Sequence[OpenRequest]) -> RequestPage:
    keys = {one.id: (one.due_on, one.id) for one in waiting}
    if place.before is not None:
        edge = _key(place.before, keys)
        end = sum(keys[ref] < edge for ref in ids)
        begin = max(0, end - PAGE_LENGTH)
    else:
        edge = _key(place.after, keys) if place.after is not None else _FIRST
        begin = sum(keys[ref] <= edge for ref in ids)
        end = min(len(ids), begin + PAGE_LENGTH)
    found = requests_with(ids[begin:end])
    return _page(found, has_earlier=begin > 0, has_later=end < len(ids))


def _key(ref: int, keys: dict[int, tuple[date, int]]) -> tuple[date, int]:
    """Where a request stands in the order, though it was closed since the page was drawn."""
    if ref in keys:
        return keys[ref]
    try:
        return due_on(request_by_ref(ref)), ref
    except NotFound:
        return _FIRST


def _by_number(filters: Filters, place: Place) -> RequestPage:
    told = {"kind": filters.kind, "state": filters.state}
    ids = ids_of(**told, below=place.after, above=place.before, limit=PAGE_LENGTH + 1)
    is_rising, is_more = place.before is not None, len(ids) > PAGE_LENGTH
    shown = [*ids[:PAGE_LENGTH]][:: -1 if is_rising else 1]
    has_earlier = is_more if is_rising else place.after is not None
    return _page(requests_with(shown), has_earlier=has_earlier, has_later=is_rising or is_more)


def _page(found: list[SubjectRequest], *, has_earlier: bool, has_later: bool) -> RequestPage:
    return RequestPage(
        found,
        earlier=Place(before=found[0].id) if has_earlier and found else None,
        later=Place(after=found[-1].id) if has_later and found else None,
    )
