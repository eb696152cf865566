"""Lists show identifiers, contacts and homes masked (policy 2, R-2.3)."""

import pytest

from backoffice.rules.fields import Field
from backoffice.rules.masking import MASKED_FIELDS, SHOWN_FIELDS, mask


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (Field.IIN, "010305390005", "••••••••0005"),
        (Field.BIN, "550640900001", "••••••••0001"),
        (Field.PHONE, "+77011234567", "+7 (701) ***-**-67"),
        (Field.REPRESENTATIVE_PHONE, "+77011234567", "+7 (701) ***-**-67"),
        (Field.EMAIL, "aliya@example.kz", "a•••@e•••.kz"),
        (Field.EMAIL, "aliya@mail.example.kz", "a•••@m•••.kz"),
        (Field.EMAIL, "aliya@localhost", "a•••@•••"),
        (Field.EMAIL, "not an address", "•••"),
        (Field.EMAIL, "@example.kz", "•••"),
        (Field.HOME_ADDRESS, "12 Example Street, flat 3", "•••"),
        (Field.ACCOUNT_NO, "1234567", "••••567"),
        (Field.DOCUMENT_NO, "N12345678", "•••••••78"),
        (Field.REPRESENTATIVE_DOCUMENT, "1234", "••34"),
        (Field.REGISTRATION_NO, "HRB 123456", "••••••3456"),
        (Field.IIN, "0005", "••••"),
        (Field.ACCOUNT_NO, "12", "••"),
        (Field.IIN, "", ""),
        ("unheard_of", "value", "•••"),
    ],
)
def test_a_personal_value_is_shown_masked(field: str, value: str, shown: str) -> None:
    assert mask(field, value) == shown


@pytest.mark.parametrize("field", sorted(SHOWN_FIELDS))
def test_names_and_texts_are_shown_whole(field: str) -> None:
    assert mask(field, "Сәтбаева Әлия") == "Сәтбаева Әлия"


@pytest.mark.parametrize("field", sorted(MASKED_FIELDS))
def test_no_masked_field_is_ever_shown_whole(field: str) -> None:
    for value in ("1", "1234", "+77011234567", "aliya@example.kz", "010305390005"):
        assert mask(field, value) != value


def test_the_fields_shown_whole_are_named_here_one_by_one() -> None:
    assert {
        "problem_text",
        "object_address",
        "photo",
        "name",
        "organisation",
        "description",
        "representative_name",
        "note",
        "answer",
        "recipient_reply",
        "disclosure_reason",
        "consent_evidence",
        "withdrawal_evidence",
        "request_text",
        "request_value",
        "request_evidence",
        "request_answer",
    } == SHOWN_FIELDS
