"""Where the pages of a request are, and how a test decides on one."""

from backoffice.db import db
from backoffice.subject_requests.queries import request_by_ref
from tests.subject_requests.asked import EVIDENCE, WORDS

TYPED = {"words": WORDS, "proof": "known_phone", "evidence": EVIDENCE}


def page_of(request, deed=""):
    return f"/requests/{request.id}{deed}"


def state_of(request):
    db.session.expire_all()
    return request_by_ref(request.id).state


def grant(browser, request):
    """Decide on the page; lands on the page of the deed, whose address is returned."""
    browser.open(page_of(request, "/decision"))
    browser.submit(page_of(request, "/decision"), outcome="granted")
    assert browser.answer.status_code == 303
    return browser.answer.location
