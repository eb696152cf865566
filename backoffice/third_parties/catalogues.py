"""Loading the shipped catalogues: categories, districts, calendar, third parties, competence."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.third_parties.models import (
    DISTRICT_AKIMAT,
    CalendarDay,
    Category,
    Competence,
    District,
    ThirdParty,
)

CATALOGUES = Path(__file__).resolve().parent.parent / "catalogues"


@perform(Action.CATALOGUE_LOAD)
def load_catalogues(_subject: None, /, *, by: Actor) -> int:
    """Fill an empty installation with the catalogues the product ships with (domain 6)."""
    rows = [
        *(District(**row) for row in _rows("districts")),
        *(
            CalendarDay(day=date.fromisoformat(r["date"]), kind=r["kind"])
            for r in _rows("calendar")
        ),
        *(_category(place, row) for place, row in enumerate(_rows("categories"))),
        *(_third_party(row) for row in _rows("third_parties")),
    ]
    db.session.add_all(rows)
    db.session.flush()
    _add_competences()
    current_deed().note(detail=f"rows={len(rows)}")
    return len(rows)


def _category(place: int, row: dict[str, str]) -> Category:
    return Category(
        code=row["code"],
        name_kk=row["name_kk"],
        name_ru=row["name_ru"],
        name_en=row["name_en"],
        urgency=row["urgency"],
        default_third_party=row["default_third_party"],
        disclose_always=row["disclose_always"],
        disclose_with_reason=row["disclose_with_reason"],
        position=place,
    )


def _third_party(row: dict[str, str]) -> ThirdParty:
    return ThirdParty(
        code=row["code"],
        kind=row["kind"],
        name_kk=row["name_kk"],
        name_ru=row["name_ru"],
        name_en=row["name_en"],
    )


def _add_competences() -> None:
    """The default third party of a category is competent; an akimat for its own district."""
    parties = {party.code: party for party in db.session.query(ThirdParty)}
    district_of = {d.akimat: d.code for d in db.session.query(District)}
    for category in db.session.query(Category):
        if category.default_third_party == DISTRICT_AKIMAT:
            for akimat, district in district_of.items():
                db.session.add(_competence(parties[akimat], category.code, district))
        elif category.default_third_party:
            db.session.add(_competence(parties[category.default_third_party], category.code, ""))


def _competence(party: ThirdParty, category_code: str, district_code: str) -> Competence:
    return Competence(
        third_party_id=party.id, category_code=category_code, district_code=district_code
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (CATALOGUES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
