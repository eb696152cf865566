"""After an act nothing that was said or typed is left in any file of the installation (R-3.5).

Needles are planted in every field of a case, in what is plain beside it and in what was typed.
"""

import json
from datetime import date

import pytest
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

from backoffice import clock
from backoffice.appeals.actions import add_note, answer_appeal, close_appeal, take_appeal
from backoffice.appeals.queries import values_of
from backoffice.appeals.registration import NewRepresentative
from backoffice.data_rights.actions import block_value, correct_value, delete_value
from backoffice.db import db
from backoffice.retention.actions.acts import approve_act, propose_act
from backoffice.retention.actions.rules import change_retention
from backoffice.retention.execution import carry_out
from backoffice.rules.fields import Field
from backoffice.rules.retention import RetentionRow
from backoffice.rules.vocabulary.people import ApplicantType
from backoffice.rules.vocabulary.personal_values import CollectReason, RightsReason
from backoffice.rules.vocabulary.retention import RetentionKind, RetentionOutcome
from backoffice.subject_requests.actions import Document
from backoffice.vault.values import the_vault
from tests.given import IIN, PERSON
from tests.retention.conftest import days_from_now
from tests.subject_requests.asked import asked, decided

WHY = RightsReason.APPLICANT_ASKED
TEXTS = {
    **PERSON,
    Field.PROBLEM_TEXT: "Инеқұлақ әңгімесі: көше шамы жанбайды",
    Field.OBJECT_ADDRESS: "Инелі даңғылы 77",
    Field.NAME: "Инебаева Ғалия Өнерқызы",
    Field.PHONE: "+77015559871",
    Field.IIN: IIN,
    Field.EMAIL: "ine.baeva@example.kz",
    Field.HOME_ADDRESS: "Тігінші көшесі 9",
    Field.CONSENT_EVIDENCE: "call-ine-4455",
    Field.REPRESENTATIVE_NAME: "Тебенов Үміт Ілиясұлы",
    Field.REPRESENTATIVE_PHONE: "+77015559872",
    Field.REPRESENTATIVE_DOCUMENT: "СХ-884417",
}
TYPED = {
    "note": "Ескертпе: көршісі Тебенова айтты",
    "answer": "Жауап: Инебаеваға хабарланды",
    "new_phone": "+77015559873",
    "rights_note": "Паспорты бойынша түзетілді, Инебаева",
    "recipient_text": "Инеқұлақ әңгімесі: қысқарған",
    "disclosure_note": "Тебенов сұрады",
    "import_key": "1ne" * 21,
    "provision": "Инелі қаулы 17",
    "request_words": "Сұрау: Инебаеваның телефонын ауыстырыңыз",
    "request_value": "+77015559874",
    "request_evidence": "call-ine-request",
    "request_document": "СХ-884418",
    "request_answer": "Шешім: Инебаеваға жазылды",
}
NEEDLES = [*map(str, TEXTS.values()), *TYPED.values(), "2019-07-13", "2099-11-17"]


@pytest.fixture
def planted(given, cast):
    """A case with a needle in every field, given on, corrected, blocked, deleted, closed."""
    operator, officer = cast("operator"), cast("privacy_officer")
    with days_from_now(-800):
        appeal = given.appeal(
            category="LAND",
            texts=TEXTS,
            collect_reason=CollectReason.APPLICANT_ASKED,
            applicant_type=ApplicantType.PERSON_KZ,
            legal_provision=TYPED["provision"],
            import_key=TYPED["import_key"],
            representative=NewRepresentative("power_of_attorney", date(2019, 7, 13)),
        )
        take_appeal(appeal, by=operator)
        given.disclosure(
            appeal,
            to="B8",
            fields=(Field.PROBLEM_TEXT, Field.OBJECT_ADDRESS),
            edited_text=TYPED["recipient_text"],
            note=TYPED["disclosure_note"],
        )
        add_note(appeal, by=operator, text=TYPED["note"])
        told = {"text": TYPED["new_phone"], "note": TYPED["rights_note"]}
        correct_value(given.value(appeal, Field.PHONE), by=operator, reason=WHY, **told)
        block_value(given.value(appeal, Field.EMAIL), by=officer, until=None, reason=WHY)
        delete_value(given.value(appeal, Field.HOME_ADDRESS), by=officer, reason=WHY)
        ask(given, appeal)
        answer_appeal(appeal, by=operator, text=TYPED["answer"])
        close_appeal(appeal, by=operator)
    key = (RetentionKind.FORWARDED, "")
    row = RetentionRow(24, RetentionOutcome.DEPERSONALISE, "№ 263")
    change_retention(None, by=officer, key=key, row=row, valid_from=clock.today())
    return appeal


