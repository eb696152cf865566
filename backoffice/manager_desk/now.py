"""How appeals stand at this moment: the numbers, by state and by category (policy 4)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from flask_babel import format_decimal
from flask_babel import gettext as _

from backoffice.board.filters import OPEN_STATES, Due
from backoffice.manager_desk.drawn import (
    Cell,
    Counted,
    Picture,
    Row,
    data_of,
    greatest_of,
    picture,
    with_shares,
)
from backoffice.manager_desk.queries import STATES, Standing
from backoffice.manager_desk.rows import board_href
from backoffice.manager_desk.tiles import Tile
from backoffice.manager_desk.wording import categories_say, states_say
from backoffice.web.labels.appeals import APPEAL_STATES


def open_of(found: Iterable[Standing]) -> list[Standing]:
    """Those that are still owed an answer."""
    return [one for one in found if one.state in OPEN_STATES]


def tiles_now(found: Sequence[Standing]) -> list[Tile]:
    """Open, overdue, due soon: each the list of the board."""
    owed = open_of(found)
    return [
        Tile(sum(one.count for one in owed), _("open"), board_href()),
        Tile(sum(one.overdue for one in owed), _("overdue"), board_href(due=Due.OVERDUE)),
        Tile(sum(one.soon for one in owed), _("due soon"), board_href(due=Due.SOON)),
    ]


def by_state(found: Sequence[Standing]) -> Picture:
    """In which state they stand; closed ones wait for nobody and are left out."""
    times = Counter[str]()
    for one in found:
        times[one.state] += one.count
    whole = times.total()
    counted = [
        Counted(str(APPEAL_STATES[state]), times[state], board_href(state=state))
        for state in STATES
    ]
    data = data_of(counted)
    table = with_shares(counted, whole, _("State"), _("Appeals"))
    return picture("states", _("By state"), "stack", data, states_say(data, whole), **table)


def by_category(found: Sequence[Standing], names: Mapping[str, str]) -> Picture:
    """What the open ones are about, the most first, and how many of them are overdue."""
    times, late = Counter[str](), Counter[str]()
    for one in open_of(found):
        times[one.category] += one.count
        late[one.category] += one.overdue
    counted = [
        Counted(names[code], number, board_href(category=code))
        for code, number in times.most_common()
    ]
    late_cells = [
        Cell(format_decimal(late[code]), board_href(category=code, due=Due.OVERDUE))
        for code, _number in times.most_common()
    ]
    rows = [
        Row(one.label, (Cell(format_decimal(one.number), one.href), cell))
        for one, cell in zip(counted, late_cells, strict=True)
    ]
    return picture(
        "categories",
        _("By category"),
        "bars",
        greatest_of(counted),
        categories_say(data_of(counted), times.total()),
        columns=(_("Category"), _("Open"), _("Overdue")),
        rows=rows,
    )
