"""Giving data to a third party, and every rule that refuses it: policy 3.3, 8, 9, 11."""

from datetime import date

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import given as for_any
from hypothesis import strategies as st

from backoffice.appeals.registration import NewRepresentative
from backoffice.audit.door import deed_of, witness
from backoffice.audit.models import AuditEntry
from backoffice.audit.refusals import NotAllowed, Refusal, WrongState
from backoffice.db import db
from backoffice.disclosures.models import Disclosure
from backoffice.disclosures.queries import disclosures_of, recording_entry
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field, Need, need
from backoffice.rules.vocabulary.consent import LegalBasis
from backoffice.rules.vocabulary.disclosures import DisclosureState
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.third_parties.actions import Facts, edit_third_party
from backoffice.third_parties.queries import third_party_by_code
from backoffice.vault.values import reveal
from tests.given import ADDRESS, PERSON, PHONE, TEXT

NEEDED = (Field.PROBLEM_TEXT, Field.OBJECT_ADDRESS, Field.PHONE)
WITH_ACCOUNT = {
    "texts": {**PERSON, Field.ACCOUNT_NO: "1234567"},
    "collect_reason": "identify_account",
}


def last_entry():
    return db.session.scalar(sa.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1))


def in_state(given, appeal, field, state):
    """Bring a value into a state without the screens of another feature."""
    action = {
        ValueState.BLOCKED: Action.VALUE_BLOCK,
        ValueState.DELETED: Action.VALUE_DELETE,
    }[state]
    with deed_of(action, given.value(appeal, field), given.cast("privacy_officer")):
        pass


def change(given, code, **facts):
    """Edit one third party of the register."""
    party = third_party_by_code(code)
    held = {name: getattr(party, name) for name in Facts.__dataclass_fields__}
    competence = [(row.category_code, row.district_code) for row in party.competences]
    edit_third_party(
        party, by=given.cast("manager"), facts=Facts(**{**held, **facts}), competence=competence
    )


def test_a_disclosure_says_what_went_to_whom_on_what_ground_and_by_whom(given, cast):
    appeal = given.appeal()
    disclosure = given.disclosure(appeal, reference="12-34/5")
    assert disclosure.third_party.code == "K1"
    assert {item.field: item.value.appeal_id for item in disclosure.items} == {
        str(field): appeal.id for field in NEEDED
    }
    assert not any(item.beyond_need for item in disclosure.items)
    assert disclosure.legal_basis == LegalBasis.CONSENT
    assert disclosure.policy_version_id == appeal.consent.policy_version_id
    assert (disclosure.means, disclosure.reference) == ("email", "12-34/5")
    assert disclosure.by_id == cast("operator").id
    assert disclosure.state == DisclosureState.RECORDED
    assert (appeal.state, appeal.third_party.code) == ("with_third_party", "K1")


def test_the_entry_names_fields_and_recipient_and_no_value(given):
    disclosure = given.disclosure(given.appeal(), note="Сәтбаева көрші")
    entry = last_entry()
    assert entry.action == Action.DISCLOSURE_RECORD
    assert set(entry.field_codes) == {str(field) for field in NEEDED}
    assert entry.third_party == "K1"
    assert recording_entry(disclosure).seq == entry.seq
    everything = " ".join(str(getattr(entry, c.name)) for c in AuditEntry.__table__.columns)
    assert not any(text in everything for text in (TEXT, PHONE, ADDRESS, "Сәтбаева"))


def test_the_first_disclosure_is_not_taken_for_the_eleventh(given):
    appeal = given.appeal()
    made = [given.disclosure(appeal) for _turn in range(11)]
    assert (made[0].id, made[-1].id) == (1, 11)
    numbers = [recording_entry(one).seq for one in made]
    assert numbers == sorted(set(numbers))


