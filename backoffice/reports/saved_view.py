"""Saved settings as the pages show them: each opens by a normal address, what is gone is said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _

from backoffice.exports.columns import Names
from backoffice.exports.period import Period, Preset, period_of
from backoffice.exports.presets import PRESETS
from backoffice.reports.addresses import address_of
from backoffice.reports.filters import Filters
from backoffice.reports.offered import offered
from backoffice.reports.wording import NARROWINGS, narrowings_in_words
from backoffice.saved_reports.models import SavedReport
from backoffice.web.language import show_date


@dataclass(frozen=True)
class SavedLine:
    """One saved report: where it opens, what it asks in words, what of it no longer exists."""

    saved: SavedReport
    href: str
    asks: str
    gone: str
    is_own: bool


def filters_of(saved: SavedReport, names: Names, today: date) -> tuple[Filters, list[str]]:
    """The question as it can be asked today, and the labels of what can be asked no more."""
    asked, known = saved.asked, offered(names)
    typed = {name: asked[name] for name in Filters.narrowing if name in asked}
    kept = {name: code for name, code in typed.items() if code in known[name]}
    lost = [_told(NARROWINGS[n], typed[n]) for n in typed if n not in kept]
    preset = Preset(asked["period"]) if "period" in asked else None
    period = period_of(preset, today) if preset else _days(asked["from"], asked["to"])
    return Filters(period, preset, **kept), sorted(lost)


def lines_of(
    settings: Sequence[SavedReport], names: Names, *, by_id: int, today: date
) -> list[SavedLine]:
    """The settings with their addresses, the reader's own first."""
    lines = []
    for saved in settings:
        filters, lost = filters_of(saved, names, today)
        lines.append(
            SavedLine(
                saved,
                address_of(filters),
                f"{_days_in_words(filters)}; {in_words(filters, names)}",
                ", ".join(lost),
                is_own=saved.owner_id == by_id,
            )
        )
    return sorted(lines, key=lambda line: not line.is_own)


def _days_in_words(filters: Filters) -> str:
    if filters.preset:
        return str(PRESETS[filters.preset])
    period = filters.period
    return _("%(first)s – %(last)s", first=show_date(period.first), last=show_date(period.last))


def in_words(filters: Filters, names: Names) -> str:
    """The narrowings in one line."""
    found = narrowings_in_words(filters, names)
    told = [_told(label, value) for _name, label, value in found]
    return "; ".join(told) or _("all disclosures")


def _told(label: Any, value: str) -> str:
    return _("%(label)s: %(value)s", label=label, value=value)


def address_text(filters: Filters) -> str:
    """The question as saved settings keep it: a preset stays a preset, so that it moves on."""
    return urlencode(filters.address)


def _days(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))
