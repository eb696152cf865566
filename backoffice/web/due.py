"""How a deadline is shown: a tone with its own shape, and words that say what it means."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from backoffice import clock
from backoffice.rules.vocabulary.appeals import AppealState
from backoffice.web.language import show_date

LATE, SOON, DONE, CALM = "late", "soon", "done", "calm"
_ENDED = (AppealState.ANSWERED, AppealState.CLOSED)
_LATE_TODAY = "late-today"
_HOUR = timedelta(hours=1)


class DueMark(NamedTuple):
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
        days = (clock.local(moment).date() - self.today).days
        if moment < self.now:
            return DueMark(LATE, at, self._late(days, self.now - moment))
        tone = SOON if moment - self.now <= self.soon else CALM
        return DueMark(tone, at, self._words(CALM, days))

    def _late(self, days: int, over: timedelta) -> str:
        return self._words(LATE, -days) if days else self._words(_LATE_TODAY, over // _HOUR)

    def _words(self, kind: str, number: int) -> str:
        key = (kind, number)
        if key not in self._said:
            self._said[key] = _words(kind, number)
        return self._said[key]


def _words(kind: str, number: int) -> str:
    if kind == DONE:
        text = _("answered")
    elif kind == LATE:
        text = ngettext("%(num)d day over", "%(num)d days over", number)
    elif number == 0:
        text = _("just over") if kind == _LATE_TODAY else _("today")
    elif kind == _LATE_TODAY:
        text = ngettext("%(num)d hour over", "%(num)d hours over", number)
    elif number == 1:
        text = _("tomorrow")
    else:
        text = ngettext("%(num)d day", "%(num)d days", number)
    return str(text)
