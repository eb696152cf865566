"""The operator proves on demand that it had the consent: one file (law, article 25; 2.25)."""

import hashlib
import json
from pathlib import Path

import pytest

from backoffice.audit.chain import CANONICAL
from backoffice.consent_proof.proof import FORMAT
from backoffice.data_rights.actions import destroy_applicant
from backoffice.policy.actions import TEXTS
from backoffice.rules.vocabulary.personal_values import RightsReason
from tests.consent_proof.test_consent_sheet import EIGHT
from tests.disclosures.desk import entries
from tests.given import ADDRESS, NAME, PHONE, TEXT
from tests.objections.test_keep_back import objected


def at(appeal):
    return f"/appeals/{appeal.number}/consent/proof"


def taken(browser, appeal, reason="inspection"):
    browser.open(at(appeal))
    answer = browser.submit(at(appeal), reason=reason)
    assert answer.status_code == 200
    return json.loads(answer.get_data(as_text=True))


def test_one_file_holds_the_eight_items_in_three_languages_and_the_evidence(given, browser_of):
    appeal = given.appeal()
    told = taken(browser_of("privacy_officer"), appeal)
    assert (told["format"], told["appeal"]) == (FORMAT, appeal.number)
    assert set(told["sheet"]) == {"kk", "ru", "en"}
    for items in told["sheet"].values():
        assert [item["item"] for item in items] == EIGHT
        assert all(text for item in items for _label, text in item["facts"])
    assert told["subject"]["name"] == NAME
    assert told["evidence"] == {
        "method": "script_read",
        "channel": "phone",
        "reference": "call-0001",
    }


def test_the_policy_agreed_to_is_in_it_and_fits_its_hash(given, browser_of):
    told = taken(browser_of("manager"), given.appeal())["policy"]
    assert told["language"] == "kk"
    assert told["text"].encode() == (TEXTS / "v1.kk.txt").read_bytes()
    assert hashlib.sha256(told["text"].encode()).hexdigest() == told["sha256"]


def test_the_entry_of_the_registration_can_be_recomputed_from_the_file_alone(given, browser_of):
    appeal = given.appeal()
    entry = taken(browser_of("manager"), appeal)["audit"]["registration"]
    text = "\x1f".join([entry["previous_digest"], *(str(entry[name]) for name in CANONICAL)])
    assert hashlib.sha256(text.encode()).hexdigest() == entry["digest"]
    assert (entry["action"], entry["appeal_number"]) == ("appeal.register", appeal.number)


def test_the_log_is_signed_before_and_the_entry_names_reason_fields_and_mark(
    given, browser_of, app
):
    told = taken(browser_of("privacy_officer"), given.appeal(), reason="subject_request")
    mark = told["audit"]["checkpoint"]
    signed = (Path(app.config["CHECKPOINTS"]) / "audit.jsonl").read_text().splitlines()
    assert json.loads(signed[-1]) == mark
    entry = entries("consent.prove")[-1]
    assert (entry.reason, entry.detail) == ("subject_request", f"checkpoint={mark['seq']}")
    assert set(entry.field_codes) == {"name", "consent_evidence"}
    assert told["made"]["audit_entry"] == entry.seq


def test_it_holds_nothing_of_the_person_but_who_agreed(given, browser_of):
    browser = browser_of("manager")
    taken(browser, given.appeal())
    text = browser.answer.get_data(as_text=True)
    assert not [value for value in (PHONE, TEXT, ADDRESS) if value in text]
    disposition = browser.answer.headers["Content-Disposition"]
    assert disposition.startswith('attachment; filename="consent_109-')
    assert browser.answer.headers["Cache-Control"] == "no-store"


def test_objections_stand_in_it_with_their_history(given, browser_of):
    appeal = given.appeal()
    row = objected(given, appeal, to="K1")
    [told] = taken(browser_of("manager"), appeal)["objections"]
    assert (told["id"], told["field"], told["recipient"]) == (row.id, "phone", "K1")
    assert told["lifts"] is None


def test_after_destruction_the_proof_still_stands_without_the_name(given, cast, browser_of):
    appeal = given.appeal()
    destroy_applicant(appeal, by=cast("privacy_officer"), reason=RightsReason.UNLAWFUL)
    told = taken(browser_of("privacy_officer"), appeal)
    assert told["subject"] == {"name": None}
    assert told["audit"]["registration"]["digest"]


@pytest.mark.parametrize("reason", ["", "because"])
def test_without_a_reason_of_the_list_nothing_leaves(given, browser_of, reason):
    appeal = given.appeal()
    browser = browser_of("manager")
    browser.open(at(appeal))
    assert browser.submit(at(appeal), reason=reason).status_code == 422
    assert not entries("consent.prove")
    assert not entries("audit.checkpoint")


@pytest.mark.parametrize("role", ["operator", "senior_operator", "administrator", "auditor"])
def test_nobody_else_takes_a_proof_out(given, browser_of, role):
    browser_of(role).open(at(given.appeal()), status=403)
    assert entries("consent.prove")[-1].is_refused
