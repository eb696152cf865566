"""A telephone is kept one way however it was written, and masked in lists (R-2.3, R-4.3)."""

import pytest

from backoffice.rules.identifiers import Finding
from backoffice.rules.phones import check_phone, mask_phone, normalise_phone, show_phone

WAYS_OF_WRITING = {
    "87011234567": "+77011234567",
    "77011234567": "+77011234567",
    "7011234567": "+77011234567",
    "+7 701 123 45 67": "+77011234567",
    "+7 (701) 123-45-67": "+77011234567",
    "8\u00a0701\u2013123\u201345\u201367": "+77011234567",
    "8 (7172) 55-12-34": "+77172551234",
    "+7 7172 55 12 34": "+77172551234",
    "8 727 250 00 00": "+77272500000",
    "8 916 000 00 00": "+79160000000",
    "+49 30 1234567": "+49301234567",
}
NOT_PHONES = (
    "",
    "+",
    "109",
    "55-12-34",
    "0301234567",
    "4930123456",
    "+7701123456",
    "+770112345678",
    "+0123456789",
    "+1234567",
    "+1234567890123456",
    "7011234567 ext",
    "++77011234567",
    "７０１１２３４５６７",
    "٧٠١١٢٣٤٥٦٧",
)
KNOWN_MOBILE = "700 701 702 705 706 707 708 747 760 761 762 763 764 771 775 776 777 778 785".split()
UNKNOWN = "703 704 709 710 779".split()


@pytest.mark.parametrize(("typed", "kept"), WAYS_OF_WRITING.items())
def test_a_phone_is_kept_one_way_however_it_was_written(typed: str, kept: str) -> None:
    assert normalise_phone(typed) == kept
    assert check_phone(typed) == ()


@pytest.mark.parametrize("kept", WAYS_OF_WRITING.values())
def test_a_kept_phone_stays_as_it_is(kept: str) -> None:
    assert normalise_phone(kept) == kept
    assert normalise_phone(show_phone(kept)) == kept


@pytest.mark.parametrize("typed", NOT_PHONES)
def test_what_is_not_a_phone_is_an_error(typed: str) -> None:
    assert normalise_phone(typed) is None
    assert check_phone(typed) == (Finding("phone.format", "error"),)


@pytest.mark.parametrize("prefix", [*KNOWN_MOBILE, "751"])
def test_a_known_prefix_is_no_finding(prefix: str) -> None:
    assert check_phone(f"+7{prefix}1234567") == ()


@pytest.mark.parametrize("prefix", [*UNKNOWN, "600"])
def test_an_unknown_prefix_is_only_a_warning(prefix: str) -> None:
    assert normalise_phone(f"+7{prefix}1234567") == f"+7{prefix}1234567"
    assert check_phone(f"+7{prefix}1234567") == (Finding("phone.prefix", "warning"),)


def test_a_phone_is_shown_as_people_write_it() -> None:
    assert show_phone("+77011234567") == "+7 (701) 123-45-67"
    assert show_phone("+77172551234") == "+7 (7172) 55-12-34"
    assert show_phone("+77272500000") == "+7 (727) 250-00-00"
    assert show_phone("+49301234567") == "+49301234567"


def test_a_masked_phone_keeps_its_prefix_and_two_last_digits() -> None:
    assert mask_phone("+77011234567") == "+7 (701) ***-**-67"
    assert mask_phone("+77172551234") == "+7 (7172) **-**-34"
    assert mask_phone("+49301234567") == "+49 ******* 67"


def test_what_was_never_a_phone_is_masked_whole() -> None:
    assert mask_phone("ask the neighbour") == "•••"
