"""Where the entries behind a number are: addresses of the audit log."""

from typing import Any

from flask import url_for

from backoffice import clock
from backoffice.access_review.filters import AccessQuestion
from backoffice.access_review.queries import Flag
from backoffice.exports.hours import hour_told
from backoffice.rules.access_review import COUNTS
from backoffice.rules.vocabulary.access_review import Per


def entries_of(flag: Flag) -> str:
    """Exactly the entries a flag counted."""
    counts, begins = COUNTS[flag.code], clock.local(flag.begins)
    asked: dict[str, Any] = {"person": flag.staff_id}
    if counts.of_others:
        asked["others"] = "y"
    if flag.per is Per.HOUR:
        asked["hour"] = hour_told(flag.begins)
    else:
        asked |= {"since": begins.date().isoformat(), "until": begins.date().isoformat()}
    if counts.reading:
        asked["action"] = counts.reading
    if counts.refused:
        asked["refused"] = "y"
    return url_for("audit_log.index", **asked)


def look_at(flag: Flag) -> str:
    """Where somebody says that they looked at a flag."""
    begins = hour_told(flag.begins)
    return url_for("access_review.look", code=flag.code, person=flag.staff_id, begins=begins)


def entries_of_person(filters: AccessQuestion, person: int | str, **more: Any) -> str:
    """The entries of one person in the days and the case of a question."""
    days = {"since": filters.days["from"], "until": filters.days["to"]}
    case = {"case": filters.case} if filters.case else {}
    return url_for("audit_log.index", **(days | case | {"person": str(person)} | more))
