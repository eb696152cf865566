"""Many openings at once show the data no oftener than allowed; two confirmations are one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import DBAPIError, IntegrityError

from backoffice.audit.guard import migrating
from backoffice.audit.models import AuditEntry
from backoffice.audit.verification import verify
from backoffice.db import db
from backoffice.disclosures.models import DisclosureEvent
from backoffice.recipients.models import RecipientLink
from backoffice.rules.actions import Action
from backoffice.vault.values import the_vault
from tests.given import ADDRESS
from tests.house_browser import HouseBrowser

AT_ONCE = 12
ALLOWED = 5


def at_once(act: Callable[[int], int]) -> list[int]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(act, range(AT_ONCE)))


def link() -> RecipientLink:
    db.session.expire_all()
    return db.session.scalars(sa.select(RecipientLink)).one()


def done(action: Action) -> int:
    told = sa.select(sa.func.count()).where(
        AuditEntry.action == str(action), AuditEntry.outcome == "done"
    )
    return db.session.scalar(told) or 0


def test_no_view_beyond_the_allowed_however_many_open_at_once(app: Flask, given):
    address = f"/r/{given.link(given.disclosure(given.appeal()), views=ALLOWED)}"

    def open_page(_number: int) -> int:
        answer = app.test_client().post(address)
        assert (ADDRESS in answer.get_data(as_text=True)) is (answer.status_code == 200)
        return answer.status_code

    db.session.remove()
    answers = at_once(open_page)
    assert sorted(answers) == [200] * ALLOWED + [404] * (AT_ONCE - ALLOWED)
    assert link().views == ALLOWED
    assert done(Action.RECIPIENT_VIEW) == ALLOWED
    assert verify(the_vault().keyring.chain_key).is_ok


def test_two_confirmations_at_once_have_one_effect(app: Flask, given):
    address = f"/r/{given.link(given.disclosure(given.appeal()))}"
    HouseBrowser(app).send("POST", address)

    def confirm(number: int) -> int:
        typed = {"understood": "y", "form_key": f"key-{number % 2}"}
        return app.test_client().post(f"{address}/accept", data=typed).status_code

    db.session.remove()
    assert set(at_once(confirm)) == {303}
    states = db.session.scalars(sa.select(DisclosureEvent.state).order_by(DisclosureEvent.id))
    assert list(states) == ["recorded", "delivered", "acknowledged"]
    assert done(Action.RECIPIENT_ACCEPT) == 1


def test_two_returns_at_once_have_one_effect(app: Flask, given):
    address = f"/r/{given.link(given.disclosure(given.appeal()))}"
    typed = {"reason": "not_competent", "text": "Біздікі емес."}
    db.session.remove()
    answers = at_once(
        lambda number: (
            app.test_client()
            .post(f"{address}/return", data={**typed, "form_key": f"key-{number}"})
            .status_code
        )
    )
    assert sorted(answers) == [200] + [404] * (AT_ONCE - 1)
    assert done(Action.RECIPIENT_RETURN) == 1


def test_the_database_itself_counts_no_further(app: Flask, given):
    given.link(given.disclosure(given.appeal()), views=ALLOWED)
    with pytest.raises(IntegrityError), migrating(), db.engine.begin() as connection:
        connection.execute(sa.update(RecipientLink).values(views=ALLOWED + 1))


@pytest.mark.parametrize(
    "verb", ["UPDATE recipient_reply SET kind = 'x'", "DELETE FROM recipient_reply"]
)
def test_the_database_itself_refuses_to_change_a_reply(app: Flask, given, verb: str):
    token = given.link(given.disclosure(given.appeal()))
    typed = {"reason": "not_competent", "text": "Біздікі емес."}
    HouseBrowser(app).send("POST", f"/r/{token}/return", data=typed)
    with pytest.raises(DBAPIError), migrating(), db.engine.begin() as connection:
        connection.execute(sa.text(verb))