def ask(given, appeal):
    """A request of a representative, with a needle in whatever is typed, and a decision."""
    request = asked(
        given,
        appeal,
        words=TYPED["request_words"],
        proposed=TYPED["request_value"],
        evidence=TYPED["request_evidence"],
        asker="representative",
        document=Document("power_of_attorney", TYPED["request_document"], date(2099, 11, 17)),
    )
    decided(given, request, "refused", reasons=["no_documents"], words=TYPED["request_answer"])


def found_in(folder):
    """Needles in any file, in the forms text takes in files."""
    hits = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            hits += [
                (path.name, needle)
                for needle in NEEDLES
                if any(form in data for form in forms_of(needle))
            ]
    return hits


def forms_of(needle):
    escaped = json.dumps(needle)[1:-1].encode()
    return (needle.encode(), needle.encode("utf-16-le"), needle.encode("utf-16-be"), escaped)


def carried_out(cast):
    act = propose_act(None, by=cast("privacy_officer"))
    approve_act(act, by=cast("manager"))
    carry_out(act, by=cast("manager"))
    db.session.rollback()
    return act


def test_no_needle_is_found_in_any_file_after_the_act(planted, cast, installation, browser_of):
    plain = {needle for _name, needle in found_in(installation)}
    assert plain == {TYPED["import_key"], TYPED["provision"], "2019-07-13"}  # all else is sealed
    carried_out(cast)
    assert planted.emptied_at is not None
    assert planted.representative is None
    assert found_in(installation) == []


def test_no_page_and_no_export_shows_a_needle(planted, cast, browser_of):
    act = carried_out(cast)
    browser = browser_of("privacy_officer")
    pages = [f"/appeals/{planted.number}", "/audit", f"/retention/acts/{act.number}"]
    shown = [browser.open(path).get_text(" ") for path in pages]
    browser.open("/reports/disclosures?period=all")
    browser.submit("/reports/disclosures/export", reason="inspection", format="csv")
    shown.append(browser.answer.get_data(as_text=True))
    assert [needle for needle in NEEDLES if any(needle in text for text in shown)] == []
    browser.open("/board")
    browser.submit("/search", follow=True, term=TEXTS[Field.NAME])
    assert planted.number not in browser.text


def test_an_older_copy_of_the_data_does_not_open_with_the_vault_of_now(planted, cast):
    values = values_of(planted.id)
    sealed = {value.id: value.sealed for value in values}  # as an older backup holds them
    assert all(sealed.values())
    carried_out(cast)
    assert the_vault().store.wrapped_keys(list(sealed)) == {}


def test_after_rotation_an_older_vault_opens_nothing_either(planted, cast, app):
    vault = the_vault()
    wrapped = vault.store.wrapped_keys([value.id for value in values_of(planted.id)])
    assert wrapped
    carried_out(cast)
    assert app.test_cli_runner().invoke(args=["vault", "rotate"]).exit_code == 0
    for _generation, key in wrapped.values():
        for kek in the_vault().keyring.generations.values():
            with pytest.raises(InvalidUnwrap):
                aes_key_unwrap(kek, key)
