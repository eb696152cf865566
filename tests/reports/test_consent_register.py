"""The register of consents and transfers: article 22 of the law, without personal data (2.17)."""

from datetime import UTC, datetime, timedelta

import pytest

from backoffice import clock
from backoffice.audit.door import deed_of
from backoffice.exports import listing
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.objections import EVERY_FIELD
from tests.exports.taking import book_of, csv_rows, entry_of, taken, told
from tests.given import ADDRESS, NAME, PERSON, PHONE, TEXT
from tests.objections.test_keep_back import objected
from tests.reports.conftest import FEW, NOW

OCTOBER = "/reports/consents?from=2026-10-01&to=2026-10-31"
BEGINS = datetime(2026, 10, 5, 5, tzinfo=UTC)
NUMBERS = {Field.PROBLEM_TEXT: TEXT, Field.CONSENT_EVIDENCE: "call-0001"}


@pytest.fixture
def consents(given, now):
    """Five of October: usual with two transfers, by law, without transfer, ended, withdrawn."""
    kinds = (
        {},
        {"legal_basis": "law", "legal_provision": "Заң, 9-бап"},
        {"no_transfer": True, "channel": "email", "consent_method": "message"},
        {"consent_until": BEGINS.date() + timedelta(days=20)},
        {},
    )
    made = []
    for hours, kind in enumerate(kinds):
        with clock.running_at(lambda at=BEGINS + timedelta(hours=hours): at):
            made.append(given.appeal(**kind))
            if hours == 0:
                given.disclosure(made[0], fields=FEW)
                given.disclosure(made[0], fields=FEW)
    with deed_of(Action.NOTE_ADD, made[-1], given.cast("senior_operator")):
        made[-1].consent.withdrawn_at = NOW
    return made


def rows_of(browser):
    return [
        [cell.get_text(strip=True) for cell in row.find_all("td")]
        for row in browser.page.select("#rows tbody tr")
    ]


def numbers(browser):
    return [row[0] for row in rows_of(browser)]


def tiles(browser):
    return [tile.get_text(" ", strip=True) for tile in browser.page.select(".kpi")]


def test_each_consent_says_its_term_its_transfer_and_where_it_stands(manager, consents):
    page = manager.open(OCTOBER)
    assert page.h1.get_text() == "Register of consents and transfers, 1 Oct – 31 Oct 2026"
    assert numbers(manager) == [appeal.number for appeal in reversed(consents)]
    by_number = {row[0]: row[1:] for row in rows_of(manager)}
    assert by_number[consents[0].number] == [
        "05.10.2026 10:00",
        "Phone call (109)",
        "Script read out by the operator",
        "Consent (policy 7, 8)",
        "1",
        "until the purpose is reached",
        "yes",
        "no",
        "no",
        "in force",
        "2",
    ]
    assert by_number[consents[1].number][3] == "Provision of law"
    assert by_number[consents[2].number][6] == "no"
    assert by_number[consents[3].number][5:10:4] == ["25.10.2026", "term ended"]
    assert by_number[consents[4].number][9] == "withdrawn"
    assert tiles(manager) == [
        "5 consents",
        "1 withdrawn",
        "1 term ended",
        "1 without transfer to third parties",
        "2 transfers in these days",
    ]


def tile_hrefs(browser):
    return {
        tile.get_text(" ", strip=True): tile.get("href", "") for tile in browser.page.select(".kpi")
    }


@pytest.mark.parametrize("narrowing", ["", "&state=withdrawn", "&transfer=yes", "&basis=law"])
def test_every_number_opens_the_rows_it_counts(manager, consents, given, narrowing):
    with clock.running_at(lambda: NOW):  # in November, of a consent of October
        given.disclosure(consents[0], fields=FEW)
    with clock.running_at(lambda: BEGINS - timedelta(days=5)):  # of September, given in October
        earlier = given.appeal()
    with clock.running_at(lambda: BEGINS):
        given.disclosure(earlier, fields=FEW)
    manager.open(OCTOBER + narrowing)
    hrefs = tile_hrefs(manager)
    assert len(hrefs) == 5
    for words, href in hrefs.items():
        if href.startswith("/"):
            manager.open(href)
            assert words.split()[0] == str(len(rows_of(manager))), words


def test_disclosures_are_counted_in_the_days_they_were_made(manager, consents, given):
    with clock.running_at(lambda: NOW):
        given.disclosure(consents[0], fields=FEW)
    manager.open(OCTOBER)
    assert "2 transfers in these days" in tiles(manager)
    manager.open("/reports/consents?from=2026-11-01&to=2026-11-30")
    assert "1 transfer in these days" in tiles(manager)


def test_a_number_another_narrowing_excludes_leads_nowhere(manager, consents):
    manager.open(f"{OCTOBER}&transfer=yes&state=ended")
    hrefs = tile_hrefs(manager)
    ways = {words: href != "" for words, href in hrefs.items() if href != "#rows"}
    assert ways == {
        "0 withdrawn": False,
        "1 term ended": True,
        "0 without transfer to third parties": False,
        "0 transfers in these days": False,
    }


def test_a_later_refusal_of_transfer_shows_in_the_register(manager, consents, given):
    objected(given, consents[0], EVERY_FIELD)
    manager.open(f"{OCTOBER}&transfer=no")
    assert numbers(manager) == [consents[2].number, consents[0].number]