def test_the_note_to_the_reason_is_sealed_like_any_personal_text(given, cast):
    appeal = given.appeal(**WITH_ACCOUNT)
    note = "Есеп шоты бойынша"
    disclosure = given.disclosure(
        appeal,
        by="senior_operator",
        fields=(*NEEDED, Field.ACCOUNT_NO),
        beyond_reason="identify_account",
        note=note,
    )
    value = given.value(appeal, Field.DISCLOSURE_REASON)
    assert disclosure.reason_value_id == value.id
    with witness(
        Action.CASE_VIEW, appeal, cast("senior_operator"), fields=[Field.DISCLOSURE_REASON]
    ):
        assert reveal([value]) == {value.id: note}
    beyond = {item.field for item in disclosure.items if item.beyond_need}
    assert beyond == {Field.ACCOUNT_NO}
    assert last_entry().action == Action.CASE_VIEW
    assert recording_entry(disclosure).reason == "identify_account"


def test_a_text_edited_for_the_recipient_goes_as_a_copy_and_the_appeal_keeps_its_own(given, cast):
    appeal = given.appeal()
    disclosure = given.disclosure(appeal, edited_text="Үйде жарық жоқ.\r\n")
    [item] = [one for one in disclosure.items if one.field == Field.PROBLEM_TEXT]
    original = given.value(appeal, Field.PROBLEM_TEXT)
    assert item.value_id != original.id
    assert item.value.recipient_copy
    assert item.value.lineage_id == original.lineage_id
    assert original.state == ValueState.CURRENT
    with witness(Action.CASE_VIEW, appeal, cast("operator"), fields=[Field.PROBLEM_TEXT]):
        texts = reveal([item.value, original])
    assert texts == {item.value_id: "Үйде жарық жоқ.", original.id: TEXT}


def test_a_text_that_was_not_edited_goes_as_the_row_of_the_appeal(given):
    appeal = given.appeal()
    disclosure = given.disclosure(appeal, edited_text=f"  {TEXT}\r\n")
    original = given.value(appeal, Field.PROBLEM_TEXT)
    assert original.id in {item.value_id for item in disclosure.items}


def test_the_next_disclosure_edits_the_text_of_the_appeal_and_not_an_earlier_copy(given):
    appeal = given.appeal()
    given.disclosure(appeal, edited_text="Басқаша")
    second = given.disclosure(appeal, edited_text=TEXT)
    original = given.value(appeal, Field.PROBLEM_TEXT)
    assert original.id in {item.value_id for item in second.items}


REFUSALS = {
    "a field the category never gives": ("disclosure.never", {"fields": ("consent_evidence",)}),
    "a field nobody knows": ("disclosure.never", {"fields": ("diagnosis",)}),
    "a field the case does not hold": ("disclosure.missing", {"fields": (Field.PHOTO,)}),
    "no field at all": ("disclosure.no-fields", {"fields": ()}),
    "a text edited until it is empty": ("disclosure.empty-text", {"edited_text": " \n"}),
    "more than needed without a reason": ("disclosure.beyond-need", {"fields": (Field.NAME,)}),
    "a reason that is not of the list": (
        "disclosure.beyond-need",
        {"fields": (Field.NAME,), "beyond_reason": "because"},
    ),
    "outside competence without a reason": ("disclosure.outside-competence", {"to": "K3"}),
    "a private recipient without undertaking": (
        "disclosure.no-undertaking",
        {"to": "D1", "outside_reason": "redirected"},
    ),
}


@pytest.mark.parametrize("what", REFUSALS)
def test_it_is_refused(given, what):
    code, asked = REFUSALS[what]
    appeal = given.appeal(texts={f: t for f, t in PERSON.items() if f != Field.PHOTO})
    with pytest.raises(Refusal, match=f"^{code}$"):
        given.disclosure(appeal, by="senior_operator", **asked)
    assert not disclosures_of(appeal.id)
    assert appeal.state == "new"


def test_an_operator_gives_no_more_than_needed_whatever_the_reason(given):
    appeal = given.appeal()
    with pytest.raises(NotAllowed, match="disclosure.beyond-right"):
        given.disclosure(appeal, fields=(*NEEDED, Field.NAME), beyond_reason="call_back")
    entry = last_entry()
    assert entry.is_refused
    assert entry.reason == "disclosure.beyond-right"


