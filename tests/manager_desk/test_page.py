"""The manager's page itself: who opens it, what it never shows, what it costs, how it speaks."""

import pytest
from flask_babel import force_locale

from backoffice.exports.period import Period
from backoffice.exports.took import Took, span_of
from backoffice.manager_desk.drawn import Counted, greatest_of
from backoffice.manager_desk.months import full_name, last_months
from backoffice.manager_desk.wording import answering_says, recipients_say, within
from backoffice.pictures.data import Datum
from backoffice.rules.vocabulary.spans import Span
from tests.given import ADDRESS, NAME, PHONE, TEXT
from tests.manager_desk.reading import says
from tests.manager_desk.town import NOW, OCTOBER, build

MOST_STATEMENTS = 32  # most of them read small catalogues and terms


@pytest.mark.parametrize("role", ["manager", "privacy_officer", "auditor"])
def test_those_who_read_reports_read_the_page(browser_of, role):
    assert browser_of(role).open("/manager").h1.get_text().startswith("Overview")


@pytest.mark.parametrize("role", ["operator", "senior_operator", "administrator"])
def test_nobody_else_does(browser_of, role):
    browser_of(role).open("/manager", status=403)


def test_no_personal_data_stands_on_it(manager, town):
    manager.open(OCTOBER)
    for value in (NAME, PHONE, TEXT, ADDRESS):
        assert value not in manager.text


def test_days_with_a_mistake_come_back_to_be_mended(manager):
    page = manager.open("/manager?from=2026-10-31&to=2026-10-01", status=422)
    assert "The last day lies before the first." in page.get_text()
    assert not page.select("svg[role=img]")


def test_ten_years_are_a_period_like_any_other(manager, town):
    page = manager.open("/manager?from=2017-01-01&to=2026-12-31")
    assert len(page.select("#months tbody tr")) == 12


def test_the_statements_do_not_grow_with_the_cases(manager, given, town, statements):
    manager.open(OCTOBER)
    asked = len(statements)
    build(given)
    statements.clear()
    manager.open(OCTOBER)
    assert len(statements) == asked <= MOST_STATEMENTS


def test_each_picture_has_a_name_a_sentence_and_a_table_and_keeps_the_policy(manager, town):
    page = manager.open(OCTOBER)
    pictures = page.select("svg[role=img]")
    assert len(pictures) == 7
    for svg in pictures:
        assert svg.title.get_text()
        assert svg["aria-describedby"] == svg.parent.figcaption["id"]
        assert svg.parent.select("details table caption")
        assert not svg.select("[style], script, style, a")


def test_what_fills_a_part_of_a_picture_stands_in_it(manager, town):
    states = manager.open(OCTOBER).select_one("#states svg")
    ids = {pattern["id"] for pattern in states.select("pattern")}
    for pattern in ("hatched", "dotted"):
        parts = states.select(f"rect.{pattern}")
        assert len(parts) == 2  # in the bar and in its key
        assert {part["fill"] for part in parts} == {f"url(#states-{pattern})"}
        assert f"states-{pattern}" in ids


def test_the_others_of_a_long_list_are_drawn_with_all_they_count(app):
    with app.test_request_context(), force_locale("en"):
        drawn = greatest_of([Counted(str(number), number) for number in range(13, 0, -1)])
    assert len(drawn) == 11
    assert drawn[-1] == Datum("Others: 3", 6, "6")


def test_a_meeting_gets_the_centre_the_period_the_checkpoint_and_a_place_to_sign(manager, town):
    page = manager.open(OCTOBER)
    printed = " ".join(part.get_text(" ", strip=True) for part in page.select(".print-only"))
    assert "City Monitoring and Rapid Response Centre" in printed
    assert "Signature" in printed
    assert page.h1.get_text() == "Overview, 1 Oct – 31 Oct 2026"
    assert "Audit checkpoint" in page.get_text()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Most disclosures went to «A»: 20 of 21 disclosures (95 %)."),
        ("ru", "Больше всего передач у получателя «A»: 20 из 21 передачи (95 %)."),
        ("kk", "Деректер ең көп берілген алушы: «A» – 21 берудің ішінде 20 (95 %)."),
    ],
)
def test_a_sentence_names_the_greatest_with_the_right_plural(app, language, sentence):
    with app.test_request_context(), force_locale(language):
        assert recipients_say([Datum("«A»", 20, "20"), Datum("B", 1, "1")], 21) == sentence


@pytest.mark.parametrize(
    ("hours", "words"),
    [(1, "в течение 1 часа"), (5, "в течение 5 часов"), (49, "в течение 3 суток")],
)
def test_a_time_is_told_in_hours_and_then_in_days(app, hours, words):
    with app.test_request_context(), force_locale("ru"):
        assert within(hours) == words


def test_a_sentence_about_answers_names_those_that_were_given(app):
    with app.test_request_context(), force_locale("en"):
        said = answering_says(Took({3: 2, 50: 1}), 4)
    assert said == (
        "Half of the answers were given within 4 hours after registration; "
        "3 of 4 appeals registered in the period were answered (75 %)."
    )


def test_half_of_them_is_told_and_every_hour_has_its_step():
    assert Took({0: 1, 5: 1, 30: 2}).half_within == 6
    assert [span_of(hours) for hours in (0, 23, 24, 71, 72, 167, 168, 359, 360)] == [
        *[Span.DAY] * 2,
        *[Span.THREE_DAYS] * 2,
        *[Span.WEEK] * 2,
        *[Span.FIFTEEN_DAYS] * 2,
        Span.LONGER,
    ]


def test_twelve_months_go_back_over_a_year_and_stop_where_days_are_told():
    months = last_months(NOW.date())
    assert (full_name(months[0], "kk"), full_name(months[-1], "ru")) == (
        "2025 ж. желтоқсан",
        "ноябрь 2026 г.",
    )
    early = last_months(Period(months[0].first.replace(year=2000, month=2), NOW.date()).first)
    assert len(early) == 2


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_page_speaks_the_readers_language(browser_of, town, language):
    page = browser_of("manager", language=language).open(OCTOBER)
    assert not says(page, "recipients").isascii()
    assert "Disclosures" not in page.main.get_text()