@pytest.mark.parametrize(
    ("narrowing", "places"),
    [
        ("state=in_force", [2, 1, 0]),
        ("state=ended", [3]),
        ("state=withdrawn", [4]),
        ("basis=law", [1]),
        ("transfer=no", [2]),
        ("transfer=yes&state=in_force", [1, 0]),
    ],
)
def test_filters_narrow_rows_and_totals_alike(manager, consents, narrowing, places):
    manager.open(f"{OCTOBER}&{narrowing}")
    assert numbers(manager) == [consents[place].number for place in places]
    assert tiles(manager)[0].split()[0] == str(len(places))


@pytest.mark.parametrize(
    "typed", ["state=gone", "basis=wish", "transfer=perhaps", "from=2026-13-01"]
)
def test_a_question_that_makes_no_sense_is_answered_beside_its_box(manager, consents, typed):
    page = manager.open(f"/reports/consents?{typed}", status=422)
    assert page.select_one(".field.bad")
    assert not page.select(".kpi")


def test_pages_go_through_all_rows_once_and_back(manager, given, monkeypatch):
    monkeypatch.setattr(listing, "PAGE", 3)
    with clock.running_at(lambda: BEGINS):  # all at one moment: the number parts them
        made = [given.appeal(texts=NUMBERS).number for _ in range(8)]
    href, seen = OCTOBER, []
    while href:
        manager.open(href)
        seen.append(numbers(manager))
        older = manager.page.find("a", rel="next")
        href = older["href"] if older else ""
    assert [len(page) for page in seen] == [3, 3, 2]
    assert sum(seen, []) == made[::-1]
    manager.open(manager.page.find("a", rel="prev")["href"])
    assert numbers(manager) == seen[1]


def export(browser, kind, *, path=OCTOBER):
    return taken(browser, kind, path=path, reason="inspection")


@pytest.mark.parametrize("narrowing", ["", "&state=withdrawn", "&transfer=no", "&basis=law"])
def test_screen_entry_and_both_files_hold_the_same_rows(manager, consents, narrowing):
    path = OCTOBER + narrowing
    manager.open(path)
    on_screen = numbers(manager)[::-1]
    in_csv = [row[0] for row in csv_rows(export(manager, "csv", path=path))[1:]]
    assert told(entry_of(Action.REPORT_EXPORT))["rows"] == str(len(on_screen))
    sheet = book_of(export(manager, "xlsx", path=path)).worksheets[0]
    in_book = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert on_screen == in_csv == in_book


def test_a_workbook_read_back_is_what_the_database_says(manager, consents):
    book = book_of(export(manager, "xlsx"))
    sheet, made = book.worksheets
    head = [cell.value for cell in sheet[1]]
    rows = [
        dict(zip(head, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)
    ]
    assert len(rows) == len(consents)
    for row, appeal in zip(rows, consents, strict=True):
        consent = appeal.consent
        assert row["Appeal"] == appeal.number
        assert row["Given"] == clock.local(consent.given_at).replace(tzinfo=None)
        assert row["Transfer to third parties"] == ("no" if appeal.no_transfer else "yes")
        assert row["Cross-border transfer"] == row["Public sources"] == "no"
        assert (row["Provision of law or contract"] or "") == consent.provision
    assert [row["Transfers"] for row in rows] == [2, 0, 0, 0, 0]
    assert [row["State"] for row in rows][3:] == ["term ended", "withdrawn"]
    parameters = {row[0].value: row[1].value for row in made.iter_rows()}
    assert parameters["Report"].startswith("Register of consents")
    assert parameters["Rows"] == "5"
    assert parameters["Checkpoint digest"]


def test_the_log_is_signed_first_and_the_entry_says_which_report_left(manager, consents):
    answer = export(manager, "csv", path=f"{OCTOBER}&state=in_force")
    entry, checkpoint = entry_of(Action.REPORT_EXPORT), entry_of(Action.AUDIT_CHECKPOINT)
    assert entry.seq == checkpoint.seq + 1
    assert (entry.reason, told(entry)["report"]) == ("inspection", "consents")
    assert told(entry)["state"] == "in_force"
    assert 'filename="consents_2026-10-01_2026-10-31_en_' in answer.headers["Content-Disposition"]


def test_a_file_longer_than_one_chunk_holds_every_row_once(manager, consents, monkeypatch):
    monkeypatch.setattr(listing, "CHUNK", 2)
    rows = csv_rows(export(manager, "csv"))[1:]
    assert [row[0] for row in rows] == [appeal.number for appeal in consents]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_personal_value_stands_in_the_register_or_leaves_with_it(manager, consents, kind):
    answer = export(manager, kind)
    text = answer.get_data().decode("utf-8", "ignore")
    if kind == "xlsx":
        sheets = book_of(answer).worksheets
        text = " ".join(str(c.value) for sheet in sheets for row in sheet.iter_rows() for c in row)
    for value in (NAME, PHONE, TEXT, ADDRESS, PERSON[Field.CONSENT_EVIDENCE]):
        assert value not in text
        assert value not in manager.text


@pytest.mark.parametrize("role", ["privacy_officer", "auditor"])
def test_whoever_may_see_reports_reaches_the_register_from_them(browser_of, consents, role):
    page = browser_of(role).open("/reports/disclosures")
    assert page.find("a", string="Consents")["href"] == "/reports/consents"


@pytest.mark.parametrize("role", ["operator", "senior_operator", "administrator"])
def test_nobody_else_sees_it(browser_of, role):
    browser_of(role).open("/reports/consents", status=403)


def test_the_report_of_disclosures_is_taken_out_as_before(manager, october):
    rows = csv_rows(taken(manager, "csv"))
    assert len(rows) == 1 + len(october)
