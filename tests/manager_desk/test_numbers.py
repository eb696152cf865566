"""The numbers of the manager's page are those of the deeds that were done (policy 4, 9, 11)."""

from datetime import timedelta

from backoffice import clock
from tests.manager_desk.reading import numbers, says, table, tiles, waiting
from tests.manager_desk.town import NOW, OCTOBER, after

STEPS = ["less than a day", "1 to 3 days", "3 to 7 days", "7 to 15 days", "15 days and more"]


def told(page):
    return {words: number for words, (number, _href) in tiles(page).items()}


def test_open_cases_are_counted_now_with_their_terms_by_state_and_by_category(manager, town, given):
    with clock.running_at(lambda: NOW - timedelta(hours=1)):
        given.appeal(category="GAS")  # urgent: 24 hours, of which 23 are left
    page = manager.open(OCTOBER)
    counted = told(page)
    assert (counted["open"], counted["overdue"], counted["due soon"]) == ("6", "3", "1")
    assert numbers(page, "states") == {
        "New": "2",
        "In work": "2",
        "With third party": "2",
        "Answered": "1",
    }
    assert says(page, "states").startswith("Several share the first place: 2 of 7 each")
    cells = table(page, "categories")
    assert {name: [text for text, _href in row] for name, row in cells.items()} == {
        "Electricity supply": ["3", "3"],
        "Roads, potholes": ["2", "0"],
        "Gas supply": ["1", "0"],
    }


def test_the_period_counts_what_was_disclosed_and_what_needs_a_look(manager, town):
    page = manager.open(OCTOBER)
    assert list(told(page).items())[3:] == [
        ("appeals registered", "4"),
        ("disclosures", "5"),
        ("beyond need, with a reason: 1", "20 %"),
        ("with a value corrected or destroyed later", "2"),
        ("of them with a recipient whose notice is open", "2"),
        ("not acknowledged in the term", "1"),
    ]
    assert numbers(page, "recipients") == {
        "Electricity network utility": "4",
        "Heat network utility": "1",
    }
    assert numbers(page, "fields") == {
        "address of the problem": "5",
        "text of the appeal": "5",
        "phone": "2",
        "name": "1",
    }
    months = numbers(page, "months")
    assert (len(months), months["October 2026"], months["September 2026"]) == (12, "5", "0")


def test_a_disclosure_is_not_late_before_the_term_of_its_acknowledgement_is_over(manager, town):
    with after(17):
        assert told(manager.open(OCTOBER))["not acknowledged in the term"] == "0"


def test_times_from_registration_are_told_in_steps(manager, town):
    page = manager.open(OCTOBER)
    waits, answers = numbers(page, "waits"), numbers(page, "answers")
    assert list(waits) == list(answers) == STEPS
    assert list(waits.values()) == ["1", "1", "1", "0", "2"]
    # What was taken up again is not answered yet.
    assert list(answers.values()) == ["0", "0", "0", "0", "1"]
    assert says(page, "waits").startswith("Half of the disclosures were made within 6 days")


def test_the_months_end_with_the_period_but_not_after_today(manager, town):
    assert list(numbers(manager.open("/manager?period=year"), "months"))[-1] == "November 2026"
    assert list(numbers(manager.open(OCTOBER), "months"))[-1] == "October 2026"


def test_what_waits_is_counted_by_the_lists_that_show_it(manager, town):
    counted = waiting(manager.open(OCTOBER))
    assert counted["corrections a recipient has not been told of"] == "1"
    assert counted["destructions a recipient has not been told of"] == "1"
    assert counted["notices open for too long: with the manager"] == "2"
    assert counted["appeals whose term of storage has ended"] == "0"
    assert counted["requests of data subjects that are open"] == "0"


def test_a_period_without_anything_is_told_in_words(manager, town):
    page = manager.open("/manager?from=2020-01-01&to=2020-01-31")
    assert says(page, "recipients") == "Nothing was disclosed in this period."
    assert says(page, "answers") == "No appeal registered in this period has been answered yet."
    assert not page.select("#recipients svg")
