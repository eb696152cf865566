"""What one item of an act takes: the values under seal, and what could name a person besides.

Which columns are cleared is read from the erasure map and nowhere else.
"""

from datetime import date

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import values_of
from backoffice.db import Base, db
from backoffice.disclosures.holders import tell_of_destruction
from backoffice.keeping.queries import keeping_of, standing_holds
from backoffice.retention.models import DestructionActItem
from backoffice.rules.erasure import cleared_by
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.appeals import AppealState
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.rules.vocabulary.retention import ItemReason, ItemResult
from backoffice.subject_requests.queries import proposals_about
from backoffice.vault.models import PersonalValue
from backoffice.vault.values import destroy
from backoffice.withdrawals.queries import withdrawal_of


def judge(item: DestructionActItem, today: date) -> ItemResult:
    """Whether the item may still go: what changed since the proposal is left and said so."""
    appeal = item.appeal
    if standing_holds(appeal.id):
        return ItemResult.HELD
    if item.value_id is not None:
        return _judge_value(item.value_id, today)
    if appeal.emptied_at is not None:
        return ItemResult.CHANGED
    if item.reason == ItemReason.WITHDRAWN:
        return _judge_withdrawn(appeal, today)
    if appeal.state != AppealState.CLOSED:
        return ItemResult.REOPENED
    if appeal.version != item.appeal_version:
        return ItemResult.CHANGED
    keeping = keeping_of(appeal)
    is_due = keeping is not None and keeping.has_ended(today)
    return ItemResult.DONE if is_due else ItemResult.NOT_DUE


def _judge_withdrawn(appeal: Appeal, today: date) -> ItemResult:
    """Whatever the case went through since, a withdrawal stands as long as data is left."""
    withdrawal = withdrawal_of(appeal.id)
    is_gone = appeal.state != AppealState.CLOSED and not _living(appeal)
    if withdrawal is None or is_gone:
        return ItemResult.CHANGED
    return ItemResult.DONE if withdrawal.lets_destroy_on(today) else ItemResult.NOT_DUE


def erase(item: DestructionActItem, *, by: Actor) -> list[PersonalValue]:
    """Destroy what the item names and tell who was given it; part of a deed (R-5e.2).

    Returns the records that went.
    """
    gone = _destroyed(item)
    tell_of_destruction(item.appeal, gone, by=by)
    return gone


def _destroyed(item: DestructionActItem) -> list[PersonalValue]:
    if item.value_id is not None:
        value = db.session.get(PersonalValue, item.value_id)
        if value is None:
            return []
        return destroy([value, *proposals_about(value.appeal_id, value.field)])
    if item.appeal.state != AppealState.CLOSED:
        return destroy(_living(item.appeal))  # withdrawn at work: the case goes on without data
    return empty_appeal(item.appeal, item.outcome)


def empty_appeal(appeal: Appeal, outcome: str) -> list[PersonalValue]:
    """Category, dates and outcome stay; person, contacts, exact address and texts go (R-5f.4)."""
    living = _living(appeal)
    gone = destroy(living) if living else []
    for row in (appeal, appeal.applicant, appeal.consent):
        _clear(row, outcome)
    if appeal.representative is not None:
        db.session.delete(appeal.representative)
    appeal.emptied_at = appeal.changed_at = clock.now()
    return gone


def _living(appeal: Appeal) -> list[PersonalValue]:
    return [v for v in values_of(appeal.id) if v.state != ValueState.DESTROYED]


def _clear(row: Base, outcome: str) -> None:
    for column, value in cleared_by(row.__tablename__, outcome).items():
        setattr(row, column, value)


def _judge_value(value_id: int, today: date) -> ItemResult:
    value = db.session.get(PersonalValue, value_id)
    if value is None or value.state != ValueState.DELETED:
        return ItemResult.CHANGED
    until = value.restorable_until
    return ItemResult.DONE if until is not None and until < today else ItemResult.NOT_DUE
