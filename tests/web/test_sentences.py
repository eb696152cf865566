"""Sentences of audit entries: one for every action, made from codes only (trust 7)."""

import re

import pytest
from flask_babel import force_locale

from backoffice.audit.models import AuditEntry
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.disclosures import BeyondReason, OutsideReason
from backoffice.rules.vocabulary.personal_values import CollectReason, RightsReason
from backoffice.rules.vocabulary.reports import ExportReason
from backoffice.web.deed_sentences import SENTENCES
from backoffice.web.deeds import DEEDS
from backoffice.web.sentences import reason_of, sentence_of, staff_of

PLACEHOLDERS = {
    "who",
    "what",
    "recipient", "whom", "assignee", "fields", "third_party", "channel", "term", "no", "was", "now",
    "term_name", "days", "views", "act", "result", "cases",
    "request", "outcome",
    "rule", "finding",
    "rows", "digest",
}  # fmt: skip
STAFF = {1: "Айгүл Сейітова", 2: "Ерлан Төлеуов"}
PARTIES = {"K1": "Electric networks"}
BY_RECIPIENT = ("third_party", "Electric networks")


def entry(action: str, **facts: object) -> AuditEntry:
    told = {
        "outcome": "done",
        "actor_id": 1,
        "actor_role": "operator",
        "subject": "",
        "third_party": "",
        "reason": "",
        "fields": "",
        "detail": "",
    }
    return AuditEntry(action=str(action), **{**told, **facts})


@pytest.fixture
def said(app):
    """What a reader of English reads of an entry."""

    def say(action: str, **facts: object) -> str:
        with app.test_request_context(), force_locale("en"):
            return sentence_of(entry(action, **facts), STAFF, PARTIES)

    return say


def test_every_action_has_a_sentence_and_a_name():
    assert set(SENTENCES) == set(Action)
    assert set(DEEDS) == set(Action)


@pytest.mark.parametrize("action", list(Action))
def test_every_sentence_says_who_and_uses_known_placeholders_only(action, said):
    used = set(re.findall(r"%\((\w+)\)s", str(SENTENCES[action])))
    # At the page of its link it is the third party itself that acts.
    who, name = BY_RECIPIENT if action.startswith("recipient.") else ("who", "Айгүл Сейітова")
    assert who in used
    assert used <= PLACEHOLDERS
    assert said(action, third_party="K1").startswith(f"{name} ")
    assert "%(" not in said(action)


def test_a_disclosure_names_fields_recipient_and_reason(said):
    text = said(
        Action.DISCLOSURE_RECORD, fields="name,phone", third_party="K1", reason="site_access"
    )
    assert text == (
        "Айгүл Сейітова disclosed name, phone to Electric networks, "
        "reason: Access to the premises is needed"
    )


@pytest.mark.parametrize(
    "code",
    [*BeyondReason, *CollectReason, *OutsideReason, *RightsReason, *ExportReason],
)
def test_every_reason_of_every_list_is_said_in_words(code, said):
    assert reason_of(entry(Action.VALUE_BLOCK, reason=str(code))) not in ("", str(code))


def test_two_reasons_are_both_said(said):
    text = said(Action.DISCLOSURE_RECORD, reason="call_back;redirected")
    assert "must call the applicant; The competent body redirected it" in text


def test_an_attempt_that_was_refused_is_not_told_as_done(said):
    text = said(Action.CASE_VIEW, outcome="refused", reason="permission.not-own")
    assert text == (
        "Айгүл Сейітова tried: Opening a case, and was refused. This case is not assigned to you."
    )


def test_a_failed_sign_in_tells_whose_name_was_tried_and_why(said):
    stranger = {"outcome": "refused", "actor_id": 0, "actor_role": "stranger"}
    known = said(Action.ACCOUNT_SIGN_IN, **stranger, subject="staff:2", reason="sign-in.wrong")
    assert known == "A sign-in as Ерлан Төлеуов failed: the password was wrong"
    unknown = said(Action.ACCOUNT_SIGN_IN, **stranger, reason="sign-in.wrong")
    assert "unknown user name" in unknown


def test_a_search_tells_the_kind_of_term(said):
    text = said(Action.APPEAL_FIND, detail="kind=phone")
    assert text == "Айгүл Сейітова searched for appeals by phone"
    assert said(Action.APPEAL_MATCH, detail="kind=phone,number").endswith("by phone, IIN or BIN")


def test_an_assignment_and_a_role_are_told_in_words(said):
    assert said(Action.APPEAL_ASSIGN, detail="assignee=2").endswith("to Ерлан Төлеуов")
    change = said(Action.STAFF_CHANGE_ROLE, subject="staff:2", detail="role=operator>manager")
    assert change.endswith("the role of Ерлан Төлеуов: operator → manager")


def test_names_to_look_up_are_the_actor_the_assignee_and_the_subject():
    assert staff_of(entry(Action.APPEAL_ASSIGN, detail="assignee=2")) == {1, 2}
    assert staff_of(entry(Action.STAFF_DISABLE, subject="staff:7")) == {1, 7}
    assert staff_of(entry(Action.CATALOGUE_LOAD, actor_id=0)) == set()


def test_the_system_and_an_unknown_member_of_staff_have_words_too(said):
    assert said(Action.CATALOGUE_LOAD, actor_id=0, actor_role="system").startswith("system ")
    assert said(Action.APPEAL_TAKE, actor_id=9).startswith("staff member no. 9 ")


def test_an_action_of_another_release_is_still_told(said):
    assert "moon.visit" in said("moon.visit")


def test_a_note_that_came_with_a_deed_is_told_apart_from_what_the_deed_was_about(said):
    why = {"subject": "value:7", "reason": "applicant_asked"}
    text = said(Action.VALUE_BLOCK, fields="name,note", detail="current>blocked;note=added", **why)
    assert text.startswith("Айгүл Сейітова blocked name, reason: ")
    assert text.endswith("; added a note")
    whole = said(Action.APPLICANT_BLOCK, fields="name,note", detail="note=added;records=1")
    assert whole == "Айгүл Сейітова blocked all data of the applicant: name; added a note"
    both = said(Action.APPLICANT_BLOCK, fields="name,note", detail="note=both;records=2")
    assert both == "Айгүл Сейітова blocked all data of the applicant: name, note; added a note"


def test_an_entry_of_an_older_release_is_told_right_too(said):
    old = said(Action.VALUE_CORRECT, fields="name,note", detail="current>superseded")
    assert old == "Айгүл Сейітова corrected name; added a note"
    assert said(Action.VALUE_DELETE, fields="note").endswith(" deleted note")
