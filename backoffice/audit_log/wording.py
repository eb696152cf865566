"""What the page of the log says beside its entries: counts, the hour, how far it looked."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask_babel import gettext as _

from backoffice.audit.checkpoints import head_now
from backoffice.audit.models import AuditEntry
from backoffice.audit_log.filters import Filters
from backoffice.audit_log.queries import Count, LogPage
from backoffice.db import db
from backoffice.web.language import show_clock, show_moment


def counted(count: Count) -> str:
    """A count as it is shown; nobody counts matches without a bound."""
    return str(count.number) if count.is_whole else f"{count.number}+"


def hour_in_words(filters: Filters) -> str:
    """The hour a link asked for; nothing when days are asked for."""
    if not filters.hour or filters.begins is None:
        return ""
    ends = filters.begins + timedelta(hours=1)
    return f"{show_moment(filters.begins)}–{show_clock(ends)}"


def looked_to(found: LogPage) -> str:
    """How far a page looked that stopped before it was full."""
    if found.looked_to is None:
        return ""
    at = db.session.scalar(sa.select(AuditEntry.at).where(AuditEntry.seq == found.looked_to))
    when = show_moment(datetime.fromisoformat(at)) if at else ""
    if found.upwards:
        return _("Looked on to entry no. %(no)s of %(when)s.", no=found.looked_to, when=when)
    return _("Looked back to entry no. %(no)s of %(when)s.", no=found.looked_to, when=when)


def not_there(number: int | None, entries: Sequence[AuditEntry]) -> str:
    """Why the entry somebody wants to jump to is not on the page; nothing when it is."""
    if number is None or any(entry.seq == number for entry in entries):
        return ""
    newest = head_now().seq
    if number > newest:
        return _(
            "There is no entry no. %(no)s yet: the newest is no. %(newest)s.",
            no=number,
            newest=newest,
        )
    return _("Entry no. %(no)s does not match these filters.", no=number)
