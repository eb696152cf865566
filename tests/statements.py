"""What the data database is asked meanwhile: to count questions, and to look at their plans."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from backoffice.db import db
from tests.house_browser import HouseBrowser


@contextmanager
def listening() -> Iterator[list[tuple[str, Any]]]:
    """A list that fills with SQL texts and their values while the block lasts."""
    asked: list[tuple[str, Any]] = []

    def hear(_c: Any, _cursor: Any, text: str, values: Any, _x: Any, _many: Any) -> None:
        if not text.startswith("BEGIN"):
            asked.append((text, values))

    sa.event.listen(db.engine, "before_cursor_execute", hear)
    try:
        yield asked
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", hear)


def statements_of(browser: HouseBrowser, path: str) -> list[tuple[str, Any]]:
    """What one page asks."""
    with listening() as asked:
        browser.open(path)
    return asked
