"""What the page of a report shows of a row or over the rows: cells and tiles."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from backoffice import clock
from backoffice.exports.columns import Column, Kind, Names
from backoffice.exports.moments import iso_day
from backoffice.rules.actions import Action
from backoffice.web.gate import may


@dataclass(frozen=True)
class Tile:
    """One number over the report and where its rows are."""

    number: str
    label: str
    href: str


@dataclass(frozen=True)
class Cell:
    """One cell of the table on the page."""

    text: str
    look: str = ""
    iso: str = ""
    href: str = ""


def cell_of(column: Column, raw: Any, names: Names) -> Cell:
    """One cell of a page; numbers of appeals and of entries lead there who may look at them."""
    text = column.say(names, raw)
    if column.kind is Kind.MOMENT:
        iso = clock.local(raw).isoformat(timespec="seconds") if raw else ""
        return Cell(text, look="line", iso=iso)
    if column.kind is Kind.DAY and raw:
        return Cell(text, look="line", iso=iso_day(raw))
    if column.key == "appeal":
        opens = bool(raw) and may(Action.CASE_VIEW)
        return Cell(text, "line", href=url_for("casefile.show", number=raw) if opens else "")
    if column.key == "entry":
        reads = raw is not None and may(Action.AUDIT_VIEW)
        return Cell(text, "num", href=url_for("audit_log.index", number=raw) if reads else "")
    return Cell(text, "num" if column.kind is Kind.NUMBER else "")
