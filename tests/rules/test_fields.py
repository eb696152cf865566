"""Only what a category needs is asked for and given (policy 5.c, 5.d, 9; domain section 6)."""

import csv
from itertools import product
from pathlib import Path

import pytest

from backoffice.rules.fields import CategoryNeeds, Field, Need, collected, need
from backoffice.rules.vocabulary.people import ApplicantType

# The matrix as the domain prints it, in letters: the catalogue is tested from the other side.
VECTORS = Path(__file__).parent / "vectors" / "minimisation.csv"
CATALOGUE = Path(__file__).parents[2] / "backoffice" / "catalogues" / "categories.csv"
LETTERS = {
    "T": {Field.PROBLEM_TEXT},
    "A": {Field.OBJECT_ADDRESS},
    "F": {Field.PHOTO},
    "P": {Field.PHONE},
    "N": {Field.NAME},
    "R": {Field.HOME_ADDRESS},
    "L": {Field.ACCOUNT_NO},
    "E": {Field.EMAIL},
    "O": {Field.ORGANISATION, Field.BIN},
    "I": {Field.IIN},
}
PERSONS = ("person_kz", "person_foreign", "other")
ORGANISATIONS = ("org_kz", "org_foreign")
APPLICANT_TYPES = (*PERSONS, *ORGANISATIONS)
T, A, F = Field.PROBLEM_TEXT, Field.OBJECT_ADDRESS, Field.PHOTO
N, P, E = Field.NAME, Field.PHONE, Field.EMAIL


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fields_of(letters: str) -> set[Field]:
    return {field for letter in letters.split() for field in LETTERS[letter]}


def as_needs(row: dict[str, str]) -> CategoryNeeds:
    return CategoryNeeds(
        code=row["code"],
        always=frozenset(map(Field, row["disclose_always"].split())),
        with_reason=frozenset(map(Field, row["disclose_with_reason"].split())),
    )


CATEGORIES = {row["code"]: as_needs(row) for row in read_rows(CATALOGUE)}
MATRIX = read_rows(VECTORS)


def given_always(
    code: str, applicant_type: str = "person_kz", recipient_code: str = ""
) -> set[Field]:
    return given(code, Need.ALWAYS, applicant_type, recipient_code)


def given_with_reason(
    code: str, applicant_type: str = "person_kz", recipient_code: str = ""
) -> set[Field]:
    return given(code, Need.WITH_REASON, applicant_type, recipient_code)


def given(code: str, wanted: Need, applicant_type: str, recipient_code: str) -> set[Field]:
    return {
        field
        for field in Field
        if need(
            CATEGORIES[code],
            field,
            applicant_type=applicant_type,
            no_transfer=False,
            recipient_code=recipient_code,
        )
        is wanted
    }


def test_every_type_of_applicant_is_tried_here() -> None:
    assert set(APPLICANT_TYPES) == set(ApplicantType)


def test_the_matrix_has_a_row_for_every_category() -> None:
    assert [row["code"] for row in MATRIX] == list(CATEGORIES)


@pytest.mark.parametrize("row", MATRIX, ids=lambda row: row["code"])
@pytest.mark.parametrize("applicant_type", PERSONS)
def test_a_person_s_fields_are_given_as_the_matrix_says(
    row: dict[str, str], applicant_type: str
) -> None:
    assert given_always(row["code"], applicant_type) == fields_of(row["always"])
    assert given_with_reason(row["code"], applicant_type) == fields_of(row["with_reason"])


@pytest.mark.parametrize("row", MATRIX, ids=lambda row: row["code"])
@pytest.mark.parametrize("applicant_type", ORGANISATIONS)
def test_an_organisation_is_named_always_for_bills_and_land_and_with_a_reason_elsewhere(
    row: dict[str, str], applicant_type: str
) -> None:
    always, with_reason = fields_of(row["always"]), fields_of(row["with_reason"])
    if row["code"] in {"BILL", "LAND"}:
        always |= LETTERS["O"]
    else:
        with_reason |= LETTERS["O"]
    assert given_always(row["code"], applicant_type) == always
    assert given_with_reason(row["code"], applicant_type) == with_reason - always


@pytest.mark.parametrize("code", CATEGORIES)
@pytest.mark.parametrize("applicant_type", APPLICANT_TYPES)
def test_without_transfer_only_the_text_the_address_and_the_photo_go_out(
    code: str, applicant_type: str
) -> None:
    category = CATEGORIES[code]
    for field in Field:
        kept = need(category, field, applicant_type=applicant_type, no_transfer=True)
        usual = need(category, field, applicant_type=applicant_type, no_transfer=False)
        assert kept == (usual if field in {T, A, F} else Need.NEVER)


@pytest.mark.parametrize("recipient_code", ["D2", "D3"])
def test_a_housing_organisation_never_learns_who_complained_of_it(recipient_code: str) -> None:
    assert given_with_reason("HOUS", recipient_code="B3") == {P, N, Field.HOME_ADDRESS, F}
    assert given_with_reason("HOUS", recipient_code=recipient_code) == {P, F}
    assert given_always("HOUS", recipient_code=recipient_code) == {T, A}


