"""Counts by one thing and by how the term stood: every number is a way to its rows."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import format_decimal, format_percent
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from backoffice.exports.cells import Tile
from backoffice.exports.drawn import Sheet
from backoffice.rules.vocabulary.registers import STANDINGS, TermKept

SHOWN = (TermKept.KEPT, TermKept.BROKEN, TermKept.RUNNING)
_SHARE = "#,##0.0 %"

Counts = Mapping[tuple[str, str], int]  # (code, standing): how many
Address = Callable[[str, str], str]  # of the rows of one code ("": all) and one term ("": any)


@dataclass(frozen=True)
class Number:
    """One number of a table; without an address where there are no rows to open."""

    count: int
    href: str


@dataclass(frozen=True)
class Line:
    """One thing counted: all of it, and by how the term stood."""

    label: str
    all: Number
    by_term: tuple[Number, ...]


@dataclass(frozen=True)
class TermsTable:
    """One table of a register with the sentence that says what is seen in it."""

    id: str
    heading: Any
    lines: list[Line]
    most: int


def counted(rows: Iterable[Any], name: str) -> Counts:
    """The counts of one thing out of a reading that counted several together."""
    found: Counter[tuple[str, str]] = Counter()
    for row in rows:
        found[getattr(row, name), row.term] += row.times
    return found


def total(counts: Counts, term: TermKept | None = None) -> int:
    """How many in all, or of one term."""
    taken = STANDINGS[term] if term else None
    return sum(times for (_code, stood), times in counts.items() if not taken or stood in taken)


def table(
    name: str, heading: Any, counts: Counts, words: Callable[[str], str], address: Address
) -> TermsTable:
    """The table of one thing, the most frequent first."""
    codes = sorted({code for code, _stood in counts})
    lines = [_line(code, counts, words, address) for code in codes]
    lines.sort(key=lambda line: -line.all.count)
    return TermsTable(name, heading, lines, max((one.all.count for one in lines), default=0))


def share_kept(counts: Counts) -> str:
    """Kept of all whose term is over, as a share; empty while none is."""
    kept, broken = total(counts, TermKept.KEPT), total(counts, TermKept.BROKEN)
    return format_percent(kept / (kept + broken), _SHARE) if kept + broken else ""


@dataclass(frozen=True)
class Ending:
    """How a register speaks of what ends a term: an answer, or that it was carried out."""

    sentence: Any
    none_yet: Any


ANSWERED = Ending(
    _l("Of %(ended)s whose term has ended or that were answered, %(share)s kept it."),
    _l("of them without an answer yet"),
)
COMPLETED = Ending(
    _l("Of %(ended)s whose term has ended or that were completed, %(share)s kept it."),
    _l("of them not completed yet"),
)


def in_a_sentence(counts: Counts, ending: Ending) -> str:
    """What the tables show, said in words."""
    share = share_kept(counts)
    if not share:
        return _("No term has ended yet.")
    ended = total(counts, TermKept.KEPT) + total(counts, TermKept.BROKEN)
    return str(ending.sentence) % {"ended": format_decimal(ended), "share": share}


def fits(asked: str, term: TermKept) -> bool:
    """Whether a term can be asked for beside the one that narrows already."""
    return not asked or set(STANDINGS[term]) <= set(STANDINGS[TermKept(asked)])


def term_tiles(sheet: Sheet, filters: Any, found: Counts, ending: Ending) -> list[Tile]:
    """The four tiles of terms: kept with its share, broken, not answered yet, running."""
    share = share_kept(found)
    words = {
        TermKept.KEPT: _("in time: %(share)s", share=share) if share else _("in time"),
        TermKept.BROKEN: _("term broken"),
        TermKept.OVERDUE: str(ending.none_yet),
        TermKept.RUNNING: _("term running"),
    }
    return [
        Tile(
            format_decimal(total(found, term)),
            label,
            sheet.narrowed(filters, "term", term) if fits(filters.term, term) else "",
        )
        for term, label in words.items()
    ]


def addresses(sheet: Sheet, filters: Any, name: str) -> Address:
    """What gives the address of the rows of one code, and of one term of it."""

    def address(code: str, term: str) -> str:
        narrowed = filters.narrowed_to(name, code)
        if term and fits(filters.term, TermKept(term)):
            narrowed = narrowed.narrowed_to("term", term)
        return sheet.address(narrowed, _anchor="rows")

    return address


def _line(code: str, counts: Counts, words: Callable[[str], str], address: Address) -> Line:
    own = {key: times for key, times in counts.items() if key[0] == code}
    by_term = [(total(own, term), address(code, term)) for term in SHOWN]
    return Line(
        label=words(code),
        all=Number(total(own), address(code, "")),
        by_term=tuple(Number(times, href if times else "") for times, href in by_term),
    )
