"""The case page as plain facts: everything is decided here, the templates only print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.audit.models import AuditEntry
from backoffice.casefile.given import DisclosureRow, Holder, disclosure_rows, holders
from backoffice.casefile.headline import STATE_TONES, Step, due_mark, steps
from backoffice.casefile.links import Link, applicant_links, case_buttons
from backoffice.casefile.queries import CaseRecord
from backoffice.casefile.storage import Storage, storage_of
from backoffice.casefile.value_rows import MANY, RowMaker, Tag, ValueRow, shown_values
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field, collected
from backoffice.rules.lifecycle import APPEAL_LIFECYCLE, next_state
from backoffice.rules.vocabulary import AppealState, Party
from backoffice.vault.models import PersonalValue
from backoffice.web.due import DueMark
from backoffice.web.gate import may
from backoffice.web.labels import APPEAL_STATES, AUTHORITY_DOCUMENTS
from backoffice.web.language import current_language, name_of
from backoffice.web.sentences import sentence_of

APPEAL_ORDER = (Field.PROBLEM_TEXT, Field.OBJECT_ADDRESS, Field.PHOTO)
ORDER = {str(field): place for place, field in enumerate(Field)}


@dataclass(frozen=True)
class HistoryRow:
    """One line of the history, as `ui.parts.timeline` prints it."""

    iso: str
    time: datetime
    sentence: str
    seq: int


@dataclass(frozen=True)
class CaseView:
    """What the templates print."""

    appeal: Appeal
    record: CaseRecord
    state: Tag
    due: DueMark | None
    steps: list[Step]
    buttons: list[Link]
    about: list[ValueRow]
    applicant: list[ValueRow]
    representative: list[ValueRow]
    evidence: list[ValueRow]
    notes: list[ValueRow]
    disclosures: list[DisclosureRow]
    holders: list[Holder]
    rights: list[Link]
    history: list[HistoryRow]
    category_href: str
    supplement_href: str
    policy_href: str
    audit_href: str
    undertaking_in_force: bool
    authority_document: str
    authority_in_force: bool
    storage: Storage


def fields_shown(values: Sequence[PersonalValue]) -> list[str]:
    """Names of the fields a page opens, masked ones too: what its audit entry names (R-2.2)."""
    return sorted({value.field for value in shown_values(values) if value.is_readable})


def case_view(record: CaseRecord, texts: Mapping[int, str], *, revealed_id: int = 0) -> CaseView:
    """Everything the page prints, for this reader, from what was read and opened."""
    appeal, today = record.appeal, clock.today()
    shown = shown_values(record.values)
    storage = storage_of(appeal)
    held = bool(storage.holds)
    maker = RowMaker(appeal, today, texts, record.staff_names, revealed_id, held)
    rows = {value.id: maker.row(value) for value in shown}
    party = appeal.third_party
    return CaseView(
        appeal=appeal,
        record=record,
        state=Tag(APPEAL_STATES[appeal.state], STATE_TONES.get(AppealState(appeal.state), "brand")),
        due=due_mark(record),
        steps=steps(record),
        buttons=case_buttons(appeal),
        about=_card(maker, rows, shown, Party.APPEAL),
        applicant=_card(maker, rows, shown, Party.APPLICANT),
        representative=_card(maker, rows, shown, Party.REPRESENTATIVE),
        evidence=[rows[v.id] for v in shown if v.field == Field.CONSENT_EVIDENCE],
        notes=[rows[v.id] for v in reversed(shown) if v.field in (Field.NOTE, Field.ANSWER)],
        disclosures=disclosure_rows(
            appeal, record.disclosures, record.values, record.staff_names, texts
        ),
        holders=holders(record.disclosures, record.values),
        rights=applicant_links(appeal, shown, today, is_held=held),
        history=_history(record),
        category_href=_category_href(appeal),
        supplement_href=_href_if("data_rights.supplement", Action.VALUE_SUPPLEMENT, appeal),
        policy_href=url_for(
            "policy.version", number=record.policy_number, language=current_language()
        ),
        audit_href=_audit_href(appeal),
        undertaking_in_force=party is not None and party.has_undertaking_on(today),
        authority_document=str(
            AUTHORITY_DOCUMENTS.get(appeal.representative.document_kind, "")
            if appeal.representative
            else ""
        ),
        authority_in_force=appeal.representative is None
        or appeal.representative.is_valid_on(today),
        storage=storage,
    )


def _card(
    maker: RowMaker,
    rows: Mapping[int, ValueRow],
    shown: Sequence[PersonalValue],
    party: Party,
) -> list[ValueRow]:
    """The rows of one card: what is held, and what the category needs and nobody collected."""
    held = {v.field: rows[v.id] for v in shown if v.party == party and v.field not in MANY}
    held.pop(Field.CONSENT_EVIDENCE, None)
    for field in _needed(maker.appeal, party):
        held.setdefault(str(field), maker.missing(field))
    return sorted(held.values(), key=lambda row: ORDER.get(row.field, len(ORDER)))


def _needed(appeal: Appeal, party: Party) -> list[Field]:
    """What the category needs of this party; an anonymous applicant is asked nothing."""
    asked = collected(
        appeal.category.needs, applicant_type=appeal.applicant.type, channel=appeal.channel
    ).shown
    if party is Party.APPEAL:
        return [field for field in asked if field == Field.OBJECT_ADDRESS]
    if party is Party.APPLICANT and not appeal.applicant.is_anonymous:
        return [field for field in asked if field not in APPEAL_ORDER]
    return []


def _history(record: CaseRecord) -> list[HistoryRow]:
    parties = {given.third_party.code: name_of(given.third_party) for given in record.disclosures}
    return [_history_row(entry, record.staff_names, parties) for entry in record.entries]


def _history_row(
    entry: AuditEntry, staff_names: Mapping[int, str], parties: Mapping[str, str]
) -> HistoryRow:
    sentence = sentence_of(entry, staff_names, parties)
    return HistoryRow(entry.at, datetime.fromisoformat(entry.at), sentence, entry.seq)


def _category_href(appeal: Appeal) -> str:
    if next_state(APPEAL_LIFECYCLE, appeal.state, Action.APPEAL_RECATEGORISE) is None:
        return ""
    return _href_if("appeals.recategorise", Action.APPEAL_RECATEGORISE, appeal)


def _href_if(endpoint: str, action: Action, appeal: Appeal) -> str:
    is_open = may(action, appeal) and appeal.emptied_at is None
    return url_for(endpoint, number=appeal.number) if is_open else ""


def _audit_href(appeal: Appeal) -> str:
    return url_for("audit_log.index", case=appeal.number) if may(Action.AUDIT_VIEW) else ""
