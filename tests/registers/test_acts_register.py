"""The registers of destruction acts and of legal holds: who did what, when (policy 3.5, 5.6)."""

from collections import Counter
from datetime import timedelta

import pytest
import sqlalchemy as sa

from backoffice import clock
from backoffice.accounts.models import SYSTEM
from backoffice.db import db
from backoffice.retention.actions.acts import approve_act, decline_act, propose_act
from backoffice.retention.actions.holds import lift_hold, place_hold
from backoffice.retention.execution import carry_out
from backoffice.retention.models import DestructionActItem, DestructionActResult
from backoffice.rules.actions import Action
from backoffice.vault.models import PersonalValue
from tests.exports.taking import book_of, csv_rows, entry_of, taken, told
from tests.registers.conftest import NOW
from tests.registers.test_appeals_register import rows_of, tiles
from tests.statements import statements_of

OCTOBER = "?from=2026-10-01&to=2026-10-31"
ACTS, HOLDS = f"/reports/destruction{OCTOBER}", f"/reports/holds{OCTOBER}"
DAY = NOW - timedelta(days=35)  # 19 October
CATEGORIES = {"ELEC": 2, "WATR": 1, "ROAD": 1}  # items destroyed of each


def on(days):
    return clock.running_at(lambda: DAY + timedelta(days=days))


@pytest.fixture
def acts(given, now):
    """One declined, one carried out with one item left under a hold, one awaiting approval."""
    officer, head = given.cast("privacy_officer"), given.cast("manager")
    with clock.running_at(lambda: NOW - timedelta(days=700)):
        closed = [given.appeal_closed(category=code) for code in ("ELEC", "ELEC", "WATR")]
    with on(0):
        declined = decline_act(propose_act(None, by=officer), by=head)
    with on(1):
        done = approve_act(propose_act(None, by=officer), by=head)
        hold = place_hold(closed[2], by=officer, reason="court_case", reference="2-77", until=None)
    with on(2):
        carry_out(done, by=head)
    with on(3):
        lift_hold(hold, by=officer, reference="2-78")
        waiting = propose_act(None, by=SYSTEM)
    return {"declined": declined, "done": done, "waiting": waiting, "held": closed[2]}


def test_each_act_says_who_took_part_and_what_went(manager, acts):
    manager.open(ACTS)
    rows = rows_of(manager)
    assert [row["Act"] for row in rows] == [
        acts[name].number for name in ("waiting", "done", "declined")
    ]
    waiting, done, declined = rows
    assert waiting["Who proposed"] == "system"
    assert (waiting["State"], waiting["Items"], waiting["Destroyed"]) == (
        "Awaits approval",
        "1",
        "0",
    )
    assert done["Who proposed"] != done["Who approved or declined"] == done["Who carried it out"]
    assert (done["Items"], done["Destroyed"], done["Left"]) == ("3", "2", "1")
    assert done["Ground"] == "The term of storage has ended"
    assert (declined["State"], declined["Carried out"]) == ("Declined", "")


def test_totals_are_what_the_database_says(manager, acts):
    page = manager.open(ACTS)
    count = sa.select(sa.func.count())
    items = db.session.scalar(count.select_from(DestructionActItem))
    records = db.session.scalar(sa.select(sa.func.sum(DestructionActResult.records)))
    assert [tile.split()[0] for tile in tiles(manager)] == [
        *("3", "1", "0", "1", "1"),
        str(items),
        "2",
        str(records),
    ]
    destroyed = sa.select(PersonalValue.field).where(PersonalValue.state == "destroyed")
    fields = Counter(db.session.scalars(destroyed.distinct().add_columns(PersonalValue.appeal_id)))
    on_page = [int(one.get_text()) for one in page.select("#fields .num")]
    assert sorted(on_page) == sorted(fields.values())


