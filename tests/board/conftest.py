"""A board with something in every column, and a count of the questions a page asks."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from backoffice.db import db


@pytest.fixture
def statements(app: Flask) -> Callable[[], AbstractContextManager[list[tuple[str, Any]]]]:
    """Listens to the data database: `with statements() as asked:` fills a list of SQL texts
    with their values."""

    @contextmanager
    def listening() -> Iterator[list[tuple[str, Any]]]:
        asked: list[tuple[str, Any]] = []

        def hear(_c: Any, _cursor: Any, text: str, values: Any, _x: Any, _many: Any) -> None:
            if not text.startswith("BEGIN"):
                asked.append((text, values))

        sa.event.listen(db.engine, "before_cursor_execute", hear)
        try:
            yield asked
        finally:
            sa.event.remove(db.engine, "before_cursor_execute", hear)

    return listening
