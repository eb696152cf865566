"""Responsibility passes when the recipient confirms receipt: delivered and acknowledged (R-10)."""

import pytest

from backoffice import clock
from backoffice.audit.refusals import NotAllowed, Refusal, WrongState
from backoffice.db import db
from backoffice.disclosures.actions import deliver_disclosure, send_disclosure
from backoffice.disclosures.models import Disclosure
from backoffice.recipients.actions import RecipientActor, accept_by_link, view_by_link
from backoffice.rules.actions import Action
from tests.recipients.conftest import entries, link_of


def states(disclosure):
    db.session.expire_all()
    return [event.state for event in db.session.get(Disclosure, disclosure.id).events]


def test_confirming_makes_it_delivered_and_acknowledged_at_that_moment(disclosure, guest):
    guest.accept()
    assert states(disclosure) == ["recorded", "delivered", "acknowledged"]
    delivered, acknowledged = disclosure.events[1:]
    assert delivered.at == acknowledged.at == disclosure.responsible_since
    [entry] = entries(Action.RECIPIENT_ACCEPT)
    assert entry.actor_role == "recipient"
    assert entry.subject == f"disclosure:{disclosure.id}"
    assert entry.detail == f"link={link_of(disclosure).id};notice=1;language=en"


@pytest.mark.parametrize("before", [send_disclosure, deliver_disclosure])
def test_a_step_that_the_staff_wrote_down_is_not_written_twice(disclosure, guest, cast, before):
    before(disclosure, by=cast("operator"), at=clock.now())
    was = states(disclosure)
    guest.accept()
    new = ["acknowledged"] if was[-1] == "delivered" else ["delivered", "acknowledged"]
    assert states(disclosure) == [*was, *new]


def test_opening_the_data_alone_moves_no_responsibility(disclosure, guest):
    guest.show()
    assert states(disclosure) == ["recorded"]


def test_what_was_not_seen_cannot_be_confirmed(disclosure, guest):
    assert guest.send("/accept", understood="y") == 409
    assert "Open the data first" in guest.browser.text
    assert states(disclosure) == ["recorded"]


def test_the_notice_must_be_ticked(disclosure, guest):
    guest.show()
    assert guest.send("/accept") == 422
    assert "clause 11 of the Policy" in guest.browser.text
    assert states(disclosure) == ["recorded"]


def test_confirming_twice_has_one_effect(disclosure, guest):
    guest.show()
    guest.open("/accept")
    page = guest.browser.page
    address = f"/r/{guest.token}/accept"
    for form_key in ("", "", "another"):  # the same form twice, then one of another window
        guest.browser.page = page
        more = {"form_key": form_key} if form_key else {}
        assert guest.browser.submit(address, understood="y", **more).status_code == 303
    assert states(disclosure) == ["recorded", "delivered", "acknowledged"]
    assert len(entries(Action.RECIPIENT_ACCEPT)) == 1


def test_the_last_view_can_still_be_confirmed(given, disclosure, guest_of):
    guest = guest_of(given.link(disclosure, views=1))
    guest.accept()
    guest.open(status=404)
    assert "Receipt is confirmed" in guest.open("/answer")


def test_the_deed_is_refused_from_any_other_state_and_by_any_other_link(given, disclosure, cast):
    given.link(disclosure)
    by = RecipientActor(link_of(disclosure))
    view_by_link(by.link, by=by)
    other = given.disclosure(disclosure.appeal)
    with pytest.raises(NotAllowed):
        accept_by_link(other, by=by, wording="")
    elsewhere = given.disclosure(given.appeal())
    with pytest.raises(NotAllowed):
        accept_by_link(elsewhere, by=by, wording="")
    accept_by_link(disclosure, by=by, wording="")
    with pytest.raises(WrongState):
        accept_by_link(disclosure, by=by, wording="")


@pytest.mark.parametrize("role", ["operator", "senior_operator", "privacy_officer"])
def test_no_member_of_staff_confirms_in_the_recipients_name(disclosure, cast, role):
    with pytest.raises((NotAllowed, Refusal)):
        accept_by_link(disclosure, by=cast(role), wording="")
    assert states(disclosure) == ["recorded"]


def test_the_sheet_names_the_recipient_as_who_confirmed(disclosure, guest, browser_of):
    guest.accept()
    browser = browser_of("operator")
    browser.open(f"/disclosures/{disclosure.id}/sheet/kk")
    rows = [row.get_text(" ", strip=True) for row in browser.page.select("tbody tr")]
    assert rows[0].endswith("Айгүл Сейітова")
    assert all(row.endswith("Электр желілері кәсіпорны") for row in rows[1:])
