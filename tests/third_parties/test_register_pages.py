"""The register of third parties: who may read it, who may change it (policy 9, 11)."""

import pytest
import sqlalchemy as sa

from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.third_parties.queries import (
    competent_ids,
    districts,
    third_party_by_code,
    third_party_with_competence,
)

NEW = {
    "code": "c9",
    "name_kk": "Қалалық лифт қызметі",
    "name_ru": "Городская лифтовая служба",
    "name_en": "City lift service",
    "kind": "private",
    "bin": "550640900001",
    "country": "kz",
    "undertaking_no": "15",
    "undertaking_from": "2025-01-10",
    "competence": ["LIFT:", "LIFT:esil", "YARD:nura"],
}


def last_entry(action):
    return db.session.scalars(
        sa.select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.seq.desc())
    ).first()


def names(browser):
    return {link.get_text(strip=True) for link in browser.page.select("tbody th a")}


def test_the_register_lists_all_thirty_one(browser_of):
    browser = browser_of("operator")
    browser.open("/third-parties")
    assert len(names(browser)) == 31
    assert "Shown: 31 of 31" in browser.text


@pytest.mark.parametrize("name", ["Су арнасы", "Водоканал", "sewer", "су арнасы", "K3"])
def test_an_entry_is_found_by_its_name_in_each_language(browser_of, name):
    browser = browser_of("operator")
    browser.open(f"/third-parties?name={name}")
    assert names(browser) == {"Water and sewer utility"}


def test_kazakh_letters_may_be_typed_as_russian_ones(browser_of):
    browser = browser_of("operator")
    browser.open("/third-parties?name=Сарыарка акимини")
    assert names(browser) == {"Office of the akim of Saryarka district"}


def test_the_register_is_narrowed_by_kind_and_activity(browser_of):
    browser = browser_of("manager")
    browser.open("/third-parties?kind=private")
    assert len(names(browser)) == 3
    browser.open("/third-parties/D1")
    browser.submit("/third-parties/D1", active=None)
    browser.open("/third-parties?kind=private")
    assert "Lift company" not in names(browser)
    browser.open("/third-parties?active=no")
    assert names(browser) == {"Lift company"}


def test_nobody_found_is_said(browser_of):
    browser = browser_of("operator")
    browser.open("/third-parties?name=жоқ-мұндай")
    assert "No third party answers to this." in browser.text


@pytest.mark.parametrize("role", ["operator", "senior_operator", "auditor"])
def test_others_read_an_entry_and_cannot_change_it(browser_of, role):
    browser = browser_of(role)
    browser.open("/third-parties/K1")
    assert browser.page.select_one("fieldset[disabled]")
    assert browser.submit("/third-parties/K1", name_en="Mine").status_code in (403, 422)
    browser.open("/third-parties/new", status=403)
    db.session.expire_all()
    assert third_party_by_code("K1").name_en == "Electricity network utility"


def test_a_forged_form_of_an_operator_is_refused_and_written_down(browser_of):
    manager = browser_of("manager")
    manager.open("/third-parties/K1")
    browser = browser_of("operator")
    browser.open("/third-parties/K1")
    typed = {"name_kk": "А", "name_ru": "Б", "name_en": "C", "kind": "utility", "country": "KZ"}
    assert browser.submit("/third-parties/K1", **typed).status_code == 403
    assert last_entry(Action.THIRD_PARTY_EDIT).is_refused
    db.session.expire_all()
    assert third_party_by_code("K1").name_en == "Electricity network utility"


@pytest.mark.parametrize("role", ["manager", "privacy_officer", "administrator"])
def test_those_who_keep_the_register_add_to_it(browser_of, role):
    browser = browser_of(role)
    browser.open("/third-parties/new")
    assert browser.submit("/third-parties/new", **NEW).status_code == 303
    party = third_party_with_competence("C9")
    assert (party.name_en, party.country, party.bin) == ("City lift service", "KZ", "550640900001")
    scopes = {(row.category_code, row.district_code) for row in party.competences}
    assert scopes == {("LIFT", ""), ("YARD", "nura")}
    entry = last_entry(Action.THIRD_PARTY_ADD)
    assert (entry.subject, entry.third_party) == ("third_party:C9", "C9")