def test_a_housing_organisation_gets_the_usual_fields_of_another_category() -> None:
    assert N in given_with_reason("LIFT", recipient_code="D2")


@pytest.mark.parametrize(
    "field",
    [
        Field.EMAIL,
        Field.DOCUMENT_NO,
        Field.REGISTRATION_NO,
        Field.DESCRIPTION,
        Field.REPRESENTATIVE_NAME,
        Field.REPRESENTATIVE_PHONE,
        Field.REPRESENTATIVE_DOCUMENT,
        Field.NOTE,
        Field.ANSWER,
        Field.RECIPIENT_REPLY,
        Field.DISCLOSURE_REASON,
        Field.CONSENT_EVIDENCE,
    ],
)
def test_what_no_row_lists_is_never_given(field: Field) -> None:
    for category, applicant_type in product(CATEGORIES.values(), APPLICANT_TYPES):
        asked = need(category, field, applicant_type=applicant_type, no_transfer=False)
        assert asked is Need.NEVER


def test_a_call_about_water_asks_for_the_appeal_a_name_and_a_phone() -> None:
    form = collected(CATEGORIES["WATR"], applicant_type="person_kz", channel="phone")
    assert form.shown == (T, A, F, N, P)
    assert form.with_reason == (E, Field.HOME_ADDRESS, Field.ACCOUNT_NO)


def test_name_and_phone_are_asked_even_where_no_recipient_needs_them() -> None:
    form = collected(CATEGORIES["TREE"], applicant_type="person_kz", channel="phone")
    assert form.shown == (T, A, F, N, P)
    assert form.with_reason == (E,)


@pytest.mark.parametrize(
    "channel", ["email", "website", "chat_bot", "mobile_app", "social_network"]
)
def test_who_writes_is_asked_for_an_email(channel: str) -> None:
    form = collected(CATEGORIES["ROAD"], applicant_type="person_kz", channel=channel)
    assert E in form.shown
    assert E not in form.with_reason


@pytest.mark.parametrize("channel", ["phone", "paper", "in_person", "other"])
def test_who_does_not_write_is_asked_for_an_email_only_with_a_reason(channel: str) -> None:
    form = collected(CATEGORIES["ROAD"], applicant_type="person_kz", channel=channel)
    assert E not in form.shown
    assert E in form.with_reason


@pytest.mark.parametrize(
    ("code", "asked"),
    [("OTHR", (T, A, F, N, P)), ("BUS", (T, F, N, P)), ("EDUC", (T, N, P)), ("PEST", (T, A, N, P))],
)
def test_the_address_and_the_photo_are_asked_only_where_the_matrix_has_them(
    code: str, asked: tuple[Field, ...]
) -> None:
    assert collected(CATEGORIES[code], applicant_type="person_kz", channel="phone").shown == asked


@pytest.mark.parametrize(
    ("applicant_type", "identifiers"),
    [
        ("person_kz", set()),
        ("person_foreign", set()),
        ("org_kz", {Field.ORGANISATION, Field.BIN}),
        ("org_foreign", {Field.ORGANISATION, Field.REGISTRATION_NO}),
        ("other", {Field.DESCRIPTION}),
    ],
)
def test_each_type_of_applicant_is_asked_for_its_own_identifiers(
    applicant_type: str, identifiers: set[Field]
) -> None:
    form = collected(CATEGORIES["ROAD"], applicant_type=applicant_type, channel="phone")
    assert set(form.shown) == {T, A, F, N, P} | identifiers


@pytest.mark.parametrize("code", CATEGORIES)
def test_a_foreigner_s_document_is_asked_only_where_an_iin_may_be(code: str) -> None:
    category = CATEGORIES[code]
    form = collected(category, applicant_type="person_foreign", channel="phone")
    assert (Field.DOCUMENT_NO in form.shown) == (code in {"BILL", "HLTH", "SOCL", "LAND"})


def test_an_iin_is_never_asked_without_a_reason() -> None:
    for category, applicant_type in product(CATEGORIES.values(), APPLICANT_TYPES):
        form = collected(category, applicant_type=applicant_type, channel="phone")
        assert Field.IIN not in form.shown


def test_no_field_is_asked_twice_and_every_field_given_can_be_asked() -> None:
    for category, applicant_type in product(CATEGORIES.values(), PERSONS):
        form = collected(category, applicant_type=applicant_type, channel="website")
        assert not set(form.shown) & set(form.with_reason)
        asked = set(form.shown) | set(form.with_reason)
        for wanted in (Need.ALWAYS, Need.WITH_REASON):
            assert given(category.code, wanted, applicant_type, "") <= asked


@pytest.mark.parametrize("applicant_type", APPLICANT_TYPES)
def test_what_is_kept_about_the_work_itself_is_never_asked_of_the_applicant(
    applicant_type: str,
) -> None:
    for category in CATEGORIES.values():
        form = collected(category, applicant_type=applicant_type, channel="website")
        assert not {Field.NOTE, Field.ANSWER, Field.CONSENT_EVIDENCE} & set(form.shown)
        assert not {Field.NOTE, Field.ANSWER, Field.CONSENT_EVIDENCE} & set(form.with_reason)
