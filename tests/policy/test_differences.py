"""Differences between versions: every word is there, and what changed is told (policy 12, 13)."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backoffice.policy import actions
from backoffice.policy.differences import Change, count_of, differences
from backoffice.policy.layout import paragraphs, tidy

OLD = "1. One clause stays.\n2. The second clause is changed here.\n3. This one goes away."
NEW = "1. One clause stays.\n2. The second clause was changed here.\n4. Quite another thing comes."
LINE = st.text(alphabet="абв жыл.12 ", max_size=12)


def words_of(changes, *kinds):
    """The words of the pieces of these kinds, in order."""
    pieces = (piece for change in changes for piece in change.pieces)
    return [word for kind, words in pieces if kind in kinds for word in words.split()]


def test_a_changed_word_is_shown_within_its_paragraph():
    assert differences(OLD, NEW)[1] == Change(
        "changed",
        (
            ("same", "2. The second clause"),
            ("removed", "is"),
            ("added", "was"),
            ("same", "changed here."),
        ),
    )


def test_paragraphs_that_came_and_went_are_told_apart_from_changed_ones():
    found = differences(OLD, NEW)
    counted = [count_of(found, kind) for kind in ("same", "changed", "added", "removed")]
    assert counted == [1, 1, 1, 1]


def test_a_text_is_the_same_as_itself():
    text = (Path(actions.__file__).parent / "texts" / "v1.kk.txt").read_text("utf-8")
    assert {change.kind for change in differences(text, text)} == {"same"}
    assert {change.kind for change in differences(text, tidy(text))} == {"same"}


@settings(max_examples=60, deadline=None)
@given(st.lists(LINE, max_size=6), st.lists(LINE, max_size=6))
def test_both_texts_can_be_read_from_what_is_shown(was, now):
    old, new = "\n".join(was), "\n".join(now)
    found = differences(old, new)
    for text, kinds in ((old, ("same", "removed")), (new, ("same", "added"))):
        words = [word for part in paragraphs(text) for word in part.line.split()]
        assert sorted(words_of(found, *kinds)) == sorted(words)
    assert words_of(found, "same", "added") == [w for p in paragraphs(new) for w in p.line.split()]


def test_a_text_written_wholly_anew_is_compared_in_a_moment():
    old = "\n".join(f"{n}. the first text of many words {n * 7}" for n in range(1, 600))
    new = "\n".join(f"{n}. another one of as many words {n * 11}" for n in range(1, 600))
    begun = time.perf_counter()
    differences(old, new)
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    ("line", "kind", "mark"),
    [
        ("## Title", "heading", ""),
        ("1. A clause without a stop", "clause", "1."),
        ("5.1. A clause of two numbers", "clause", "5.1."),
        ("2) a definition", "item", "2)"),
        ("- an item", "item", "–"),
        ("Plain words", "text", ""),
    ],
)
def test_the_small_markdown_of_later_versions(line, kind, mark):
    found = paragraphs(f"## First\n{line}")[1]
    assert (found.kind, found.mark) == (kind, mark)
