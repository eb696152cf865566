"""One zip holds what an inspection asks for, and can be checked by itself (policy 2, 9; 2.27)."""

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from backoffice.audit.line_file import FILE
from backoffice.inspection.inventory import hash_of
from backoffice.inspection.pack import FORMAT, MANIFEST
from backoffice.inspection.parts import PARTS
from backoffice.policy.actions import TEXTS
from tests.disclosures.desk import entries
from tests.given import ADDRESS, NAME, PHONE, TEXT
from tests.inspection.test_inventory_approve import approved

PAGE = "/inspection/pack"


@pytest.fixture
def temporary(app):
    """Where the pack is put together."""
    return Path(app.instance_path) / "tmp"


def taken(browser, reason="inspection"):
    browser.open(PAGE)
    answer = browser.submit(PAGE, reason=reason)
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(answer.get_data()))


def rows(pack, name):
    text = pack.read(name).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def told(pack):
    return json.loads(pack.read(MANIFEST))


def test_every_file_fits_the_hash_in_the_manifest_and_none_is_unnamed(given, browser_of):
    given.disclosure(given.appeal_in_work())
    pack = taken(browser_of("privacy_officer"))
    assert pack.testzip() is None
    manifest = told(pack)
    assert manifest["format"] == FORMAT
    listed = {file["name"]: file for file in manifest["files"]}
    assert {*listed, MANIFEST} == set(pack.namelist())
    for name, file in listed.items():
        body = pack.read(name)
        assert (file["bytes"], file["sha256"]) == (len(body), hashlib.sha256(body).hexdigest())


def test_it_holds_policy_lists_registers_acts_and_checkpoints(given, cast, browser_of):
    appeal = given.appeal_in_work()
    given.disclosure(appeal)
    approved(cast, "17-Ө")
    pack = taken(browser_of("manager"))
    assert pack.read("policy/v1.kk.txt") == (TEXTS / "v1.kk.txt").read_bytes()
    assert rows(pack, "policy/versions.csv")[1][0] == "1"
    assert rows(pack, "registers/consents.csv")[1][0] == appeal.number
    assert len(rows(pack, "registers/transfers.csv")) == 2
    assert len(rows(pack, "registers/destruction-acts.csv")) == 1
    assert cast("operator").username in {row[1] for row in rows(pack, "access/access.csv")}
    [_head, order] = rows(pack, "inventory/approvals.csv")
    assert order[0] == "17-Ө"
    assert hash_of(pack.read("inventory/text.txt").decode()) == order[2]
    assert len(rows(pack, "inventory/inventory.csv")) > 30


def test_its_register_of_incidents_has_a_line_for_each_and_the_number_of_cases(given, browser_of):
    given.incident(given.appeal(), given.appeal(), reference="№ 12-Ө")
    pack = taken(browser_of("privacy_officer"))
    head, line = rows(pack, "registers/incidents.csv")
    told = dict(zip(head, line, strict=True))
    assert (told["No."], told["Cases"]) == ("1", "2")
    assert told["Number and date of the document"] == "№ 12-Ө"


def test_the_registers_name_no_applicant(given, browser_of):
    appeal = given.appeal_in_work()
    given.disclosure(appeal)
    given.incident(appeal)
    pack = taken(browser_of("privacy_officer"))
    for name in pack.namelist():
        body = pack.read(name).decode()
        assert not [text for text in (NAME, PHONE, TEXT, ADDRESS) if text in body], name


def test_it_is_written_down_once_with_counts_and_the_log_is_signed(given, browser_of, app):
    given.appeal()
    manifest = told(taken(browser_of("manager"), "subject_request"))
    [entry] = entries("pack.take")
    assert manifest["audit"]["entry"] == entry.seq
    assert entry.reason == "subject_request"
    counts = dict(part.split("=") for part in entry.detail.split(";"))
    assert list(counts) == [*(part.code for part in PARTS), "checkpoint"]
    mark = manifest["audit"]["checkpoint"]["seq"]
    assert {code: int(number) for code, number in counts.items()} == {
        **manifest["rows"],
        "checkpoint": mark,
    }
    signed = (Path(app.config["CHECKPOINTS"]) / FILE).read_text().splitlines()
    assert json.loads(signed[-1]) == manifest["audit"]["checkpoint"]


def test_the_signed_lines_in_it_end_with_the_mark_of_the_pack(browser_of):
    pack = taken(browser_of("privacy_officer"))
    lines = pack.read("audit/checkpoints.jsonl").decode().splitlines()
    assert json.loads(lines[-1]) == told(pack)["audit"]["checkpoint"]


def test_a_name_that_would_run_as_a_formula_is_disarmed(cast, browser_of):
    approved(cast, "=1+1")
    pack = taken(browser_of("privacy_officer"))
    assert rows(pack, "inventory/approvals.csv")[1][0] == "'=1+1"


def test_nothing_is_left_behind_also_when_the_browser_goes_away(browser_of, temporary):
    browser = browser_of("privacy_officer")
    taken(browser)
    assert not list(temporary.iterdir())
    browser.open(PAGE)
    form = {"csrf_token": browser.page.select_one("[name=csrf_token]")["value"]}
    answer = browser.client.post(PAGE, data={**form, "reason": "inspection"}, buffered=False)
    next(iter(answer.iter_encoded()))
    assert not list(temporary.iterdir())
    answer.close()


def test_without_a_place_to_sign_nothing_leaves_and_nothing_stays(app, browser_of, temporary):
    browser = browser_of("privacy_officer")
    browser.open(PAGE)
    app.config["CHECKPOINTS"] = str(Path(app.instance_path) / "data.db")
    assert browser.submit(PAGE, reason="inspection").status_code >= 500
    assert not entries("pack.take")
    assert not list(temporary.iterdir())


@pytest.mark.parametrize("reason", ["", "because"])
def test_without_a_reason_of_the_list_nothing_leaves(browser_of, reason):
    browser = browser_of("manager")
    browser.open(PAGE)
    assert browser.submit(PAGE, reason=reason).status_code == 422
    assert not entries("pack.take")


@pytest.mark.parametrize("role", ["operator", "senior_operator", "administrator", "auditor"])
def test_nobody_else_takes_a_pack_out(browser_of, role):
    browser_of(role).open(PAGE, status=403)
