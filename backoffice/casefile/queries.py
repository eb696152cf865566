"""Everything one case page needs, in few questions however much the case holds."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from backoffice import clock
from backoffice.accounts.queries import names_of
from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import values_of
from backoffice.applicants.models import Consent, FieldObjection
from backoffice.audit.models import AuditEntry, AuditHead
from backoffice.audit.refusals import NotFound
from backoffice.db import db
from backoffice.disclosures.models import Disclosure
from backoffice.doubts.models import ValueDoubt
from backoffice.keeping.models import LegalHold
from backoffice.notices.chasing import Chase, chase_on
from backoffice.notices.models import Notice
from backoffice.notices.queries import notices_of
from backoffice.policy.models import PolicyVersion
from backoffice.recipients.models import RecipientLink
from backoffice.recipients.queries import links_among, with_links
from backoffice.rules.actions import ACTIONS, Action, Nature
from backoffice.rules.calendar import WorkingCalendar
from backoffice.subject_requests.models import SubjectRequest, SubjectRequestAppeal
from backoffice.subject_requests.queries import requests_of, with_requests
from backoffice.third_parties.models import Category, Competence
from backoffice.third_parties.queries import calendar_text, calendar_told
from backoffice.vault.models import PersonalValue
from backoffice.web.language import current_language
from backoffice.web.sentences import staff_of
from backoffice.withdrawals.models import Withdrawal
from backoffice.withdrawals.queries import withdrawal_of

HISTORY = 50  # lines
_ENTRIES = 4 * HISTORY  # looks that say the same become one line
_SEPARATOR = "\x1f"
NOTE_DEEDS = tuple(
    str(action)
    for action in Action
    if action.startswith(("value.", "applicant.", "note.")) and action != Action.VALUE_REVEAL
)
_NATURES = {"actions": Nature.DEED, "looks": Nature.WITNESS}
_COUNTED_LOOKS = (Action.RECIPIENT_VIEW,)  # a deed only because the look is counted


@dataclass(frozen=True)
class CaseRecord:
    """What is stored about one case; personal values still sealed."""

    appeal: Appeal
    as_of: int  # the last entry of the log when all this was read
    policy_number: int
    policy_from: date
    taken_at: datetime | None
    competences: tuple[str, ...]
    values: Sequence[PersonalValue]
    disclosures: Sequence[Disclosure]
    links: Sequence[RecipientLink]
    notices: Sequence[Notice]
    chase: Chase | None  # of open notices; None when there are none
    withdrawal: Withdrawal | None
    requests: Sequence[SubjectRequest]
    entries: Sequence[AuditEntry]
    objections: Sequence[FieldObjection]
    holds: Sequence[LegalHold]
    doubts: Sequence[ValueDoubt]
    staff_names: dict[int, str]
    calendar: WorkingCalendar

    def value(self, value_id: int) -> PersonalValue:
        """One value of this case. Raises NotFound, for a value of another case too."""
        found = next((value for value in self.values if value.id == value_id), None)
        if found is None:
            raise NotFound
        return found


def case_record(number: str, *, history: str = "") -> CaseRecord:
    """Read a case for its page; `history` is "actions", "looks" or all (R-3.2).

    Raises NotFound.
    """
    appeal, as_of, policy_number, policy_from, taken_at, competences, days, named = _facts(number)
    values, calendar = values_of(appeal.id), calendar_told(days)
    disclosures = disclosures_of(appeal.id)
    notices = notices_of(appeal.id) if disclosures else ()
    entries = entries_of(number, _actions_of(history))
    people = {appeal.registered_by_id, appeal.assignee_id or 0}
    people |= {value.created_by_id for value in values} | {given.by_id for given in disclosures}
    people |= {row.by_id for row in appeal.objections}
    people |= {person for entry in entries for person in staff_of(entry)}
    return CaseRecord(
        appeal=appeal,
        as_of=as_of,
        policy_number=policy_number,
        policy_from=policy_from,
        taken_at=datetime.fromisoformat(taken_at) if taken_at else None,
        competences=tuple(sorted(set((competences or "").split(_SEPARATOR)) - {""})),
        values=values,
        disclosures=disclosures,
        links=links_among(disclosures),
        notices=notices,
        chase=_chase(notices, calendar),
        requests=requests_of(appeal.id) if named else cast(Any, appeal).requests,
        withdrawal=None if appeal.consent.is_in_force else withdrawal_of(appeal.id),
        entries=entries,
        objections=appeal.objections,
        holds=[hold for hold in cast(Any, appeal).holds if hold.stands_on(clock.today())],
        doubts=[doubt for doubt in cast(Any, appeal).doubts if doubt.stands],
        staff_names=names_of(people),
        calendar=calendar,
    )


def _chase(notices: Sequence[Notice], calendar: WorkingCalendar) -> Chase | None:
    is_any_open = any(notice.is_open for notice in notices)
    return chase_on(clock.today(), calendar) if is_any_open else None


def disclosures_of(appeal_id: int) -> Sequence[Disclosure]:
    """The disclosures of an appeal with all that hangs on them, newest first, in one question."""
    return (
        db.session.scalars(
            sa.select(Disclosure)
            .where(Disclosure.appeal_id == appeal_id)
            .order_by(Disclosure.id.desc())
            .options(
                joinedload(Disclosure.items),
                joinedload(Disclosure.events),
                with_links(),
            )
        )
        .unique()
        .all()
    )


def entries_of(number: str, actions: Collection[Action] = ()) -> Sequence[AuditEntry]:
    """The newest audit entries of a case, all or those of some actions (R-2.2)."""
    query = sa.select(AuditEntry).where(AuditEntry.appeal_number == number)
    if actions:
        query = query.where(AuditEntry.action.in_([str(action) for action in actions]))
    return db.session.scalars(query.order_by(AuditEntry.seq.desc()).limit(_ENTRIES)).all()


def note_entries(number: str) -> Sequence[AuditEntry]:
    """The entries of a case that speak of a note, oldest first: which deed a note came with."""
    return db.session.scalars(
        sa.select(AuditEntry)
        .where(
            AuditEntry.appeal_number == number,
            AuditEntry.outcome == "done",
            AuditEntry.action.in_(NOTE_DEEDS),
            AuditEntry.fields.contains("note"),
        )
        .order_by(AuditEntry.seq)
    ).all()


def _actions_of(history: str) -> list[Action]:
    nature = _NATURES.get(history)
    found = [a for a, row in ACTIONS.items() if row.nature is nature and a not in _COUNTED_LOOKS]
    return [*found, *_COUNTED_LOOKS] if nature is Nature.WITNESS else found


Facts = tuple[Appeal, int, int, date, str | None, str | None, str | None, bool]


def _facts(number: str) -> Facts:
    """The appeal with its people, its policy version and the competence of its third party.

    The calendar too, and whether requests about other appeals name it; and where the log
    stands: asked first, so that what is read after it is not older.
    """
    head = sa.select(AuditHead.seq).where(AuditHead.id == 1)
    # The last entry, not the highest moment: that is sought in the log of all cases.
    taken_at = (
        sa.select(AuditEntry.at)
        .where(
            AuditEntry.appeal_number == Appeal.number,
            AuditEntry.action == str(Action.APPEAL_TAKE),
            AuditEntry.outcome == "done",
        )
        .order_by(AuditEntry.seq.desc())
        .limit(1)
    )
    name = getattr(Category, f"name_{current_language()}")
    competences = (
        sa.select(sa.func.aggregate_strings(name, _SEPARATOR))
        .join(Competence, Competence.category_code == Category.code)
        .where(Competence.third_party_id == Appeal.third_party_id)
    )
    found = db.session.execute(
        sa.select(
            Appeal,
            sa.func.coalesce(head.scalar_subquery(), 0),
            PolicyVersion.number,
            PolicyVersion.effective_from,
            taken_at.correlate(Appeal).scalar_subquery(),
            competences.correlate(Appeal).scalar_subquery(),
            calendar_text(),
            sa.exists().where(SubjectRequestAppeal.appeal_id == Appeal.id).label("named"),
        )
        .join(Consent, Consent.appeal_id == Appeal.id)
        .join(PolicyVersion, PolicyVersion.id == Consent.policy_version_id)
        .where(Appeal.number == number)
        .options(
            joinedload(Appeal.applicant),
            joinedload(Appeal.representative),
            joinedload(Appeal.consent),
            joinedload(Appeal.objections),
            joinedload(cast(Any, Appeal).holds),
            joinedload(cast(Any, Appeal).doubts),
            *with_requests(cast(Any, Appeal).requests),
        )
    )
    facts = found.unique().one_or_none()
    if facts is None:
        raise NotFound
    return facts
