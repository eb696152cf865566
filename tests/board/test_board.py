"""The board: policy 2, 4; no personal data, everything bounded, fresh without a person's doing."""

import base64
from datetime import timedelta
from itertools import combinations
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from backoffice import clock
from backoffice.appeals.actions import assign_appeal, take_appeal
from backoffice.appeals.models import Appeal
from backoffice.board import statements as built
from backoffice.board.filters import ENDED_STATES, OPEN_STATES, Filters
from backoffice.board.places import WAYS
from backoffice.board.queries import COLUMN_LENGTH, PAGE_LENGTH, names_in, question_of
from backoffice.db import db
from backoffice.rules.vocabulary.appeals import AppealState
from tests.given import ADDRESS, NAME, PHONE, TEXT
from tests.withdrawals.test_withdraw_consent import withdraw

CHOICES = {
    "category": "ELEC",
    "district": "esil",
    "third_party": "A1",
    "channel": "phone",
    "kind": "appeal",
    "due": "week",
    "assignee": "me",
    "mine": "registered",
}


def numbers(page):
    return [a.get_text(strip=True) for a in page.select("#columns .mono")]


def again(browser):
    return browser.page.select_one("#columns")["hx-get"]


def test_the_board_shows_no_personal_data(given, browser_of):
    given.appeal()
    given.appeal_answered()
    browser = browser_of("senior_operator")
    for address in ("/board", "/board?view=list", "/board?view=list&state=answered"):
        browser.open(address)
        source = browser.answer.get_data(as_text=True)
        for secret in (NAME, *NAME.split(), PHONE, PHONE[-4:], TEXT, ADDRESS, "Жарық"):
            assert secret not in source


def test_every_state_has_its_column_with_a_count_that_equals_its_tiles(given, browser_of):
    given.appeal()
    given.appeal()
    given.appeal_in_work()
    given.appeal_answered()
    given.appeal_closed()
    page = browser_of("manager").open("/board")
    for state, count in (("new", 2), ("in_work", 1), ("answered", 1), ("closed", 1)):
        column = page.select_one(f"#column-{state}")
        assert column.h2.span.get_text(strip=True) == str(count)
        assert len(column.select(".tile")) == count
    assert "3 open" in page.select_one("#tally").get_text()
    assert page.select_one("#column-answered .tag").get_text(strip=True) == "answered"


def test_filters_narrow_alone_and_together_and_stand_in_the_address(given, browser_of):
    wanted = given.appeal(category="ELEC", district_code="esil", channel="email")
    given.appeal(category="ELEC", district_code="nura")
    given.appeal(category="HEAT", district_code="esil")
    browser = browser_of("manager")
    assert len(numbers(browser.open("/board?category=ELEC"))) == 2
    assert len(numbers(browser.open("/board?district=esil"))) == 2
    assert numbers(browser.open("/board?category=ELEC&district=esil")) == [wanted.number]
    assert numbers(browser.open("/board?channel=email&kind=appeal")) == [wanted.number]
    assert not numbers(browser.open("/board?kind=complaint"))
    tags = browser.open("/board?category=ELEC&district=esil").select(".chosen a")
    assert [tag["href"] for tag in tags] == ["/board?district=esil", "/board?category=ELEC"]


def test_a_value_outside_its_list_is_no_filter(given, browser_of):
    given.appeal()
    page = browser_of("manager").open("/board?category=NOPE&due=%27&assignee=x&state=gone")
    assert len(numbers(page)) == 1
    assert not page.select(".chosen")


def test_a_word_of_an_address_that_is_none_of_ours_is_not_passed_on(given, browser_of):
    browser = browser_of("manager")
    page = browser.open("/board?_scheme=x&_external=1&name=Aliya&view=list")
    assert "Aliya" not in str(page)
    assert again(browser).startswith("/board?view=list&seen=")


