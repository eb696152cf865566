"""The recipient sees exactly what it was given, without an account, and every view counts."""

from datetime import timedelta

import pytest

from backoffice import clock
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.recipients.actions import RecipientActor, view_by_link
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from tests.given import ADDRESS, NAME, PHONE, TEXT
from tests.recipients.conftest import entries, link_of

PHONE_SHOWN = "+7 (701) 555-45-12"
UNKNOWN = "A" * 43


def test_the_first_page_shows_no_data_and_uses_up_no_view(disclosure, guest):
    told = guest.open()
    assert "City Monitoring and Rapid Response Centre" in told
    for value in (TEXT, ADDRESS, PHONE_SHOWN, PHONE, NAME, disclosure.appeal.number):
        assert value not in told
    assert link_of(disclosure).views == 0
    assert not entries(Action.RECIPIENT_VIEW)


def test_the_button_shows_exactly_the_payload_and_the_notice(disclosure, guest):
    told = guest.show()
    for value in (TEXT, ADDRESS, PHONE_SHOWN, "clause 11 of the Policy", disclosure.appeal.number):
        assert value in told
    assert NAME not in told
    assert "call-0001" not in told


def test_no_value_but_those_given_is_opened(given, disclosure):
    given.link(disclosure)
    by = RecipientActor(link_of(disclosure))
    assert set(view_by_link(by.link, by=by)) == {item.value_id for item in disclosure.items}


def test_the_text_edited_for_the_recipient_is_shown_and_not_the_original(given, guest_of):
    disclosure = given.disclosure(given.appeal(), edited_text="Үйде жарық жоқ.")
    told = guest_of(given.link(disclosure)).show()
    assert "Үйде жарық жоқ." in told
    assert TEXT not in told


def test_two_recipients_of_one_case_see_each_its_own(given, guest_of):
    appeal = given.appeal()
    first = guest_of(given.link(given.disclosure(appeal)))
    second = guest_of(given.link(given.disclosure(appeal, fields=[Field.OBJECT_ADDRESS])))
    assert PHONE_SHOWN in first.show()
    told = second.show()
    assert ADDRESS in told
    assert PHONE_SHOWN not in told


@pytest.mark.parametrize(
    ("language", "notice"), [("kk", "Саясаттың 11-тармағы"), ("ru", "пункт 11 Политики")]
)
def test_the_page_speaks_the_language_of_the_notice(given, guest_of, language, notice):
    disclosure = given.disclosure(given.appeal(), notice_language=language)
    guest = guest_of(given.link(disclosure))
    page = guest.browser.open(f"/r/{guest.token}")
    assert page.html["lang"] == language
    guest.browser.submit(f"/r/{guest.token}")
    assert guest.browser.page.html["lang"] == language
    assert notice in guest.browser.text


def test_no_cookie_is_set_and_one_that_is_sent_is_not_looked_at(given, guest, browser_of):
    guest.accept()
    assert not guest.browser.client._cookies
    staff = browser_of("operator", language="ru")
    assert staff.open(f"/r/{UNKNOWN}", status=404).html["lang"] == "kk"


def test_the_page_is_kept_nowhere_and_leads_nobody_here(guest):
    for page in (guest.browser.send("GET", guest.at()), guest.browser.send("POST", guest.at())):
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in page.headers["X-Robots-Tag"]


def test_every_view_stands_in_the_log_with_its_fields_and_in_the_history(
    disclosure, guest, browser_of
):
    guest.show()
    [entry] = entries(Action.RECIPIENT_VIEW)
    assert set(entry.field_codes) == {"problem_text", "object_address", "phone"}
    assert (entry.actor_id, entry.actor_role) == (0, "recipient")
    assert entry.subject == f"link:{link_of(disclosure).id}"
    assert (entry.third_party, entry.appeal_number) == ("K1", disclosure.appeal.number)
    browser = browser_of("operator")
    for history, is_told in (("all", True), ("looks", True), ("actions", False)):
        browser.open(f"/appeals/{disclosure.appeal.number}?history={history}")
        assert (f"opened its page by link no. {entry.subject[5:]}" in browser.text) is is_told


def test_after_the_last_view_the_address_opens_nothing(given, disclosure, guest_of):
    guest = guest_of(given.link(disclosure, views=2))
    guest.show()
    guest.show()
    guest.open(status=404)
    assert guest.browser.send("POST", guest.at()).status_code == 404
    assert link_of(disclosure).views == 2


def test_a_link_ends_at_its_moment_and_not_before(given, disclosure, guest_of):
    made = clock.now()
    with clock.running_at(lambda: made):
        guest = guest_of(given.link(disclosure, days=3))
    end = made + timedelta(days=3)
    with clock.running_at(lambda: end - timedelta(microseconds=1)):
        guest.open()
    with clock.running_at(lambda: end):
        assert guest.is_shut_out()


def test_an_unknown_and_a_closed_link_answer_alike(given, disclosure, guest, guest_of):
    given.link(disclosure)  # the guest's own is revoked by it
    answers = []
    for token in (guest.token, UNKNOWN, "too-short"):
        browser = guest_of(token).browser
        for path in ("", "/accept", "/answer", "/return"):
            browser.open(f"/r/{token}{path}", status=404)
            answers.append(browser.answer.get_data(as_text=True).replace(f"{token}{path}", ""))
        browser.send("POST", f"/r/{token}")
    assert len(set(answers)) == 1


def test_guessing_is_slowed_down_for_an_address_and_then_let_on(guest, guest_of):
    start = clock.now().replace(second=5)
    with clock.running_at(lambda: start):
        for _guess in range(20):
            guest_of(UNKNOWN).open(status=404)
        guest_of(UNKNOWN).open(status=429)
    with clock.running_at(lambda: start + timedelta(minutes=1)):
        guest.open()


def test_whoever_looks_at_a_good_link_is_never_slowed_down(guest):
    for _look in range(25):
        guest.open()


def test_a_body_that_is_too_large_is_refused(guest):
    answer = guest.browser.send("POST", guest.at("/return"), data={"text": "ж" * 40_000})
    assert answer.status_code == 413


def test_no_secret_and_no_personal_data_reach_log_audit_or_address(
    given, disclosure, guest, caplog, capfd
):
    caplog.set_level("DEBUG")
    guest.accept()
    guest.send("/answer", text="Жарық қосылды, Сәтбаева")
    db.session.remove()
    rows = [str(vars(entry)) for entry in db.session.query(AuditEntry)]
    said = [caplog.text, *capfd.readouterr(), *rows, str(vars(link_of(disclosure)))]
    for secret in (guest.token, TEXT, ADDRESS, PHONE, NAME, "Сәтбаева", "қосылды"):
        assert not [text for text in said if secret in text]
