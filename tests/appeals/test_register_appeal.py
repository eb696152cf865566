"""Registering an appeal: policy 3.6, 4, 7, 8."""

import pytest
import sqlalchemy as sa

from backoffice.accounts.models import SYSTEM
from backoffice.appeals.queries import appeals_with, values_of
from backoffice.audit.door import witness
from backoffice.audit.models import AuditEntry
from backoffice.audit.refusals import NotAllowed, Refusal
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.vault.index import terms_sought
from backoffice.vault.permit import NotPermitted
from backoffice.vault.values import reveal
from tests.given import ADDRESS, NAME, PERSON, PHONE, TEXT


def last_entry():
    return db.session.scalar(sa.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1))


def test_an_appeal_gets_a_number_and_an_entry_that_names_fields_and_no_values(given):
    appeal = given.appeal()
    entry = last_entry()
    assert appeal.number.startswith("109-")
    assert appeal.number.endswith("0000001")
    assert entry.action == Action.APPEAL_REGISTER
    assert entry.appeal_number == appeal.number
    assert set(entry.field_codes) == {str(field) for field in PERSON}
    everything = " ".join(str(getattr(entry, c.name)) for c in AuditEntry.__table__.columns)
    assert NAME not in everything
    assert PHONE not in everything
    assert TEXT not in everything


def test_a_value_is_read_only_inside_a_witnessed_reading_that_names_its_field(given, cast):
    appeal = given.appeal()
    values = values_of(appeal.id)
    with pytest.raises(NotPermitted):
        reveal(values)
    with (
        witness(Action.CASE_VIEW, appeal, cast("operator"), fields=["name"]),
        pytest.raises(NotPermitted),
    ):
        reveal(values)
    with witness(Action.CASE_VIEW, appeal, cast("operator"), fields=map(str, PERSON)):
        assert ADDRESS in reveal(values).values()


def test_a_field_the_category_does_not_need_is_refused(given):
    with pytest.raises(Refusal, match="field.not-collected"):
        given.appeal(category="ROAD", texts={**PERSON, Field.IIN: "010305390005"})


@pytest.mark.parametrize(
    ("field", "length"), [(Field.NAME, 200), (Field.PROBLEM_TEXT, 4000), (Field.PHONE, 40)]
)
def test_a_text_longer_than_the_form_takes_is_refused_wherever_it_comes_from(given, field, length):
    given.appeal(texts={**PERSON, field: "А" * length})
    with pytest.raises(Refusal, match="field.too-long"):
        given.appeal(texts={**PERSON, field: "А" * (length + 1)})


NO_NAME = {field: text for field, text in PERSON.items() if field is not Field.NAME}
OTHER = {"applicant_type": "other", "texts": {**NO_NAME, Field.DESCRIPTION: "made up"}}


@pytest.mark.parametrize("facts", [{"legal_basis": "law"}, {"legal_basis": "contract"}, OTHER])
@pytest.mark.parametrize("is_anonymous", [False, True])
def test_a_basis_in_law_names_its_provision_wherever_it_comes_from(given, facts, is_anonymous):
    for empty in ("", "  "):
        with pytest.raises(Refusal, match="consent.no-provision"):
            given.appeal(legal_provision=empty, is_anonymous=is_anonymous, **facts)
    given.appeal(legal_provision="Law 94-V, article 9", is_anonymous=is_anonymous, **facts)


def test_an_anonymous_appeal_by_law_keeps_the_provision_and_no_person(given):
    facts = {"legal_basis": "law", "legal_provision": "Law 94-V, article 9"}
    appeal = given.appeal(is_anonymous=True, **facts)
    assert appeal.applicant.legal_provision == "Law 94-V, article 9"
    assert {value.field for value in values_of(appeal.id)} == {"problem_text", "object_address"}


def test_an_auditor_registers_nothing_and_the_attempt_is_written_down(given):
    with pytest.raises(NotAllowed):
        given.appeal(by="auditor")
    entry = last_entry()
    assert entry.is_refused
    assert entry.action == Action.APPEAL_REGISTER


def test_a_name_is_found_in_kazakh_and_russian_spelling_alike(given):
    appeal = given.appeal()
    assert [a.id for a in appeals_with(terms_sought("Сатбаева Алия"))] == [appeal.id]
    assert [a.id for a in appeals_with([("phone", PHONE)])] == [appeal.id]
    assert not appeals_with(terms_sought("Сатбаева Болат"))


def test_an_import_is_registered_by_the_system_and_nobody_owns_it(given, app):
    given.cast = lambda _role: SYSTEM
    assert given.appeal(assign=False).assignee_id is None