def test_an_operator_does_not_choose_outside_competence_whatever_the_reason(given):
    with pytest.raises(NotAllowed, match="disclosure.outside-right"):
        given.disclosure(given.appeal(), to="K3", outside_reason="redirected")


def test_a_senior_operator_chooses_outside_competence_with_a_reason_of_the_list(given):
    disclosure = given.disclosure(
        given.appeal(), by="senior_operator", to="K3", outside_reason="joint_resolution"
    )
    assert disclosure.outside_reason == "joint_resolution"
    assert recording_entry(disclosure).reason == "joint_resolution"


def test_reasons_nobody_asked_for_are_not_kept(given):
    disclosure = given.disclosure(
        given.appeal(), by="senior_operator", beyond_reason="call_back", outside_reason="redirected"
    )
    assert (disclosure.beyond_reason, disclosure.outside_reason) == ("", "")


def test_a_private_recipient_gets_data_once_its_undertaking_is_in_force(given):
    change(given, "D1", undertaking_no="7", undertaking_from=date(2025, 1, 1))
    disclosure = given.disclosure(given.appeal(category="LIFT"), to="D1")
    assert disclosure.third_party.is_private


def test_a_private_recipient_whose_undertaking_has_ended_gets_nothing(given):
    change(
        given,
        "D1",
        undertaking_no="7",
        undertaking_from=date(2024, 1, 1),
        undertaking_until=date(2024, 12, 31),
    )
    with pytest.raises(Refusal, match="disclosure.no-undertaking"):
        given.disclosure(given.appeal(category="LIFT"), to="D1")


def test_a_recipient_that_is_not_active_gets_nothing(given):
    change(given, "K1", active=False)
    with pytest.raises(Refusal, match="disclosure.inactive"):
        given.disclosure(given.appeal())


def test_nothing_goes_abroad_while_no_basis_can_be_recorded(given):
    change(given, "K1", country="RU")
    with pytest.raises(Refusal, match="disclosure.cross-border"):
        given.disclosure(given.appeal())


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (ValueState.BLOCKED, "disclosure.not-readable"),
        (ValueState.DELETED, "disclosure.missing"),
    ],
)
def test_only_a_current_value_goes(given, state, code):
    appeal = given.appeal()
    in_state(given, appeal, Field.PHONE, state)
    with pytest.raises(Refusal, match=code):
        given.disclosure(appeal)


def test_data_that_is_blocked_as_a_whole_stops_every_disclosure(given):
    appeal = given.appeal()
    for field in PERSON:
        in_state(given, appeal, field, ValueState.BLOCKED)
    with pytest.raises(Refusal) as refused:
        given.disclosure(appeal, fields=())
    assert (refused.value.code, refused.value.facts["about"]) == (
        "disclosure.not-readable",
        "case",
    )


def test_nothing_goes_out_after_consent_was_withdrawn(given):
    appeal = given.appeal()
    withdraw(given, appeal)
    with pytest.raises(Refusal, match="disclosure.no-consent"):
        given.disclosure(appeal)


def test_what_the_law_itself_orders_goes_out_without_consent(given):
    appeal = given.appeal(legal_basis=LegalBasis.LAW, legal_provision="35-бап")
    withdraw(given, appeal)
    assert given.disclosure(appeal).legal_basis == LegalBasis.LAW


def withdraw(given, appeal):
    with deed_of(Action.NOTE_ADD, appeal, given.cast("senior_operator")):
        appeal.consent.withdrawn_at = appeal.registered_at


@pytest.mark.parametrize(
    ("until", "is_refused"), [(date(2020, 1, 1), True), (date(2099, 1, 1), False), (None, False)]
)
def test_an_expired_authority_of_the_representative_stops_the_disclosure(given, until, is_refused):
    document = NewRepresentative("power_of_attorney", valid_until=until)
    appeal = given.appeal(representative=document)
    if not is_refused:
        assert given.disclosure(appeal)
        return
    with pytest.raises(Refusal, match="disclosure.authority-expired"):
        given.disclosure(appeal)


