"""A name or a reference that looks like a formula stays the text it is."""

import csv
import io
import re
import sys
import zipfile
from datetime import UTC, datetime
from unicodedata import category

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from backoffice.exports.blocks import draw_page, on_pages
from backoffice.exports.columns import Column, Kind, Names
from backoffice.exports.csv_file import cell, csv_bytes
from backoffice.exports.formulas import would_run
from backoffice.exports.printed_table import PrintedTable
from backoffice.exports.xlsx_file import write_xlsx
from backoffice.reports.columns import COLUMNS
from backoffice.reports.disclosure_report import DISCLOSURES
from tests.exports.taking import OCTOBER, book_of, csv_rows, taken
from tests.reports.formulas import FORMULAS
from tests.reports.printed import printed

UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}  # Unicode: controls, marks, spaces
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00")
KEYS = [column.key for column in COLUMNS]
NAMES = Names(
    third_parties=dict(enumerate(FORMULAS)), codes={}, categories={}, staff={}, policies={}
)


def rows():
    """One row for each formula: as the name of its recipient and as its reference."""
    at = datetime(2026, 10, 5, tzinfo=UTC)
    usual = {"number": 1, "at": at, "fields": "name", "told": None, "entry": 1}
    made = (
        {**usual, "third_party": str(place), "reference": formula}
        for place, formula in enumerate(FORMULAS)
    )
    return [tuple(row.get(key, "") for key in KEYS) for row in made]


def test_there_are_more_than_two_hundred_different_ones():
    assert len(set(FORMULAS)) == len(FORMULAS) > 200


@pytest.mark.parametrize("separator", [";", ","])
def test_in_csv_each_gets_an_apostrophe_and_loses_nothing(app, separator):
    text = b"".join(csv_bytes([rows()], COLUMNS, NAMES, separator)).decode("utf-8-sig")
    _head, *read = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    for key in ("third_party", "reference"):
        assert [row[KEYS.index(key)] for row in read] == [f"'{text}" for text in FORMULAS]
    assert not [cell for row in read for cell in row if cell.startswith(RUNS)]


def test_in_a_workbook_each_is_plain_text_and_no_cell_is_a_formula(app, tmp_path):
    path = tmp_path / "report.xlsx"
    write_xlsx(path, [rows()], DISCLOSURES, COLUMNS, NAMES, [("Centre", "=1+1")])
    with zipfile.ZipFile(path) as book:
        xml = "".join(book.read(n).decode() for n in book.namelist() if "worksheets/" in n)
    assert "<f>" not in xml
    sheet, made = openpyxl.load_workbook(path).worksheets
    place = KEYS.index("reference") + 1
    found = [sheet.cell(row, place) for row in range(2, 2 + len(FORMULAS))]
    assert {cell.data_type for cell in found} == {"s"}
    assert [_read(cell.value) for cell in found] == [_same(formula) for formula in FORMULAS]
    assert made["B1"].value == "=1+1"
    assert made["B1"].data_type == "s"


def test_on_paper_each_is_read_as_it_was_typed(app, tmp_path):
    told = [[row[KEYS.index("reference")]] for row in rows()]
    path = tmp_path / "report.pdf"
    canvas = Canvas(str(path))
    for page in on_pages(PrintedTable(["Reference"], told).blocks()):
        draw_page(canvas, page)
        canvas.showPage()
    canvas.save()
    read = "".join(printed(path.read_bytes()).text.split())
    for formula in FORMULAS:
        typed = "".join(sign for sign in formula if sign.isprintable()).split()
        assert "".join(typed).strip("\uff1d\uff0b") in read


@given(st.text(max_size=40) | st.sampled_from(FORMULAS))
def test_a_cell_is_read_back_whole_and_never_runs(text):
    told = cell(text)
    (row,) = csv.reader(io.StringIO(f"{told};x\r\n", newline=""), delimiter=";")
    assert row in ([text, "x"], [f"'{text}", "x"])
    assert not row[0].startswith(RUNS)
    assert would_run(text) is None or row[0] == f"'{text}"


@given(st.lists(st.text(max_size=12) | st.sampled_from(FORMULAS), min_size=1, max_size=8))
@example(["plain", "ends with a space "])
@example(["plain", "\u00a0"])
@example(["plain", "holds a mark\x00between cells"])
@example(["plain", "", "two\nlines"])
@example(["=first", "plain"])
def test_a_chunk_written_at_once_is_what_its_cells_are_one_by_one(texts):
    column = Column("text", "Text", None, Kind.TEXT, 9)
    written = b"".join(csv_bytes([[(text,) for text in texts]], [column], NAMES, ";"))
    one_by_one = "".join(f"{cell(text)}\r\n" for text in ("Text", *texts))
    assert written.decode("utf-8-sig") == one_by_one


def _read(text):
    whole = re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)
    return whole.replace("\r\n", "\n").replace("\r", "\n")


def _same(text):
    """XML knows one kind of line end."""
    return text.replace("\r", "\n")


def test_an_ordinary_cell_is_left_alone_and_a_separator_is_quoted():
    assert cell("Ток Сервис") == "Ток Сервис"
    assert cell("") == ""
    assert cell("a;b") == '"a;b"'
    assert cell("a,b") == '"a,b"'
    assert cell('ЖШС "Жарық"') == '"ЖШС ""Жарық"""'


def test_a_reference_typed_as_a_formula_comes_out_as_text(manager, disclosed):
    formula = '=HYPERLINK("https://evil.example","open")'
    disclosed(1, since=datetime(2026, 10, 5, tzinfo=UTC), reference=formula)
    manager.open(OCTOBER)
    head, row = csv_rows(taken(manager, "csv"))
    assert row[head.index("Reference")] == f"'{formula}"
    sheet = book_of(taken(manager, "xlsx")).worksheets[0]
    found = sheet.cell(2, KEYS.index("reference") + 1)
    assert (found.value, found.data_type) == (formula, "s")


def test_whatever_nobody_sees_before_a_formula_does_not_hide_it():
    skipped = [chr(n) for n in range(sys.maxunicode + 1) if category(chr(n)) in UNSEEN]
    assert len(skipped) > 200
    assert [
        sign for sign in skipped if not would_run(f"{sign}=1") or not would_run(f"{sign}{sign}@A")
    ] == []
