"""Until when a case is kept, what stops its destruction, and which act took it (R-5f.1, R-5f.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import url_for

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.keeping.models import LegalHold
from backoffice.keeping.queries import keeping_of
from backoffice.retention.queries import act_of
from backoffice.rules.actions import Action
from backoffice.web.gate import may
from backoffice.web.labels.retention import HOLD_REASONS, RETENTION_KINDS, RETENTION_OUTCOMES


@dataclass(frozen=True)
class HoldLine:
    """One hold that stands, in words."""

    reason: str
    reference: str
    until: date | None
    lift_href: str


@dataclass(frozen=True)
class Storage:
    """What the card of storage and the banner above it say."""

    due_on: date | None
    has_ended: bool
    months: int
    kind: str
    outcome: str
    ground: str
    holds: list[HoldLine]
    hold_href: str
    act_number: str
    act_href: str


def storage_of(appeal: Appeal, holds: Iterable[LegalHold]) -> Storage:
    """By the rules of today: nothing of it is stored."""
    keeping, row = keeping_of(appeal), None
    if keeping is not None:
        row = keeping.row
    act = act_of(appeal.id) if appeal.emptied_at is not None else None
    may_see = may(Action.RETENTION_LIST)
    can_hold = may(Action.HOLD_PLACE) and appeal.emptied_at is None
    return Storage(
        due_on=keeping.due_on if keeping else None,
        has_ended=keeping is not None and keeping.has_ended(clock.today()),
        months=row.months if row else 0,
        kind=str(RETENTION_KINDS[keeping.kind]) if keeping else "",
        outcome=str(RETENTION_OUTCOMES[row.outcome]) if row else "",
        ground=row.ground if row else "",
        holds=[_line(hold) for hold in holds],
        hold_href=url_for("retention.hold", number=appeal.number) if can_hold else "",
        act_number=act.number if act else "",
        act_href=url_for("retention.act", number=act.number) if act and may_see else "",
    )


def _line(hold: LegalHold) -> HoldLine:
    lift = url_for("retention.lift", ref=hold.id) if may(Action.HOLD_LIFT) else ""
    return HoldLine(str(HOLD_REASONS[hold.reason]), hold.reference, hold.until, lift)
