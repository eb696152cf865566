"""The page of the desk."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import format_decimal
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice.privacy_desk.counters import BOOKS, DESK, Counter
from backoffice.rules.actions import Action
from backoffice.web.gate import Gate
from backoffice.web.pages import page

privacy_desk = Gate("privacy_desk", __name__)


@dataclass(frozen=True)
class Tile:
    """One count as the page shows it."""

    words: str
    number: str
    href: str
    overdue: str
    overdue_href: str


@privacy_desk.page("/privacy", action=Action.PRIVACY_DESK_VIEW)
def index() -> Response:
    """Everything that waits for the privacy officer: numbers alone, no personal data (2.21)."""
    return page(
        "privacy_desk/index.html",
        title=_("Privacy desk"),
        groups=[(str(words), _tiles(counters)) for words, counters in DESK],
        books=[(url_for(endpoint), str(words)) for endpoint, words in BOOKS.items()],
    )


def _tiles(counters: Iterable[Counter]) -> list[Tile]:
    return [
        Tile(
            str(one.words),
            _told(one.count(), one.most),
            one.href,
            _if_any(one),
            one.overdue_href,
        )
        for one in counters
    ]


def _if_any(one: Counter) -> str:
    number = one.overdue() if one.overdue else 0
    return _told(number, one.most) if number else ""


def _told(number: int, most: int | None) -> str:
    """A list that counts no further says so, and so does the desk."""
    return f"{most}+" if most is not None and number > most else format_decimal(number)
