"""Every number of the manager's page opens exactly the rows it counted."""

import re
from urllib.parse import parse_qsl, urlsplit

from backoffice.registers.appeals.filters import AppealFilters
from backoffice.reports.filters import Filters
from tests.manager_desk.reading import table, tiles, waiting
from tests.manager_desk.town import OCTOBER

PICTURES = ("states", "categories", "recipients", "fields", "months", "waits", "answers")
DAYS = {"from", "to", "period"}
NARROWINGS = {
    "/board": ("view", "state", "category", "due"),
    "/reports/disclosures": Filters.narrowing,
    "/reports/appeals": AppealFilters.narrowing,
}
OVERDUE = re.compile(r"^overdue: \d+$")


def ways(page):
    """Every number that is a link: (number, address)."""
    cells = [cell for one in PICTURES for row in table(page, one).values() for cell in row]
    return [(number, href) for number, href in [*cells, *tiles(page).values()] if href]


def rows_of(browser, href):
    """How many rows the page behind an address lists."""
    page = browser.open(href)
    listed = "#rows tbody tr" if href.startswith("/reports") else "table tbody tr"
    return len(page.select(listed))


def shown(number, disclosures):
    """A share stands for its part of the disclosures."""
    if number.endswith("%"):
        return round(int(number.split()[0]) / 100 * disclosures)
    return int(number)


def is_known(href):
    """Whether its list knows every narrowing of an address, so that none is passed over."""
    way = urlsplit(href)
    return set(dict(parse_qsl(way.query))) - DAYS <= set(NARROWINGS[way.path])


def test_every_number_opens_its_rows(manager, town):
    page = manager.open(OCTOBER)
    found = ways(page)
    assert [href for _number, href in found if not is_known(href)] == []
    compared = [(shown(number, 5), href, rows_of(manager, href)) for number, href in found]
    assert [one for one in compared if one[0] != one[2]] == []
    assert {urlsplit(href).path for _number, href in found} == set(NARROWINGS)
    assert len(compared) > 30


def test_what_waits_opens_its_list(manager, town, waits):
    """One of everything waits in time, one is late, and one is done with."""
    page = manager.open(OCTOBER)
    lines = page.select("#waiting li > a:not(.tag)")
    assert len(lines) == len(waiting(page))
    numbers = {link["href"]: int(link.b.get_text()) for link in lines}
    numbers = {href: one for href, one in numbers.items() if href != "/policy/drafts"}
    late = {tag["href"]: tag.find(string=OVERDUE) for tag in page.select("#waiting .tag")}
    numbers |= {href: int(words.split()[-1]) for href, words in late.items()}
    assert {href: rows_of(manager, href) for href in numbers} == numbers
    assert {href: one for href, one in numbers.items() if not href.startswith("/notices")} == {
        "/requests": 2,
        "/requests?show=late": 1,
        "/incidents?show=open": 2,
        "/incidents?show=late": 1,
        "/retention?list=now": 2,
        "/retention?list=late": 1,
        "/retention/acts?state=proposed": 2,
    }


def test_the_register_of_appeals_is_asked_by_days_and_by_steps(manager, town):
    hrefs = [cells[0][1] for cells in table(manager.open(OCTOBER), "answers").values()]
    asked = [dict(parse_qsl(urlsplit(href).query)) for href in hrefs]
    assert {urlsplit(href).path for href in hrefs} == {"/reports/appeals"}
    assert [one.pop("took") for one in asked] == ["day", "3-days", "week", "15-days", "longer"]
    assert all(one == {"from": "2026-10-01", "to": "2026-10-31"} for one in asked)


def test_a_preset_stays_a_preset_behind_the_numbers(manager, town):
    hrefs = [href for _number, href in ways(manager.open("/manager?period=quarter"))]
    reports = [href for href in hrefs if href.startswith("/reports") and "from=" not in href]
    assert reports
    assert all("period=quarter" in href for href in reports)


def test_who_may_not_open_a_list_sees_the_number_without_a_way(browser_of, town):
    auditor = browser_of("auditor")
    page = auditor.open(OCTOBER)
    hrefs = [link["href"] for link in page.select("main a[href]")]
    assert tiles(page)["open"] == ("5", "")
    for href in hrefs:
        if not href.startswith("#"):
            assert auditor.send("GET", href).status_code == 200, href
