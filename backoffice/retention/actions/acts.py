"""Destruction acts: proposed by one, approved by another, carried out (policy 3.5; R-5f.2)."""

from collections.abc import Sequence
from dataclasses import asdict

import sqlalchemy as sa

from backoffice import clock
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.refusals import Refusal, Stale
from backoffice.db import db
from backoffice.retention.erasing import erase, judge
from backoffice.retention.models import (
    DestructionAct,
    DestructionActEvent,
    DestructionActItem,
    DestructionActResult,
)
from backoffice.retention.queries import progress_of
from backoffice.retention.sources import Candidate, candidates
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.retention import ActState, ItemResult
from backoffice.vault.values import the_vault


@perform(Action.ACT_PROPOSE)
def propose_act(_subject: None, /, *, by: Actor, listed: int | None = None) -> DestructionAct:
    """Put everything that is due into an act, for another person to approve (R-5f.2).

    `listed` is how many items the confirmation named. Raises Stale when there are others.
    """
    found = candidates()
    if not found:
        raise Refusal("act.nothing", Action.ACT_PROPOSE)
    if listed is not None and listed != len(found):
        raise Stale("stale", Action.ACT_PROPOSE)
    act = _new_act(by)
    db.session.add(act)
    db.session.flush()
    _come_to(act, ActState.PROPOSED, by)
    db.session.execute(sa.insert(DestructionActItem), _items(act, found))
    current_deed().note(about=act, detail=f"items={len(found)}")
    return act


@perform(Action.ACT_APPROVE)
def approve_act(act: DestructionAct, /, *, by: Actor) -> DestructionAct:
    """Agree to what another proposed; only then can it be carried out (R-5f.2)."""
    if by.id == act.proposed_by_id:
        raise Refusal("act.same-person", Action.ACT_APPROVE)
    return _come_to(act, ActState.APPROVED, by)


@perform(Action.ACT_DECLINE)
def decline_act(act: DestructionAct, /, *, by: Actor) -> DestructionAct:
    """Refuse it: nothing is destroyed, and what it lists is due again."""
    return _come_to(act, ActState.DECLINED, by)


@perform(Action.ACT_EXECUTE)
def execute_item(item: DestructionActItem, /, *, by: Actor) -> DestructionActResult:
    """Destroy one item of an approved act, or leave it and say why (R-5f.2, R-5f.4)."""
    if item.act.state != ActState.APPROVED:
        raise Refusal("act.not-approved", Action.ACT_EXECUTE)
    if item.result is not None:
        raise Refusal("act.item-done", Action.ACT_EXECUTE)
    result = judge(item, clock.today())
    gone = erase(item, by=by) if result is ItemResult.DONE else []
    row = DestructionActResult(
        item_id=item.id,
        act_id=item.act_id,
        result=result,
        records=len(gone),
        by_id=by.id,
        at=clock.now(),
    )
    db.session.add(row)
    current_deed().note(
        fields={value.field for value in gone},
        reason=item.reason,
        detail=f"act={item.act.number};result={result};outcome={item.outcome};records={len(gone)}",
    )
    return row


@perform(Action.ACT_FINISH)
def finish_act(act: DestructionAct, /, *, by: Actor) -> DestructionAct:
    """Every item was dealt with: from here the data is gone from the living installation."""
    if progress_of(act).left:
        raise Refusal("act.not-finished", Action.ACT_FINISH)
    return _come_to(act, ActState.DONE, by, generation=the_vault().keyring.current)


@perform(Action.ACT_SETTLE)
def settle_act(act: DestructionAct, /, *, by: Actor) -> DestructionAct:
    """The keys of that time are forgotten: older copies of the vault open nothing of it."""
    done = act.event(ActState.DONE)
    if done is None or done.generation in the_vault().keyring.generations:
        raise Refusal("act.keys-remain", Action.ACT_SETTLE)
    return _come_to(act, ActState.FINAL, by, generation=the_vault().keyring.current)


def _new_act(by: Actor) -> DestructionAct:
    """The next number of the year; the head of the chain is locked, so nobody else counts."""
    year = clock.today().year
    last = db.session.scalar(
        sa.select(sa.func.max(DestructionAct.serial)).where(DestructionAct.year == year)
    )
    serial = (last or 0) + 1
    return DestructionAct(
        number=f"{year}-{serial:04d}",
        year=year,
        serial=serial,
        proposed_by_id=by.id,
        at=clock.now(),
    )


def _items(act: DestructionAct, found: Sequence[Candidate]) -> list[dict[str, object]]:
    return [
        {"act_id": act.id, "place": place, **asdict(candidate)}
        for place, candidate in enumerate(found, 1)
    ]


def _come_to(
    act: DestructionAct, state: ActState, by: Actor, *, generation: int | None = None
) -> DestructionAct:
    """A later state of an act is a new row."""
    act.events.append(
        DestructionActEvent(
            proposed_by_id=act.proposed_by_id,
            state=state,
            by_id=by.id,
            at=clock.now(),
            generation=generation,
        )
    )
    return act
