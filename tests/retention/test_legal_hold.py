"""A legal hold stops every destruction, with a reason and the act that demands it (R-5f.3)."""

from datetime import timedelta

import pytest

from backoffice import clock
from backoffice.audit.refusals import NotAllowed, Refusal
from backoffice.data_rights.actions import delete_value, destroy_applicant, destroy_value
from backoffice.keeping.queries import standing_holds
from backoffice.retention.actions.acts import execute_item
from backoffice.retention.actions.holds import lift_hold, place_hold
from backoffice.retention.queries import items_left
from backoffice.retention.sources import candidates
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason, ValueState
from backoffice.rules.vocabulary.retention import HoldReason, ItemResult
from tests.retention.conftest import days_from_now

WHY = RightsReason.UNLAWFUL


@pytest.fixture
def held(cast):
    """Places a hold on a case."""

    def place(appeal, **more):
        told = {"reason": HoldReason.COURT_CASE, "reference": "№ 2-1417/2026", "until": None}
        return place_hold(appeal, by=cast("privacy_officer"), **{**told, **more})

    return place


def test_nothing_of_a_held_case_is_destroyed_in_any_way(given, cast, held):
    officer = cast("privacy_officer")
    appeal = given.appeal()
    value = given.value(appeal, Field.PHONE)
    held(appeal)
    with pytest.raises(Refusal, match="hold.stands") as refused:
        destroy_value(value, by=officer, reason=WHY)
    assert refused.value.clause == "3.5, 5.5"
    with pytest.raises(Refusal, match="hold.stands"):
        destroy_applicant(appeal, by=officer, reason=WHY)
    assert given.value(appeal, Field.PHONE).state == ValueState.CURRENT


def test_a_hold_keeps_a_deleted_value_beyond_its_term(given, cast, held):
    appeal = given.appeal()
    delete_value(given.value(appeal, Field.NAME), by=cast("privacy_officer"), reason=WHY)
    held(appeal)
    with days_from_now(40):
        assert not candidates()


def test_a_hold_placed_after_the_approval_leaves_the_case_and_the_act_says_so(
    closed, approved, cast, held
):
    appeal = closed()
    act = approved()
    held(appeal)
    [item] = items_left(act, 9)
    assert execute_item(item, by=cast("manager")).result == ItemResult.HELD
    assert appeal.emptied_at is None


def test_a_lifted_hold_and_one_past_its_last_day_stop_nothing(given, cast, held):
    officer, appeal = cast("privacy_officer"), given.appeal()
    until = clock.today() + timedelta(days=5)
    held(appeal, until=until)
    lift_hold(held(appeal, reference="№ 7"), by=officer, reference="№ 8")
    assert [hold.until for hold in standing_holds(appeal.id)] == [until]
    with days_from_now(6):
        assert not standing_holds(appeal.id)
        destroy_applicant(appeal, by=officer, reason=WHY)


def test_a_hold_is_lifted_once_and_never_placed_twice_by_one_act(given, cast, held):
    appeal = given.appeal()
    hold = held(appeal)
    with pytest.raises(Refusal, match="hold.exists"):
        held(appeal)
    lift_hold(hold, by=cast("privacy_officer"))
    with pytest.raises(Refusal, match="hold.ended"):
        lift_hold(hold, by=cast("privacy_officer"))


@pytest.mark.parametrize("role", ["senior_operator", "manager", "administrator", "auditor"])
def test_only_the_privacy_officer_places_and_lifts(given, cast, held, role):
    appeal = given.appeal()
    hold = held(appeal)
    with pytest.raises(NotAllowed):
        place_hold(appeal, by=cast(role), reason=HoldReason.COURT_CASE, reference="1", until=None)
    with pytest.raises(NotAllowed):
        lift_hold(hold, by=cast(role))


def test_the_case_shows_the_hold_and_offers_no_destroying(given, browser_of):
    number = given.appeal().number
    case, browser = f"/appeals/{number}", browser_of("privacy_officer")
    browser.open(f"{case}/hold")
    typed = {"reason": "court_case", "reference": "№ 2-1417/2026"}
    assert browser.submit(f"{case}/hold", reason="", reference="").status_code == 422
    assert browser.submit(f"{case}/hold", **typed, until="2020-01-01").status_code == 422
    assert browser.page.select_one("#reference")["value"] == "№ 2-1417/2026"
    browser.submit(f"{case}/hold", follow=True, **typed, until="")
    assert "Legal hold: nothing of this case is destroyed." in browser.text
    assert not browser.page.select("a[href$='/destroy']")
    browser.open(f"{case}/applicant/destroy", status=409)
    assert "legal hold stands" in browser.text
    assert browser.page.select_one("a[href='/policy#clause-3-5']")
    assert number in browser.open("/retention/holds").get_text()
    lift = browser.page.select_one("td a[href$='/lift']")["href"]
    browser.open(lift)
    browser.submit(lift, follow=True, reference="№ 9")
    assert "Legal hold:" not in browser.text
