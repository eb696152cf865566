"""Numbers of appeals: unique, never re-used, no gap, however many register at once (R-3.2)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from flask import Flask

from backoffice import clock
from backoffice.appeals.actions import register_appeal
from backoffice.appeals.registration import NewAppeal
from backoffice.audit.scope import Scope, scoped
from backoffice.audit.verification import verify
from backoffice.db import db
from backoffice.vault.maintenance import check_vault
from backoffice.vault.values import the_vault
from tests.data_layer.conftest import member_of_cast
from tests.given import PERSON

AT_ONCE = 20
NOON = datetime(2026, 6, 1, 7, 0, tzinfo=UTC)


def _register(app: Flask) -> str:
    with app.app_context(), scoped(Scope()):
        try:
            new = NewAppeal(category_code="ELEC", texts=PERSON, district_code="esil")
            return register_appeal(None, by=member_of_cast("operator"), new=new).number
        finally:
            db.session.remove()


def test_twenty_registrations_at_once_get_twenty_numbers_in_a_row(open_app: Callable[[], Flask]):
    app = open_app()
    with clock.running_at(lambda: NOON), ThreadPoolExecutor(AT_ONCE) as pool:
        numbers = sorted(pool.map(lambda _: _register(app), range(AT_ONCE)))
    assert numbers == [f"109-2026-{place:07d}" for place in range(1, AT_ONCE + 1)]
    with app.app_context():
        assert verify(the_vault().keyring.chain_key).is_ok
        assert check_vault(the_vault()).living == AT_ONCE * len(PERSON)
