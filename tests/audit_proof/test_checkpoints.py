"""The page of checkpoints: what was signed, whether it still fits, a sheet for the safe."""

import base64
import json
import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from backoffice.accounts.models import SYSTEM
from backoffice.audit.anchor import append, head_now, signed
from backoffice.audit.checkpoints import write_checkpoint
from backoffice.audit.line import Checkpoint, read_line
from backoffice.audit.line_file import FILE
from backoffice.audit.public import fingerprint_of, paper_text
from backoffice.rules.vocabulary.people import STAFF_ROLES, Role
from backoffice.vault.values import the_vault
from tests.audit_proof.tampering import tamper

READERS = {Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR}
PAGE = "/audit/checkpoints"


def public_key():
    return the_vault().keyring.signing_key.public_key()


def standings(browser):
    return [
        row.find_all("td")[-1].get_text(strip=True)
        for row in browser.page.select("#lines tbody tr")
    ]


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_checkpoints_and_the_key_open_to_those_who_read_the_log(browser_of, role):
    browser = browser_of(role)
    for address in (PAGE, f"{PAGE}/sheet/kk", "/audit/key.pem", "/audit/export"):
        browser.open(address, status=200 if role in READERS else 403)


def test_a_checkpoint_is_signed_by_a_button_and_shown_with_a_code(browser_of):
    reader = browser_of("auditor")
    reader.open(PAGE)
    assert "No checkpoint has been written yet." in reader.text
    reader.submit(PAGE, follow=True)
    assert "Checkpoint written:" in reader.text
    assert standings(reader) == ["fits"]
    assert reader.page.select("svg.qr path")
    assert fingerprint_of(public_key()) in reader.text


def test_the_log_leads_to_its_checkpoints(browser_of):
    reader = browser_of("auditor")
    reader.open("/audit")
    assert reader.page.find("a", href=PAGE)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE audit_entry SET digest = 'x' WHERE seq = {seq}", "Another entry stands"),
        ("DELETE FROM audit_entry WHERE seq >= {seq}", "The log ends before this entry"),
    ],
)
def test_a_checkpoint_that_fits_no_longer_is_shown_as_such(browser_of, statement, said):
    write_checkpoint(None, by=SYSTEM)
    last = write_checkpoint(None, by=SYSTEM)
    reader = browser_of("auditor")
    tamper(statement.format(seq=last.seq))
    reader.open(PAGE)
    assert said in standings(reader)[0]
    assert standings(reader)[1] == "fits"


def test_what_a_restore_took_back_is_no_misfit(browser_of, app):
    line = write_checkpoint(None, by=SYSTEM)
    gone = signed(Checkpoint(line.seq + 500, "0" * 64, line.at, 0))
    path = Path(app.config["CHECKPOINTS"]) / FILE
    path.write_bytes(path.read_bytes() + json.dumps(vars(gone)).encode() + b"\n")
    append(signed(head_now(restored=f"20261123T101500Z-{line.seq:08d}")))
    reader = browser_of("auditor")
    reader.open(PAGE)
    assert standings(reader) == ["fits", "Taken back by a restore", "fits"]


def test_lines_that_are_not_ours_are_shown_as_such(browser_of, app):
    path = Path(app.config["CHECKPOINTS"]) / FILE
    first = write_checkpoint(None, by=SYSTEM)
    other = json.dumps(vars(first) | {"digest": "f" * 64, "at": "<b>never</b>"})
    path.write_text(f"{path.read_text()}{other}\n{{torn\n")
    reader = browser_of("auditor")
    reader.open(PAGE)
    assert standings(reader) == [
        "The line cannot be read",
        "Not signed by this installation",
        "fits",
    ]
    assert "did not sign or that cannot be read: 2." in reader.text
    assert "never" not in reader.text
    assert first.signature in reader.open(f"{PAGE}/sheet/en").get_text(), "the newest that is ours"
    path.write_text("{torn\n")
    reader.open(PAGE)
    assert standings(reader) == ["The line cannot be read"]


def test_an_old_line_that_was_moved_down_is_not_printed_as_the_newest(browser_of, app):
    path = Path(app.config["CHECKPOINTS"]) / FILE
    old, new = write_checkpoint(None, by=SYSTEM), write_checkpoint(None, by=SYSTEM)
    path.write_text(f"{path.read_text()}{json.dumps(vars(old))}\n")
    reader = browser_of("auditor")
    reader.open(PAGE)
    assert "Dated before a line written earlier" in standings(reader)[0]
    assert standings(reader)[1:] == ["fits", "fits"]
    sheet = reader.open(f"{PAGE}/sheet/en").get_text()
    assert new.signature in sheet
    assert old.signature not in sheet


def test_the_text_of_the_code_is_the_line_and_is_read_back(app):
    line = write_checkpoint(None, by=SYSTEM)
    text = paper_text(line, public_key())
    assert text.startswith(f"SENIM-CHECKPOINT/1 seq={line.seq} digest={line.digest} at={line.at}")
    assert read_line(text.encode()) == line
    assert read_line(b"SENIM-CHECKPOINT/1 seq=x") is None


def test_the_sheet_holds_all_that_a_checker_needs(browser_of):
    line = write_checkpoint(None, by=SYSTEM)
    reader = browser_of("manager")
    page = reader.open(f"{PAGE}/sheet/ru")
    assert page.html["lang"] == "ru"
    pem = page.find("pre").get_text()
    key = load_pem_public_key(pem.encode())
    signature = base64.b64decode(line.signature)
    key.verify(signature, line.signed_text.encode())
    told = re.sub(r"\s", "", reader.text)
    for part in (line.digest, line.at, line.signature, fingerprint_of(key)):
        assert part in told


def test_the_key_is_taken_away_as_a_file(browser_of):
    reader = browser_of("auditor")
    reader.open("/audit/key.pem")
    assert load_pem_public_key(reader.answer.data) == public_key()
