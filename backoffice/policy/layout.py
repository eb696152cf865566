"""The text of the policy as paragraphs: no word is added, left out or moved (policy 13)."""

import re
from dataclasses import dataclass, replace

_NUMBERED = re.compile(r"(\d+\.|\d+\)|–)\s+(.*)")
_SENTENCE_ENDS = (".", ":", ";")


@dataclass(frozen=True)
class Paragraph:
    """One line of the text: a heading, a clause, a definition or an item of a list."""

    kind: str
    mark: str
    words: str
    anchor: str = ""


def paragraphs(text: str) -> list[Paragraph]:
    """The lines of the text with what each of them is, and where a rule finds it."""
    clause, items, found = "", 0, []
    for line in text.splitlines():
        if not line.strip():
            continue
        one = _paragraph(line.strip())
        if one.kind == "item":
            items += 1
            one = replace(one, anchor=f"clause-{clause}-{items}")
        elif one.kind == "clause":
            clause, items = one.mark.rstrip("."), 0
            one = replace(one, anchor=f"clause-{clause}")
        found.append(one)
    return found


def _paragraph(line: str) -> Paragraph:
    found = _NUMBERED.fullmatch(line)
    if found is None:
        return Paragraph("text", "", line)
    mark, words = found.groups()
    return Paragraph(_kind(mark, words), mark, words)


def _kind(mark: str, words: str) -> str:
    """A clause is a sentence, a heading is not: that is how the text tells them apart."""
    if not mark.endswith("."):
        return "item"
    return "clause" if words.endswith(_SENTENCE_ENDS) else "heading"
