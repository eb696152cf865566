"""The manager's page counts the same on SQLite and on PostgreSQL."""

from backoffice import clock
from tests.data_layer.test_pages import signed_in
from tests.manager_desk.reading import numbers, says, table, tiles, waiting
from tests.manager_desk.town import NOW, OCTOBER, build


def test_the_numbers_are_the_same_on_both_databases(app, given):
    with clock.running_at(lambda: NOW):
        build(given)
        page = signed_in(app, "manager").open(OCTOBER)
    assert [number for number, _href in tiles(page).values()] == [
        *("5", "3", "0"),
        *("4", "5", "20 %", "2", "2", "1"),
    ]
    assert list(numbers(page, "states").values()) == ["1", "2", "2", "1"]
    assert [cells[1][0] for cells in table(page, "categories").values()] == ["3", "0"]
    assert list(numbers(page, "waits").values()) == ["1", "1", "1", "0", "2"]
    assert list(numbers(page, "answers").values()) == ["0", "0", "0", "0", "1"]
    assert numbers(page, "months")["October 2026"] == "5"
    assert says(page, "waits").startswith("Half of the disclosures were made within 6 days")
    assert list(waiting(page).values())[:3] == ["1", "1", "2"]
