"""Importing appeals of another system: policy 4, 5.3, 7."""

import csv
import stat
from pathlib import Path

import pytest
import sqlalchemy as sa

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import values_of
from backoffice.audit.door import witness
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.deadlines import deadline
from backoffice.rules.fields import Field
from backoffice.third_parties.queries import working_calendar
from backoffice.vault.values import reveal, the_vault

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "guides" / "import"
MAPPING = """
source = "old-crm"
language = "ru"
[file]
time_zone = "Asia/Almaty"
[columns]
id = "no"
received_at = "when"
date_formats = ["%d.%m.%Y %H:%M", "iso"]
[texts]
problem_text = "text"
name = "name"
phone = "phone"
home_address = "home"
iin = "iin"
[category]
column = "topic"
[category.values]
"light" = "LGHT"
"power" = "ELEC"
"spam" = "reject"
[state]
column = "state"
unknown = "open"
[state.values]
"done" = "closed"
"""
HEAD = "no,when,text,name,phone,home,iin,topic,state\r\n"
GOOD = "{no},02.11.2026 09:30,Жарық жоқ,Сериков Айдос,87015554512,,,power,\r\n"


@pytest.fixture
def importing(app, tmp_path, monkeypatch):
    """Runs the command in a folder of its own over a file with this text."""
    monkeypatch.chdir(tmp_path)

    def run(text, *options, mapping=MAPPING, name="old.csv", encoding="utf-8"):
        file, told = tmp_path / name, tmp_path / "map.toml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        told.write_text(mapping, encoding="utf-8")
        command = ["import-appeals", str(file), "--mapping", str(told), *options]
        answer = app.test_cli_runner().invoke(args=command)
        db.session.rollback()
        return answer

    return run


def appeals():
    return db.session.scalars(sa.select(Appeal).order_by(Appeal.id)).all()


def entries(action):
    return db.session.scalars(
        sa.select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.seq)
    ).all()


def texts_of(appeal, cast):
    values = values_of(appeal.id)
    fields = {value.field for value in values}
    with witness(Action.CASE_VIEW, appeal, cast("senior_operator"), fields=fields):
        texts = reveal(values)
    return {Field(value.field): texts[value.id] for value in values}


