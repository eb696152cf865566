"""The catalogues shipped with the house agree with each other (domain section 6)."""

import csv
from datetime import date
from pathlib import Path

from backoffice.rules.deadlines import TERMS
from backoffice.rules.fields import Field

CATALOGUES = Path(__file__).parents[2] / "backoffice" / "catalogues"
NAMES = ("name_kk", "name_ru", "name_en")


def read_rows(name: str) -> list[dict[str, str]]:
    with (CATALOGUES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CATEGORIES = read_rows("categories")
THIRD_PARTIES = {row["code"]: row for row in read_rows("third_parties")}
DISTRICTS = read_rows("districts")


def test_every_entry_is_named_in_three_languages_and_coded_once() -> None:
    for rows in (CATEGORIES, list(THIRD_PARTIES.values()), DISTRICTS):
        assert all(row[name].strip() for row in rows for name in NAMES)
        assert len({row["code"] for row in rows}) == len(rows)


def test_the_six_districts_map_to_the_six_akimats() -> None:
    assert [row["akimat"] for row in DISTRICTS] == ["A1", "A2", "A3", "A4", "A5", "A6"]
    for row in DISTRICTS:
        akimat = THIRD_PARTIES[row["akimat"]]
        assert akimat["district"] == row["name_kk"]
        assert all(row[name] in akimat[name] for name in NAMES)


def test_every_category_goes_to_a_registered_third_party() -> None:
    for row in CATEGORIES:
        to = row["default_third_party"]
        assert to in THIRD_PARTIES or to == "district_akimat" or row["code"] == "OTHR"


def test_every_category_has_a_term() -> None:
    assert {row["urgency"] for row in CATEGORIES} == set(TERMS)


def test_every_category_names_only_fields_the_house_knows_and_each_once() -> None:
    for row in CATEGORIES:
        codes = row["disclose_always"].split() + row["disclose_with_reason"].split()
        assert len({Field(code) for code in codes}) == len(codes)
        assert Field.PROBLEM_TEXT in row["disclose_always"].split()


def test_every_day_off_is_a_weekday_named_once() -> None:
    days = [date.fromisoformat(row["date"]) for row in read_rows("calendar")]
    assert len(set(days)) == len(days)
    assert all(day.weekday() < 5 for day in days)
