"""Checks warn and ask for a confirmation; they never stop an appeal (policy 5.5; R-4.1 to 4.4)."""

import re
from pathlib import Path

import pytest

import backoffice
from backoffice.web.refusal_words import FINDINGS
from tests.appeals.calls import NEW, a_call, about_a_bill, appeals, confirm, register, stored

REASON = {"collect_reason": "identify_account"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (a_call(phone="8 701 555"), "This is not a complete phone number."),
        (a_call(phone="8 703 555 45 12"), "No known Kazakhstani number begins like this."),
        (a_call(phone=""), "There is no phone"),
        (a_call(name="Cәтбаева Әлия"), "Latin letters in the name"),
        (a_call(name="Сәтбаева 2"), "A name has no digits."),
        (a_call(object_address=""), "The category needs this, and it is empty."),
        (about_a_bill(iin="010305390006", **REASON), "The last digit of the IIN does not fit"),
        (about_a_bill(iin="01030539000", **REASON), "An IIN has 12 digits."),
        (about_a_bill(iin="770310590012", **REASON), "The date in the IIN is in the future."),
        (about_a_bill(email="aliya at mail", **REASON), "not a complete e-mail address"),
        (
            about_a_bill(applicant_type="org_kz", organisation="«Үлгі»", bin="551340900003"),
            "are not a month",
        ),
        (about_a_bill(applicant_type="org_kz", organisation="«Үлгі»"), "The category needs this"),
        (a_call(received_at="01.02.2026 09:00", channel="paper"), "more than 30 days ago"),
        (
            a_call(
                representative_name="Ибраев Ерік",
                document_kind="power_of_attorney",
                representative_document="1187",
                valid_until="2025-01-01",
            ),
            "The authority has expired",
        ),
    ],
)
def test_a_doubt_asks_first_and_registers_as_it_is_when_confirmed(browser_of, typed, sentence):
    browser = browser_of("operator")
    assert register(browser, typed).status_code == 422
    assert sentence in browser.text
    assert not appeals()
    assert confirm(browser).status_code == 303
    assert len(appeals()) == 1


def test_a_confirmation_covers_only_what_was_shown(browser_of):
    browser = browser_of("operator")
    register(browser, a_call(phone="8 701 555"))
    tick = browser.page.find(id="confirmed")["value"]
    assert browser.submit(NEW, confirmed=tick, name="Сәтбаева 2").status_code == 422
    assert "A name has no digits." in browser.text
    assert not appeals()


def test_a_confirmation_holds_no_personal_data(browser_of):
    browser = browser_of("operator")
    register(browser, a_call(phone="8 701 555"))
    assert browser.page.find(id="confirmed")["value"] == "phone:phone.format"


def test_look_alike_letters_are_stored_as_the_letters_they_mean(browser_of, cast):
    browser = browser_of("operator")
    register(browser, a_call(name="  Cәтбаева   Әлия "))
    confirm(browser)
    assert stored(appeals()[0], cast)["name"] == "Сәтбаева Әлия"


def test_a_number_nobody_understands_is_stored_as_it_was_said(browser_of, cast):
    browser = browser_of("operator")
    register(browser, a_call(phone="8 701 555"))
    confirm(browser)
    assert stored(appeals()[0], cast)["phone"] == "8 701 555"


def test_a_complete_appeal_raises_no_doubt(browser_of):
    assert register(browser_of("operator"), a_call()).status_code == 303


def test_every_finding_has_its_sentence():
    folder = Path(backoffice.__file__).parent
    sources = [*(folder / "rules").glob("*.py"), folder / "appeals" / "registration.py"]
    code = "\n".join(path.read_text("utf-8") for path in sources)
    made = set(re.findall(r'(?:Finding\(|Doubt\(.*?, |yield )"([a-z-]+\.[a-z-]+)"', code))
    shared = re.findall(r'Finding\(f"\{prefix\}\.([a-z-]+)"', code)
    made |= {f"{kind}.{rest}" for kind in ("iin", "bin") for rest in shared}
    assert made == set(FINDINGS)
