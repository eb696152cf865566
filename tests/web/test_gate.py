"""What no page answers: numbers no database holds, and signs no keyboard types."""

import pytest

BEYOND = "9" * 30


@pytest.mark.parametrize(
    "address",
    [
        f"/policy/{BEYOND}/kk",
        f"/disclosures/{BEYOND}/send",
        f"/disclosures/{BEYOND}/sheet/kk",
        f"/appeals/109-2026-0000001/values/{BEYOND}/correct",
        f"/policy/{2**63}/kk",
    ],
)
def test_a_number_no_database_holds_is_not_found(browser_of, address):
    browser_of("senior_operator").open(address, status=404)


@pytest.mark.parametrize("address", ["/appeals/%00", "/third-parties?name=%00", "/board?x%00=1"])
def test_nothing_sign_in_an_address_is_refused(browser_of, address):
    browser_of("senior_operator").open(address, status=400)


def test_nothing_sign_in_a_form_is_refused(browser_of):
    browser = browser_of()
    browser.open("/sign-in")
    answer = browser.submit("/sign-in", username="aigul\0", password="whatever it is")
    assert answer.status_code == 400
