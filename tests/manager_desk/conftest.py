"""The town the manager looks at, and the manager."""

from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from backoffice import clock
from backoffice.db import db
from tests.given import Given
from tests.house_browser import HouseBrowser
from tests.manager_desk.town import NOW, build
from tests.manager_desk.waits import build_waiting


@pytest.fixture
def town(given: Given) -> Iterator[None]:
    """The day the page is read on, and what happened before it."""
    with clock.running_at(lambda: NOW):
        build(given)
        yield


@pytest.fixture
def waits(given: Given, town: None) -> None:
    """Requests, incidents, storage and acts: in time, late, and what waits no more."""
    build_waiting(given)


@pytest.fixture
def manager(browser_of: Callable[..., HouseBrowser]) -> HouseBrowser:
    """A manager at the browser, in English."""
    return browser_of("manager")


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """What the database is asked meanwhile."""
    asked: list[str] = []

    def hear(_c: object, _cursor: object, text: str, *_more: object) -> None:
        if not text.startswith("BEGIN"):
            asked.append(text)

    sa.event.listen(db.engine, "before_cursor_execute", hear)
    yield asked
    sa.event.remove(db.engine, "before_cursor_execute", hear)
