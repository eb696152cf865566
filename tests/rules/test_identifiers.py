"""Numbers of persons and organisations are checked as domain section 4 tells (policy 5.e, 6)."""

import csv
from datetime import date
from pathlib import Path

import pytest

from backoffice.rules.identifiers import (
    Finding,
    check_bin,
    check_digit,
    check_iin,
    clean_number,
)

VECTORS = Path(__file__).parent / "vectors" / "identifiers.csv"
TODAY = date(2026, 11, 23)
CHECKS = {"iin": check_iin, "bin": check_bin}

SOUND_IIN = (
    "010305390005 020914490004 030721390000 041130490009 050228390004 060817490004"
    " 090101390000 040229490004 071009390002 081225490002 010305390609 020914490501"
    " 990615190010 990615290017"
).split()
SOUND_BIN = (
    "550640900001 550641900007 550642900002 611050900000 611051900006 720160900009"
    " 720163900005 580940900008 631240900007 770352900001 550640900206 611050900101"
).split()
BROKEN_IIN = {
    "010305390006": "iin.check-digit",
    "010305930005": "iin.check-digit",
    "100305390005": "iin.check-digit",
    "010305301900": "iin.check-digit",
    "111111111111": "iin.check-digit",
    "123456789012": "iin.check-digit",
    "01030539000": "iin.length",
    "0103053900050": "iin.length",
    "": "iin.length",
    "000000000000": "iin.zeros",
    "\u041e10305390005": "iin.digits",
    "０１０３０５３９０００５": "iin.digits",
    "٠١٠٣٠٥٣٩٠٠٠٥": "iin.digits",
    "01030539000²": "iin.digits",
    "0103.0539.0005": "iin.digits",
}
DOUBTED_IIN = {
    "011305390008": "iin.date",
    "010332390002": "iin.date",
    "010305790000": "iin.century",
    "550640900001": "iin.looks-like-bin",
    "770310590012": "iin.future",
    "770310690019": "iin.future",
}
BROKEN_BIN = {
    "551340900003": "bin.month",
    "550670900005": "bin.kind",
    "550640900002": "bin.check-digit",
    "55064090000": "bin.length",
    "55064090000a": "bin.digits",
    "000000000000": "bin.zeros",
}


def read_vectors() -> list[dict[str, str]]:
    with VECTORS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def with_check_digit(eleven: str) -> str:
    digit = check_digit(eleven)
    assert digit is not None
    return f"{eleven}{digit}"


@pytest.mark.parametrize("row", read_vectors(), ids=lambda row: f"{row['kind']}-{row['value']}")
def test_a_number_of_the_catalogue_is_an_error_exactly_when_it_says_so(
    row: dict[str, str],
) -> None:
    errors = [found for found in CHECKS[row["kind"]](row["value"]) if found.severity == "error"]
    assert bool(errors) == (row["valid"] == "no")


@pytest.mark.parametrize("number", SOUND_IIN)
def test_a_sound_iin_has_no_finding(number: str) -> None:
    assert check_iin(number, today=TODAY) == ()


@pytest.mark.parametrize("number", SOUND_BIN)
def test_a_sound_bin_has_no_finding(number: str) -> None:
    assert check_bin(number) == ()


@pytest.mark.parametrize(("number", "code"), BROKEN_IIN.items())
def test_a_broken_iin_is_one_error_with_its_reason(number: str, code: str) -> None:
    assert check_iin(number, today=TODAY) == (Finding(code, "error"),)


@pytest.mark.parametrize(("number", "code"), DOUBTED_IIN.items())
def test_an_odd_iin_is_only_a_warning(number: str, code: str) -> None:
    assert check_iin(number, today=TODAY) == (Finding(code, "warning"),)


@pytest.mark.parametrize(("number", "code"), BROKEN_BIN.items())
def test_a_broken_bin_is_one_error_with_its_reason(number: str, code: str) -> None:
    assert check_bin(number) == (Finding(code, "error"),)


def test_the_sixth_digit_of_a_bin_is_only_a_warning() -> None:
    assert check_bin(with_check_digit("55064490000")) == (Finding("bin.branch", "warning"),)


def test_every_remark_about_a_bin_is_told_at_once() -> None:
    found = [finding.code for finding in check_bin(with_check_digit("55137490000"))]
    assert found == ["bin.month", "bin.kind", "bin.branch"]


@pytest.mark.parametrize("typed", ["0103 0539 0005", "010305-390005", " 010305\u00a0390005 "])
def test_spaces_and_hyphens_are_taken_out(typed: str) -> None:
    assert clean_number(typed) == "010305390005"
    assert check_iin(typed) == ()


def test_a_number_that_gives_ten_twice_is_never_issued() -> None:
    assert check_digit("01030530190") is None
    assert all(check_iin(f"01030530190{last}") for last in range(10))


def test_the_second_weights_are_used_when_the_first_give_ten() -> None:
    assert check_digit("07100939000") == 2
    assert check_digit("12345678901") == 3


def test_another_birth_date_is_only_a_warning() -> None:
    assert check_iin("010305390005", date(1901, 3, 6)) == (Finding("iin.born", "warning"),)


def test_the_same_birth_date_is_no_finding() -> None:
    assert check_iin("010305390005", date(1901, 3, 5)) == ()


@pytest.mark.parametrize("born", [date(1801, 3, 5), date(1901, 3, 5), date(2001, 3, 5)])
def test_a_number_without_century_fits_a_birth_in_any(born: date) -> None:
    assert check_iin(with_check_digit("01030509000"), born, today=TODAY) == ()


def test_a_leap_day_without_century_is_possible_when_one_century_has_it() -> None:
    assert check_iin(with_check_digit("00022909000")) == ()
    assert check_iin(with_check_digit("00022939000")) == (Finding("iin.date", "warning"),)
