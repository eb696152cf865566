"""The extract as a file: codes the same in every language, words of the chosen one (2.8)."""

import json
from datetime import timedelta

import pytest

from backoffice import clock
from backoffice.data_rights.actions import block_value, destroy_applicant
from backoffice.disclosures.actions import deliver_disclosure, send_disclosure
from backoffice.extract.content import FORMAT
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason
from tests.data_rights.seen import OTHER_PHONE
from tests.disclosures.desk import entries
from tests.given import ADDRESS, NAME, PERSON, PHONE, TEXT
from tests.notices.held import correct_phone, given_to_two
from tests.objections.test_keep_back import objected


def taken(browser, appeal, language="en"):
    browser.open(f"/appeals/{appeal.number}/extract/{language}")
    answer = browser.submit(f"/appeals/{appeal.number}/extract/{language}/file")
    assert answer.status_code == 200
    return json.loads(answer.get_data(as_text=True))


def codes(rows):
    return [row["code"] for row in rows]


def shape(told):
    """The same without its words."""
    if isinstance(told, dict):
        return {key: shape(one) for key, one in told.items() if key not in ("label", "name")}
    return [shape(one) for one in told] if isinstance(told, list) else told


def test_it_holds_every_value_with_its_field_source_and_moment(given, browser_of):
    appeal = given.appeal()
    told = taken(browser_of("privacy_officer"), appeal)
    assert (told["format"], told["appeal"], told["language"]) == (FORMAT, appeal.number, "en")
    assert {row["field"]["code"]: row["text"] for row in told["data"]} == {
        str(field): text for field, text in PERSON.items()
    }
    assert {row["source"]["code"] for row in told["data"]} == {"registration"}
    assert all(row["collected_at"].endswith("Z") for row in told["data"])
    assert told["purpose"]["code"] == "resolve_appeal"
    assert told["ground"]["policy"]["number"] == 1


def test_each_transfer_and_each_notice_is_there_as_it_was_made(given, cast, browser_of):
    appeal, first, second = given_to_two(given)
    for step in (send_disclosure, deliver_disclosure):
        step(first, by=cast("operator"), at=clock.now())
    correct_phone(given, cast, appeal)
    told = taken(browser_of("privacy_officer"), appeal)
    made = [
        (row["id"], row["recipient"]["code"], row["state"]["code"]) for row in told["transfers"]
    ]
    assert made == [(first.id, "K1", "delivered"), (second.id, "K3", "recorded")]
    fields = {"problem_text", "object_address", "phone"}
    assert set(codes(told["transfers"][0]["fields"])) == fields
    assert {row["recipient"]["code"] for row in told["notices"]} >= {"K1"}
    assert {row["cause"]["code"] for row in told["notices"]} == {"correction"}
    [change] = told["changes"]
    assert (change["deed"]["code"], codes(change["fields"])) == ("value.correct", ["phone"])
    phones = [row for row in told["data"] if row["field"]["code"] == "phone"]
    assert [(row["text"], row["source"]["code"]) for row in phones] == [
        (PHONE, "registration"),
        (OTHER_PHONE, "later"),
    ]


def test_objections_and_looks_are_told(given, browser_of):
    appeal = given.appeal()
    objected(given, appeal, to="K1")
    browser_of("operator").open(f"/appeals/{appeal.number}")
    told = taken(browser_of("privacy_officer"), appeal)
    [row] = told["objections"]
    assert (row["what"]["code"], row["stands"]) == ("phone", True)
    looks = {(row["role"]["code"], row["deed"]["code"]): row["times"] for row in told["looks"]}
    assert looks["operator", "case.view"] == 1
    assert looks["privacy_officer", "extract.print"] == 1


def test_codes_are_the_same_in_every_language_and_only_words_differ(given, browser_of):
    appeal = given.appeal_in_work()
    given.disclosure(appeal)
    browser = browser_of("privacy_officer")
    each = [taken(browser, appeal, language) for language in ("kk", "ru", "en")]
    for told in each:
        for changing in ("made", "looks", "language"):
            del told[changing]
    assert shape(each[0]) == shape(each[1]) == shape(each[2])
    labels = [told["data"][0]["field"]["label"] for told in each]
    assert len(set(labels)) == 3


def test_after_destruction_it_tells_that_it_was_and_no_text(given, cast, browser_of):
    appeal = given.appeal()
    destroy_applicant(appeal, by=cast("privacy_officer"), reason=RightsReason.UNLAWFUL)
    browser = browser_of("privacy_officer")
    told = taken(browser, appeal)
    gone = {row["field"]["code"] for row in told["data"] if row["state"]["code"] == "destroyed"}
    assert {"name", "phone"} <= gone
    assert not [text for text in (NAME, PHONE) if text in browser.answer.get_data(as_text=True)]
    assert told["changes"][-1]["deed"]["code"] == "applicant.destroy"


def test_an_older_version_of_blocked_data_is_not_told_either(given, cast, browser_of):
    appeal, _first, _second = given_to_two(given)
    correct_phone(given, cast, appeal)
    phone = given.value(appeal, Field.PHONE)
    blocked(cast, phone)
    browser = browser_of("privacy_officer")
    told = taken(browser, appeal)
    why = [row["not_told"]["code"] for row in told["data"] if row["field"]["code"] == "phone"]
    assert why == ["out_of_use", "blocked"]
    assert PHONE not in browser.answer.get_data(as_text=True)


def blocked(cast, value):
    facts = {"reason": RightsReason.INACCURATE, "until": clock.today() + timedelta(days=5)}
    block_value(value, by=cast("privacy_officer"), **facts)


def test_the_file_is_kept_by_nobody_and_its_making_is_written_down(given, browser_of):
    appeal = given.appeal()
    browser = browser_of("senior_operator")
    told = taken(browser, appeal, "ru")
    entry = entries("extract.take")[-1]
    assert told["made"]["audit_entry"] == entry.seq
    told_of, signed = entry.detail.split(";checkpoint=")
    assert (told_of, entry.appeal_number) == ("language=ru", appeal.number)
    assert int(signed) < entry.seq
    assert {"name", "phone", "problem_text"} <= set(entry.field_codes)
    assert not [text for text in (NAME, PHONE, TEXT, ADDRESS) if text in repr(vars(entry))]
    assert browser.answer.headers["Cache-Control"] == "no-store"
    disposition = browser.answer.headers["Content-Disposition"]
    assert disposition.startswith('attachment; filename="extract_109-')


@pytest.mark.parametrize("path", ["/extract/de", "/extract/de/file", "/extract/kk/files"])
def test_a_language_we_do_not_speak_has_no_page(given, browser_of, path):
    browser_of("privacy_officer").open(f"/appeals/{given.appeal().number}{path}", status=404)


def test_no_address_fetches_the_file_by_itself(given, browser_of):
    browser = browser_of("privacy_officer")
    browser.open(f"/appeals/{given.appeal().number}/extract/kk/file", status=405)
    assert not entries("extract.take")
