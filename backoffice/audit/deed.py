"""A deed under way: which action, by whom, to what, and what its entry will say."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.vault.acts import Act


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
    more: str = ""  # follows the detail, and the states when the door writes those
    fields: set[str] = field(default_factory=set)
    next_state: str | None = None
    seq: int = 0  # number of the entry, once it is written
    decided_by: Act | None = None  # the person in whose name the system finishes a destruction

    @property
    def named(self) -> Actor | Act:
        """Whom the entry names."""
        return self.decided_by or self.by

    def note(
        self,
        *,
        fields: Iterable[str] = (),
        reason: str = "",
        detail: str = "",
        more: str = "",
        third_party: str = "",
        about: Any = None,
    ) -> None:
        """Tell the entry more: names of personal fields, a reason code, a plain detail.

        Never a personal value: the entry outlives the data. Details add up. `about` names
        the subject of an action that made it.
        """
        self.fields.update(fields)
        self.reason = reason or self.reason
        self.detail = ";".join(part for part in (self.detail, detail) if part)
        self.more = more or self.more
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


def subject_name(subject: Any) -> str:
    """How an entry names its subject: kind and reference, "value:17"."""
    return f"{subject.subject_kind}:{subject.ref}" if subject is not None else ""


@contextmanager
def under_way(deed: Deed) -> Iterator[None]:
    """For the door only: the block below performs this deed."""
    token = _current.set(deed)
    try:
        yield
    finally:
        _current.reset(token)
