"""The door: every deed and every witnessed reading passes here, and leaves one entry.

`perform` asks permission and lifecycle, opens one transaction, runs the function, moves the
state, appends the entry, stores keys in the vault and commits once. An exception takes
change and entry back together. `witness` is its twin for readings.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy.orm.exc import StaleDataError

from backoffice.audit import chain, guard
from backoffice.audit.deed import Deed, case_of, subject_name, under_way
from backoffice.audit.models import AuditEntry, AuditHead
from backoffice.audit.receipts import give_receipt, receipt_key, refuse_repeat
from backoffice.audit.refusals import NotAllowed, Refusal, Stale, WrongState
from backoffice.audit.scope import current_scope
from backoffice.audit.transaction import transaction
from backoffice.db import db
from backoffice.rules.actions import ACTIONS, Action, Nature
from backoffice.rules.lifecycle import LIFECYCLES, depends_on_state, next_state
from backoffice.rules.permissions import Actor, refusal
from backoffice.vault.acts import Act
from backoffice.vault.permit import Permit, granted
from backoffice.vault.values import settle, the_vault

P = ParamSpec("P")
S = TypeVar("S")
R = TypeVar("R")


def perform(
    action: Action,
) -> Callable[[Callable[Concatenate[S, P], R]], Callable[Concatenate[S, P], R]]:
    """Make a function the one way to do `action`.

    The function takes its subject first (None when it makes one) and `by=` among its
    keywords; `form_version=`, when given, is the version the form was drawn from.
    Raises NotAllowed, WrongState, Stale, AlreadyDone, or what the function raises.
    """

    def wrap(function: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
        @wraps(function)
        def door(subject: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
            by: Any = kwargs["by"]
            version: Any = kwargs.pop("form_version", None)
            with deed_of(action, subject, by, version=version):
                return function(subject, *args, **kwargs)

        cast(Any, door).action = action  # tests ask which function does which action
        return door

    return wrap


@contextmanager
def deed_of(
    action: Action, subject: Any, by: Actor, *, version: int | None = None
) -> Iterator[Deed]:
    """Open a deed: one transaction, one entry. Raises as `perform` does."""
    if guard.is_deed_open():
        raise RuntimeError(f"{action} inside another action: actions do not nest")
    try:
        with transaction(may_write=True, fields=None) as (head, permit):
            key = receipt_key(action, subject_name(subject), by)
            refuse_repeat(key)
            deed = Deed(action, by, subject, case_of(subject))
            _admit(deed, version)
            with under_way(deed):
                yield deed
            _finish(deed, head, permit, key)
    except (NotAllowed, WrongState) as refused:
        _record_refusal(action, subject, by, refused)
        raise
    except StaleDataError as clash:
        raise Stale("stale", action) from clash


@contextmanager
def witness(
    action: Action,
    subject: Any,
    by: Actor,
    *,
    fields: Iterable[str] = (),
    reason: str = "",
    detail: str = "",
    as_of: int | None = None,
) -> Iterator[Deed]:
    """Read personal data and leave an entry that names the fields (R-2.2).

    The entry is committed first: what cannot be recorded is not shown. Inside the block
    those fields, and no others, can be revealed, and nobody waits for the block to end.
    `as_of` is the number of the last entry when the rows in hand were read: only if nothing
    was done since, their states are taken as they are.
    """
    named = frozenset(fields)
    deed = Deed(
        action, by, subject, case_of(subject), reason=reason, detail=detail, fields=set(named)
    )
    try:
        with transaction(may_write=False, fields=named) as (head, _permit):
            _admit(deed, None)
            is_fresh = head.seq == as_of
            deed.seq = _append(deed, head, "done").seq
    except NotAllowed as refused:
        _record_refusal(action, subject, by, refused)
        raise
    with granted(Permit(may_write=False, fields=named, is_fresh=is_fresh)), under_way(deed):
        yield deed


@contextmanager
def reading_on(deed: Deed) -> Iterator[None]:
    """Go on with a witnessed reading whose answer is sent piece by piece.

    The entry stands and names the fields; states are looked at anew. Raises RuntimeError for
    a reading of which no entry was written.
    """
    if not deed.seq or ACTIONS[deed.action].nature is not Nature.WITNESS:
        raise RuntimeError(f"{deed.action}: only a reading that was written down goes on")
    permit = Permit(may_write=False, fields=frozenset(deed.fields), is_fresh=False)
    with granted(permit), under_way(deed):
        yield


def record_refusal(
    action: Action, by: Actor, code: str, *, subject_text: str = "", about: Any = None
) -> None:
    """Write down an attempt that a page, the gate or the sign-in turned away (R-2.2).

    `about` is the thing it was tried on: the attempt then stands in the history of its case.
    """
    with transaction(may_write=False, fields=frozenset()) as (head, _permit):
        deed = Deed(action, by, about, case_of(about), subject_text=subject_text, reason=code)
        _append(deed, head, "refused")


def _admit(deed: Deed, version: int | None) -> None:
    """Permission, version, lifecycle: in this order, under the lock."""
    if ACTIONS[deed.action].nature is Nature.OPEN:
        raise RuntimeError(f"{deed.action} is open: it is neither performed nor witnessed")
    code = refusal(deed.action, deed.by, deed.case)
    if code:
        raise NotAllowed(code, deed.action)
    if version is not None and version != deed.subject.version:
        raise Stale("stale", deed.action)
    lifecycle = LIFECYCLES.get(getattr(deed.subject, "lifecycle", ""))
    if lifecycle is None or not depends_on_state(lifecycle, deed.action):
        return
    deed.next_state = next_state(lifecycle, deed.subject.state, deed.action)
    if deed.next_state is None:
        raise WrongState("state", deed.action, state=deed.subject.state)


def _finish(deed: Deed, head: AuditHead, permit: Permit, key: str) -> None:
    if deed.next_state is not None and deed.subject.state != deed.next_state:
        was = deed.subject.state
        deed.subject.enter(deed.next_state)
        deed.detail = deed.detail or f"{was}>{deed.next_state}"
    db.session.flush()
    entry = _append(deed, head, "done")
    deed.seq = entry.seq
    give_receipt(entry, deed, key)
    settle(permit, Act(entry.seq, deed.action, deed.by.id, deed.by.role, deed.reason))


def _append(deed: Deed, head: AuditHead, outcome: str) -> AuditEntry:
    scope = current_scope()
    told: dict[str, object] = {
        "action": str(deed.action),
        "outcome": outcome,
        "actor_id": deed.named.id,
        "actor_role": str(deed.named.role),
        "subject": deed.subject_text or subject_name(deed.subject),
        "appeal_number": deed.case.number if deed.case is not None else "",
        "third_party": deed.third_party,
        "reason": deed.reason,
        "fields": ",".join(sorted(deed.fields)),
        "detail": ";".join(part for part in (deed.detail, deed.more) if part),
        "request_id": scope.request_id,
        "client": scope.client,
    }
    return chain.append(head, the_vault().keyring.chain_key, told)


def _record_refusal(action: Action, subject: Any, by: Actor, refused: Refusal) -> None:
    with transaction(may_write=False, fields=frozenset()) as (head, _permit):
        deed = Deed(action, by, subject, case_of(subject), reason=refused.code)
        _append(deed, head, "refused")