def test_overdue_and_soon_are_told_by_words_and_shape_and_can_be_filtered(given, browser_of):
    late = given.appeal(category="ELEC", received_at=clock.now() - timedelta(days=3))
    soon = given.appeal(category="ELEC")
    calm = given.appeal(category="ROAD")
    browser = browser_of("manager")
    page = browser.open("/board")
    for appeal, tone, words in (
        (late, "late", "over"),
        (soon, "soon", "to"),
        (calm, "calm", "day"),
    ):
        tile = page.select_one(f"#tile-{appeal.number}")
        assert tone in tile["class"]
        assert words in tile.select_one(".tag").get_text()
        assert tile.select_one(".tag svg")
    assert "1 overdue" in page.select_one("#tally").get_text()
    assert numbers(browser.open("/board?due=overdue")) == [late.number]
    assert numbers(browser.open("/board?due=soon")) == [soon.number]
    assert late.number in numbers(browser.open("/board?view=list&due=overdue"))


def test_an_answered_appeal_is_never_overdue(given, browser_of):
    given.appeal_answered(received_at=clock.now() - timedelta(days=9))
    browser = browser_of("manager")
    assert not numbers(browser.open("/board?due=overdue"))
    assert "0 overdue" in browser.open("/board").select_one("#tally").get_text()


def test_an_operator_sees_what_is_assigned_to_them_whatever_the_address_asks(
    given, browser_of, cast
):
    mine, other = given.appeal(), given.appeal()
    assign_appeal(other, by=cast("senior_operator"), to_id=cast("senior_operator").id)
    browser = browser_of("operator")
    for address in ("/board", f"/board?assignee={cast('senior_operator').id}", "/board?view=list"):
        page = browser.open(address)
        assert numbers(page) == [mine.number]
        assert page.select_one("#filter-assignee") is None
    assert len(numbers(browser_of("senior_operator").open("/board"))) == 2


def test_an_operator_also_sees_what_they_registered_and_others_took_over(given, browser_of, cast):
    mine, moved = given.appeal(), given.appeal()
    senior = cast("senior_operator")
    assign_appeal(moved, by=senior, to_id=senior.id)
    got = given.appeal(by="senior_operator")
    assign_appeal(got, by=senior, to_id=cast("operator").id)
    given.appeal(by="senior_operator")
    browser = browser_of("operator")
    assert numbers(browser.open("/board")) == [mine.number, got.number]
    for address in ("/board?mine=registered", f"/board?mine=registered&assignee={senior.id}"):
        for view in ("", "&view=list"):
            page = browser.open(address + view)
            assert numbers(page) == [mine.number, moved.number]
            assert "2 open" in page.select_one("#tally").get_text()
    assert [tag["href"] for tag in page.select(".chosen a")] == [
        f"/board?assignee={senior.id}&view=list"
    ]
    chosen = page.select_one("#filter-mine option[selected]")
    assert chosen["value"] == "registered"


def test_the_choice_of_own_cases_is_for_operators_alone(given, browser_of):
    given.appeal()
    page = browser_of("senior_operator").open("/board?mine=registered")
    assert len(numbers(page)) == 1
    assert page.select_one("#filter-mine") is None
    assert browser_of("operator").open("/board").select_one("#filter-mine option:not([value=''])")


def test_assignee_me_nobody_and_a_person(given, browser_of, cast):
    held, free = given.appeal(), given.appeal(assign=False)
    browser = browser_of("senior_operator")
    assert numbers(browser.open("/board?assignee=none")) == [free.number]
    assert numbers(browser.open(f"/board?assignee={cast('operator').id}")) == [held.number]
    assert not numbers(browser.open("/board?assignee=me"))


def test_a_tile_offers_only_moves_that_the_state_and_the_person_allow(given, browser_of):
    new, answered = given.appeal(), given.appeal_answered()

    def moves(role, appeal):
        tile = browser_of(role).open("/board").select_one(f"#tile-{appeal.number}")
        return [b.get_text(strip=True) for b in tile.select(".pop button, .pop a")]

    assert moves("senior_operator", new) == ["Take into work", "Open to disclose", "Answer"]
    assert moves("manager", new) == []
    assert moves("manager", answered) == ["Close", "Reopen"]
    assert moves("operator", answered) == ["Close"]


