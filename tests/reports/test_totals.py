"""The totals of the report: equal to what was made by hand, each number leads to its rows."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from backoffice.reports import heat, totals_view
from tests.reports.conftest import FEW
from tests.reports.in_every_state import every_state
from tests.reports.test_report_page import bars, numbers, tiles
from tests.statements import statements_of

OCTOBER = "/reports/disclosures/totals?from=2026-10-01&to=2026-10-31"
YEARS = "/reports/disclosures/totals?from=2024-01-01&to=2026-12-31"


def table_of(browser, part):
    """The numbers of a table with their addresses, by row and column; the totals too."""
    table = browser.page.select_one(f"#{part} table")
    head = [cell.get_text(strip=True) for cell in table.thead.find_all("th")][1:]
    found = {}
    for row in table.select("tbody tr, tfoot tr"):
        cells = zip(head, row.find_all("td"), strict=True)
        found[row.th.get_text(" ", strip=True)] = {
            name: (_number(cell.get_text(strip=True)), cell.a["href"] if cell.a else "")
            for name, cell in cells
        }
    return found


def _number(text):
    return 0 if text == "–" else int(text.replace(",", ""))


def only_numbers(table):
    return {row: {c: n for c, (n, _h) in cells.items() if n} for row, cells in table.items()}


def test_recipient_by_field_is_what_was_given_to_each(manager, october):
    manager.open(OCTOBER)
    found = only_numbers(table_of(manager, "fields"))
    text, address = "text of the appeal", "address of the problem"
    (grid, to_grid), (other, to_other), (_all, together) = found.items()
    assert to_grid == {text: 4, address: 4, "Disclosures": 4}
    assert to_other == {text: 2, address: 2, "name": 2, "phone": 2, "Disclosures": 2}
    assert together == {text: 6, address: 6, "name": 2, "phone": 2, "Disclosures": 6}
    assert "fields given 16, disclosures 6." in manager.text
    assert grid != other


def test_every_number_of_every_table_leads_to_exactly_its_rows(manager, october, disclosed):
    disclosed(2, since=datetime(2026, 9, 10, tzinfo=UTC), fields=FEW)
    manager.open(YEARS.replace("2024", "2026"))
    linked = []
    for part in ("fields", "months"):
        for cells in table_of(manager, part).values():
            linked += cells.values()
    linked += [*bars(manager, "by-staff").values(), *bars(manager, "sizes").values()]
    counts = [tile for tile in manager.page.select("a.kpi") if "at most" not in tile.get_text()]
    linked += [(int(tile.b.get_text()), tile["href"]) for tile in counts]
    assert sum(bool(href) for _n, href in linked) > 25
    for times, href in {pair for pair in linked if pair[1]}:
        manager.open(href)
        assert len(numbers(manager)) == times, href
        assert tiles(manager)[0].split()[0] == str(times), href


def test_grand_totals_are_the_rows_whatever_adds_up_to_them(manager, given, now):
    made = every_state(given)
    manager.open(OCTOBER)
    fields, count = table_of(manager, "fields"), len(made)
    *parties, together = fields.values()
    assert together["Disclosures"][0] == count
    for column in together:
        assert sum(cells[column][0] for cells in parties) == together[column][0]
    assert sum(times for times, _href in bars(manager, "by-staff").values()) == count
    sizes = Counter(len(disclosure.items) for disclosure in made.values())
    assert [times for times, _href in bars(manager, "sizes").values()] == [
        sizes[number] for number in sorted(sizes)
    ]
    assert tiles(manager)[:3] == [
        f"{count} disclosures",
        f"{sum(n * k for n, k in sizes.items()) / count:.1f} fields for a disclosure on average",
        "4 fields at most",
    ]
    assert [tile.split()[0] for tile in tiles(manager)[3:]] == ["1", "3", "2", "2"]


def test_months_go_back_two_years_and_what_was_before_has_one_column(manager, disclosed, october):
    disclosed(3, since=datetime(2026, 9, 30, 18, tzinfo=UTC), fields=FEW)  # 23:00 in Astana
    manager.open("/reports/disclosures/totals?from=2017-01-01&to=2026-12-31")
    cells = only_numbers(table_of(manager, "months"))["All recipients"]
    assert cells == {"09.2026": 1, "10.2026": 8, "Disclosures": 9}
    head = [cell.get_text() for cell in manager.page.select("#months thead th")]
    assert (head[1], head[-2], len(head)) == ("12.2024", "11.2026", 26)


def test_what_lies_before_the_months_shown_has_one_column_and_leads_to_its_rows(
    manager, disclosed, october, monkeypatch
):
    monkeypatch.setattr(totals_view, "MOST_MONTHS", 2)
    disclosed(3, since=datetime(2026, 9, 30, 18, tzinfo=UTC), fields=FEW)  # 23:00 in Astana
    manager.open("/reports/disclosures/totals?from=2026-08-01&to=2026-11-30")
    cells = table_of(manager, "months")["All recipients"]
    numbers_of = {name: number for name, (number, _href) in cells.items()}
    assert numbers_of == {"earlier": 1, "10.2026": 8, "11.2026": 0, "Disclosures": 9}
    manager.open(cells["earlier"][1])
    assert len(numbers(manager)) == 1


def test_one_month_alone_has_no_table_of_months(manager, october):
    manager.open(OCTOBER)
    assert not manager.page.select("#months")


def test_a_field_chosen_leaves_its_own_column(manager, october):
    manager.open(f"{OCTOBER}&field=name")
    found = only_numbers(table_of(manager, "fields"))
    assert list(found.values()) == [{"name": 2, "Disclosures": 2}] * 2


def test_a_long_table_shows_ten_and_opens_whole_on_demand(manager, october, monkeypatch):
    monkeypatch.setattr(heat, "MOST_ROWS", 0)
    manager.open(OCTOBER)
    rows = table_of(manager, "fields")
    assert list(rows) == ["2 other recipients", "All recipients"]
    assert [n for n, _h in rows["2 other recipients"].values()] == [6, 6, 2, 2, 6]
    manager.open(manager.page.select_one("#fields tbody th a")["href"])
    assert len(table_of(manager, "fields")) == 3
    assert manager.page.select("#months") == []


def test_filters_and_view_go_together(manager, october):
    page = manager.open(f"{OCTOBER}&third_party=K2&given=4")
    assert [tile.split()[0] for tile in tiles(manager)][:2] == ["2", "4.0"]
    assert page.select_one("details.wide").has_attr("open")
    listed = page.select_one("nav[aria-label=View] a")
    manager.open(listed["href"])
    assert len(numbers(manager)) == 2
    back = manager.page.select("nav[aria-label=View] a")[1]["href"]
    assert "third_party=K2" in back
    assert "given=4" in back


def test_nothing_found_says_so_and_shows_no_table(manager, october):
    page = manager.open(f"{OCTOBER}&mark=unacknowledged&channel=paper")
    assert "Nothing was disclosed in this period" in manager.text
    assert not page.select("table.heat")
    manager.open("/reports/disclosures/totals?from=2099-01-01&to=2099-12-31")
    assert tiles(manager)[0] == "0 disclosures"


@pytest.mark.parametrize("typed", ["wait=never", "group=friends", "given=0", "given=x"])
def test_a_filter_that_makes_no_sense_is_answered_beside_its_open_box(manager, now, typed):
    page = manager.open(f"/reports/disclosures/totals?{typed}", status=422)
    assert "Choose one of the list." in page.select_one("details[open] .field.bad").get_text()


def test_the_number_of_statements_does_not_grow(manager, disclosed):
    disclosed(2, since=datetime(2026, 10, 2, tzinfo=UTC), fields=FEW)
    few = statements_of(manager, OCTOBER)
    disclosed(30, since=datetime(2026, 10, 9, tzinfo=UTC), fields=FEW)
    many = statements_of(manager, OCTOBER)
    assert len(few) == len(many) <= 20
