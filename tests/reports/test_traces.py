"""What a row of the accounting can be traced to: its entry in the log, its recipient of the day."""

from datetime import timedelta

from backoffice import clock
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.disclosures import OutsideReason
from backoffice.third_parties.actions import Facts, edit_third_party
from backoffice.third_parties.models import ThirdParty
from backoffice.third_parties.queries import third_party_by_code
from tests.exports.taking import OCTOBER, book_of, csv_rows, taken
from tests.reports.conftest import FEW

NEW = {"name_kk": "Қала жылуы", "name_ru": "Тепло города", "name_en": "Warmth of the City"}


def renamed(code, by):
    """The third party under a new name, as the register changes it."""
    party = third_party_by_code(code)
    told = {name: getattr(party, name) for name in Facts.__dataclass_fields__}
    scopes = [(row.category_code, row.district_code) for row in party.competences]
    old = {name: told[name] for name in NEW}
    edit_third_party(party, by=by, facts=Facts(**told | NEW), competence=scopes)
    return old


def column(rows, label):
    place = rows[0].index(label)
    return [row[place] for row in rows[1:]]


def test_each_row_names_the_entry_that_recorded_it(manager, october):
    rows = csv_rows(taken(manager, "csv"))
    numbers, appeals = column(rows, "Audit no."), column(rows, "Appeal")
    assert len(set(numbers)) == len(october)
    for disclosure, seq, appeal in zip(october, numbers, appeals, strict=True):
        entry = db.session.get(AuditEntry, int(seq))
        assert entry.action == Action.DISCLOSURE_RECORD
        assert entry.detail.startswith(f"disclosure={disclosure.id};")
        assert entry.appeal_number == appeal
    sheet = [list(row) for row in book_of(taken(manager, "xlsx")).worksheets[0].values]
    assert column(sheet, "Audit no.") == [int(number) for number in numbers]


def test_the_number_of_the_entry_leads_to_it_in_the_log(manager, october):
    page = manager.open(OCTOBER)
    link = page.select_one("#rows tbody tr").find_all("a")[-1]
    seq = link.get_text(strip=True)
    manager.open(link["href"])
    first = manager.page.select_one("tbody tr").get_text(" ", strip=True)
    assert first.startswith(seq)


def test_a_renamed_recipient_is_told_by_both_names(manager, october, cast, disclosed):
    old = renamed("K2", cast("manager"))
    disclosed(
        1,
        since=clock.now() - timedelta(hours=1),
        by="senior_operator",
        to="K2",
        fields=FEW,
        outside_reason=OutsideReason.REDIRECTED,
    )
    path = OCTOBER.replace("2026-10-31", "2026-11-30")
    before = f"{NEW['name_en']} (on that day: {old['name_en']})"
    names = column(csv_rows(taken(manager, "csv", path=path)), "Recipient")
    assert names.count(before) == 2
    assert names.count(NEW["name_en"]) == 1
    page = manager.open(path)
    told = [cell.get_text(strip=True) for cell in page.select("#rows tbody td")]
    assert (told.count(before), told.count(NEW["name_en"])) == (2, 1)
    # By recipient they are one and the same.
    [bar] = [row for row in page.select("#recipients tbody tr") if NEW["name_en"] in row.get_text()]
    assert bar.select_one(".num").get_text() == "3"


def test_a_name_of_another_language_alone_changes_nothing_for_this_reader(manager, october, cast):
    party = third_party_by_code("K2")
    english = party.name_en
    told = {name: getattr(party, name) for name in Facts.__dataclass_fields__}
    scopes = [(row.category_code, row.district_code) for row in party.competences]
    facts = Facts(**told | {"name_kk": NEW["name_kk"]})
    edit_third_party(party, by=cast("manager"), facts=facts, competence=scopes)
    assert isinstance(db.session.get(ThirdParty, party.id), ThirdParty)
    names = column(csv_rows(taken(manager, "csv")), "Recipient")
    assert names.count(english) == 2