def test_the_housing_organisation_never_learns_who_complained(given):
    for code in ("D2", "D3"):
        change(given, code, undertaking_no="1", undertaking_from=date(2025, 1, 1))
    appeal = given.appeal(category="HOUS")
    asked = {"fields": (Field.NAME,), "beyond_reason": "applicant_asked"}
    with pytest.raises(Refusal, match="disclosure.never"):
        given.disclosure(
            appeal, by="senior_operator", to="D2", outside_reason="redirected", **asked
        )
    assert given.disclosure(appeal, by="senior_operator", to="B3", **asked)


def test_without_transfer_only_the_appeal_itself_goes(given):
    appeal = given.appeal(no_transfer=True)
    with pytest.raises(Refusal, match="disclosure.no-transfer"):
        given.disclosure(appeal)
    disclosure = given.disclosure(appeal, fields=(Field.PROBLEM_TEXT, Field.OBJECT_ADDRESS))
    assert len(disclosure.items) == 2


def test_an_answered_appeal_is_not_disclosed(given):
    with pytest.raises(WrongState):
        given.disclosure(given.appeal_answered())


def test_a_colleagues_appeal_is_not_an_operators_to_disclose(given):
    appeal = given.appeal(by="senior_operator")
    with pytest.raises(NotAllowed, match="permission.not-own"):
        given.disclosure(appeal)


@pytest.mark.parametrize("role", ["manager", "privacy_officer", "administrator", "auditor"])
def test_only_operators_disclose(given, role):
    with pytest.raises(NotAllowed, match="permission.role"):
        given.disclosure(given.appeal(), by=role)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@for_any(
    fields=st.frozensets(st.sampled_from(list(Field))),
    reason=st.sampled_from(["", "call_back", "made-up"]),
    role=st.sampled_from(["operator", "senior_operator"]),
)
def test_what_is_recorded_is_what_was_asked_and_allowed_or_nothing(given, fields, reason, role):
    appeal = given.appeal(**WITH_ACCOUNT)
    held = {Field(field) for field in WITH_ACCOUNT["texts"]}
    try:
        disclosure = given.disclosure(appeal, by=role, fields=fields, beyond_reason=reason)
    except Refusal:
        assert not disclosures_of(appeal.id)
        return
    needs = {
        f: need(appeal.category.needs, f, applicant_type="person_kz", no_transfer=False)
        for f in fields
    }
    assert {Field(item.field) for item in disclosure.items} == fields
    assert fields
    assert fields <= held
    assert Need.NEVER not in needs.values()
    if Need.WITH_REASON in needs.values():
        assert (role, reason) == ("senior_operator", "call_back")


def test_all_of_a_disclosure_is_read_in_few_statements(given):
    appeal = given.appeal()
    for _ in range(3):
        given.disclosure(appeal)
    db.session.expunge_all()
    seen = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *told: seen.append(told[2]))
    found = disclosures_of(appeal.id)
    assert [len(one.items) for one in found] == [3, 3, 3]
    assert all(item.value.field == item.field for one in found for item in one.items)
    assert {one.state for one in found} == {"recorded"}
    assert {one.third_party.code for one in found} == {"K1"}
    assert len([one for one in seen if one.startswith("SELECT")]) <= 3


def test_disclosures_are_listed_newest_first(given):
    appeal = given.appeal()
    ids = [given.disclosure(appeal).id for _ in range(3)]
    assert [one.id for one in disclosures_of(appeal.id)] == ids[::-1]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Disclosure)) == 3


def test_an_anonymous_appeal_that_is_not_urgent_is_not_sent_on(given):
    appeal = given.appeal(category="ROAD", is_anonymous=True)
    with pytest.raises(Refusal, match="disclosure.stays-here"):
        given.disclosure(appeal, to="B1", fields=[Field.PROBLEM_TEXT])
