"""Carrying an approved act out, item by item, so that a kill leaves nothing half done.

Each item is one deed. What a killed process left is taken up by the next run or start.
"""

import logging
from collections.abc import Callable
from functools import partial

from backoffice.audit.refusals import Refusal
from backoffice.retention.actions.acts import execute_item, finish_act, settle_act
from backoffice.retention.models import DestructionAct
from backoffice.retention.queries import acts_in, begun_acts, items_left, progress_of
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.retention import ActState
from backoffice.vault.maintenance import fold_logs
from backoffice.vault.values import the_vault

BATCH = 100
log = logging.getLogger(__name__)
Progress = Callable[[int], None]


def carry_out(
    act: DestructionAct, *, by: Actor, most: int | None = None, progress: Progress | None = None
) -> int:
    """Deal with the items that are left, at most so many now; returns how many were.

    The last of them makes the act done. Raises Refusal when the act is not approved.
    """
    if act.state != ActState.APPROVED:
        raise Refusal("act.not-approved")
    done = 0
    while most is None or done < most:
        batch = items_left(act, BATCH if most is None else min(BATCH, most - done))
        if not batch:
            break
        for item in batch:
            _once(partial(execute_item, item, by=by))
            if progress is not None:
                progress(1)
        done += len(batch)
    if progress_of(act).left == 0:
        _once(partial(finish_act, act, by=by))
        fold_logs(the_vault())
    return done


def finish_begun(*, by: Actor, most: int | None = None) -> int:
    """Take up every act a killed process left half way; returns how many items it took.

    With `most`, an act with more left than that is put off: the command finishes it.
    """
    done = 0
    for act in begun_acts():
        if most is not None and progress_of(act).left > most:
            log.warning("act %s is half carried out: run `retention run`", act.number)
            continue
        done += carry_out(act, by=by)
    return done


def settle_done(*, by: Actor) -> list[str]:
    """Record for every act whose keys are forgotten that it is final in all copies (3.5)."""
    held = the_vault().keyring.generations
    settled: list[str] = []
    for act in acts_in(ActState.DONE):
        done = act.event(ActState.DONE)
        if done is not None and done.generation not in held:
            _once(partial(settle_act, act, by=by))
            settled.append(act.number)
    return settled


def _once(deed: Callable[[], object]) -> None:
    """Another process may have been quicker with the same step: then it is done all the same."""
    try:
        deed()
    except Refusal as refused:
        if refused.code not in ("act.item-done", "state"):
            raise