def test_a_code_is_given_once(browser_of):
    browser = browser_of("manager")
    browser.open("/third-parties/new")
    answer = browser.submit("/third-parties/new", **{**NEW, "code": "K1"})
    assert answer.status_code == 422
    assert "Another third party has this code." in browser.text
    assert browser.page.find(id="name_en")["value"] == "City lift service"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("name_kk", ""),
        ("code", "ы1"),
        ("kind", "friend"),
        ("bin", "550640900002"),
        ("bin", "551340900003"),
        ("bin", "010305390005"),
        ("country", "KAZ"),
        ("contact_email", "nobody"),
        ("contact_phone", "12"),
        ("undertaking_no", ""),
        ("undertaking_from", ""),
        ("undertaking_until", "2024-12-31"),
        ("competence", ["NOPE:"]),
        ("competence", ["LIFT:mars"]),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(browser_of, name, typed):
    browser = browser_of("manager")
    browser.open("/third-parties/new")
    answer = browser.submit("/third-parties/new", **{**NEW, name: typed})
    assert answer.status_code == 422
    assert browser.page.select_one(".errors a")
    assert browser.page.find(id="name_ru")["value"] == "Городская лифтовая служба"
    assert not db.session.scalar(sa.select(AuditEntry).filter_by(action=Action.THIRD_PARTY_ADD))


def test_editing_names_the_changed_columns_and_no_values(browser_of):
    browser = browser_of("privacy_officer")
    browser.open("/third-parties/K1")
    answer = browser.submit(
        "/third-parties/K1",
        responsible_person="Болат Сейтов",
        undertaking_no="9",
        undertaking_from="2025-02-01",
    )
    assert answer.status_code == 303
    entry = last_entry(Action.THIRD_PARTY_EDIT)
    assert entry.third_party == "K1"
    assert entry.detail == "responsible_person,undertaking_no,undertaking_from"
    assert third_party_by_code("K1").responsible_person == "Болат Сейтов"


def test_saving_without_a_change_changes_nothing(browser_of):
    browser = browser_of("manager")
    browser.open("/third-parties/A3")
    browser.submit("/third-parties/A3")
    assert last_entry(Action.THIRD_PARTY_EDIT).detail == ""
    assert third_party_by_code("A3").version == 1


def test_competence_is_taken_away_and_given(browser_of):
    browser = browser_of("manager")
    browser.open("/third-parties/A3")
    browser.submit("/third-parties/A3", competence=["SNOW:esil", "NOIS:"])
    party = third_party_with_competence("A3")
    scopes = {(row.category_code, row.district_code) for row in party.competences}
    assert scopes == {("SNOW", "esil"), ("NOIS", "")}
    assert party.version == 2
    assert last_entry(Action.THIRD_PARTY_EDIT).detail == "competence"


def test_two_who_edit_at_once_both_see_what_is_stored_and_what_was_typed(browser_of):
    one, other = browser_of("manager"), browser_of("privacy_officer")
    one.open("/third-parties/K1")
    other.open("/third-parties/K1")
    other.submit("/third-parties/K1", contact_phone="+7 7172 55 12 34", competence=["HEAT:"])
    answer = one.submit("/third-parties/K1", contact_phone="+7 7172 55 00 00")
    assert answer.status_code == 409
    assert "+7 7172 55 12 34" in one.page.select_one("main .note.warn").get_text()
    assert "HEAT:" in one.page.select_one("main .note.warn").get_text()
    assert one.page.find(id="contact_phone")["value"] == "+7 7172 55 00 00"
    assert one.submit("/third-parties/K1").status_code == 303
    db.session.expire_all()
    assert third_party_by_code("K1").contact_phone == "+7 7172 55 00 00"


def test_a_change_of_competence_alone_is_seen_by_who_edits_at_once(browser_of):
    one, other = browser_of("manager"), browser_of("privacy_officer")
    one.open("/third-parties/K1")
    other.open("/third-parties/K1")
    other.submit("/third-parties/K1", competence=["HEAT:"])
    assert one.submit("/third-parties/K1", contact_phone="+77172550000").status_code == 409


def test_a_private_entry_without_undertaking_says_that_it_gets_nothing(browser_of):
    browser = browser_of("operator")
    browser.open("/third-parties/D1")
    assert "gets no data without an undertaking in force" in browser.text


def test_an_unknown_entry_is_not_there(browser_of):
    browser_of("operator").open("/third-parties/Z9", status=404)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("path", ["/third-parties", "/third-parties/new", "/third-parties/A3"])
def test_the_pages_keep_the_house_rules_in_every_language(browser_of, language, path):
    browser_of("manager", language=language).open(path)


def test_the_six_districts_lead_to_the_six_akimats(app):
    for district in districts():
        akimat = third_party_by_code(district.akimat)
        assert competent_ids("SNOW", district.code) == {akimat.id}
    assert len({district.akimat for district in districts()}) == 6


def test_without_a_district_only_a_competence_for_the_whole_city_counts(app):
    assert competent_ids("SNOW", None) == set()
    assert competent_ids("ELEC", None) == {third_party_by_code("K1").id}


def test_blanks_are_no_name(browser_of):
    browser = browser_of("manager")
    browser.open("/third-parties/K1")
    answer = browser.submit("/third-parties/K1", name_kk="   ")
    assert answer.status_code == 422
    assert "Write the legal name in this language." in browser.text
    assert third_party_by_code("K1").name_kk.strip()
