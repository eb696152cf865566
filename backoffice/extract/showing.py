"""The lists of an extract as tables of a page: the same content as the file, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from backoffice.web.language import show_clock, show_moment

Told = dict[str, Any]


@dataclass(frozen=True)
class Section:
    """One list under its heading."""

    heading: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


def sections_of(told: Told) -> list[Section]:
    """To whom it went, who was told since, what was done, objections, looks."""
    when, data, state, reason = _("When"), _("Data"), _("State"), _("Reason")
    recipient = _("Recipient")
    parts: tuple[tuple[str, list[str], Any, str], ...] = (
        (
            _("To whom it was given"),
            [when, recipient, data, _("Means"), state],
            _transfer,
            "transfers",
        ),
        (
            _("What third parties were told since"),
            [when, recipient, _("Why"), data, state],
            _notice,
            "notices",
        ),
        (_("What was done to the data"), [when, _("Action"), data, reason], _change, "changes"),
        (_("Objections"), [when, _("What"), recipient, reason, state], _objection, "objections"),
        (_("Who looked at it"), [when, _("Role"), _("Action"), data], _look, "looks"),
    )
    return [
        Section(heading, heads, [row_of(row) for row in told[key]])
        for heading, heads, row_of, key in parts
    ]


def _transfer(row: Told) -> list[str]:
    means = row["means"]["label"]
    return [show_moment(row["at"]), row["recipient"]["label"], _names(row), means, _state(row)]


def _notice(row: Told) -> list[str]:
    cause = row["cause"]["label"]
    at = show_moment(row["opened_at"])
    return [at, row["recipient"]["label"], cause, _names(row), _state(row)]


def _change(row: Told) -> list[str]:
    return [
        show_moment(row["at"]),
        row["deed"]["label"],
        _names(row),
        row["reason"]["label"] or "—",
    ]


def _objection(row: Told) -> list[str]:
    lifted = row["lifted_at"]
    stands = _("stands") if lifted is None else _("lifted %(moment)s", moment=show_moment(lifted))
    recipient = row["recipient"] or _("no third party")
    return [
        show_moment(row["at"]),
        row["what"]["label"],
        recipient,
        row["reason"]["label"],
        stands,
    ]


def _look(row: Told) -> list[str]:
    at = show_moment(row["first_at"])
    if row["times"] > 1:
        at = f"{at} – {show_clock(row['last_at'])} (×{row['times']})"
    return [at, row["role"]["label"], row["deed"]["label"], _names(row)]


def _state(row: Told) -> str:
    return f"{row['state']['label']}, {show_moment(row['state_at'])}"


def _names(row: Told) -> str:
    labels: Iterable[str] = (field["label"] for field in row["fields"])
    return ", ".join(labels) or "—"