def test_a_move_is_a_form_with_its_key_and_version_and_moves_the_tile(given, browser_of):
    appeal = given.appeal()
    browser = browser_of("operator")
    browser.open("/board")
    browser.submit(f"/appeals/{appeal.number}/take")
    assert browser.answer.status_code == 303
    assert browser.open("/board").select_one(f"#column-in_work #tile-{appeal.number}")


def test_a_board_that_looks_again_hears_204_until_something_changes(
    fresh_quarter, given, browser_of, cast, statements
):
    appeal = given.appeal()
    browser = browser_of("senior_operator")
    browser.open("/board?category=ELEC")
    address = again(browser)
    with statements() as asked:
        browser.fragment(address, status=204)
    assert len(asked) <= 2
    take_appeal(db.session.get(Appeal, appeal.id), by=cast("operator"))
    fragment = browser.fragment(address)
    assert fragment.select_one(f"#column-in_work #tile-{appeal.number}")
    assert fragment.select_one("#tally")["hx-swap-oob"]
    assert fragment.h1 is None
    browser.fragment(fragment.select_one("#columns")["hx-get"], status=204)


def test_the_token_of_one_question_does_not_silence_another(given, browser_of):
    given.appeal()
    browser = browser_of("senior_operator")
    browser.open("/board")
    seen = parse_qs(urlsplit(again(browser)).query)["seen"][0]
    browser.fragment(f"/board?category=HEAT&seen={seen}", status=200)


def test_looking_again_does_not_keep_a_session_alive(given, browser_of, app):
    browser = browser_of("senior_operator")
    browser.open("/board")
    address = again(browser)
    later = clock.now() + timedelta(minutes=20)
    with clock.running_at(lambda: later):
        browser.fragment(address)
    much_later = later + timedelta(minutes=20)
    with clock.running_at(lambda: much_later):
        browser.fragment(address, status=401)


@pytest.mark.parametrize(
    ("role", "address"),
    [
        ("senior_operator", "/board"),
        ("senior_operator", "/board?view=list"),
        ("senior_operator", "/board?category=ELEC&due=week"),
        ("operator", "/board?mine=registered"),
    ],
)
def test_a_page_asks_the_same_few_questions_however_many_appeals_there_are(
    role, address, given, browser_of, statements
):
    browser = browser_of(role)
    counted = []
    for _round in range(2):
        for _appeal in range(6):
            given.appeal(channel="phone")
        with statements() as asked:
            browser.open(address)
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 8


def questions():
    """Every narrowing alone and in pairs, on the board and on a page of the list."""
    for size in (0, 1, 2):
        for names in combinations(CHOICES, size):
            yield Filters(**{name: CHOICES[name] for name in names})


def test_no_question_of_the_board_reads_the_whole_table(app, statements):
    for filters in questions():
        asked = question_of(filters, tuple(AppealState), 1, names_in("en"))
        for query in (
            built.columns(asked.states, asked.shape, 20, asked.leaving),
            built.counts(asked.states, asked.shape, 1001, asked.leaving),
            *(a_list(OPEN_STATES, asked, way) for way in ("", *WAYS)),
            *(a_list(ENDED_STATES[:1], asked, way) for way in WAYS),
            *(a_list(ENDED_STATES[1:], asked, way) for way in WAYS),
        ):
            plan = plan_of(query, asked, statements)
            assert "SCAN appeal" not in plan, (filters, plan)
            assert "SEARCH appeal USING" in plan
            assert "OFFSET" not in str(query.compile(dialect=postgresql.dialect()))


