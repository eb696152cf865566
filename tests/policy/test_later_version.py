"""A version published for a later day is public at once and in force on its day (policy 12, 13)."""

from datetime import timedelta

import pytest

from backoffice import clock
from backoffice.policy.queries import version_by_number
from tests.policy.making import EN, KK, in_days, published

DAYS = 10


@pytest.fixture
def later(cast):
    """Version 2, in force in ten days."""
    return published(cast, effective_from=in_days(DAYS))


def test_until_its_day_the_older_version_is_the_policy(later, browser_of):
    words = browser_of().open("/policy").find("article").get_text(" ").split()
    assert words == version_by_number(1).text_kk.split()


def test_its_own_page_says_from_when_it_will_be_in_force(later, browser_of):
    stranger = browser_of()
    page = stranger.open("/policy/2/en")
    day = later.effective_from.strftime("%d.%m.%Y")
    assert f"comes into force on {day}. Until then version 1 is in force" in stranger.text
    assert "Second clause." in page.find("article").get_text()
    stranger.open("/policy/1/en")
    assert "Version 1, in force since" in stranger.text
    assert f"Version 2, comes into force on {day}." in stranger.text


def test_an_appeal_is_given_under_the_version_in_force_that_day(later, given):
    before = given.appeal()
    assert before.consent.policy_version_id == version_by_number(1).id
    begun = clock.now()
    with clock.running_at(lambda: begun + timedelta(days=DAYS)):
        assert given.appeal().consent.policy_version_id == later.id
    assert before.consent.policy_version_id == version_by_number(1).id


def test_on_its_day_it_is_the_policy_and_the_older_one_says_so(later, browser_of):
    begun = clock.now()
    with clock.running_at(lambda: begun + timedelta(days=DAYS)):
        stranger = browser_of()
        stranger.open("/policy/2/en")
        assert "Version 2, in force since" in stranger.text
        page = stranger.open("/policy")
        assert page.find("article").get_text(" ").split() == KK.replace("## ", "").split()
        stranger.open("/policy/1/en")
        assert "Another version is in force" in stranger.text


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_list_of_versions_shows_days_and_hashes_in_the_language_read(
    later, browser_of, language
):
    page = browser_of().open(f"/policy/2/{language}")
    rows = page.select("ul.editions li")
    assert len(rows) == 2
    for row, number in zip(rows, (2, 1), strict=True):
        version = version_by_number(number)
        assert version.hash_in(language) in row.get_text()
        assert version.effective_from.strftime("%d.%m.%Y") in row.get_text()


def test_what_changed_is_public_and_told_by_more_than_colour(later, browser_of):
    stranger = browser_of()
    page = stranger.open("/policy/2/en/changes")
    assert EN.splitlines()[-1] in page.get_text()
    for mark, word in (("ins", "added:"), ("del", "removed:")):
        assert page.find(mark).find(class_="visually-hidden").get_text(strip=True) == word
    browser_of().open("/policy/1/en/changes", status=404)
