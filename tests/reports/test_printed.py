"""A report printed for the meeting says what the screen says, and which of how many pages."""

import re
from collections import Counter
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from flask_babel import force_locale

from backoffice.db import db
from backoffice.disclosures.models import Disclosure, DisclosureItem
from backoffice.reports.queries import count_attention
from backoffice.rules.actions import Action
from backoffice.third_parties.models import ThirdParty
from backoffice.web.labels.fields import FIELDS
from tests.exports.taking import OCTOBER, entry_of, taken, told
from tests.reports.conftest import FEW
from tests.reports.printed import printed
from tests.reports.test_export import checkpoint_digest

A4_LANDSCAPE = (pytest.approx(841.89, abs=0.1), pytest.approx(595.28, abs=0.1))


def counted(*columns):
    """What the database itself counts, whatever the report says."""
    return dict(db.session.execute(sa.select(*columns, sa.func.count()).group_by(*columns)).all())


def test_rows_and_totals_are_those_of_the_database(manager, october):
    text = printed(taken(manager, "pdf")).text
    rows = re.findall(r"\b109-\d{4}-\d{7}\b", text)
    assert len(rows) == db.session.scalar(sa.select(sa.func.count(Disclosure.id))) == 6
    names = dict(db.session.execute(sa.select(ThirdParty.id, ThirdParty.name_en)).all())
    for key, times in counted(Disclosure.third_party_id).items():
        assert f"{names[key]} {times}" in text
    with force_locale("en"):
        for field, times in counted(DisclosureItem.field).items():
            assert f"{FIELDS[field]} {times}" in text
    assert "6 disclosures 2 appeals 2 recipients" in text
    assert "beyond need, with a reason: 2" in text


def test_the_tiles_of_the_page_and_of_the_paper_are_the_same(manager, october):
    manager.open(OCTOBER)
    on_page = [tile.get_text() for tile in manager.page.select(".kpi b")]
    on_paper = printed(taken(manager, "pdf")).text
    assert len(on_page) == 5
    assert on_page == [number for number in on_page if number.replace("\xa0", " ") in on_paper]


def test_the_sheet_is_a4_across_and_each_page_says_which_of_how_many(manager, disclosed):
    for day in range(6):
        disclosed(10, since=datetime(2026, 10, 2 + day, tzinfo=UTC), fields=FEW)
    paper = printed(taken(manager, "pdf"))
    count = len(paper.pages)
    assert count > 2
    assert set(paper.sizes) == {paper.sizes[0]}
    assert paper.sizes[0] == A4_LANDSCAPE
    for number, page in enumerate(paper.pages, 1):
        assert f"page {number} of {count}" in page
        assert f"Audit entry: {entry_of(Action.REPORT_EXPORT).seq}" in page
        assert f"Audit checkpoint: {told(entry_of(Action.REPORT_EXPORT))['checkpoint']}" in page
    with_rows = [page for page in paper.pages if "109-2026-" in page]
    assert all("Who disclosed" in page for page in with_rows)


def test_it_says_how_it_was_made_and_has_a_line_to_sign(manager, october):
    text = printed(taken(manager, "pdf", path=f"{OCTOBER}&third_party=K2")).text
    export = entry_of(Action.REPORT_EXPORT)
    assert told(export)["format"] == "pdf"
    for words in (
        "Disclosures, 1 Oct – 31 Oct 2026",
        "Recipient: ",
        "Rows: 2",
        "Made by: Сәуле Оспанова",
        "Made at: 23.11.2026 09:30",
        f"Audit checkpoint: {told(export)['checkpoint']}",
        f"Checkpoint digest: {checkpoint_digest(export)}",
        "Signature",
    ):
        assert words in text


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_kazakh_and_russian_are_found_as_they_are_read(browser_of, october, language):
    text = printed(taken(browser_of("manager", language=language), "pdf")).text
    name = sa.select(getattr(ThirdParty, f"name_{language}")).where(ThirdParty.code == "K2")
    assert db.session.scalar(name) in text
    assert "Сәуле Оспанова" in text
    assert ("Берілген деректер" if language == "kk" else "Переданные данные") in text


def test_the_same_rows_give_the_same_pages(manager, october):
    first, second = (printed(taken(manager, "pdf")).pages for _turn in range(2))
    entry = r"(Export no\.|Audit entry|Audit checkpoint|Checkpoint digest): \w+"
    assert [re.sub(entry, "", page) for page in first] == [
        re.sub(entry, "", page) for page in second
    ]


def test_a_period_without_rows_is_printed_too(manager, now):
    text = printed(taken(manager, "pdf")).text
    assert "0 disclosures" in text
    assert "page 1 of 1" in text


def test_no_row_is_printed_twice(manager, disclosed):
    made = disclosed(40, since=datetime(2026, 10, 2, tzinfo=UTC), fields=FEW)
    text = "\n".join(printed(taken(manager, "pdf")).pages)
    numbers = Counter(re.findall(r"(?m)^(\d+) \d\d\.10\.2026", text.replace("\r", "")))
    assert numbers == Counter(str(row.id) for row in made)


@pytest.mark.parametrize(("count", "words"), [(1, "1 строка"), (2, "2 строки"), (5, "5 строк")])
def test_a_register_counts_its_rows_in_good_russian(browser_of, given, now, count, words):
    for _time in range(count):
        given.appeal()
    browser = browser_of("manager", language="ru")
    text = printed(taken(browser, "pdf", path="/reports/consents?period=month")).text
    assert re.search(rf"\b{words}\b", text)


def test_what_needs_attention_on_paper_is_never_more_than_its_rows(manager, october, cast):
    text = printed(taken(manager, "pdf", path=f"{OCTOBER}&third_party=K2")).text
    assert "1 recalled, failed or holding an old value" in text
    text = printed(taken(manager, "pdf", path=f"{OCTOBER}&mark=attention")).text
    assert "1 recalled, failed or holding an old value" in text
    numbers = [one.id for one in october]
    assert (count_attention(numbers), count_attention(numbers[:5])) == (1, 0)
