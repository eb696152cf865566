"""Disclosures of a period that need a second look, each counted as its report marks it."""

from typing import NamedTuple

import sqlalchemy as sa

from backoffice.db import db
from backoffice.disclosures.models import Disclosure
from backoffice.exports.period import Period
from backoffice.notices.chasing import Chase
from backoffice.reports.queries import times
from backoffice.reports.standing import IS_BEYOND, IS_CORRECTED, IS_UNTOLD, is_unacknowledged


class SecondLooks(NamedTuple):
    """How many disclosures there are, and how many of them need a second look."""

    disclosures: int
    beyond: int  # more than usually needed, with a reason (R-5c.2)
    corrected: int  # what was given was corrected or destroyed later (policy 5.5, 5.6)
    untold: int  # that, and the recipient's notice of it is still open
    unacknowledged: int  # nobody confirmed the receipt within the term (policy 10, 11)


def second_looks(period: Period, chase: Chase) -> SecondLooks:
    """The disclosures of a period in one question.

    The recipient is given the term after which it is reminded of a notice.
    """
    row = db.session.execute(
        sa.select(
            sa.func.count(),
            times(IS_BEYOND),
            times(IS_CORRECTED),
            times(IS_UNTOLD),
            times(is_unacknowledged(chase)),
        )
        .select_from(Disclosure)
        .where(Disclosure.at >= period.begins, Disclosure.at < period.ends)
    ).one()
    return SecondLooks(*row)
