"""Personal values as the case page shows them: masked, withheld or clear, with their state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from backoffice.appeals.models import Appeal
from backoffice.casefile.links import DIRECT, Link, may_reveal, value_links
from backoffice.rules.fields import REQUEST_FIELDS, Field
from backoffice.rules.masking import MASKED_FIELDS, PHONES, mask
from backoffice.rules.phones import show_phone
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault.models import PersonalValue
from backoffice.web.labels.completeness import DOUBT_REASONS
from backoffice.web.labels.fields import FIELDS
from backoffice.web.labels.personal_values import VALUE_STATES
from backoffice.web.language import show_date

# Of these a case may hold many; of any other field, one piece.
MANY = frozenset({Field.NOTE, Field.ANSWER, Field.RECIPIENT_REPLY, Field.DISCLOSURE_REASON})
TONES = {
    ValueState.BLOCKED: "warn",
    ValueState.DELETED: "mute",
    ValueState.DESTROYED: "bad",
}


@dataclass(frozen=True)
class Tag:
    """A word with a tone."""

    label: Any
    tone: str = "mute"


@dataclass(frozen=True)
class ValueRow:
    """One line: a value, or a field the category needs and the case does not hold."""

    number: str
    field: str
    label: Any
    value_id: int = 0
    version: int = 0
    text: str = ""
    is_masked: bool = False
    is_revealed: bool = False
    may_reveal: bool = False
    tags: tuple[Tag, ...] = ()
    direct: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()
    is_missing: bool = False
    at: datetime | None = None
    by: str = ""


def shown_values(values: Iterable[PersonalValue]) -> list[PersonalValue]:
    """The rows a page shows: of each piece the newest version, never a recipient's copy.

    A living piece of a field stands before one that was destroyed earlier. What a request of
    the person holds is read on the page of the request.
    """
    newest: dict[int, PersonalValue] = {}
    for value in values:
        if not value.recipient_copy and value.field not in REQUEST_FIELDS:
            newest[value.lineage_id] = value
    chosen: dict[object, PersonalValue] = {}
    for value in sorted(newest.values(), key=lambda v: (v.state != ValueState.DESTROYED, v.id)):
        chosen[value.lineage_id if value.field in MANY else value.field] = value
    return sorted(chosen.values(), key=lambda value: value.id)


@dataclass(frozen=True)
class RowMaker:
    """Makes the rows of one page; `texts` holds what was opened under the audit entry."""

    appeal: Appeal
    today: date
    texts: Mapping[int, str]
    staff_names: Mapping[int, str]
    revealed_id: int = 0
    is_held: bool = False  # by a legal hold: destroying is not offered
    doubts: Mapping[int, tuple[str, ...]] = field(default_factory=dict)  # reasons, by value
    authors: Mapping[int, str] = field(default_factory=dict)  # of what no member of staff wrote

    def row(self, value: PersonalValue) -> ValueRow:
        """One value as this reader may see it: the mask is put on here, on the server."""
        clear = self.texts.get(value.id, "")
        is_revealed = value.id == self.revealed_id
        masked = value.field in MASKED_FIELDS and not is_revealed
        doubts = self.doubts.get(value.id, ())
        links = value_links(
            self.appeal, value, self.today, is_held=self.is_held, is_doubted=bool(doubts)
        )
        return ValueRow(
            number=self.appeal.number,
            field=value.field,
            label=FIELDS.get(value.field, value.field),
            value_id=value.id,
            version=value.version,
            text=mask(value.field, clear) if masked else _written(value.field, clear),
            is_masked=masked and bool(clear),
            is_revealed=is_revealed,
            may_reveal=masked and may_reveal(self.appeal, value),
            tags=(*_tags(value), *(Tag(DOUBT_REASONS[reason], "warn") for reason in doubts)),
            direct=tuple(link for link in links if link.look == DIRECT),
            links=tuple(link for link in links if link.look != DIRECT),
            at=value.created_at,
            by=self.authors.get(value.id) or self.staff_names.get(value.created_by_id, ""),
        )

    def missing(self, field: str) -> ValueRow:
        """A field the category needs and nobody collected."""
        tags = (Tag(_("not collected")),)
        label = FIELDS.get(field, field)
        return ValueRow(self.appeal.number, str(field), label, tags=tags, is_missing=True)


def _written(field: str, text: str) -> str:
    return show_phone(text) if field in PHONES else text


def _tags(value: PersonalValue) -> Iterable[Tag]:
    """The state of a value and since or until when; nothing of the value itself."""
    if value.state != ValueState.CURRENT:
        yield Tag(VALUE_STATES[value.state], TONES.get(ValueState(value.state), "mute"))
        yield Tag(_since(value))
    elif value.lineage_id != value.id:
        yield Tag(_("corrected %(date)s", date=show_date(value.created_at)), "warn")


def _since(value: PersonalValue) -> str:
    day = show_date(value.changed_at)
    if value.state == ValueState.BLOCKED and value.blocked_until:
        return _("from %(day)s to %(end)s", day=day, end=show_date(value.blocked_until))
    if value.state == ValueState.DELETED and value.restorable_until:
        last = show_date(value.restorable_until)
        return _("%(day)s, can be restored until %(last)s", day=day, last=last)
    return _("since %(day)s", day=day)
