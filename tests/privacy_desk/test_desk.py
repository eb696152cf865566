"""The desk of the privacy officer: each count is its list, and no name stands on it (2.21)."""

from datetime import timedelta

import pytest

from backoffice import clock
from backoffice.data_rights.actions import correct_value, delete_value
from backoffice.policy.drafting import propose_policy_draft
from backoffice.privacy_desk.counters import DESK
from backoffice.retention.actions.acts import propose_act
from backoffice.retention.actions.holds import lift_hold, place_hold
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason
from tests.given import NAME, PHONE
from tests.policy.making import written
from tests.retention.conftest import days_from_now

WHY = RightsReason.NOT_NEEDED


@pytest.fixture
def closed(given):
    """A consultation closed so many days ago."""

    def close(days):
        with days_from_now(-days):
            return given.appeal_closed()

    return close


def tiles(page):
    """The counts of the page by the address of their list."""
    links = page.select(".counts li > a:not(.tag)")
    return {link["href"]: int(link.b.get_text()) for link in links}


def overdue(page):
    return {tag["href"]: tag.get_text(" ", strip=True) for tag in page.select(".counts .tag.bad")}


def hold(given, **more):
    facts = {"reason": "court_case", "reference": "№ 1", "until": None, **more}
    return place_hold(given.appeal(), by=given.cast("privacy_officer"), **facts)


def test_on_a_quiet_day_every_count_is_a_readable_zero(browser_of):
    page = browser_of("privacy_officer").open("/privacy")
    counts = tiles(page)
    endpoints = sum(len(group) for _words, group in DESK)
    assert len(counts) == endpoints - 1  # both of the policy open one page
    assert not [href for href, number in counts.items() if number and "undertaking" not in href]


def test_every_count_opens_its_list(browser_of):
    browser = browser_of("privacy_officer")
    page = browser.open("/privacy")
    for link in page.select("main a"):
        browser.open(link["href"])


def test_notices_stand_on_the_desk_and_late_ones_apart(given, cast, browser_of):
    appeal = given.appeal_in_work()
    given.disclosure(appeal)
    told = {"text": "+77015559999", "reason": RightsReason.INACCURATE}
    correct_value(given.value(appeal, Field.PHONE), by=cast("operator"), **told)
    page = browser_of("privacy_officer").open("/privacy")
    assert tiles(page)["/notices"] == 1
    assert "/notices?show=late" not in overdue(page)
    with days_from_now(12):
        page = browser_of("privacy_officer").open("/privacy")
    assert "1" in overdue(page)["/notices?show=late"]


def test_what_is_due_for_destruction_is_counted_now_soon_and_late(closed, browser_of):
    closed(350)
    closed(500)
    page = browser_of("privacy_officer").open("/privacy")
    counts = tiles(page)
    assert (counts["/retention?list=now"], counts["/retention?list=soon"]) == (1, 1)
    assert "1" in overdue(page)["/retention?list=late"]


def test_a_deleted_value_counts_from_the_day_it_can_no_longer_be_restored(given, cast, browser_of):
    value = given.value(given.appeal(), Field.NAME)
    delete_value(value, by=cast("privacy_officer"), reason=WHY)
    assert tiles(browser_of("privacy_officer").open("/privacy"))["/retention?list=deleted"] == 0
    with days_from_now(11):
        page = browser_of("privacy_officer").open("/privacy")
    assert tiles(page)["/retention?list=deleted"] == 1


def test_acts_count_until_the_second_person_decides(closed, cast, browser_of):
    closed(400)
    act = propose_act(None, by=cast("privacy_officer"))
    browser = browser_of("privacy_officer")
    assert tiles(browser.open("/privacy"))["/retention/acts?state=proposed"] == 1
    assert act.number in browser.open("/retention/acts?state=proposed").get_text()
    assert act.number not in browser.open("/retention/acts?state=done").get_text()
    assert act.number in browser.open("/retention/acts?state=nonsense").get_text()


def test_holds_that_stand_and_that_ended_are_two_lists(given, cast, browser_of):
    stands, lifted, ran_out = (
        hold(given),
        hold(given),
        hold(given, until=clock.today() + timedelta(days=1)),
    )
    lift_hold(lifted, by=cast("privacy_officer"), reference="№ 9")
    with days_from_now(3):
        browser = browser_of("privacy_officer")
        counts = tiles(browser.open("/privacy"))
        now = browser.open("/retention/holds").get_text()
        ended = browser.open("/retention/holds?show=ended").get_text()
    assert (counts["/retention/holds"], counts["/retention/holds?show=ended"]) == (1, 2)
    assert stands.appeal.number in now
    assert stands.appeal.number not in ended
    assert {lifted.appeal.number, ran_out.appeal.number} <= set(ended.split())
    assert "№ 9" in ended


def test_a_draft_of_the_policy_counts_while_it_awaits_the_second_person(cast, browser_of):
    words, browser = "drafts of the policy awaiting approval", browser_of("privacy_officer")
    draft = written(cast)
    assert f"0 {words}" in browser.open("/privacy").get_text(" ", strip=True)
    propose_policy_draft(draft, by=cast("privacy_officer"))
    assert f"1 {words}" in browser.open("/privacy").get_text(" ", strip=True)


def test_no_personal_data_stands_on_the_desk(given, browser_of):
    hold(given)
    text = browser_of("privacy_officer").open("/privacy").get_text()
    assert NAME not in text
    assert PHONE not in text


@pytest.mark.parametrize("role", ["operator", "senior_operator", "manager", "auditor"])
def test_the_desk_is_the_privacy_officers_alone(browser_of, role):
    browser_of(role).open("/privacy", status=403)


def test_the_officers_menu_gathers_what_the_desk_leads_to(browser_of):
    menu = {link["href"] for link in browser_of("privacy_officer").open("/staff").select(".nav a")}
    assert "/privacy" in menu
    assert not menu & {"/retention", "/policy/drafts", "/staff"}
    others = {link["href"] for link in browser_of("manager").open("/board").select(".nav a")}
    assert {"/retention", "/policy/drafts"} <= others
