"""Personal values leave only when a second person agrees (policy 5.4, 9)."""

import pytest

from backoffice import clock
from backoffice.audit.refusals import NotAllowed
from backoffice.data_rights.actions import destroy_value
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason
from tests.exports.taking import (
    OCTOBER,
    csv_rows,
    entries,
    entry_of,
    order_at,
    ordered,
    started,
)
from tests.given import PHONE


def place_of(order):
    return f"/exports/{order.key}"


def decide_with_a_form_of_another(other, browser, order, reason):
    """Who has no form of their own sends the one another was shown."""
    form = other.open(place_of(order)).select_one("form[action$='/decide']")
    page = browser.open(place_of(order))
    token = browser.form("/account/language").find("input", {"name": "csrf_token"})["value"]
    page.append(form)
    return browser.submit(f"{place_of(order)}/decide", reason=reason, csrf_token=token)


def decide(browser, order, reason):
    browser.open(place_of(order))
    return browser.submit(f"{place_of(order)}/decide", reason=reason)


@pytest.fixture
def officer(browser_of, now):
    return browser_of("privacy_officer")


def test_an_order_with_personal_data_waits_and_cannot_be_started(manager, personal_order):
    order = personal_order()
    page = manager.open(place_of(order))
    assert not page.select("#start, #decide")
    assert "leaves only when a second person" in manager.text
    entry = entry_of(Action.EXPORT_ORDER)
    assert (entry.fields, entry.reason) == ("phone", "inspection")
    token = manager.form("/account/language").find("input", {"name": "csrf_token"})["value"]
    answer = manager.send("POST", f"{place_of(order)}/start", data={"csrf_token": token})
    assert answer.status_code == 409
    assert order_at(place_of(order)).state == "asked"


def test_the_report_page_counts_what_waits_and_leads_to_it(officer, manager, personal_order):
    order = personal_order()
    badge = officer.open("/reports/disclosures").select_one("nav a .badge")
    assert badge.get_text().startswith("1")
    page = officer.open(badge.parent["href"])
    assert page.select_one(f"#waiting a[href='{place_of(order)}']")
    assert not manager.open("/exports").select("#waiting a")  # not to who asked


def test_a_second_person_sees_everything_approves_and_the_asker_starts_it(
    officer, manager, personal_order
):
    order = personal_order()
    officer.open(place_of(order))
    for told in ("Сәуле Оспанова", "Given: phone", "Inspection", "1 Oct – 31 Oct 2026"):
        assert told in officer.text
    assert decide(officer, order, "needed").status_code == 303
    entry = entries(1)[0]
    assert (entry.action, entry.reason, entry.fields) == (Action.EXPORT_APPROVE, "needed", "phone")
    head, *rows = csv_rows(started(manager, place_of(order)))
    assert head[-1] == "Given: phone"
    assert [row[-1] for row in rows] == [""] * 4 + [f"'{PHONE}"] * 2  # four gave none
    assert entry_of(Action.REPORT_EXPORT).fields == "phone"
    assert order_at(place_of(order)).state == "done"


def test_an_approval_holds_for_one_file(officer, manager, personal_order):
    order = personal_order()
    decide(officer, order, "demanded")
    page = manager.open(place_of(order))
    form = page.select_one("#start")
    started(manager, place_of(order))
    manager.open(place_of(order)).append(form)
    assert manager.submit(f"{place_of(order)}/start").status_code == 409


def test_an_approval_lapses_at_the_end_of_the_next_day(officer, manager, personal_order):
    order = personal_order()
    decide(officer, order, "needed")
    until = order_at(place_of(order)).lasts_until
    with clock.running_at(lambda: until):
        manager.sign_in("manager")
        assert not manager.open(place_of(order)).select("#start")
        assert "lapsed" in manager.text


def test_a_refusal_says_why_and_nothing_leaves(officer, manager, personal_order):
    order = personal_order()
    assert decide(officer, order, "too_much").status_code == 303
    assert not manager.open(place_of(order)).select("#start")
    assert "More rows or more fields than needed" in manager.text
    assert entry_of(Action.EXPORT_REFUSE).reason == "too_much"


@pytest.mark.parametrize("reason", ["", "because"])
def test_a_decision_needs_a_reason_of_the_list(officer, personal_order, reason):
    order = personal_order()
    assert decide(officer, order, reason).status_code == 422
    assert "Choose one of the list." in officer.page.select_one(".errors").get_text()
    assert order_at(place_of(order)).state == "asked"


def test_who_asked_decides_nothing_and_the_attempt_is_written_down(
    officer, manager, personal_order
):
    order = personal_order()
    sent = decide_with_a_form_of_another(officer, manager, order, "needed")
    assert sent.status_code == 409
    entry = entries(1)[0]
    assert (entry.outcome, entry.reason) == ("refused", "export.same-person")
    assert order_at(place_of(order)).state == "asked"


def test_after_a_week_nobody_decides_any_more(officer, personal_order):
    order = personal_order()
    form = officer.open(place_of(order)).select_one("form[action$='/decide']")
    until = order_at(place_of(order)).lasts_until
    assert clock.local(until).isoformat() == "2026-12-01T00:00:00+05:00"
    with clock.running_at(lambda: until):
        officer.sign_in("privacy_officer")
        assert not officer.open(place_of(order)).select("#decide")
        assert not officer.open("/exports").select("#waiting a")
        officer.page.append(form)
        token = officer.form("/account/language").find("input", {"name": "csrf_token"})["value"]
        answer = officer.submit(f"{place_of(order)}/decide", reason="needed", csrf_token=token)
        assert answer.status_code == 409
        assert "The order has lapsed" in officer.text
    assert order_at(place_of(order)).state == "asked"


def test_who_may_not_see_personal_values_cannot_order_them(personal_order):
    with pytest.raises(NotAllowed):
        personal_order(by="auditor")


def test_the_report_page_offers_personal_columns_and_leads_to_the_waiting_order(manager, october):
    place = ordered(manager, "xlsx", path=OCTOBER, personal=["phone", "name"])
    assert "Given: name, Given: phone" in manager.text
    assert not manager.page.select("#start")
    assert order_at(place).personal == ("name", "phone")


def test_an_auditor_is_offered_no_personal_column_and_a_forged_one_is_refused(browser_of, october):
    auditor = browser_of("auditor")
    assert not auditor.open(OCTOBER).select("[name=personal]")
    answer = auditor.submit(
        "/reports/disclosures/export", reason="inspection", format="csv", personal=["phone"]
    )
    assert answer.status_code == 422


def test_a_value_destroyed_since_is_told_by_a_word(officer, manager, october, cast, given):
    place = ordered(manager, "csv", path=OCTOBER, personal=["phone"])
    decide(officer, order_at(place), "needed")
    phone = given.value(october[-1].appeal, Field.PHONE)
    destroy_value(phone, by=cast("privacy_officer"), reason=RightsReason.APPLICANT_ASKED)
    rows = csv_rows(started(manager, place))[1:]
    assert not [row for row in rows if PHONE in row[-1]]
    assert len(rows) == 6
