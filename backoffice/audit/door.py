"""The door: every deed and every witnessed reading passes here, and leaves one entry.

`perform` asks permission and lifecycle, opens one transaction, runs the function, moves the
state, appends the entry, stores keys in the vault and commits once. An exception takes
change and entry back together. `witness` is its twin for readings.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm.exc import StaleDataError

from backoffice.audit import chain, guard
from backoffice.audit.models import AuditEntry, AuditHead, FormReceipt
from backoffice.audit.queue import in_turn
from backoffice.audit.refusals import AlreadyDone, NotAllowed, Refusal, Stale, WrongState
from backoffice.audit.scope import current_scope
from backoffice.db import db, writing
from backoffice.rules.actions import ACTIONS, Action, Nature
from backoffice.rules.lifecycle import LIFECYCLES, depends_on_state, next_state
from backoffice.rules.permissions import Actor, refusal
from backoffice.vault.permit import Permit, granted
from backoffice.vault.values import settle, the_vault

P = ParamSpec("P")
S = TypeVar("S")
R = TypeVar("R")


class Subject(Protocol):
    """What an action is done to, as entries name it."""

    subject_kind: str

    @property
    def ref(self) -> str: ...


@dataclass
class Deed:
    """One performing of an action: what its entry will say."""

    action: Action
    by: Actor
    subject: Any
    case: Any = None
    subject_text: str = ""
    third_party: str = ""
    reason: str = ""
    detail: str = ""
    fields: set[str] = field(default_factory=set)
    next_state: str | None = None
    seq: int = 0  # number of the entry, once it is written

    def note(
        self,
        *,
        fields: Iterable[str] = (),
        reason: str = "",
        detail: str = "",
        third_party: str = "",
        about: Any = None,
    ) -> None:
        """Tell the entry more: names of personal fields, a reason code, a plain detail.

        Never a personal value: the entry outlives the data. `about` names the subject of
        an action that made it.
        """
        self.fields.update(fields)
        self.reason = reason or self.reason
        self.detail = detail or self.detail
        self.third_party = third_party or self.third_party
        if about is not None:
            self.subject, self.case = about, case_of(about)


_current: ContextVar[Deed | None] = ContextVar("deed", default=None)


def current_deed() -> Deed:
    """The deed under way. Raises RuntimeError outside one."""
    deed = _current.get()
    if deed is None:
        raise RuntimeError("no action is being performed")
    return deed


def case_of(subject: Any) -> Any:
    """The appeal a subject belongs to, or None for a subject outside any case."""
    if subject is None or getattr(subject, "subject_kind", "") == "appeal":
        return subject
    return getattr(subject, "appeal", None)


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

        door.action = action  # type: ignore[attr-defined]
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
        with _transaction(may_write=True, fields=None) as (head, permit):
            _refuse_repeat(by)
            deed = Deed(action, by, subject, case_of(subject))
            _admit(deed, version)
            with _raised(deed):
                yield deed
            _finish(deed, head, permit)
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
) -> Iterator[Deed]:
    """Read personal data and leave an entry that names the fields (R-2.2).

    The entry is committed first: what cannot be recorded is not shown. Inside the block
    those fields, and no others, can be revealed, and nobody waits for the block to end.
    """
    named = frozenset(fields)
    deed = Deed(
        action, by, subject, case_of(subject), reason=reason, detail=detail, fields=set(named)
    )
    try:
        with _transaction(may_write=False, fields=named) as (head, _permit):
            _admit(deed, None)
            deed.seq = _append(deed, head, "done").seq
    except NotAllowed as refused:
        _record_refusal(action, subject, by, refused)
        raise
    with granted(Permit(may_write=False, fields=named)), _raised(deed):
        yield deed


def record_refusal(
    action: Action, by: Actor, code: str, *, subject_text: str = "", about: Any = None
) -> None:
    """Write down an attempt that a page, the gate or the sign-in turned away (R-2.2).

    `about` is the thing it was tried on: the attempt then stands in the history of its case.
    """
    with _transaction(may_write=False, fields=frozenset()) as (head, _permit):
        deed = Deed(action, by, about, case_of(about), subject_text=subject_text, reason=code)
        _append(deed, head, "refused")


@contextmanager
def writers_held() -> Iterator[None]:
    """Keep every deed waiting while the block below cares for the vault."""
    with in_turn():
        db.session.rollback()
        chain.lock_head()
        yield
        db.session.rollback()


@contextmanager
def _transaction(
    *, may_write: bool, fields: frozenset[str] | None
) -> Iterator[tuple[AuditHead, Permit]]:
    """One writer at a time, one commit; whatever goes wrong, all of it is taken back."""
    with ExitStack() as stack:
        stack.enter_context(in_turn())
        _end_reading(may_write)
        token = writing.set(True)
        stack.callback(writing.reset, token)
        stack.enter_context(guard.deed_may_write())
        permit = stack.enter_context(granted(Permit(may_write, fields)))
        try:
            head = chain.lock_head()
            if may_write:
                the_vault().keyring.refresh()
            yield head, permit
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise


def _end_reading(may_write: bool) -> None:
    """Leave the reading transaction; for a deed, forget what was read: it may be old by now."""
    if may_write:
        db.session.rollback()
    else:
        db.session.commit()


@contextmanager
def _raised(deed: Deed) -> Iterator[None]:
    token = _current.set(deed)
    try:
        yield
    finally:
        _current.reset(token)


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


def _finish(deed: Deed, head: AuditHead, permit: Permit) -> None:
    if deed.next_state is not None and deed.subject.state != deed.next_state:
        was = deed.subject.state
        deed.subject.enter(deed.next_state)
        deed.detail = deed.detail or f"{was}>{deed.next_state}"
    db.session.flush()
    entry = _append(deed, head, "done")
    _give_receipt(entry, deed)
    settle(permit, f"audit:{entry.seq}")


def _append(deed: Deed, head: AuditHead, outcome: str) -> AuditEntry:
    scope = current_scope()
    told: dict[str, object] = {
        "action": str(deed.action),
        "outcome": outcome,
        "actor_id": deed.by.id,
        "actor_role": str(deed.by.role),
        "subject": deed.subject_text or _name(deed.subject),
        "appeal_number": deed.case.number if deed.case is not None else "",
        "third_party": deed.third_party,
        "reason": deed.reason,
        "fields": ",".join(sorted(deed.fields)),
        "detail": deed.detail,
        "request_id": scope.request_id,
        "client": scope.client,
    }
    return chain.append(head, the_vault().keyring.chain_key, told)


def _name(subject: Any) -> str:
    return f"{subject.subject_kind}:{subject.ref}" if subject is not None else ""


def _record_refusal(action: Action, subject: Any, by: Actor, refused: Refusal) -> None:
    with _transaction(may_write=False, fields=frozenset()) as (head, _permit):
        deed = Deed(action, by, subject, case_of(subject), reason=refused.code)
        _append(deed, head, "refused")


def _refuse_repeat(by: Actor) -> None:
    key = current_scope().form_key
    if not key:
        return
    receipt = db.session.scalar(
        sa.select(FormReceipt).where(FormReceipt.key == key, FormReceipt.actor_id == by.id)
    )
    if receipt is not None:
        raise AlreadyDone(receipt.subject, receipt.appeal_number)


def _give_receipt(entry: AuditEntry, deed: Deed) -> None:
    scope = current_scope()
    if not scope.form_key or ACTIONS[deed.action].nature is not Nature.DEED:
        return
    db.session.execute(
        sa.insert(FormReceipt),
        [
            {
                "key": scope.form_key,
                "actor_id": deed.by.id,
                "action": entry.action,
                "subject": entry.subject,
                "appeal_number": entry.appeal_number,
                "at": entry.at,
            }
        ],
    )
    scope.form_key = ""
