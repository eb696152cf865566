"""The text of the policy as paragraphs: no word is added, left out or moved (policy 13).

A later edition may use this much of Markdown, a line for each paragraph: `## Heading`,
`1. clause`, `1) definition`, `- item`, `**bold**`. Anything else is shown as it is written.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

_TITLED = re.compile(r"#{1,4}\s+(.*)")
_NUMBERED = re.compile(r"((?:\d+\.)+|\d+\)|[–*-])\s+(.*)")
_BOLD = re.compile(r"\*\*(\S.*?)\*\*")
_SENTENCE_ENDS = (".", ":", ";")
_BULLETS = ("-", "*")


@dataclass(frozen=True)
class Paragraph:
    """One line of the text: a heading, a clause, a definition or an item of a list."""

    kind: str
    mark: str
    words: str
    anchor: str = field(default="", compare=False)

    @property
    def line(self) -> str:
        """The paragraph with its mark."""
        return f"{self.mark} {self.words}".strip()

    @property
    def pieces(self) -> list[tuple[bool, str]]:
        """The words in runs, with whether a run is bold."""
        runs = _BOLD.split(self.words)
        return [(place % 2 == 1, run) for place, run in enumerate(runs) if run]


def paragraphs(text: str) -> list[Paragraph]:
    """The lines of the text with what each of them is, and where a rule finds it."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    titled = any(_TITLED.fullmatch(line) for line in lines)
    return _anchored(_paragraph(line, titled=titled) for line in lines)


def _anchored(parts: Iterable[Paragraph]) -> list[Paragraph]:
    clause, items, found = "", 0, []
    for one in parts:
        if one.kind == "clause":
            clause, items = one.mark.rstrip("."), 0
            found.append(replace(one, anchor=f"clause-{clause}"))
        elif one.kind == "item":
            items += 1
            found.append(replace(one, anchor=f"clause-{clause}-{items}"))
        else:
            found.append(one)
    return found


def tidy(text: str) -> str:
    """The text without blanks at the ends of lines and without runs of empty lines."""
    lines = "\n".join(line.strip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _paragraph(line: str, *, titled: bool) -> Paragraph:
    title = _TITLED.fullmatch(line)
    if title is not None:
        return Paragraph("heading", "", title[1])
    found = _NUMBERED.fullmatch(line)
    if found is None:
        return Paragraph("text", "", line)
    mark, words = found.groups()
    return Paragraph(_kind(mark, words, titled=titled), "–" if mark in _BULLETS else mark, words)


def _kind(mark: str, words: str, *, titled: bool) -> str:
    """Without `##`, a clause is a sentence and a heading is not: so the first text is told."""
    if not mark.endswith("."):
        return "item"
    return "clause" if titled or words.endswith(_SENTENCE_ENDS) else "heading"
