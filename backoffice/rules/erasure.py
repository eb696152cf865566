"""The erasure map: where personal data can stand, and what destroying does there (R-3.5).

Every column of both databases is named here once; a test compares the map with the schema.
Destroying and depersonalising read from it what they clear.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from backoffice.rules.vocabulary.retention import RetentionOutcome


@dataclass(frozen=True)
class Erasure:
    """What the columns of one table hold. Names are separated by spaces.

    `sealed` goes with its key. `cleared` is set to this value by both outcomes, `coarse` by
    destroying only. `plain` names no person. `stays` could, and stays for the reason given.
    `row` says what becomes of the row itself: it stays, it is removed, it goes with the key.
    """

    plain: str = ""
    sealed: str = ""
    cleared: Mapping[str, Any] = field(default_factory=dict)
    coarse: Mapping[str, Any] = field(default_factory=dict)
    stays: Mapping[str, str] = field(default_factory=dict)
    row: str = "stays"

    @property
    def columns(self) -> list[str]:
        """Every column the map knows of this table."""
        named = [*self.plain.split(), *self.sealed.split()]
        return [*named, *self.cleared, *self.coarse, *self.stays]


_WHO = "who of the staff did it is answered for, and is no data of the applicant"
_REFERENCE = "number of a document, as the accounting of transfers has to show it"
_INCIDENT = "number and date of a letter or an order about an incident: names no subject"
_DUTY = "article and act by which data was kept after a withdrawal: names a law, no person"
_LETTER = "number of the incoming letter, article a state body names: no data of the person"
_STAFF = "account of a member of staff: kept for accountability after they left"
_BODY = "contact of an organisation in its official capacity"

DATA: Mapping[str, Erasure] = {
    "appeal": Erasure(
        plain="id number kind form channel language category_code urgency purpose no_transfer"
        " received_at registered_at due_at state state_at turn_at changed_at third_party_id"
        " reply emptied_at category_since version",
        cleared={"collect_reason": "", "import_key": None},
        coarse={"district_code": None},
        stays={"registered_by_id": _WHO, "assignee_id": _WHO},
    ),
    "applicant": Erasure(
        plain="appeal_id type is_anonymous",
        cleared={"country": "", "legal_provision": "", "number_hidden": False},
    ),
    "representative": Erasure(
        plain="appeal_id document_kind document_date valid_until", row="removed"
    ),
    "consent": Erasure(
        plain="appeal_id policy_version_id legal_basis method given_at withdrawn_at valid_until"
        " transfer cross_border public",
        cleared={"provision": ""},
    ),
    "personal_value": Erasure(
        plain="id appeal_id party field state lineage_id recipient_copy created_at changed_at"
        " out_of_use_at blocked_until restorable_until version",
        sealed="sealed",
        stays={"created_by_id": _WHO},
    ),
    "disclosure": Erasure(
        plain="id appeal_id third_party_id category_code purpose legal_basis policy_version_id"
        " means notice_language notice_version beyond_reason outside_reason reason_value_id at"
        " recipient_name_kk recipient_name_ru recipient_name_en recipient_undertaking_no"
        " recipient_undertaking_from",
        stays={"by_id": _WHO, "reference": _REFERENCE},
    ),
    "disclosure_item": Erasure(plain="id disclosure_id field value_id beyond_need"),
    "disclosure_event": Erasure(
        plain="id disclosure_id state at recorded_at", stays={"by_id": _WHO}
    ),
    "recipient_link": Erasure(
        plain="id disclosure_id token_hash made_at expires_at views_allowed views viewed_at"
        " revoked_at",
        stays={"made_by_id": _WHO},
    ),
    "recipient_reply": Erasure(plain="id link_id kind reason value_id at"),
    "field_objection": Erasure(
        plain="id appeal_id field third_party_id reason at lifts_id", stays={"by_id": _WHO}
    ),
    "notice": Erasure(
        plain="id appeal_id third_party_id cause language opened_at", stays={"by_id": _WHO}
    ),
    "notice_item": Erasure(plain="id notice_id disclosure_id field value_id given_at"),
    "notice_event": Erasure(
        plain="id notice_id state reason at recorded_at", stays={"by_id": _WHO}
    ),
    "withdrawal": Erasure(
        plain="id appeal_id at recorded_at channel party outcome due_on evidence_value_id",
        stays={"by_id": _WHO, "article": _DUTY, "act": _DUTY},
    ),
    "value_doubt": Erasure(plain="id appeal_id value_id reason at", stays={"by_id": _WHO}),
    "value_doubt_end": Erasure(plain="doubt_id answer at", stays={"by_id": _WHO}),
    "subject_request": Erasure(
        plain="id number year serial kind appeal_id field third_party_id asker channel received_on"
        " recorded_at proof document_kind text_value_id proposed_value_id"
        " evidence_value_id authority_value_id",
        stays={"by_id": _WHO, "reference": _LETTER, "ground": _LETTER},
    ),
    "subject_request_appeal": Erasure(plain="request_id appeal_id"),
    "request_decision": Erasure(
        plain="id request_id place replaces_id outcome reasons answer_value_id at",
        stays={"by_id": _WHO},
    ),
    "request_done": Erasure(plain="decision_id action at", stays={"by_id": _WHO}),
    "appeal_counter": Erasure(plain="year last"),
    "audit_entry": Erasure(
        plain="seq at action outcome actor_role subject appeal_number third_party reason fields"
        " detail request_id digest mac",
        stays={"actor_id": _WHO, "client": _WHO},
    ),
    "saved_report": Erasure(
        plain="id report filters language shared monthly_since created_at removed_at version",
        stays={"owner_id": _WHO, "name": "what the staff call their filters; numbers are refused"},
    ),
    "report_month": Erasure(plain="id saved_report_id month rows sha256 file made_at removed_at"),
    "reading_rule": Erasure(plain="id code is_on most per opens closes at", stays={"by_id": _WHO}),
    "reading_review": Erasure(
        plain="id code per begins entries outcome reason at",
        stays={"staff_id": _STAFF, "by_id": _WHO},
    ),
    "audit_head": Erasure(plain="id seq digest"),
    "form_receipt": Erasure(plain="key action subject appeal_number at", stays={"actor_id": _WHO}),
    "staff": Erasure(
        plain="id role language enabled must_change_password is_demo created_at disabled_at"
        " undertaken_until version",
        stays={"username": _STAFF, "display_name": _STAFF, "password_hash": _STAFF},
    ),
    "staff_undertaking": Erasure(
        plain="id signed_on valid_until reference at",
        stays={"staff_id": _STAFF, "by_id": _STAFF},
    ),
    "web_session": Erasure(
        plain="key_hash created_at seen_at",
        stays={"staff_id": _STAFF, "held": "marks of a sign-in; ends with the shift"},
    ),
    "sign_in_attempt": Erasure(plain="bucket failures last_at"),
    "third_party": Erasure(
        plain="id code kind name_kk name_ru name_en country bin undertaking_no undertaking_from"
        " undertaking_until active version",
        stays={"contact_email": _BODY, "contact_phone": _BODY, "responsible_person": _BODY},
    ),
    "competence": Erasure(plain="id third_party_id category_code district_code"),
    "category": Erasure(
        plain="code name_kk name_ru name_en urgency default_third_party disclose_always"
        " disclose_with_reason position"
    ),
    "district": Erasure(plain="code name_kk name_ru name_en akimat"),
    "calendar_day": Erasure(plain="day kind"),
    "policy_version": Erasure(
        plain="id number effective_from order_no legal_basis original_language text_kk text_ru"
        " text_en text_hash text_hash_ru text_hash_en published_at",
        stays={"approved_by": _STAFF},
    ),
    "policy_draft": Erasure(
        plain="id state based_on effective_from order_no legal_basis text_kk text_ru text_en"
        " proposed_at approved_at approved_hash published_number changed_at version",
        stays={"proposed_by_id": _WHO, "approved_by_id": _WHO},
    ),
    "law_change": Erasure(plain="id act_ref in_force_on noted_at", stays={"noted_by_id": _WHO}),
    "policy_review": Erasure(
        plain="id reviewed_on occasion law_change_id policy_number outcome recorded_at",
        stays={"reviewer_id": _WHO, "note": "what a review of the policy found: of no appeal"},
    ),
    "legal_term": Erasure(
        plain="id code value unit article source valid_from at", stays={"by_id": _WHO}
    ),
    "retention_rule": Erasure(
        plain="id kind category_code months outcome ground source follows_general valid_from at",
        stays={"by_id": _WHO},
    ),
    "legal_hold": Erasure(
        plain="id appeal_id reason until at",
        stays={"by_id": _WHO, "reference": "number of the act by which nothing is destroyed"},
    ),
    "legal_hold_end": Erasure(
        plain="hold_id at",
        stays={"by_id": _WHO, "reference": "number of the act that ended the hold"},
    ),
    "destruction_act": Erasure(plain="id number year serial at", stays={"proposed_by_id": _WHO}),
    "destruction_act_item": Erasure(
        plain="id act_id place reason appeal_id value_id kind category_code months outcome due_on"
        " appeal_version"
    ),
    "destruction_act_result": Erasure(
        plain="item_id act_id result records at", stays={"by_id": _WHO}
    ),
    "destruction_act_event": Erasure(
        plain="id act_id state at generation", stays={"by_id": _WHO, "proposed_by_id": _WHO}
    ),
    "inventory_approval": Erasure(
        plain="id order_no order_date content content_hash at", stays={"by_id": _WHO}
    ),
    "incident": Erasure(plain="id at", stays={"by_id": _WHO}),
    "incident_facts": Erasure(
        plain="id incident_id no kind found_how detected_at happened_from happened_until"
        " measures at",
        stays={"by_id": _WHO, "reference": _INCIDENT},
    ),
    "incident_case": Erasure(
        plain="id incident_id appeal_id source at",
        stays={"by_id": _WHO},
    ),
    "incident_case_end": Erasure(plain="case_id at", stays={"by_id": _WHO}),
    "incident_event": Erasure(
        plain="id incident_id state outcome cases at recorded_at",
        stays={"by_id": _WHO, "reference": _INCIDENT},
    ),
    "export_order": Erasure(
        plain="id key report filters format language reason fields rows upto at",
        stays={"by_id": _WHO},
    ),
    "export_event": Erasure(
        plain="id order_id state reason rows total size digest millis entry at",
        stays={"by_id": _WHO, "asked_by_id": _WHO},
    ),
}
VAULT: Mapping[str, Erasure] = {
    "value_key": Erasure(plain="id generation", sealed="wrapped", row="goes with the value"),
    "search_token": Erasure(plain="value_id kind", sealed="token", row="goes with the value"),
    "fence": Erasure(plain="value_id destroyed_at act settled"),
}

# What stands beside the databases, by the shape of its name, and what destroying does to it.
FILES: Mapping[str, str] = {
    "data.db*": "sealed bytes and freed pages are overwritten; the log is emptied (fold_logs)",
    "vault.db*": "keys and tokens are removed and overwritten; the log is emptied (fold_logs)",
    "keyring.json": "rotation forgets the generation under which destroyed keys were wrapped",
    "keyring.json.restored": "stands for a moment while a restore puts a keyring in place",
    "restore.json": "the journal of a restore: names and moments only",
    "replaced-*/*": "what a restore replaced: the operator removes it (operations, section 7)",
    "keyring.new": "stands for a moment while the keyring is written",
    "writers.lock": "empty: a queue",
    "service.lock": "empty: says that somebody is at work",
    "checkpoints/*": "numbers and digests of the audit log, no data",
    "templates/*": "compiled pages without any data",
    "reports/*": "monthly reports without personal values: removed when their time is over",
    "tmp/*": "a report or a pack being made: gone before its first byte is sent; how far it is",
    "*.rejects.csv": "rows an import refused, in clear: the operator destroys the file (guide)",
}


def cleared_by(table: str, outcome: str) -> Mapping[str, Any]:
    """What an outcome sets the plain columns of a row of this table to."""
    erasure = DATA[table]
    if outcome == RetentionOutcome.DESTROY:
        return {**erasure.cleared, **erasure.coarse}
    return erasure.cleared


def unclassified(
    schema: Mapping[str, list[str]], known: Mapping[str, Erasure]
) -> tuple[list[str], list[str]]:
    """Columns the map does not know, and columns the map knows and nobody has any more."""
    held = {f"{table}.{column}" for table, columns in schema.items() for column in columns}
    named = [f"{table}.{column}" for table, row in known.items() for column in row.columns]
    return sorted(held - set(named)), sorted(set(named) - held)
