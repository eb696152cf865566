"""The accounting of disclosures on the screen: policy 9, 11."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from backoffice.audit.models import AuditEntry
from backoffice.data_rights.actions import correct_value
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.names import sort_key
from backoffice.rules.vocabulary.personal_values import RightsReason
from tests.given import ADDRESS, NAME, PHONE, TEXT
from tests.reports.conftest import FEW
from tests.statements import statements_of

OCTOBER = "/reports/disclosures?from=2026-10-01&to=2026-10-31"


def tiles(browser):
    return [tile.get_text(" ", strip=True) for tile in browser.page.select(".kpi")]


def numbers(browser):
    """No. of each row on the page, as shown."""
    return [int(row.td.get_text()) for row in browser.page.select("#rows tbody tr")]


def bars(browser, part):
    return {
        row.th.get_text(strip=True): (int(row.select_one(".num").get_text()), row.a["href"])
        for row in browser.page.select(f"#{part} tbody tr")
    }


def test_the_page_counts_what_was_disclosed_in_the_period(manager, october):
    page = manager.open(OCTOBER)
    assert page.h1.get_text() == "Disclosures, 1 Oct – 31 Oct 2026"
    assert tiles(manager) == [
        "6 disclosures",
        "2 appeals",
        "2 recipients",
        "33.3 % beyond need, with a reason: 2",
        "1 recalled, failed or holding an old value",
    ]
    assert numbers(manager) == [d.id for d in reversed(october)]


def test_every_number_leads_to_exactly_its_rows(manager, october):
    manager.open(OCTOBER)
    counted = [*bars(manager, "recipients").values(), *bars(manager, "fields").values()]
    by_tile = {tile["href"]: tile for tile in manager.page.select("a.kpi")}
    beyond, attention = (next(h for h in by_tile if m in h) for m in ("beyond", "attention"))
    for times, href in [*counted, (2, beyond), (1, attention)]:
        manager.open(href)
        assert len(numbers(manager)) == times
        assert tiles(manager)[0].split()[0] == str(times)


def test_a_recipient_that_holds_an_old_value_needs_attention(manager, october, given, cast):
    phone = given.value(october[-1].appeal, Field.PHONE)
    officer = cast("privacy_officer")
    correct_value(phone, by=officer, text="+77015550000", reason=RightsReason.APPLICANT_ASKED)
    manager.open(OCTOBER)
    assert tiles(manager)[-1] == "2 recalled, failed or holding an old value"
    manager.open(f"{OCTOBER}&mark=attention")
    assert numbers(manager) == [october[-1].id, october[-2].id]


def test_a_copy_edited_for_a_recipient_is_old_once_its_original_is_corrected(
    manager, disclosed, given, cast
):
    since = datetime(2026, 10, 5, 5, tzinfo=UTC)
    [usual, edited] = disclosed(1, since=since) + disclosed(1, since=since, edited_text="Жарық.")
    manager.open(OCTOBER)
    assert tiles(manager)[-1].startswith("0 ")
    for disclosure in (usual, edited):
        text = given.value(disclosure.appeal, Field.PROBLEM_TEXT)
        reason = RightsReason.INACCURATE
        correct_value(text, by=cast("privacy_officer"), text="Жарық жоқ.", reason=reason)
    manager.open(OCTOBER)
    assert tiles(manager)[-1].startswith("2 ")


def test_a_mark_that_cannot_be_added_to_the_one_in_force_leads_nowhere(manager, october):
    manager.open(f"{OCTOBER}&mark=beyond")
    assert [tile.name for tile in manager.page.select(".kpi")] == ["a", "a", "a", "a", "p"]


def test_a_row_names_the_fields_and_shows_no_value(manager, october):
    page = manager.open(OCTOBER)
    last = page.select_one("#rows tbody tr").get_text(" ", strip=True)
    assert "text of the appeal, address of the problem, name, phone" in last
    assert "08.10.2026 11:00" in last
    assert "failed" in last
    assert "Access to the premises is needed" in last
    for value in (NAME, PHONE, TEXT, ADDRESS):
        assert value not in manager.answer.get_data(as_text=True)


def test_this_month_is_shown_when_the_address_says_nothing(manager, october):
    page = manager.open("/reports/disclosures")
    assert page.h1.get_text() == "Disclosures, 1 Nov – 30 Nov 2026"
    assert page.select_one("nav[aria-label=Period] [aria-current]").get_text() == "This month"
    assert "Nothing was disclosed in this period" in manager.text
    assert tiles(manager)[0] == "0 disclosures"


def test_a_preset_keeps_the_filters_in_force(manager, october):
    page = manager.open(OCTOBER + "&third_party=K2")
    quarter = page.find("a", string="This quarter")["href"]
    manager.open(quarter)
    assert "third_party=K2" in quarter
    assert len(numbers(manager)) == 2


@pytest.mark.parametrize(
    ("narrowing", "rows"),
    [
        ("third_party=K1", 4),
        ("field=name", 2),
        ("category=ELEC", 6),
        ("category=ROAD", 0),
        ("mark=beyond", 2),
        ("mark=attention&field=object_address", 1),
        ("mark=attention&field=iin", 0),
    ],
)
def test_filters_narrow_rows_and_totals_alike(manager, october, narrowing, rows):
    manager.open(f"{OCTOBER}&{narrowing}")
    assert len(numbers(manager)) == rows
    assert tiles(manager)[0].split()[0] == str(rows)


def test_a_filter_in_force_is_shown_and_can_be_taken_away(manager, october, cast):
    page = manager.open(f"{OCTOBER}&staff={cast('senior_operator').id}&mark=beyond")
    assert len(numbers(manager)) == 2
    tags = page.select(".chosen a")
    assert [tag.get_text(" ", strip=True) for tag in tags] == [
        "Take away: Who disclosed: Ерлан Төлеуов",
        "Take away: Show only: Beyond need, with a reason",
    ]
    manager.open(tags[1]["href"])
    assert "mark" not in tags[1]["href"]
    assert len(numbers(manager)) == 2


def test_midnight_in_astana_divides_the_months(manager, disclosed):
    disclosed(1, since=datetime(2026, 9, 30, 18, 59, tzinfo=UTC), fields=FEW)
    first = disclosed(1, since=datetime(2026, 9, 30, 19, tzinfo=UTC), fields=FEW)
    disclosed(1, since=datetime(2026, 10, 31, 19, tzinfo=UTC), fields=FEW)
    manager.open(OCTOBER)
    assert numbers(manager) == [first[0].id]


def test_ten_years_are_one_period_like_any_other(manager, october):
    page = manager.open("/reports/disclosures?from=2017-01-01&to=2026-12-31")
    assert page.h1.get_text() == "Disclosures, 1 Jan 2017 – 31 Dec 2026"
    assert len(numbers(manager)) == 6


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("from=2026-10-31&to=2026-10-01", "The last day lies before the first."),
        ("from=2026-10-31", "State the first and the last day."),
        ("from=31.10.2026&to=2026-11-01", "Write a date: day, month and year."),
        ("from=0001-01-01&to=9999-12-31", "Choose a year from 2000 to 2099."),
        ("third_party=ZZ", "Choose one of the list."),
        ("staff=1;drop", "Choose one of the list."),
        ("mark=other", "Choose one of the list."),
    ],
)
def test_a_question_that_makes_no_sense_is_answered_beside_its_box(
    manager, october, typed, sentence
):
    page = manager.open(f"/reports/disclosures?{typed}", status=422)
    assert sentence in page.select_one(".field.bad").get_text()
    assert sentence in page.select_one(".errors").get_text()
    assert not page.select(".kpi")


def test_what_was_typed_stays_in_the_boxes(manager, october):
    page = manager.open(
        "/reports/disclosures?from=2026-10-31&to=2026-10-01&category=ELEC", status=422
    )
    assert page.find("input", {"name": "from"})["value"] == "2026-10-31"
    assert page.find("input", {"name": "to"})["value"] == "2026-10-01"
    assert page.select_one("select[name=category] option[selected]")["value"] == "ELEC"


def test_pages_go_through_all_rows_once_and_back(manager, disclosed):
    made = disclosed(120, since=datetime(2026, 10, 2, tzinfo=UTC), fields=FEW)
    href, pages = OCTOBER, []
    while href:
        manager.open(href)
        pages.append(numbers(manager))
        older = manager.page.find("a", rel="next")
        href = older["href"] if older else ""
    assert [len(page) for page in pages] == [50, 50, 20]
    assert sum(pages, []) == [d.id for d in reversed(made)]
    manager.open(manager.page.find("a", rel="prev")["href"])
    assert numbers(manager) == pages[1]
    manager.open(manager.page.find("a", rel="prev")["href"])
    assert numbers(manager) == pages[0]
    assert manager.page.find("a", rel="prev") is None


def test_a_page_that_goes_on_from_outside_the_period_does_not_exist(manager, october):
    manager.open(f"/reports/disclosures?period=month&before={october[0].id}", status=404)


def test_the_foot_names_where_the_audit_log_stands(manager, october):
    manager.open(OCTOBER)
    seq = db.session.scalar(sa.select(sa.func.max(AuditEntry.seq)))
    assert f"Audit checkpoint {seq} · " in manager.text


@pytest.mark.parametrize("role", ["manager", "privacy_officer", "auditor"])
def test_those_who_account_for_disclosures_see_the_report(browser_of, now, role):
    browser_of(role).open("/reports/disclosures")


@pytest.mark.parametrize("role", ["operator", "senior_operator", "administrator"])
def test_others_are_turned_away_and_the_attempt_is_written_down(browser_of, now, role):
    browser_of(role).open("/reports/disclosures", status=403)
    entry = db.session.scalar(sa.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1))
    assert (entry.action, entry.outcome) == (Action.REPORT_VIEW, "refused")


@pytest.mark.parametrize(
    ("language", "heading"),
    [("kk", "2026 ж. 1 қазан"), ("ru", "31 октября 2026 г.")],
)
def test_the_heading_has_the_dates_of_the_readers_language(browser_of, now, language, heading):
    page = browser_of("manager", language=language).open(OCTOBER)
    assert heading in page.h1.get_text()


def test_the_number_of_statements_does_not_grow_with_the_rows(manager, disclosed):
    disclosed(2, since=datetime(2026, 10, 2, tzinfo=UTC), fields=FEW)
    few = statements_of(manager, OCTOBER)
    disclosed(60, since=datetime(2026, 10, 9, tzinfo=UTC), to="K1", fields=FEW)
    many = statements_of(manager, OCTOBER)
    assert len(few) == len(many) <= 16


def test_a_later_page_is_reached_by_key_and_skips_no_rows(manager, disclosed):
    made = disclosed(60, since=datetime(2026, 10, 9, tzinfo=UTC), fields=FEW)
    later = statements_of(manager, f"{OCTOBER}&before={made[10].id}")
    assert numbers(manager) == [d.id for d in reversed(made[:10])]
    pages = [p for statement, p in later if statement.endswith("LIMIT ? OFFSET ?")]
    assert pages  # SQLite is always told an offset: nought
    assert all(parameters[-1] == 0 for parameters in pages)


@pytest.mark.parametrize(
    "narrowing",
    ["", "third_party=K1", "field=name", "category=ELEC", "staff=1", "mark=attention", "before"],
)
def test_no_question_reads_rows_outside_its_period(manager, october, narrowing):
    if narrowing == "before":
        narrowing = f"before={october[-1].id}"
    for statement, parameters in statements_of(manager, f"{OCTOBER}&{narrowing}"):
        if "disclosure" not in statement:
            continue
        plan = db.session.connection().exec_driver_sql(
            f"EXPLAIN QUERY PLAN {statement}", parameters
        )
        steps = [row[3] for row in plan]
        big = ("disclosure", "disclosure_item", "disclosure_event", "appeal", "personal_value")
        assert not [step for step in steps if step.split()[:2] in [["SCAN", t] for t in big]]
        reads = [s for s in steps if s.startswith("SEARCH disclosure USING")]
        assert all("at>?" in s or "PRIMARY KEY" in s for s in reads)


def test_recipients_are_offered_in_the_order_of_the_kazakh_alphabet(browser_of, october):
    browser = browser_of("manager", language="kk")
    browser.open(OCTOBER)
    names = [one.get_text() for one in browser.page.select("[name=third_party] option")][1:]
    assert names == sorted(names, key=sort_key)
    assert names != sorted(names)
