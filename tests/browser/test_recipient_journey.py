"""A third party opens its link, answers for the data and replies: in Kazakh, without script."""

import pytest

from backoffice.audit.models import AuditEntry
from backoffice.audit.verification import verify
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.vault.values import the_vault
from tests.browser import steps
from tests.given import ADDRESS, NAME, TEXT

pytestmark = pytest.mark.browser

ANSWER = "Кабель ауыстырылды, жарық қосылды."
DONE = [
    Action.LINK_MAKE,
    Action.RECIPIENT_VIEW,
    Action.RECIPIENT_ACCEPT,
    Action.RECIPIENT_ANSWER,
    Action.RECIPIENT_VIEW,
    Action.RECIPIENT_RETURN,
]


def make_link(desk, number):
    """From the row of the disclosure to the address that is shown once."""
    desk.open(f"/appeals/{number}")
    steps.follow(desk, "#disclosures a[href$='/links']")
    desk.page.click("main form[action$='/links'] button")
    return desk.page.input_value("#address")


def test_a_recipient_sees_confirms_answers_and_returns(given, app, desk_of):
    appeal = given.appeal()
    given.disclosure(appeal)
    operator = desk_of("operator", script=False)
    address = make_link(operator, appeal.number)

    recipient = desk_of(script=False).page
    recipient.goto(address)
    assert recipient.get_attribute("html", "lang") == "kk"
    assert ADDRESS not in recipient.content()
    recipient.click("main button")
    assert ADDRESS in recipient.content()
    assert TEXT in recipient.content()
    assert NAME not in recipient.content()
    recipient.click("a[href*='/accept']")
    recipient.check("[name=understood]")
    recipient.click("main button")
    recipient.fill("[name=text]", ANSWER)
    recipient.click("main button")

    operator.open("/board")
    assert "үшінші тұлға жауап берді" in operator.page.inner_text(f"#tile-{appeal.number}")
    operator.open(f"/appeals/{appeal.number}")
    assert ANSWER in operator.page.inner_text("#notes")

    recipient.goto(address)
    recipient.click("main button")
    recipient.click("a[href*='/return']")
    recipient.select_option("[name=reason]", "already_resolved")
    recipient.fill("[name=text]", ANSWER)
    recipient.click("main button")
    recipient.goto(address)
    assert ADDRESS not in recipient.content()
    assert recipient.context.cookies() == []
    operator.open("/board")
    assert "үшінші тұлға қайтарды" in operator.page.inner_text(f"#tile-{appeal.number}")

    told = db.session.query(AuditEntry).order_by(AuditEntry.seq)
    assert [e.action for e in told if e.action.startswith(("link.", "recipient."))] == DONE
    assert verify(the_vault().keyring.chain_key).is_ok
