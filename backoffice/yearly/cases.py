"""The numbers of a year about cases: appeals and their terms, requests of data subjects."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from backoffice.registers.appeals.columns import hours_in_words
from backoffice.registers.appeals.filters import AppealFilters
from backoffice.registers.appeals.rows import counts, time_to_answers
from backoffice.registers.requests.filters import RequestFilters
from backoffice.registers.requests.rows import facts
from backoffice.registers.terms_table import counted, share_kept, total
from backoffice.rules.vocabulary.registers import TermKept
from backoffice.web.labels.appeals import CHANNELS, KINDS
from backoffice.web.labels.registers import TERMS_KEPT, WHY_BROKEN
from backoffice.web.labels.requests import REQUEST_KINDS, REQUEST_OUTCOMES, REQUEST_REFUSALS
from backoffice.yearly.numbers import Number, Section, Year, parts

_TERMS = (TermKept.KEPT, TermKept.BROKEN, TermKept.OVERDUE, TermKept.RUNNING)


def appeals(year: Year) -> list[Section]:
    """Appeals registered in the year, how their terms stood, and why terms were broken."""
    filters = AppealFilters(year.period)
    rows, took = counts(filters), time_to_answers(filters)
    middle = took.half_within if took.count else 0
    numbers = [
        *_terms(year, "registers.appeals", "appeals", _("Appeals registered"), rows),
        Number(
            "appeals.median_hours",
            _("Median hours to the answer"),
            middle,
            hours_in_words(middle) if middle else "",
        ),
    ]
    sorts = {
        "kind": (_("Appeals by kind"), KINDS),
        "channel": (_("Appeals by channel"), CHANNELS),
        "category": (_("Appeals by category"), year.names.categories),
        "why": (_("Why terms were broken"), WHY_BROKEN),
    }
    return [
        Section("appeals", _("Appeals"), numbers),
        *(
            Section(f"appeals.{name}", heading, _sorted(year, rows, name, words))
            for name, (heading, words) in sorts.items()
        ),
    ]


def requests(year: Year) -> list[Section]:
    """Requests received in the year: terms, kinds, decisions, reasons of refusals."""
    rows = facts(RequestFilters(year.period))
    outcomes = Counter(row.outcome for row in rows if row.outcome)
    reasons = Counter(code for row in rows for code in (row.reasons or "").split(",") if code)
    numbers = [
        *_terms(year, "registers.requests", "requests", _("Requests received"), rows),
        *_split(year, "outcome", outcomes, REQUEST_OUTCOMES),
    ]
    by_kind = Counter(row.kind for row in rows)
    return [
        Section("requests", _("Subject requests"), numbers),
        Section(
            "requests.kind",
            _("Subject requests by kind"),
            _split(year, "kind", by_kind, REQUEST_KINDS),
        ),
        Section(
            "requests.refusal",
            _("Reasons of refusals"),
            _split(year, "refusal", reasons, REQUEST_REFUSALS),
        ),
    ]


def _terms(year: Year, endpoint: str, code: str, label: str, rows: Sequence[Any]) -> list[Number]:
    found = counted(rows, "kind")
    whole = Number(code, label, total(found), href=year.report(endpoint))
    said = {TermKept.KEPT: share_kept(found)}
    return [
        whole,
        *(
            Number(
                f"{code}.{term}",
                _("Term: %(term)s", term=TERMS_KEPT[term]),
                total(found, term),
                said.get(term, ""),
                year.report(endpoint, term=term),
                is_part=True,
            )
            for term in _TERMS
        ),
    ]


def _sorted(year: Year, rows: Sequence[Any], name: str, words: Any) -> list[Number]:
    found: Counter[str] = Counter()
    for row in rows:
        found[getattr(row, name)] += row.times
    found.pop("", None)  # the reason of a term that was not broken
    return parts(
        f"appeals.{name}",
        found.items(),
        words,
        lambda key: year.report("registers.appeals", **{name: key}),
    )


def _split(year: Year, name: str, found: Counter[str], words: Any) -> list[Number]:
    return parts(
        f"requests.{name}",
        found.items(),
        words,
        lambda key: year.report("registers.requests", **{name: key}),
    )
