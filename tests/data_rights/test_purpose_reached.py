"""Once the purpose is reached, a person need not be identifiable any longer (policy 5.6)."""

import pytest

from backoffice.appeals.queries import appeal_by_number, values_of
from backoffice.data_rights.actions import destroy_applicant
from backoffice.rules.vocabulary.personal_values import RightsReason, ValueState
from tests.given import NAME, PHONE, TEXT


@pytest.fixture
def forgotten(given, cast):
    """A closed appeal whose data is not needed any more, and destroyed."""
    appeal = given.appeal_closed()
    destroy_applicant(appeal, by=cast("privacy_officer"), reason=RightsReason.NOT_NEEDED)
    return appeal


def test_no_value_of_a_closed_case_has_to_stay(forgotten):
    assert {value.state for value in values_of(forgotten.id)} == {ValueState.DESTROYED}


def test_what_the_centre_counts_stays_without_the_person(forgotten):
    kept = appeal_by_number(forgotten.number)
    assert (kept.category_code, kept.district_code) == ("ELEC", "esil")
    assert kept.registered_at is not None


def test_the_case_page_shows_nobody(forgotten, browser_of):
    said = browser_of("senior_operator").open(f"/appeals/{forgotten.number}").get_text()
    assert not [needle for needle in (NAME, TEXT, PHONE[-4:]) if needle in said]
