"""How a deadline is shown: a tone with its own shape, and words that say what it means."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from backoffice import clock
from backoffice.rules.vocabulary import AppealState
from backoffice.web.language import show_date

LATE, SOON, DONE, CALM = "late", "soon", "done", "calm"
_ENDED = (AppealState.ANSWERED, AppealState.CLOSED)
_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class DueMark:
    """What `ui.parts.due` shows: a tone, the exact moment, the words."""

    tone: str
    at: str
    label: str


def soon_term() -> timedelta:
    """How near a deadline is marked as due soon."""
    return timedelta(hours=int(current_app.config["DUE_SOON_HOURS"]))


@dataclass
class DueMarks:
    """Marks of one page: words are found once for each distance, not once for each appeal."""

    now: datetime = field(default_factory=clock.now)
    today: date = field(default_factory=clock.today)
    soon: timedelta = field(default_factory=soon_term)
    _said: dict[tuple[str, int], str] = field(default_factory=dict)

    def of(self, state: str, moment: datetime) -> DueMark:
        """The mark of one appeal: `moment` is its deadline, or when it was answered or closed."""
        at = moment.isoformat()
        if state == AppealState.ANSWERED:
            return DueMark(DONE, at, self._words(DONE, 0))
        if state in _ENDED:
            return DueMark(CALM, at, show_date(moment))
        left = moment - self.now
        days = (clock.local(moment).date() - self.today).days
        if left < timedelta():
            hours = -left // _HOUR
            return DueMark(LATE, at, self._words("late-hours" if days == 0 else LATE, -days or hours))
        return DueMark(SOON if left <= self.soon else CALM, at, self._words(CALM, days))

    def _words(self, kind: str, number: int) -> str:
        key = (kind, number)
        if key not in self._said:
            self._said[key] = _words(kind, number)
        return self._said[key]


def _words(kind: str, number: int) -> str:
    if kind == DONE:
        return _("answered")
    if kind == LATE:
        return ngettext("%(num)d day over", "%(num)d days over", number)
    if kind == "late-hours":
        return ngettext("%(num)d hour over", "%(num)d hours over", number) if number else _("overdue")
    if number == 0:
        return _("today")
    return _("tomorrow") if number == 1 else ngettext("%(num)d day", "%(num)d days", number)
