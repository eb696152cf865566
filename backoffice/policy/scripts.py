"""What the operator reads out before registering an oral appeal (policy 7; R-7.2)."""

import tomllib
from functools import cache
from pathlib import Path

SCRIPT = Path(__file__).parent / "texts" / "script.toml"


@cache
def scripts() -> dict[str, str]:
    """The script to read out, by language."""
    told = tomllib.loads(SCRIPT.read_text("utf-8"))["script"]
    return {language: row["text"].strip() for language, row in told.items()}
