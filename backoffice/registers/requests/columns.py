"""The columns of the register of subject requests: what was asked and decided, no words of it."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import aliased

from backoffice.appeals.models import Appeal
from backoffice.exports.columns import Column, Kind, Names, say_from, say_moment
from backoffice.exports.moments import say_day
from backoffice.rules.vocabulary.requests import RequestOutcome, RequestState
from backoffice.subject_requests.models import RequestDecision, RequestDone, SubjectRequest
from backoffice.web.labels.appeals import CHANNELS
from backoffice.web.labels.registers import TERMS_KEPT
from backoffice.web.labels.requests import (
    ASKERS,
    REQUEST_KINDS,
    REQUEST_OUTCOMES,
    REQUEST_REFUSALS,
    REQUEST_STATES,
)

held = aliased(RequestDecision)  # the decision that holds: the latest
last_decision = (
    sa.select(sa.func.max(RequestDecision.id))
    .where(RequestDecision.request_id == SubjectRequest.id)
    .correlate(SubjectRequest)
    .scalar_subquery()
)
_is_refused = held.outcome == RequestOutcome.REFUSED
state: sa.ColumnElement[str] = sa.case(
    (held.id.is_(None), str(RequestState.UNDECIDED)),
    (_is_refused, str(RequestState.REFUSED)),
    (RequestDone.decision_id.is_not(None), str(RequestState.DONE)),
    else_=str(RequestState.TO_DO),
)
# A refusal ends with the decision, what was granted with the deed that carried it out.
finished: sa.ColumnElement[datetime] = sa.case((_is_refused, held.at), else_=RequestDone.at)


def _say_reasons(_names: Names, joined: str | None) -> str:
    codes = (joined or "").split(",")
    return "; ".join(str(REQUEST_REFUSALS[code]) for code in codes if code)


STORED: tuple[Column, ...] = (
    Column("number", _l("Request"), SubjectRequest.number, Kind.TEXT, 13),
    Column("received", _l("Received"), SubjectRequest.received_on, Kind.DAY, 12, say_day()),
    Column("kind", _l("Kind"), SubjectRequest.kind, Kind.CODE, 26, say_from(REQUEST_KINDS)),
    Column("appeal", _l("Appeal"), sa.func.coalesce(Appeal.number, ""), Kind.TEXT, 19),
    Column("asker", _l("Who asks"), SubjectRequest.asker, Kind.CODE, 24, say_from(ASKERS)),
    Column("channel", _l("Channel"), SubjectRequest.channel, Kind.CODE, 22, say_from(CHANNELS)),
    Column("state", _l("State"), state, Kind.CODE, 22, say_from(REQUEST_STATES)),
    Column("outcome", _l("Decision"), held.outcome, Kind.CODE, 18, say_from(REQUEST_OUTCOMES)),
    Column("reasons", _l("Reason of the refusal"), held.reasons, Kind.CODE, 40, _say_reasons),
    Column(
        "staff",
        _l("Who decided"),
        held.by_id,
        Kind.CODE,
        24,
        lambda names, key: names.staff.get(key, str(key)) if key else "",
    ),
    Column("decided", _l("Decided"), held.at, Kind.MOMENT, 17, say_moment, on_page=False),
    Column("finished", _l("Completed"), finished, Kind.MOMENT, 17, say_moment),
)
# Read by the terms of the law as they held on the day of receipt, never stored.
READ: tuple[Column, ...] = (
    Column("due", _l("Last day"), None, Kind.DAY, 12, say_day()),
    Column("term", _l("Term"), None, Kind.CODE, 24, say_from(TERMS_KEPT)),
)
COLUMNS = (*STORED, *READ)


def joined(question: sa.Select[Any]) -> sa.Select[Any]:
    """What a row is made of: the request, the decision that holds, the deed, the appeal."""
    return (
        question.select_from(SubjectRequest)
        .outerjoin(held, held.id == last_decision)
        .outerjoin(RequestDone, RequestDone.decision_id == held.id)
        .outerjoin(Appeal, Appeal.id == SubjectRequest.appeal_id)
    )
