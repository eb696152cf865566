"""The statements an operator is told to run, read out of the manual, so that it cannot be wrong."""

import re
from pathlib import Path

OPERATIONS = Path(__file__).parents[1] / "docs" / "operations.md"
_SECTION = re.compile(r"^## 5\. PostgreSQL$(.*?)^## ", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```sql$(.*?)^```$", re.MULTILINE | re.DOTALL)
_ONLY_GROW = re.compile(r"REVOKE UPDATE, DELETE ON\s+(.*?)\s+FROM senim_app", re.DOTALL)


def sql_blocks() -> list[list[str]]:
    """The statements of section 5, block by block: of the superuser, of the owner, taken back."""
    found = _SECTION.search(OPERATIONS.read_text(encoding="utf-8"))
    assert found
    return [
        [part.strip() for part in block.split(";") if part.strip()]
        for block in _BLOCK.findall(found[1])
    ]


def only_growing_tables() -> list[str]:
    """The tables the manual takes changing and removing back from."""
    found = _ONLY_GROW.search(OPERATIONS.read_text(encoding="utf-8"))
    assert found
    return [name.strip() for name in found[1].split(",")]
