"""Guesses at passwords are slowed down, and nobody is ever locked out (trust 6).

A browser that knows its owner has a counter of its own; anybody else is counted by name and
address and by address. An attempt is counted before the password is looked at, so that many
guesses at once are no way around.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

import sqlalchemy as sa

from backoffice import clock
from backoffice.accounts.devices import Device, keyed
from backoffice.accounts.models import SignInAttempt
from backoffice.audit.chain import lock_head
from backoffice.audit.guard import housekeeping
from backoffice.audit.queue import in_turn
from backoffice.db import db, writing

FREE_FAILURES = 5
LONGEST_WAIT = 60
ADDRESS_PER_MINUTE = 20
FORGOTTEN_AFTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Counters:
    """Which counters an attempt stands under; `address` is empty for a known browser."""

    own: str
    address: str = ""

    @property
    def all(self) -> tuple[str, ...]:
        """The names of the counters that apply."""
        return tuple(name for name in (self.own, self.address) if name)


def counters_of(username: str, address: str, device: Device) -> Counters:
    """The counters of one attempt; none of them shows whether the name exists."""
    name = username.strip().lower()
    if device.knows(name):
        return Counters(keyed("device", device.name, name))
    minute, place = clock.now().strftime("%Y%m%d%H%M"), _place_of(address)
    return Counters(keyed("name", name, place), keyed("address", place, minute))


def counters_of_present(staff_id: int) -> Counters:
    """The counter of guesses at the present password in a session left open."""
    return Counters(keyed("present", str(staff_id)))


def counters_of_guess(address: str) -> Counters:
    """The counter of guesses at the secret of a link: there is no name, only an address."""
    minute = clock.now().strftime("%Y%m%d%H%M")
    return Counters("", keyed("link", _place_of(address), minute))


def _place_of(address: str) -> str:
    """One house line: of an IPv6 address the network alone, for its owner has all the rest."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or IPv6Address(found.packed[:8] + bytes(8)))
    return str(found)


def admit(counters: Counters) -> int:
    """Count one attempt, or answer how many seconds must pass before the next one."""
    now = clock.now()
    with _counting():
        db.session.execute(
            sa.delete(SignInAttempt).where(SignInAttempt.last_at < now - FORGOTTEN_AFTER)
        )
        found = _found(counters)
        wait = _wait(counters, found, now)
        if not wait:
            for name in counters.all:
                _count(name, known=name in found, now=now)
    return wait


def wait_of(counters: Counters) -> int:
    """How many seconds must pass; nothing is counted, as this attempt may be right."""
    return _wait(counters, _found(counters), clock.now())


def forgive(counters: Counters) -> None:
    """The password was right: forget this counter, and take one from the address."""
    with _counting():
        db.session.execute(sa.delete(SignInAttempt).where(SignInAttempt.bucket == counters.own))
        db.session.execute(
            sa.update(SignInAttempt)
            .where(SignInAttempt.bucket == counters.address)
            .values(failures=SignInAttempt.failures - 1)
        )


def _found(counters: Counters) -> dict[str, tuple[int, datetime]]:
    rows = db.session.execute(
        sa.select(SignInAttempt.bucket, SignInAttempt.failures, SignInAttempt.last_at).where(
            SignInAttempt.bucket.in_(counters.all)
        )
    )
    return {row.bucket: (row.failures, row.last_at) for row in rows}


def _wait(counters: Counters, found: dict[str, tuple[int, datetime]], now: datetime) -> int:
    failures, last_at = found.get(counters.own, (0, now))
    waits = [0]
    if failures >= FREE_FAILURES:
        pause = min(LONGEST_WAIT, 2 ** (failures - FREE_FAILURES + 1))
        waits.append(_seconds(last_at + timedelta(seconds=pause) - now))
    if found.get(counters.address, (0, now))[0] >= ADDRESS_PER_MINUTE:
        waits.append(60 - now.second)
    return max(waits)


def _seconds(span: timedelta) -> int:
    return -int(-span.total_seconds() // 1)


def _count(name: str, *, known: bool, now: datetime) -> None:
    if known:
        db.session.execute(
            sa.update(SignInAttempt)
            .where(SignInAttempt.bucket == name)
            .values(failures=SignInAttempt.failures + 1, last_at=now)
        )
        return
    db.session.execute(sa.insert(SignInAttempt), [{"bucket": name, "failures": 1, "last_at": now}])


@contextmanager
def _counting() -> Iterator[None]:
    """One at a time, in a short transaction of its own."""
    with in_turn(), housekeeping():
        db.session.rollback()
        token = writing.set(True)
        try:
            lock_head()  # under PostgreSQL this is the queue; see backoffice.audit.queue
            yield
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise
        finally:
            writing.reset(token)