def rejects(name="old.rejects.csv"):
    with Path(name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_row_becomes_an_appeal_by_the_action_and_entry_of_a_typed_one(importing, cast):
    answer = importing(HEAD + GOOD.format(no="A-1"))
    assert answer.exit_code == 0, answer.output
    assert "added 1, there already 0" in answer.output
    [appeal] = appeals()
    assert (appeal.state, appeal.assignee_id, appeal.registered_by_id) == ("new", None, 0)
    texts = texts_of(appeal, cast)
    assert texts[Field.PROBLEM_TEXT] == "Жарық жоқ"
    assert texts[Field.PHONE] == "+77015554512"
    assert texts[Field.CONSENT_EVIDENCE] == "old-crm: A-1"
    [entry] = entries(Action.APPEAL_REGISTER)
    assert entry.appeal_number == appeal.number
    assert entry.actor_role == "system"
    assert "phone" in entry.field_codes


def test_the_term_runs_from_the_date_of_the_source_in_its_time_zone(importing):
    importing(HEAD + GOOD.format(no="A-1"))
    [appeal] = appeals()
    assert clock.local(appeal.received_at).strftime("%Y-%m-%d %H:%M") == "2026-11-02 09:30"
    assert appeal.due_at == deadline(appeal.urgency, appeal.received_at, working_calendar())


def test_a_second_run_of_the_same_file_adds_nothing(importing):
    text = HEAD + GOOD.format(no="A-1") + GOOD.format(no="A-2")
    importing(text)
    answer = importing(text)
    assert "added 0, there already 2" in answer.output
    assert len(appeals()) == 2
    assert len(entries(Action.APPEAL_REGISTER)) == 2


def test_a_row_without_an_id_is_known_again_by_all_it_says(importing):
    rows = GOOD.format(no="") + GOOD.format(no="").replace("87015554512", "87015554513")
    importing(HEAD + rows)
    answer = importing(HEAD + rows)
    assert "added 0, there already 2" in answer.output


def test_the_key_of_a_row_cannot_be_guessed_from_the_source_and_its_id(importing, app):
    importing(HEAD + GOOD.format(no="A-1"))
    key = appeals()[0].import_key
    index_key = the_vault().keyring.index_key
    importing(HEAD + GOOD.format(no="A-2"))
    assert len(key) == 64
    assert key != appeals()[1].import_key
    the_vault().keyring.index_key = bytes(32)
    answer = importing(HEAD + GOOD.format(no="A-1"))
    the_vault().keyring.index_key = index_key
    assert "added 1" in answer.output


def test_bad_rows_are_named_by_line_and_reason_and_the_rest_comes_in(importing):
    bad = [
        "B-1,31.02.2026 10:00,Мәтін,,,,,power,",
        "B-2,02.11.2026 09:30,,,,,,power,",
        "B-3,02.11.2026 09:30,Мәтін,,,,,nothing,",
        "B-4,02.11.2026 09:30,Мәтін,,12,,,power,",
        "B-5,02.11.2036 09:30,Мәтін,,,,,power,",
        "B-6,02.11.2026 09:30,Мәтін,,,,,spam,",
        "B-7,02.11.2026 09:30,Мәтін",
    ]
    text = HEAD + GOOD.format(no="A-1") + "".join(f"{row}\r\n" for row in bad)
    answer = importing(text + GOOD.format(no="A-2"))
    assert "added 2" in answer.output
    assert "line 4: no-text" in answer.output
    told = [(row["import_line"], row["import_reason"], row["no"]) for row in rejects()]
    assert told == [
        ("3", "date", "B-1"),
        ("4", "no-text", "B-2"),
        ("5", "category", "B-3"),
        ("6", "phone", "B-4"),
        ("7", "future", "B-5"),
        ("8", "category", "B-6"),
        ("9", "columns", "B-7"),
    ]


def test_the_rejects_file_is_for_its_owner_alone_and_the_command_says_what_it_holds(importing):
    answer = importing(HEAD + "B-2,02.11.2026 09:30,,,,,,power,\r\n")
    assert stat.S_IMODE(Path("old.rejects.csv").stat().st_mode) == 0o600
    assert "personal data" in answer.output


def test_no_value_of_a_row_is_printed_or_audited(importing):
    answer = importing(HEAD + GOOD.format(no="A-1") + GOOD.format(no="A-2").replace("8701", "1"))
    said = answer.output + " ".join(
        str(getattr(entry, column.name))
        for entry in db.session.scalars(sa.select(AuditEntry))
        for column in AuditEntry.__table__.columns
    )
    assert "Сериков" not in said
    assert "5554512" not in said
    assert "Жарық" not in said


def test_a_mended_rejects_file_can_be_imported_with_the_same_mapping(importing):
    importing(HEAD + "B-2,02.11.2026 09:30,,,,,,power,\r\n")
    mended = (
        Path("old.rejects.csv").read_text(encoding="utf-8-sig").replace("09:30,,", "09:30,Мәтін,")
    )
    answer = importing(mended, name="mended.csv")
    assert "added 1" in answer.output


def test_a_quote_never_closed_spoils_its_own_line_only(importing):
    text = HEAD + 'B-1,02.11.2026 09:30,"Мәтін,,,,,power,\r\n'
    rest = GOOD.format(no="A-1").replace("Жарық жоқ", '"Жарық, жоқ"') + GOOD.format(no="A-2")
    answer = importing(text + rest)
    assert "added 2" in answer.output
    assert [(row["import_line"], row["import_reason"]) for row in rejects()] == [("2", "csv")]


def test_quoted_cells_keep_their_commas_quotes_and_lines(importing, cast):
    cell = '"Бірінші жол, үтір\r\nекінші ""тырнақша"" жол"'
    importing(HEAD + GOOD.format(no="A-1").replace("Жарық жоқ", cell) + GOOD.format(no="A-2"))
    first, _second = appeals()
    text = texts_of(first, cast)[Field.PROBLEM_TEXT]
    assert text == 'Бірінші жол, үтір\r\nекінші "тырнақша" жол'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_the_encoding_of_the_source_is_understood_with_or_without_a_mark(importing, cast, encoding):
    told = encoding.removesuffix("-sig")
    mapping = MAPPING.replace("[file]", f'[file]\nencoding = "{told}"\ndelimiter = ";"')
    text = (HEAD + GOOD.format(no="A-1")).replace(",", ";").replace("Жарық жоқ", "Нет света")
    answer = importing(text, mapping=mapping, encoding=encoding)
    assert "added 1" in answer.output, answer.output
    assert texts_of(appeals()[0], cast)[Field.PROBLEM_TEXT] == "Нет света"


def test_bytes_that_are_no_letters_turn_their_row_back_and_stand_in_the_rejects_as_they_were(
    importing,
):
    broken = GOOD.format(no="B-1").encode().replace("Жарық".encode(), b"\xff\xfe")
    answer = importing(HEAD.encode() + broken + GOOD.format(no="A-1").encode())
    assert "added 1" in answer.output
    assert b",encoding," in Path("old.rejects.csv").read_bytes()
    assert b"\xff\xfe" in Path("old.rejects.csv").read_bytes()


def test_fields_the_category_does_not_ask_for_are_left_out_and_counted(importing, cast):
    row = "A-1,02.11.2026 09:30,Шам жанбайды,Сериков Айдос,,Абай 1,010305390005,light,\r\n"
    answer = importing(HEAD + row)
    assert "field left out, the category does not ask for it: home_address 1" in answer.output
    assert "field left out, the category does not ask for it: iin 1" in answer.output
    held = {value.field for value in values_of(appeals()[0].id)}
    assert held == {"problem_text", "name", "consent_evidence"}


def test_of_an_anonymous_row_only_the_appeal_is_kept(importing):
    answer = importing(HEAD + GOOD.format(no="A-1"), mapping='anonymous = "yes"\n' + MAPPING)
    [appeal] = appeals()
    assert appeal.applicant.is_anonymous
    assert {value.field for value in values_of(appeal.id)} == {"problem_text"}
    assert "not ask for it: phone 1" in answer.output


def test_a_row_closed_at_the_source_comes_in_as_new_and_no_answer_is_made_up(importing):
    row = GOOD.format(no="A-1").replace("power,", "power,done")
    answer = importing(HEAD + row)
    assert "closed at the source, registered as new 1" in answer.output
    assert appeals()[0].state == "new"
    assert not entries(Action.APPEAL_ANSWER)
    assert not entries(Action.APPEAL_CLOSE)


def test_a_mapping_may_leave_closed_rows_out(importing):
    row = GOOD.format(no="A-1").replace("power,", "power,done")
    answer = importing(HEAD + row, mapping='closed = "skip"\n' + MAPPING)
    assert "closed at the source, left out 1" in answer.output
    assert not appeals()


@pytest.mark.parametrize("provision", ["", "Law 94-V, article 9"])
def test_a_row_by_law_comes_in_with_its_provision_or_not_at_all(importing, provision):
    told = f'legal_basis = "law"\nlegal_provision = "{provision}"\n'
    answer = importing(HEAD + GOOD.format(no="A-1"), mapping=told + MAPPING)
    found = [appeal.consent.provision for appeal in appeals()]
    assert found == ([provision] if provision else [])
    assert ("consent.no-provision" in answer.output) is not bool(provision)


def test_a_dry_run_changes_nothing_and_writes_no_file(importing):
    before = db.session.scalar(sa.select(sa.func.max(AuditEntry.seq)))
    answer = importing(HEAD + GOOD.format(no="A-1") + "B-1,x,y,,,,,power,\r\n", "--dry-run")
    assert "added 1" in answer.output
    assert "line 3: date" in answer.output
    assert not appeals()
    assert not Path("old.rejects.csv").exists()
    assert db.session.scalar(sa.select(sa.func.max(AuditEntry.seq))) == before


def test_the_run_leaves_one_entry_with_the_source_and_counts(importing):
    importing(HEAD + GOOD.format(no="A-1") + "B-1,x,y,,,,,power,\r\n")
    [entry] = entries(Action.INTAKE_IMPORT)
    assert entry.detail == "source=old-crm;added=1;known=0;left-out=0;rejected=1;dropped=0"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("[texts]", "[text]"), "unknown setting text"),
        (('"LGHT"', '"NOPE"'), "no code 'NOPE'"),
        (('id = "no"', 'id = "number"'), "no column number"),
        (("Asia/Almaty", "Asia/Nowhere"), "time_zone"),
        (('source = "old-crm"', 'source = "Old CRM"'), "source"),
        (("[category]", "[category"), "cannot be read"),
        (("[file]", '[file]\nencoding = "utf-80"'), "encoding"),
        (("[file]", '[file]\ndelimiter = "--"'), "delimiter"),
    ],
)
def test_a_mistake_in_the_mapping_stops_the_import_before_the_first_row(importing, change, said):
    answer = importing(HEAD + GOOD.format(no="A-1"), mapping=MAPPING.replace(*change))
    assert answer.exit_code == 1
    assert said in answer.output
    assert not appeals()


