"""Made-up reading of the demonstration: a curious hour, a busy day, and closed doors.

Each look is a witnessed reading like any other, so that the rules find it in the log.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa

from backoffice import clock
from backoffice.access_review.actions import change_reading_rule
from backoffice.access_review.rule_book import rule_by_code
from backoffice.accounts.models import Staff
from backoffice.accounts.queries import staff_by_username
from backoffice.appeals.models import Appeal
from backoffice.audit.door import record_refusal, witness
from backoffice.db import db
from backoffice.rules.access_review import RuleRow
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.access_review import Per, RuleCode

_SEEN = (Field.PROBLEM_TEXT, Field.NAME, Field.PHONE)
_DOORS = 7
_SEARCHES = 9
Step = tuple[datetime, Callable[[], None]]


def load_readings() -> None:
    """Let three people read on the day before, and fit one rule to a centre this small."""
    for moment, step in sorted(_steps(), key=lambda pair: pair[0]):
        with clock.running_at(partial(_stay, moment)):
            step()


def _stay(moment: datetime) -> datetime:
    return moment


def _steps() -> Iterator[Step]:
    morning = clock.local(clock.now() - timedelta(days=1)).replace(hour=10, minute=2, second=0)
    senior, operator, outsider = _person("erlan"), _person("aigul"), _person("timur")
    appeals = db.session.scalars(sa.select(Appeal).order_by(Appeal.id)).all()
    old = [appeal for appeal in appeals if appeal.received_at < morning]
    yield morning - timedelta(days=1), _fit_rule
    for place, appeal in enumerate(old):
        yield morning + timedelta(minutes=4 * place), partial(_open, appeal, senior)
        later = morning + timedelta(hours=2, minutes=17 * place)
        yield later, partial(_open, appeal, operator)
    for place in range(_SEARCHES):
        yield morning + timedelta(hours=6, minutes=place), partial(_search, operator)
    for place, appeal in enumerate(old[:_DOORS]):
        yield morning + timedelta(hours=7, minutes=place), partial(_knock, appeal, outsider)


def _fit_rule() -> None:
    row = RuleRow(True, 9, Per.HOUR)
    held = rule_by_code(RuleCode.CASES)
    change_reading_rule(held, by=_person("dinara"), row=row, drawn_from=None)


def _open(appeal: Appeal, person: Staff) -> None:
    with witness(Action.CASE_VIEW, appeal, person, fields=_SEEN):
        pass


def _search(person: Staff) -> None:
    with witness(Action.APPEAL_FIND, None, person, detail="kind=phone"):
        pass


def _knock(appeal: Appeal, person: Staff) -> None:
    record_refusal(Action.CASE_VIEW, person, "permission.role", about=appeal)


def _person(username: str) -> Staff:
    found = staff_by_username(username)
    if found is None:
        raise RuntimeError("the accounts of the demonstration are missing")
    return found
