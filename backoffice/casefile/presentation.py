"""The case page as plain facts: everything is decided here, the templates only print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.applicants.models import Consent
from backoffice.casefile.gaps import gap_tags
from backoffice.casefile.given import DisclosureRow, Holder, authors, disclosure_rows, holders
from backoffice.casefile.headline import STATE_TONES, Step, due_mark, steps
from backoffice.casefile.history import HistoryRow, history_rows
from backoffice.casefile.links import Link, applicant_links, case_buttons
from backoffice.casefile.note_deeds import deeds_of_notes
from backoffice.casefile.queries import CaseRecord, note_entries
from backoffice.casefile.storage import Storage, storage_of
from backoffice.casefile.value_rows import MANY, RowMaker, Tag, ValueRow, shown_values
from backoffice.notices.queries import answered_items
from backoffice.notices.showing import NoticeRow, notice_rows
from backoffice.objections.wording import ObjectionRow, objection_rows
from backoffice.request_desk.showing import RequestRow, rows_of_case
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field, collected
from backoffice.rules.lifecycle import APPEAL_LIFECYCLE, next_state
from backoffice.rules.vocabulary.appeals import AppealState
from backoffice.rules.vocabulary.people import Party
from backoffice.vault.models import PersonalValue
from backoffice.web.due import DueMark
from backoffice.web.gate import may
from backoffice.web.labels.appeals import APPEAL_STATES
from backoffice.web.labels.disclosures import REPLIES
from backoffice.web.labels.people import AUTHORITY_DOCUMENTS
from backoffice.web.language import current_language, show_date
from backoffice.withdrawals.actions import why_not

NOTES = (Field.NOTE, Field.ANSWER, Field.RECIPIENT_REPLY)
APPEAL_ORDER = (Field.PROBLEM_TEXT, Field.OBJECT_ADDRESS, Field.PHOTO)
EVIDENCE = (Field.CONSENT_EVIDENCE, Field.WITHDRAWAL_EVIDENCE)
ORDER = {str(field): place for place, field in enumerate(Field)}


@dataclass(frozen=True)
class CaseView:
    """What the templates print."""

    appeal: Appeal
    record: CaseRecord
    state: Tag
    reply: str
    gaps: list[Tag]
    due: DueMark | None
    steps: list[Step]
    buttons: list[Link]
    about: list[ValueRow]
    applicant: list[ValueRow]
    representative: list[ValueRow]
    evidence: list[ValueRow]
    notes: list[ValueRow]
    note_deeds: Mapping[int, str]
    disclosures: list[DisclosureRow]
    holders: list[Holder]
    objections: list[ObjectionRow]
    notices: list[NoticeRow]
    withdraw_href: str
    withdrawal_letter_href: str
    rights: list[Link]
    requests: list[RequestRow]
    request_href: str
    history: list[HistoryRow]
    category_href: str
    supplement_href: str
    policy_href: str
    consent_state: Tag
    consent_href: str
    proof_href: str
    extract_href: str
    objection_href: str
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
    storage = storage_of(appeal, record.holds)
    held = bool(record.holds)
    maker = RowMaker(
        appeal,
        today,
        texts,
        record.staff_names,
        revealed_id,
        held,
        doubts=_doubts(record),
        authors=authors(record),
    )
    rows = {value.id: maker.row(value) for value in shown}
    party = appeal.third_party
    return CaseView(
        appeal=appeal,
        record=record,
        state=Tag(APPEAL_STATES[appeal.state], STATE_TONES.get(AppealState(appeal.state), "brand")),
        reply=str(REPLIES.get(appeal.reply, "")),
        gaps=gap_tags(record),
        due=due_mark(record),
        steps=steps(record),
        buttons=case_buttons(appeal, record.values),
        about=_card(maker, rows, shown, Party.APPEAL),
        applicant=_card(maker, rows, shown, Party.APPLICANT),
        representative=_card(maker, rows, shown, Party.REPRESENTATIVE),
        evidence=[rows[v.id] for v in shown if v.field in EVIDENCE],
        notes=[rows[v.id] for v in reversed(shown) if v.field in NOTES],
        note_deeds=_note_deeds(appeal, shown),
        disclosures=disclosure_rows(record, texts),
        objections=objection_rows(record.objections, record.staff_names),
        holders=holders(record.disclosures, record.values, answered_items(record.notices)),
        notices=notice_rows(record.notices, record.chase),
        withdraw_href=_withdraw_href(appeal),
        withdrawal_letter_href=_withdrawal_letter_href(record),
        requests=rows_of_case(record.requests),
        request_href=_href_if("requests.choose", Action.REQUEST_REGISTER, appeal),
        rights=applicant_links(appeal, shown, today, is_held=held),
        history=history_rows(record),
        category_href=_category_href(appeal),
        supplement_href=_href_if("data_rights.supplement", Action.VALUE_SUPPLEMENT, appeal),
        policy_href=url_for(
            "policy.version", number=record.policy_number, language=current_language()
        ),
        consent_state=_consent_state(appeal.consent, today),
        consent_href=_href_if(
            "consent_proof.sheet", Action.CONSENT_PRINT, appeal, language=appeal.language
        ),
        proof_href=_href_if("consent_proof.proof", Action.CONSENT_PROVE, appeal),
        extract_href=_extract_href(appeal),
        objection_href=_href_if("objections.record", Action.OBJECTION_RECORD, appeal),
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


def _doubts(record: CaseRecord) -> dict[int, tuple[str, ...]]:
    """Why each value is doubtful, as far as nobody has put it right."""
    found: dict[int, tuple[str, ...]] = {}
    for doubt in record.doubts:
        found[doubt.value_id] = (*found.get(doubt.value_id, ()), doubt.reason)
    return found


def _note_deeds(appeal: Appeal, shown: Sequence[PersonalValue]) -> Mapping[int, str]:
    """Asked only of a case that has notes."""
    notes = [value for value in shown if value.field == Field.NOTE]
    return deeds_of_notes(notes, note_entries(appeal.number)) if notes else {}


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


def _consent_state(consent: Consent, today: date) -> Tag:
    """Where the consent stands, with the day on which it ended or was withdrawn."""
    if consent.withdrawn_at is not None:
        return Tag(_("withdrawn %(date)s", date=show_date(consent.withdrawn_at)), "bad")
    if consent.has_ended_on(today):
        return Tag(_("term ended %(date)s", date=show_date(consent.valid_until)), "bad")
    return Tag(_("in force"), "ok")


def _category_href(appeal: Appeal) -> str:
    if next_state(APPEAL_LIFECYCLE, appeal.state, Action.APPEAL_RECATEGORISE) is None:
        return ""
    return _href_if("appeals.recategorise", Action.APPEAL_RECATEGORISE, appeal)


def _href_if(endpoint: str, action: Action, appeal: Appeal, **more: Any) -> str:
    is_open = may(action, appeal) and appeal.emptied_at is None
    return url_for(endpoint, number=appeal.number, **more) if is_open else ""


def _withdraw_href(appeal: Appeal) -> str:
    if why_not(appeal):
        return ""
    return _href_if("withdrawals.withdraw", Action.CONSENT_WITHDRAW, appeal)


def _withdrawal_letter_href(record: CaseRecord) -> str:
    appeal = record.appeal
    if record.withdrawal is None or not may(Action.WITHDRAWAL_PRINT, appeal):
        return ""
    return url_for("withdrawals.letter", number=appeal.number, language=appeal.language)


def _extract_href(appeal: Appeal) -> str:
    """Also of a case that is empty: the person may ask what became of the data."""
    return url_for("extract.sheet", number=appeal.number) if may(Action.EXTRACT_PRINT) else ""


def _audit_href(appeal: Appeal) -> str:
    return url_for("audit_log.index", case=appeal.number) if may(Action.AUDIT_VIEW) else ""