def test_the_rejects_file_never_replaces_the_file_that_is_imported(importing, tmp_path):
    answer = importing(HEAD + GOOD.format(no="A-1"), "--rejects", str(tmp_path / "old.csv"))
    assert answer.exit_code == 1
    assert (tmp_path / "old.csv").read_text(encoding="utf-8").startswith("no,when")


def test_a_file_without_rows_or_without_anything_is_no_fault_of_the_program(importing):
    assert "added 0" in importing(HEAD).output
    assert "no header" in importing("").output


LA_COLUMNS = """SRNumber CreatedDate UpdatedDate ActionTaken Owner RequestType Status RequestSource
MobileOS Anonymous AssignTo ServiceDate ClosedDate AddressVerified ApproximateAddress Address
HouseNumber Direction StreetName Suffix ZipCode Latitude Longitude Location TBMPage TBMColumn
TBMRow APC CD CDMember NC NCName PolicePrecinct""".split()


def la_file(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, LA_COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows)


def test_the_shipped_mapping_for_los_angeles_takes_rows_of_that_shape(app, tmp_path, cast):
    row = {
        "SRNumber": "1-100000001",
        "CreatedDate": "12/31/2017 11:59:58 PM",
        "RequestType": "Bulky Items",
        "Status": "Closed",
        "RequestSource": "Call",
        "Anonymous": "N",
        "Address": "1 W MADE UP AVE, 90000",
        "Location": "(34.0, -118.2)",
    }
    unknown = row | {"SRNumber": "1-100000002", "RequestType": "Something", "Anonymous": "Y"}
    la_file(tmp_path / "la.csv", [row, unknown])
    mapping = GUIDES / "los-angeles-311.toml"
    command = ["import-appeals", str(tmp_path / "la.csv"), "--mapping", str(mapping)]
    answer = app.test_cli_runner().invoke(args=command)
    assert "added 2" in answer.output, answer.output
    first, second = appeals()
    assert (first.category_code, first.channel, first.form) == ("WAST", "phone", "oral")
    assert first.received_at.isoformat() == "2018-01-01T07:59:58+00:00"
    assert (second.category_code, second.applicant.is_anonymous) == ("OTHR", True)


def test_the_shipped_mapping_for_inquiries_in_russian_takes_rows_of_that_shape(app, tmp_path):
    text = 'text,category\n"Лифт не работает, второй день.","Жалоба"\n"Спасибо!","Не указано"\n'
    (tmp_path / "ru.csv").write_text(text, encoding="utf-8")
    options = ["--mapping", str(GUIDES / "inquiries-ru.toml"), "--rejects", str(tmp_path / "r.csv")]
    command = ["import-appeals", str(tmp_path / "ru.csv"), *options]
    answer = app.test_cli_runner().invoke(args=command)
    assert "added 1" in answer.output, answer.output
    assert "kind 1" in answer.output
    assert appeals()[0].kind == "complaint"
