"""The notice of purpose and responsibility that goes with the data (policy 8, 11; R-8.1)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

NOTICES = Path(__file__).parent / "texts" / "notices.toml"


@dataclass(frozen=True)
class Notice:
    """The notice in one language, and the version of its wording."""

    version: int
    title: str
    text: str


@cache
def notice_in(language: str) -> Notice:
    """What every recipient is told with the data, in its language. KeyError if there is none."""
    told = tomllib.loads(NOTICES.read_text(encoding="utf-8"))
    wording = told["notice"][language]
    return Notice(told["version"], wording["title"], wording["text"].strip())
