"""Texts on paper stay within their room, whatever is typed."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from backoffice.exports.blocks import Block, on_pages
from backoffice.exports.paper import BOLD, REGULAR, TALL, lines_of, width_of
from backoffice.exports.printed_table import PrintedTable

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІіЁё№«»–—₸"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.floats(min_value=20, max_value=300))
def test_no_line_is_wider_than_its_room_and_no_sign_is_lost(text, room):
    lines = lines_of(text, REGULAR, 7, room)
    assert all(width_of(line, REGULAR, 7) <= room or len(line) == 1 for line in lines)
    printed = "".join(lines).replace(" ", "")
    kept = [sign for sign in "".join(text.split()) if sign.isalnum()]
    assert [sign for sign in printed if sign.isalnum()] == kept


def test_both_fonts_hold_every_kazakh_letter():
    for font in (REGULAR, BOLD):
        assert all(width_of(letter, font, 10) > 0 for letter in KAZAKH)
        assert len({width_of(letter, font, 10) for letter in "ӘҒҚҢӨҰҮҺІ"}) > 3


def test_a_text_longer_than_a_page_goes_on_over_the_next_ones():
    table = PrintedTable(["A", "B"], [("word " * 8000, "x"), ("last", "y")])
    blocks = list(table.blocks())
    assert len(blocks) > 3
    assert all(block.height <= TALL for block in blocks)
    assert len(on_pages(blocks)) > 2


def test_a_heading_stands_on_every_page_of_its_table_and_on_no_other():
    head = Block(20, lambda _canvas, _top: None)
    row = replace(head, height=100, head=head)
    pages = on_pages([head, *[row] * 12])
    assert [page[0] for page in pages] == [head] * len(pages)
    assert sum(page.count(row) for page in pages) == 12
    assert all(sum(block.height for block in page) <= TALL for page in pages)
