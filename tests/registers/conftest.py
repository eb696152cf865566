"""Appeals of October whose terms were kept and broken, each for another reason, by actions."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from backoffice import clock
from backoffice.appeals.actions import (
    answer_appeal,
    close_appeal,
    reopen_appeal,
    return_appeal,
    take_appeal,
)
from backoffice.appeals.models import Appeal
from backoffice.disclosures.actions import recall_disclosure
from backoffice.disclosures.models import Disclosure
from backoffice.recipients.actions import (
    RecipientActor,
    accept_by_link,
    answer_by_link,
    return_by_link,
    view_by_link,
)
from backoffice.recipients.queries import links_of
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.disclosures import ReturnReason
from tests.given import PERSON, Given
from tests.house_browser import HouseBrowser

NOW = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)  # 09:30 in Astana
BEGINS = datetime(2026, 10, 5, 5, tzinfo=UTC)  # a Monday; urgent ones are due a day later
FEW = (Field.PROBLEM_TEXT, Field.OBJECT_ADDRESS)
URGENT = "ELEC"


@contextmanager
def at(hours: float) -> Iterator[None]:
    """So many hours after the first appeal of October."""
    with clock.running_at(lambda: BEGINS + timedelta(hours=hours)):
        yield


@pytest.fixture
def now() -> Iterable[datetime]:
    """The day the registers are read on: 23 November 2026."""
    with clock.running_at(lambda: NOW):
        yield NOW


@pytest.fixture
def manager(browser_of: Callable[..., HouseBrowser], now: datetime) -> HouseBrowser:
    """A manager at the browser."""
    return browser_of("manager")


class Story:
    """What happens to appeals, told in hours after the beginning of October."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.operator = given.cast("operator")

    def registered(self, hours: float, **more: object) -> Appeal:
        with at(hours):
            return self.given.appeal(**{"category": URGENT, "texts": PERSON, **more})

    def taken(self, appeal: Appeal, hours: float) -> None:
        with at(hours):
            take_appeal(appeal, by=self.operator)

    def given_to(self, appeal: Appeal, hours: float) -> Disclosure:
        with at(hours):
            return self.given.disclosure(appeal, fields=FEW)

    def answered(self, appeal: Appeal, hours: float) -> None:
        with at(hours):
            answer_appeal(appeal, by=self.operator, text="Орындалды.")

    def closed(self, appeal: Appeal, hours: float) -> None:
        with at(hours):
            close_appeal(appeal, by=self.operator)

    def reopened(self, appeal: Appeal, hours: float) -> None:
        with at(hours):
            reopen_appeal(appeal, by=self.given.cast("senior_operator"))

    def replied(self, disclosure: Disclosure, hours: float) -> None:
        with at(hours):
            by = self._at_its_link(disclosure)
            answer_by_link(disclosure.appeal, by=by, text="Жөнделді.")

    def given_back_by_link(self, disclosure: Disclosure, hours: float) -> None:
        with at(hours):
            by = self._at_its_link(disclosure)
            told = {"reason": ReturnReason.NOT_COMPETENT, "text": "Біздің желі емес."}
            return_by_link(disclosure.appeal, by=by, **told)

    def _at_its_link(self, disclosure: Disclosure) -> RecipientActor:
        self.given.link(disclosure)
        by = RecipientActor(links_of(disclosure.id)[0])
        view_by_link(by.link, by=by)
        accept_by_link(disclosure, by=by, wording="kk;1")
        return by

    def returned(self, appeal: Appeal, hours: float) -> None:
        with at(hours):
            return_appeal(appeal, by=self.given.cast("senior_operator"))

    def recalled(self, disclosure: Disclosure, hours: float) -> None:
        with at(hours):
            now = clock.now()
            recall_disclosure(disclosure, by=self.given.cast("privacy_officer"), at=now)


@pytest.fixture
def story(given: Given) -> Story:
    """Somebody to tell what happens."""
    return Story(given)
