"""The kinds of boxes the forms of appeals are made of."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Any

from babel import Locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, DateTimeLocalField, SelectField, StringField, TextAreaField
from wtforms.validators import Length
from wtforms.validators import Optional as MayBeEmpty

from backoffice import clock
from backoffice.rules.checks import LONGEST_TEXT, longest
from backoffice.rules.fields import Field
from backoffice.rules.names import sort_key
from backoffice.web.forms import OneOf, choices
from backoffice.web.labels.fields import FIELDS
from backoffice.web.labels.table import Labels
from backoffice.web.language import name_of

SHORTEST_TEXT = 4
MOMENTS = ["%Y-%m-%dT%H:%M", "%d.%m.%Y %H:%M"]
DAYS = ["%Y-%m-%d", "%d.%m.%Y"]
YEARS = range(1900, 2200)  # a slip of the finger in the year is no moment to count a term from
# Codes of the list of territories that no foreign applicant can be from.
NO_COUNTRIES = frozenset({"EU", "EZ", "KZ", "QO", "UN", "XA", "XB", "ZZ"})


def strip(text: str | None) -> str:
    """What was typed without blanks around it."""
    return (text or "").strip()


def line(field: Field, *, label: Any = "", **ways: Any) -> StringField:
    """A line for one personal value; the browser is asked to remember nothing of it."""
    return StringField(
        label or FIELDS[field],
        [Length(max=longest(field), message=_l("This is too long."))],
        filters=[strip],
        render_kw={"autocomplete": "off", **ways},
    )


def long_text(label: Any, *, rows: int = 6) -> TextAreaField:
    """A text in the applicant's or the clerk's own words."""
    sentence = _l("Write 4 to 4000 letters.")
    return TextAreaField(
        label,
        [Length(SHORTEST_TEXT, LONGEST_TEXT, message=sentence)],
        filters=[strip],
        render_kw={"rows": rows},
    )


def select(label: Any, labels: Labels, *, first: Any = None, default: str = "") -> SelectField:
    """A choice of a closed list; with `first`, nothing may be chosen too."""
    rows = choices(labels, first=first)
    known = OneOf(row.value for row in rows)
    return SelectField(label, [known], choices=rows, default=default, validate_choice=False)


class Day(DateField):
    """A day, as a browser sends it or as people here write it."""

    def __init__(self, label: Any, **wiring: Any) -> None:
        super().__init__(label, [MayBeEmpty()], format=DAYS, **wiring)
        self.flags.optional = False  # the page marks nothing: what must be there says so

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as wrong:
            raise ValueError(_("Write the date as 23.11.2026.")) from wrong


class Moment(DateTimeLocalField):
    """A moment in Astana; `moment` is the same in UTC."""

    data: Any

    def __init__(self, label: Any, **wiring: Any) -> None:
        super().__init__(label, [MayBeEmpty()], format=MOMENTS, **wiring)
        self.flags.optional = False

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as wrong:
            raise ValueError(_("Write date and time as 23.11.2026 09:14.")) from wrong
        if self.data and self.data.year not in YEARS:
            self.data = None
            raise ValueError(_("Write date and time as 23.11.2026 09:14."))

    @property
    def moment(self) -> datetime | None:
        """What was typed, as it is stored."""
        return self.data.replace(tzinfo=clock.ALMATY).astimezone(UTC) if self.data else None


def rows_of(things: Iterable[Any], first: str) -> list[tuple[str, str]]:
    """Choices of a select from catalogue rows, after the empty one."""
    return [("", first), *((row.code, name_of(row)) for row in things)]


@cache
def countries(language: str) -> list[tuple[str, str]]:
    """Countries by code, in the order of the reader's alphabet."""
    named = Locale.parse(language).territories
    rows = [
        (code, name)
        for code, name in named.items()
        if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES
    ]
    return sorted(rows, key=lambda row: sort_key(row[1]))
