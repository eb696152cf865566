"""Disclosures of three months, made by the actions that make them."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

import pytest

from backoffice import clock
from backoffice.disclosures.actions import fail_disclosure, send_disclosure
from backoffice.disclosures.models import Disclosure
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.disclosures import BeyondReason, OutsideReason
from tests.given import PERSON, Given
from tests.house_browser import HouseBrowser

NOW = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)  # 09:30 in Astana
FEW = (Field.PROBLEM_TEXT, Field.OBJECT_ADDRESS)
MORE = (*FEW, Field.PHONE, Field.NAME)


@pytest.fixture
def now() -> Iterable[datetime]:
    """The day the reports are read on: 23 November 2026."""
    with clock.running_at(lambda: NOW):
        yield NOW


@pytest.fixture
def disclosed(given: Given) -> Callable[..., list[Disclosure]]:
    """Some disclosures of one appeal, an hour apart, the first at the moment given."""

    def make(count: int, *, since: datetime, **more: object) -> list[Disclosure]:
        with clock.running_at(lambda: since - timedelta(hours=1)):
            appeal = given.appeal_in_work(category=str(more.pop("category", "ELEC")), texts=PERSON)
        made = []
        for hours in range(count):
            with clock.running_at(lambda at=since + timedelta(hours=hours): at):
                made.append(given.disclosure(appeal, **more))
        return made

    return make


@pytest.fixture
def october(
    given: Given, disclosed: Callable[..., list[Disclosure]], now: datetime
) -> list[Disclosure]:
    """October: four to the grid, two beyond need to another, one of them failed."""
    begins = datetime(2026, 10, 5, 5, tzinfo=UTC)
    usual = disclosed(4, since=begins, fields=FEW)
    beyond = disclosed(
        2,
        since=begins + timedelta(days=3),
        by="senior_operator",
        to="K2",
        fields=MORE,
        beyond_reason=BeyondReason.SITE_ACCESS,
        outside_reason=OutsideReason.REDIRECTED,
        reference="исх. 12",
    )
    senior = given.cast("senior_operator")
    send_disclosure(beyond[1], by=senior, at=clock.now())
    fail_disclosure(beyond[1], by=senior, at=clock.now())
    return [*usual, *beyond]


@pytest.fixture
def manager(browser_of: Callable[..., HouseBrowser], now: datetime) -> HouseBrowser:
    """A manager at the browser."""
    return browser_of("manager")