def test_an_order_is_read_off_the_index_and_never_sorted(app, statements):
    for filters in questions():
        asked = question_of(filters, tuple(AppealState), 1, names_in("en"))
        plan = plan_of(
            built.columns(asked.states, asked.shape, 20, asked.leaving), asked, statements
        )
        assert "TEMP B-TREE" not in plan, (filters, plan)


def a_list(states, asked, way):
    return built.one_list(states, asked.shape, 51, way, asked.leaving)


def plan_of(query, asked, statements):
    place = {"now": clock.now(), "place_at": clock.now(), "place_id": 5}
    with statements() as heard:
        db.session.execute(query, asked.values | place).all()
    ((text, values),) = heard
    rows = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values)
    return "\n".join(row[3] for row in rows)


def test_the_pages_of_the_list_hold_every_row_once(given, browser_of):
    moment = clock.now() - timedelta(days=1)  # one deadline for many: the number decides then
    made = [given.appeal(received_at=moment).number for _appeal in range(2 * PAGE_LENGTH)]
    made += [given.appeal_in_work(category="ROAD").number for _appeal in range(3)]
    browser = browser_of("manager")
    forwards, address = [], "/board?view=list"
    while address:
        page = browser.open(address)
        forwards.append(numbers(page))
        link = page.select_one("a[rel=next]")
        address = link["href"] if link else ""
    assert len(forwards) == 3
    assert sum(forwards, []) == made
    backwards, link = [forwards[-1]], page.select_one("a[rel=prev]")
    while link:
        page = browser.open(link["href"])
        backwards.insert(0, numbers(page))
        link = page.select_one("a[rel=prev]")
    assert backwards == forwards


def test_a_place_that_is_nonsense_is_the_first_page(given, browser_of):
    appeal = given.appeal()
    browser = browser_of("manager")
    huge = base64.urlsafe_b64encode(b"2026-01-01T00:00:00|" + b"9" * 30).decode()
    for word in ("x", "bm9uc2Vuc2U", "//", "2026|1", huge):
        assert numbers(browser.open(f"/board?view=list&after={word}")) == [appeal.number]


def test_closed_appeals_come_newest_first_and_a_full_column_leads_to_the_list(given, browser_of):
    closed = [given.appeal_closed().number for _appeal in range(3)]
    many = [given.appeal().number for _appeal in range(COLUMN_LENGTH + 1)]
    browser = browser_of("manager")
    page = browser.open("/board")
    assert [a.get_text() for a in page.select("#column-closed .mono")] == closed[::-1]
    assert len(page.select("#column-new .tile")) == COLUMN_LENGTH
    more = page.select_one("#more-new")["href"]
    assert numbers(browser.open(more)) == many


def test_what_the_database_orders_by_follows_the_state(given):
    appeal = given.appeal()
    turn = sa.select(Appeal.turn_at).where(Appeal.id == appeal.id)
    assert db.session.scalar(turn) == appeal.due_at
    answered = given.appeal_answered()
    assert db.session.scalar(turn.where(Appeal.id == answered.id)) is None
    turn = sa.select(Appeal.turn_at).where(Appeal.id == answered.id)
    assert db.session.scalar(turn) == answered.state_at


def test_whoever_does_no_casework_has_no_board(browser_of):
    for role in ("administrator", "auditor"):
        browser_of(role).open("/board", status=403)


def test_a_narrower_window_of_states_is_chosen_by_the_address(given, browser_of):
    given.appeal()
    closed = given.appeal_closed()
    page = browser_of("manager").open("/board?state=closed")
    assert numbers(page) == [closed.number]
    assert len(page.select(".col")) == 1


def test_a_case_whose_consent_was_withdrawn_says_so_on_its_tile(given, browser_of):
    """Policy 7."""
    appeal = given.appeal()
    withdraw(given, appeal)
    browser = browser_of("senior_operator")
    for address in ("/board", "/board?view=list"):
        browser.open(address)
        assert "consent withdrawn" in browser.text
        assert "data missing" not in browser.text