def test_numbers_of_acts_lead_to_exactly_their_rows(manager, acts):
    page = manager.open(ACTS)
    for tile in page.select("a.kpi")[1:5]:
        manager.open(tile["href"])
        assert len(rows_of(manager)) == int(tile.b.get_text())
    manager.open(f"{ACTS}&category=ELEC")
    assert [row["Act"] for row in rows_of(manager)] == [
        acts[name].number for name in ("done", "declined")
    ]
    assert tiles(manager)[5].split()[0] == "4"
    manager.open(f"{ACTS}&ground=withdrawn")
    assert rows_of(manager) == []


def fields_on(page):
    return {row.th.get_text(): int(row.td.get_text()) for row in page.select("#fields tbody tr")}


def test_a_narrowing_leaves_the_fields_of_the_items_it_leaves(manager, acts, given):
    """One act with an item of each category, both destroyed."""
    officer, head = given.cast("privacy_officer"), given.cast("manager")
    with clock.running_at(lambda: NOW - timedelta(days=600)):
        given.appeal_closed(category="ROAD")
    with on(4):
        decline_act(acts["waiting"], by=head)
        carry_out(approve_act(propose_act(None, by=officer), by=head), by=head)
    whole = fields_on(manager.open(ACTS))
    narrowed = {code: fields_on(manager.open(f"{ACTS}&category={code}")) for code in CATEGORIES}
    assert {code: max(found.values()) for code, found in narrowed.items()} == CATEGORIES
    assert max(whole.values()) == sum(CATEGORIES.values())
    assert not fields_on(manager.open(f"{ACTS}&ground=withdrawn"))


def test_an_act_leads_to_its_page(manager, acts):
    page = manager.open(ACTS)
    links = [a["href"] for a in page.select("#rows td a")]
    assert f"/retention/acts/{acts['done'].number}" in links


def test_holds_are_told_by_the_day_they_were_placed_and_lifted(manager, acts):
    manager.open(HOLDS)
    rows = rows_of(manager)
    assert [(row["Step"], row["By which act"]) for row in rows] == [
        ("lifted", "2-78"),
        ("placed", "2-77"),
    ]
    assert {row["Appeal"] for row in rows} == {acts["held"].number}
    assert [tile.split()[0] for tile in tiles(manager)] == ["1", "1"]
    manager.open(f"{HOLDS}&step=lifted")
    assert len(rows_of(manager)) == 1
    manager.open(f"{HOLDS}&cause=investigation")
    assert "No hold was placed or lifted" in manager.text


@pytest.mark.parametrize("name", ["destruction", "holds"])
def test_screen_entry_and_both_files_hold_the_same_rows(manager, acts, name):
    path = f"/reports/{name}{OCTOBER}"
    manager.open(path)
    on_screen = [list(row.values())[0] for row in rows_of(manager)][::-1]
    told_by = {}
    for kind in ("csv", "xlsx"):
        told_by[kind] = taken(manager, kind, path=path, reason="inspection")
    in_csv = csv_rows(told_by["csv"])[1:]
    in_book = list(book_of(told_by["xlsx"]).worksheets[0].iter_rows(min_row=2, values_only=True))
    assert len(in_csv) == len(in_book) == len(on_screen)
    assert told(entry_of(Action.REPORT_EXPORT))["rows"] == str(len(on_screen))
    if name == "destruction":
        assert [row[0] for row in in_csv] == [row[0] for row in in_book] == on_screen


@pytest.mark.parametrize("path", ["destruction", "holds"])
def test_bad_questions_and_empty_periods(manager, now, path):
    page = manager.open(f"/reports/{path}?staff=999999", status=422)
    assert page.select_one(".field.bad")
    manager.open(f"/reports/{path}?from=2017-01-01&to=2025-12-31")
    assert manager.page.select_one(".empty")


def test_the_number_of_statements_does_not_grow_with_the_acts(manager, given, now):
    with clock.running_at(lambda: NOW - timedelta(days=700)):
        given.appeal_closed()
    officer, head = given.cast("privacy_officer"), given.cast("manager")
    with on(0):
        decline_act(propose_act(None, by=officer), by=head)
        few = statements_of(manager, ACTS)
        for _ in range(4):
            decline_act(propose_act(None, by=officer), by=head)
    assert len(statements_of(manager, ACTS)) == len(few) <= 18
