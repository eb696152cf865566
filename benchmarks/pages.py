"""Pages and deeds through the whole application, at two sizes in turn."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle

import sqlalchemy as sa
from flask import Flask

from backoffice.appeals.models import Appeal
from backoffice.board.places import write_place
from backoffice.db import db
from backoffice.rules.vocabulary.appeals import AppealState
from benchmarks import people
from benchmarks.measures import Cost, Deed, add_round, counting
from benchmarks.visitor import Visitor

ROUNDS = 7
TIMES = 12
STEADY = 1.25  # a hello that moves by more tells that the machine was busy with something else


@dataclass(frozen=True)
class Bench:
    """The things that are measured over one installation."""

    app: Flask
    deeds: dict[str, Deed]


def hello() -> Deed:
    """The least that Flask can do: what every other cost is compared with."""
    app = Flask("hello")
    app.add_url_rule("/", view_func=lambda: "hello")
    client = app.test_client()
    return lambda: client.get("/")


def bench(app: Flask) -> Bench:
    """Sign in and prepare every request; each is tried once, so that a wrong page is noticed."""
    senior, manager = Visitor(app, "erlan"), Visitor(app, "saule")
    operator = Visitor(app, "aigul")
    numbers = _some_numbers(app)

    def looked(visitor: Visitor, path: str) -> Deed:
        return _expecting(200, lambda: visitor.get(path).status_code)

    def found(term: str) -> Deed:
        return _expecting(200, lambda: senior.post("/search", term=term).status_code)

    deeds = {
        "board, first page": looked(senior, "/board"),
        "board, filtered": looked(senior, "/board?kind=complaint"),
        "board, two filters": looked(senior, "/board?kind=complaint&channel=phone"),
        "board, nothing changed": _looking_again(senior),
        "list, first page": looked(senior, "/board?view=list&state=closed"),
        "list, deep page": looked(senior, _deep_address(app)),
        "case page": _expecting(200, lambda: senior.get(f"/appeals/{next(numbers)}").status_code),
        "search by phone": found(people.phone_of(7)),
        "search by a common name": found(people.COMMON_NAME),
        "search by two common names": found(people.COMMON_PAIR),
        "search by a rare name": found(people.RARE_NAME),
        "missing data": looked(senior, "/completeness"),
        "missing data, own cases": looked(operator, "/completeness"),
        "report page": looked(manager, "/reports/disclosures"),
        "manager's page, a month": looked(manager, "/manager"),
        "manager's page, a year": looked(manager, "/manager?period=year"),
        "report totals, a year": looked(manager, "/reports/disclosures/totals?period=year"),
        "audited write": _expecting(
            303,
            lambda: senior.post(f"/appeals/{next(numbers)}/note", text="Тексерілді.").status_code,
        ),
    }
    return Bench(app, deeds)


def measured(benches: list[Bench], rounds: int) -> tuple[Cost, list[dict[str, Cost]]]:
    """Every deed at every size in turn, round after round, and hello beside them."""
    greeting, greet = Cost(), hello()
    costs = [{name: Cost() for name in one.deeds} for one in benches]
    for one, known in zip(benches, costs, strict=True):
        for name, deed in one.deeds.items():
            deed()
            deed()
            with counting(one.app) as asked:
                deed()
            known[name].statements = len(asked)
    add_round(Cost(), greet, TIMES)
    for _round in range(rounds):
        add_round(greeting, greet, TIMES * 4)
        for name in benches[0].deeds:
            for one, known in zip(benches, costs, strict=True):
                one.deeds[name]()
                add_round(known[name], one.deeds[name], TIMES)
    return greeting, costs


def is_steady(greeting: Cost) -> bool:
    """Whether the machine was quiet: hello cost about the same in every round."""
    return max(greeting.cpu_rounds) <= STEADY * greeting.cpu


def _expecting(status: int, ask: Callable[[], int]) -> Deed:
    def deed() -> None:
        got = ask()
        if got != status:
            raise RuntimeError(f"answered {got}, not {status}")

    return deed


def _some_numbers(app: Flask) -> Iterator[str]:
    """Closed appeals from all over the year, in a fixed order, again and again."""
    with app.app_context():
        closed = sa.select(Appeal.id, Appeal.number).where(Appeal.state == AppealState.CLOSED)
        rows = db.session.execute(closed.order_by(Appeal.id)).all()
        db.session.remove()
    return cycle([row.number for row in rows[:: max(len(rows) // 97, 1)]])


def _looking_again(visitor: Visitor) -> Deed:
    """A board that polls; when it hears of a change it goes on from the new answer."""
    address = ""

    def deed() -> None:
        nonlocal address
        if not address or visitor.get(address, again=True).status_code != 204:
            page = visitor.get("/board").get_data(as_text=True)
            address = page.split('hx-get="')[1].split('"')[0].replace("&amp;", "&")

    return deed


def _deep_address(app: Flask) -> str:
    """The page of the list of closed appeals where nine tenths lie behind."""
    closed = Appeal.state == AppealState.CLOSED
    with app.app_context():
        ids = sa.select(sa.func.min(Appeal.id), sa.func.max(Appeal.id)).where(closed)
        first, last = db.session.execute(ids).one()
        deep = sa.select(Appeal.turn_at, Appeal.id).where(
            closed, Appeal.id <= first + (last - first) // 10
        )
        row = db.session.execute(deep.order_by(Appeal.id.desc()).limit(1)).one()
        db.session.remove()
    return f"/board?view=list&state=closed&after={write_place(row)}"
