"""Extract and pack on SQLite and on PostgreSQL: the same rows, the same promises (2.8, 2.27)."""

import json
import zipfile

from backoffice.extract.making import extract_file, make_extract
from backoffice.extract.queries import extract_record
from backoffice.inspection.pack import MANIFEST, packed
from backoffice.rules.actions import Action
from tests.data_layer.conftest import member_of_cast
from tests.given import PERSON


def test_a_pack_holds_every_row_of_the_registers_and_leaves_nothing(app, given):
    given.disclosure(given.appeal_in_work())
    given.appeal()
    by = member_of_cast("privacy_officer")
    with packed(by=by, reason="inspection", language="kk") as path:
        rows = json.loads(zipfile.ZipFile(path).read(MANIFEST))["rows"]
    assert (rows["consents"], rows["transfers"], rows["acts"]) == (2, 1, 0)
    assert not path.parent.exists()


def test_an_extract_tells_the_values_the_transfer_and_the_look(app, given):
    appeal = given.appeal_in_work()
    given.disclosure(appeal)
    by = member_of_cast("privacy_officer")
    with app.test_request_context():
        first = make_extract(extract_record(appeal.number), Action.EXTRACT_PRINT, by=by)
        second = make_extract(extract_record(appeal.number), Action.EXTRACT_TAKE, by=by)
        told = json.loads(extract_file(second).get_data())
    assert {row["field"]["code"]: row["text"] for row in told["data"]} == {
        str(field): text for field, text in PERSON.items()
    }
    assert [row["recipient"]["code"] for row in told["transfers"]] == ["K1"]
    assert [row["deed"]["code"] for row in told["looks"]] == ["extract.print"]
    assert first["made"]["audit_entry"] < told["made"]["audit_entry"]
