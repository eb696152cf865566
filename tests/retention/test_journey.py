"""A year's due data destroyed by two people, without script, in three languages (R-5f)."""

import pytest

from backoffice.appeals.queries import values_of
from backoffice.retention.execution import BATCH
from backoffice.rules.vocabulary.personal_values import ValueState

# What the page says when the act is carried out, and the word on the tag of the final state.
DONE = {"kk": "Орындалды", "ru": "Исполнен", "en": "Carried out"}
FINAL = {"kk": "Барлық көшірмеде түпкілікті", "ru": "Окончательно во всех копиях",
         "en": "Final in all copies"}  # fmt: skip


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_two_people_destroy_what_a_year_left_due(closed, browser_of, app, language):
    appeals = [closed(400 + days) for days in (0, 30, 60)]
    ids = [appeal.id for appeal in appeals]
    officer = browser_of("privacy_officer", language=language)
    officer.open("/retention")
    assert len(officer.page.select("#list tbody tr")) == 3
    propose = officer.page.select_one(".pagehead a.primary")["href"]
    officer.open(propose)
    officer.submit(propose)
    act = officer.answer.location
    assert not officer.open(act).select(f"a[href='{act}/approve']")
    officer.open(f"{act}/approve", status=403)

    manager = browser_of("manager", language=language)
    manager.open(act)
    manager.open(manager.page.select_one(f"a[href='{act}/approve']")["href"])
    assert manager.submit(f"{act}/approve").status_code == 422  # the tick is missing
    manager.submit(f"{act}/approve", follow=True, understood="y")
    manager.open(f"{act}/execute")
    assert len(ids) < BATCH
    manager.submit(f"{act}/execute", follow=True, understood="y")
    assert DONE[language] in manager.page.select_one(".pagehead .tag").get_text()

    for number in ids:
        assert {value.state for value in values_of(number)} == {ValueState.DESTROYED}
    app.test_cli_runner().invoke(args=["vault", "rotate"])
    sheet = manager.open(f"{act}/sheet/{language}")
    assert sheet.html["lang"] == language
    assert FINAL[language] in sheet.get_text()
    assert len(manager.open(f"{act}/annex").select("tbody tr")) == 3


def test_of_two_managers_the_second_sees_what_the_first_decided(closed, browser_of):
    closed()
    officer = browser_of("privacy_officer")
    officer.open("/retention/acts/propose")
    officer.submit("/retention/acts/propose")
    act = officer.answer.location
    first, second = browser_of("manager"), browser_of("manager")
    first.open(f"{act}/approve")
    second.open(f"{act}/decline")
    first.submit(f"{act}/approve", understood="y")
    assert second.submit(f"{act}/decline").status_code == 409
    assert "present state" in second.text


def test_what_came_due_while_the_proposal_was_read_is_shown_again(closed, browser_of):
    closed()
    officer = browser_of("privacy_officer")
    officer.open("/retention/acts/propose")
    closed(500)
    assert officer.submit("/retention/acts/propose").status_code == 409
    assert "The act lists 2 items:" in officer.text
    assert officer.submit("/retention/acts/propose").status_code == 303


@pytest.mark.parametrize("path", ["/retention/acts/2001-0001", "/retention/acts/x/annex",
                                  "/retention/acts/1/sheet/kk", "/retention/holds/99/lift",
                                  "/retention/acts/1/execute"])  # fmt: skip
def test_what_is_not_there_has_no_page(browser_of, path):
    browser_of("privacy_officer").open(path, status=404)
