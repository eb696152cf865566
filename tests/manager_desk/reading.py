"""What a person reads on the manager's page: tiles, tables, sentences."""

from typing import Any

Cells = list[tuple[str, str]]


def tiles(page: Any) -> dict[str, tuple[str, str]]:
    """Number and address of each tile by its words."""
    found = {}
    for tile in page.select(".kpi"):
        number = tile.b.extract().get_text(strip=True)
        found[tile.get_text(" ", strip=True)] = (number, tile.get("href", ""))
    return found


def table(page: Any, picture: str) -> dict[str, Cells]:
    """Numbers with their addresses in the table of a picture, by the name of the row."""
    return {
        row.th.get_text(strip=True): [
            (cell.get_text(strip=True), cell.a["href"] if cell.a else "")
            for cell in row.select("td")
        ]
        for row in page.select(f"#{picture} tbody tr")
    }


def numbers(page: Any, picture: str) -> dict[str, str]:
    """The first number of each row of a table."""
    return {name: cells[0][0] for name, cells in table(page, picture).items()}


def says(page: Any, picture: str) -> str:
    """The sentence under the heading of a picture."""
    return str(page.select_one(f"#{picture} figcaption").get_text(strip=True))


def waiting(page: Any) -> dict[str, str]:
    """What waits: how many, by the words."""
    return {
        line.select_one("b + span").get_text(strip=True): line.b.get_text(strip=True)
        for line in page.select("#waiting li")
    }
