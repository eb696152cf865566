"""Where a page of the list begins, as an opaque word of an address.

It holds a moment and a row number and nothing about a person; whatever else is typed in its
place is the first page.
"""

import base64
import binascii
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from backoffice.board.queries import Place

WAYS = ("after", "before")
LARGEST = 2**63 - 1  # what a row number of the database can be
_LONGEST = len(str(LARGEST))


def write_place(row: sa.Row[Any]) -> str:
    """The place of a row."""
    text = f"{row.turn_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}|{row.id}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_place(typed: Mapping[str, str]) -> Place | None:
    """The place an address names, or None for the first page."""
    way = next((name for name in WAYS if typed.get(name)), "")
    if not way:
        return None
    word = typed[way]
    try:
        text = base64.b64decode(word + "=" * (-len(word) % 4), altchars=b"-_", validate=True)
        moment, number = text.decode("ascii").split("|")
        if len(number) > _LONGEST or int(number) > LARGEST:
            return None
        return Place(datetime.fromisoformat(moment).replace(tzinfo=UTC), int(number), way)
    except (binascii.Error, ValueError):
        return None
