"""An act as pages and paper print it: numbers by category, kind and reason, never a name."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _

from backoffice.accounts.models import SYSTEM
from backoffice.accounts.queries import names_of
from backoffice.retention.models import DestructionAct, DestructionActEvent
from backoffice.retention.queries import counts_of, progress_of
from backoffice.retention.sources import Candidate
from backoffice.rules.vocabulary.retention import ActState, ItemResult
from backoffice.web.labels.people import ROLES
from backoffice.web.labels.retention import (
    ACT_STATES,
    ITEM_REASONS,
    ITEM_RESULTS,
    RETENTION_KINDS,
    RETENTION_OUTCOMES,
)
from backoffice.web.language import current_language, show_moment


@dataclass(frozen=True)
class Line:
    """How many items share category, kind, reason, outcome and result."""

    category: str
    kind: str
    reason: str
    outcome: str
    result: str
    number: int


def listed_facts(found: Iterable[Candidate], categories: Mapping[str, str]) -> list[Line]:
    """What would be proposed, in numbers."""
    counted = Counter((c.category_code, c.kind, c.reason, c.outcome) for c in found)
    return [
        Line(
            categories.get(category, category),
            str(RETENTION_KINDS[kind]),
            str(ITEM_REASONS[reason]),
            str(RETENTION_OUTCOMES[outcome]),
            "",
            number,
        )
        for (category, kind, reason, outcome), number in sorted(counted.items())
    ]


def act_facts(act: DestructionAct, categories: Mapping[str, str]) -> dict[str, Any]:
    """Everything a page or the printed sheet says of an act."""
    staff = names_of({event.by_id for event in act.events})
    lines = [
        Line(
            categories.get(row.category_code, row.category_code),
            str(RETENTION_KINDS[row.kind]),
            str(ITEM_REASONS[row.reason]),
            str(RETENTION_OUTCOMES[row.outcome]),
            str(ITEM_RESULTS[row.result]) if row.result else "",
            row.number,
        )
        for row in counts_of(act)
    ]
    return {
        "act": act,
        "state": ACT_STATES[act.state],
        "progress": progress_of(act),
        "lines": lines,
        "left_out": _left_out(act),
        "steps": [_step(event, staff) for event in act.events],
        "final_here": _moment(act, ActState.DONE),
        "final_everywhere": _moment(act, ActState.FINAL),
        "centre": current_app.config[f"CENTRE_NAME_{current_language().upper()}"],
        "annex_href": url_for("retention.annex", number=act.number),
    }


def _left_out(act: DestructionAct) -> list[tuple[str, int]]:
    """Why items were left, and how many by each reason."""
    counted: Counter[str] = Counter()
    for row in counts_of(act):
        if row.result and row.result != ItemResult.DONE:
            counted[row.result] += row.number
    return [(str(ITEM_RESULTS[result]), number) for result, number in counted.items()]


def _step(event: DestructionActEvent, staff: Mapping[int, str]) -> dict[str, Any]:
    who = staff.get(event.by_id) or str(ROLES[SYSTEM.role])
    proposed = event.state == ActState.PROPOSED
    said = _("Proposed") if proposed else ACT_STATES[event.state]
    return {"iso": event.at.isoformat(), "time": show_moment(event.at), "who": who, "said": said}


def _moment(act: DestructionAct, state: ActState) -> datetime | None:
    event = act.event(state)
    return event.at if event else None
