"""Asking the checks: within a second whatever hangs, and who is told what was found."""

from concurrent.futures import Future
from ipaddress import ip_address
from threading import Lock, Thread

from flask import Flask, current_app

from backoffice.monitoring.checks import Check, look
from backoffice.monitoring.settings import WATCHERS

PATIENCE = 1.0  # seconds: a load balancer asks often and must not wait
_LOOKING = "looking"
_SLOW = [Check("answer", ok=False, code="slow")]


class Looking:
    """One look at a time, shared by all who ask meanwhile.

    However many ask, and whatever hangs, no more than one connection of the service is used.
    """

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.lock = Lock()
        self.found: Future[list[Check]] | None = None

    def begin(self) -> "Future[list[Check]]":
        """The look under way, or a new one."""
        with self.lock:
            if self.found is None or self.found.done():
                self.found = Future()
                Thread(target=self._look, args=(self.found,), daemon=True).start()
            return self.found

    def _look(self, found: "Future[list[Check]]") -> None:
        try:
            with self.app.app_context():
                checks = look()
        except Exception as fault:
            found.set_exception(fault)  # raised where somebody asked
        else:
            found.set_result(checks)


def init_asking(app: Flask) -> None:
    """Make an application ready to be asked."""
    app.extensions[_LOOKING] = Looking(app)


def look_in_time() -> list[Check]:
    """What the checks find, or that they did not find it in time."""
    looking: Looking = current_app.extensions[_LOOKING]
    try:
        return looking.begin().result(PATIENCE)
    except TimeoutError:
        return _SLOW


def sees_details(address: str | None) -> bool:
    """Whether codes are told to this address: to this machine and to those that watch over it."""
    try:
        asking = ip_address(address or "")
    except ValueError:
        return False
    asking = getattr(asking, "ipv4_mapped", None) or asking
    return asking.is_loopback or any(asking in net for net in current_app.extensions[WATCHERS])
