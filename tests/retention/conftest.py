"""Closed cases of an earlier year, and acts that went some of their way."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from backoffice import clock
from backoffice.accounts.models import SYSTEM, Staff
from backoffice.appeals.models import Appeal
from backoffice.retention.actions.acts import approve_act, propose_act
from backoffice.retention.models import DestructionAct
from backoffice.undertakings.actions import record_undertaking
from tests.given import Given


@contextmanager
def days_from_now(days: float) -> Iterator[None]:
    """The clock stands so many days from now; negative: ago."""
    moment = clock.now() + timedelta(days=days)
    with clock.running_at(lambda: moment):
        yield


@pytest.fixture
def all_sign(cast: Callable[[str], Staff]) -> Callable[[], None]:
    """Whoever sees personal data renews the undertaking: years have passed (2.6)."""

    def sign() -> None:
        for role in ("operator", "senior_operator", "manager", "privacy_officer"):
            told = {"signed_on": clock.today(), "reference": "№ 1"}
            record_undertaking(cast(role), by=SYSTEM, **told)

    return sign


@pytest.fixture
def closed(given: Given) -> Callable[..., Appeal]:
    """A consultation closed so many days ago: kept for a year by the first rules."""

    def close(days: float = 400, **more: object) -> Appeal:
        with days_from_now(-days):
            return given.appeal_closed(**more)

    return close


@pytest.fixture
def approved(cast: Callable[[str], Staff]) -> Callable[[], DestructionAct]:
    """An act of everything that is due, proposed by one and approved by another."""

    def approve() -> DestructionAct:
        act = propose_act(None, by=cast("privacy_officer"))
        return approve_act(act, by=cast("manager"))

    return approve
