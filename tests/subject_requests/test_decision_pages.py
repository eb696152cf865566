"""The page of a decision, two officers at once, the answer letter."""

from backoffice.rules.actions import Action
from backoffice.subject_requests.queries import request_by_ref
from tests.subject_requests.asked import asked, decided, entries
from tests.subject_requests.desk import page_of


def test_of_two_officers_the_second_is_told_and_keeps_the_words_typed(given, browser_of):
    request, browser = asked(given, given.appeal_in_work()), browser_of("privacy_officer")
    path = page_of(request, "/decision")
    browser.open(path)
    decided(given, request, "refused", reasons=["data_accurate"])
    answer = browser.submit(path, outcome="granted", words="Өтінішіңіз қанағаттандырылды.")
    assert answer.status_code == 409
    assert browser.page.select_one("#words").text.strip() == "Өтінішіңіз қанағаттандырылды."
    assert "The data is accurate (law, article 25(2))" in browser.text
    assert len(request_by_ref(request.id).decisions) == 1
    browser.submit(path)
    assert browser.answer.status_code == 303


def test_a_refusal_needs_a_reason_and_the_letter_names_its_article_and_the_way_of_appeal(
    given, browser_of
):
    request, browser = asked(given, given.appeal_in_work()), browser_of("privacy_officer")
    path = page_of(request, "/decision")
    browser.open(path)
    assert browser.submit(path, outcome="refused").status_code == 422
    assert browser.page.select_one("#reasons-error")
    browser.submit(path, outcome="refused", reasons=["no_documents"], words="Құжат керек.")
    assert browser.answer.location == page_of(request)
    browser.open(page_of(request, "/letter/ru"))
    for told in ("25(2)", "статья 24", "Құжат керек."):
        assert told in browser.text
    entry = entries(Action.REQUEST_PRINT)[-1]
    assert set(entry.field_codes) == {"name", "request_answer"}
