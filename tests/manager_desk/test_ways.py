"""Every number of the manager's page opens exactly the rows it counted."""

from urllib.parse import parse_qsl, urlsplit

from backoffice.reports.filters import Filters, Mark
from tests.manager_desk.reading import table, tiles, waiting
from tests.manager_desk.town import OCTOBER

PICTURES = ("states", "categories", "recipients", "fields", "months", "waits", "answers")
DAYS = {"from", "to", "period"}


def ways(page):
    """Every number that is a link: (number, address)."""
    cells = [cell for one in PICTURES for row in table(page, one).values() for cell in row]
    return [(number, href) for number, href in [*cells, *tiles(page).values()] if href]


def rows_of(browser, href):
    """How many rows the page behind an address lists; None where it does not know the question.

    A narrowing may be known to a newer report only: then there is nothing to compare.
    """
    asked = dict(parse_qsl(urlsplit(href).query))
    if href.startswith("/reports/disclosures"):
        unknown = set(asked) - DAYS - set(Filters.narrowing)
        if unknown or asked.get("mark", "beyond") not in set(Mark):
            return None
    if browser.send("GET", href).status_code == 404:
        return None
    page = browser.open(href)
    listed = "#rows tbody tr" if href.startswith("/reports") else "table tbody tr"
    return len(page.select(listed))


def shown(number, disclosures):
    """A share stands for its part of the disclosures."""
    if number.endswith("%"):
        return round(int(number.split()[0]) / 100 * disclosures)
    return int(number)


def test_every_number_opens_its_rows(manager, town):
    page = manager.open(OCTOBER)
    found = ways(page)
    known = [(number, href, rows_of(manager, href)) for number, href in found]
    compared = [(shown(number, 5), href, rows) for number, href, rows in known if rows is not None]
    assert [one for one in compared if one[0] != one[2]] == []
    assert {urlsplit(href).path for _number, href, _rows in compared} >= {
        "/board",
        "/reports/disclosures",
    }
    assert len(compared) > 30


def test_what_waits_opens_its_list(manager, town):
    page = manager.open(OCTOBER)
    links = {link["href"]: link.b.get_text() for link in page.select("#waiting li > a:not(.tag)")}
    assert len(links) == len(waiting(page))
    notices = [href for href in links if href.startswith("/notices")]
    assert len(notices) == 3
    for href in links:
        rows = len(manager.open(href).select("table tbody tr"))
        assert href not in notices or str(rows) == links[href]


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
        if not href.startswith(("#", "/reports/appeals")):
            assert auditor.send("GET", href).status_code in (200, 422), href
