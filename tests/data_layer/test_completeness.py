"""What an appeal must have and has not, and what is doubtful: asked alike of both databases."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import DatabaseError

from backoffice import clock
from backoffice.appeals.actions import answer_appeal, close_appeal, reopen_appeal
from backoffice.appeals.registration import NewAppeal, doubts_about
from backoffice.audit import guard
from backoffice.completeness.filters import DOUBTFUL, Filters, Show
from backoffice.completeness.queries import marks_of, open_findings, page_of
from backoffice.completeness.statements import requirements
from backoffice.data_rights.actions import (
    block_value,
    correct_value,
    destroy_value,
    supplement_value,
)
from backoffice.data_rights.doubting import confirm_value, doubt_value
from backoffice.db import db
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.appeals import Channel, Urgency
from backoffice.rules.vocabulary.completeness import DoubtAnswer, DoubtReason
from backoffice.rules.vocabulary.people import ApplicantType
from backoffice.rules.vocabulary.personal_values import RightsReason
from backoffice.third_parties.models import Category
from tests.given import PERSON
from tests.withdrawals.test_withdraw_consent import withdraw

TEXT_ONLY = {f: PERSON[f] for f in (Field.PROBLEM_TEXT, Field.CONSENT_EVIDENCE)}
WRONG_IIN = "010305390006"
WHY = {"reason": RightsReason.INACCURATE}


def gaps(**filters):
    return [(gap.number, gap.field) for gap in page_of(Filters(**filters), None, limit=1000)]


def fields_of(appeal):
    return {field for number, field in gaps() if number == appeal.number}


def doubted(given):
    texts = {**PERSON, Field.IIN: WRONG_IIN}
    appeal = given.appeal(category="LAND", texts=texts, collect_reason="applicant_asked")
    return appeal, given.value(appeal, Field.IIN)


def test_what_lacks_is_what_registration_asks_to_look_at(given):
    """Policy 5.5: one rule for the form and for the list, over every kind of case."""
    made = []
    for type_ in (ApplicantType.PERSON_KZ, ApplicantType.ORG_KZ, ApplicantType.OTHER):
        for facts in (
            {"channel": Channel.PHONE},
            {"channel": Channel.EMAIL},
            {"channel": Channel.PHONE, "number_hidden": True},
            {"channel": Channel.PHONE, "is_anonymous": True},
        ):
            told = {**facts, "applicant_type": type_, "legal_provision": "№ 94-V, 9"}
            for category in ("ELEC", "LAND", "BILL"):
                made.append((category, told))
    now = clock.now()
    for category, told in made:
        new = NewAppeal(category_code=category, texts=TEXT_ONLY, **told)
        needs = db.session.get(Category, category).needs
        found = doubts_about(new, needs, urgency=Urgency.URGENT, now=now, today=clock.today())
        asked = {str(d.field) for d in found if d.code in ("field.missing", "phone.missing")}
        appeal = given.appeal(category=category, texts=TEXT_ONLY, **told)
        assert fields_of(appeal) == asked, (category, told)
        assert marks_of([appeal.id], requirements())[appeal.id].lacks is bool(asked)


def test_a_supplemented_field_leaves_the_list(given, app):
    """Policy 5.5."""
    appeal = given.appeal(texts=TEXT_ONLY)
    assert "phone" in fields_of(appeal)
    told = {"field": "phone", "text": PERSON[Field.PHONE], **WHY}
    supplement_value(appeal, by=given.cast("operator"), **told)
    assert "phone" not in fields_of(appeal)


def test_the_term_runs_from_the_day_the_gap_arose(given):
    """Policy 5.5: a case put under another category owes its new fields from that day."""
    with _ago(60):
        old = given.appeal(texts=TEXT_ONLY)
        moved = given.appeal(texts=TEXT_ONLY)
    assert open_findings().overdue == len(gaps(show=Show.OVERDUE)) > 0
    given.appeal_moved(moved)
    assert moved.number not in {number for number, _field in gaps(show=Show.OVERDUE)}
    assert old.number in {number for number, _field in gaps(show=Show.OVERDUE)}


def test_a_number_registered_in_spite_of_its_check_digit_is_doubtful(given):
    """Policy 5.5: the finding is of the same transaction as the appeal."""
    appeal, value = doubted(given)
    assert gaps(what=DOUBTFUL) == [(appeal.number, "iin")]
    assert marks_of([appeal.id], requirements())[appeal.id].is_doubted
    assert page_of(Filters(what=DOUBTFUL), None)[0].reason == DoubtReason.CHECK_DIGIT


@pytest.mark.parametrize("way", ["confirm", "correct", "destroy", "block", "close", "withdraw"])
def test_a_doubt_ends_by_each_of_these_ways(given, way):
    """Policy 5.5."""
    appeal, value = doubted(given)
    officer = given.cast("privacy_officer")
    if way == "confirm":
        confirm_value(value, by=officer, reason=DoubtAnswer.DOCUMENT_SEEN)
    if way == "correct":
        correct_value(value, by=officer, text="010305390005", **WHY)
    if way == "destroy":
        destroy_value(value, by=officer, **WHY)
    if way == "block":
        block_value(value, by=officer, until=None, **WHY)
    if way == "close":
        answer_appeal(appeal, by=given.cast("operator"), text="Жауап берілді.")
        close_appeal(appeal, by=given.cast("operator"))
    if way == "withdraw":
        withdraw(given, appeal)
    assert gaps(what=DOUBTFUL) == []
    if way == "close":
        reopen_appeal(appeal, by=given.cast("senior_operator"))
        assert gaps(what=DOUBTFUL) == [(appeal.number, "iin")]


def test_pages_of_the_list_join_without_a_gap_and_without_a_repetition(given):
    for _appeal in range(5):
        given.appeal(texts={**TEXT_ONLY, Field.PHONE: "12"})
    whole = page_of(Filters(), None, limit=1000)
    joined, place = [], None
    while part := page_of(Filters(), place, limit=3):
        joined, place = [*joined, *part], part[-1].place
    assert joined == whole
    assert len(whole) > 8


def test_an_operator_is_shown_the_own_cases(given):
    own, foreign = (
        given.appeal(texts=TEXT_ONLY),
        given.appeal(by="senior_operator", texts=TEXT_ONLY),
    )
    seen = {gap.number for gap in page_of(Filters(), None, own=given.cast("operator").id)}
    assert own.number in seen
    assert foreign.number not in seen


def test_a_doubt_cannot_be_changed_in_the_database(given):
    appeal = given.appeal()
    value = given.value(appeal, Field.PHONE)
    doubt_value(value, by=given.cast("operator"), reason=DoubtReason.NOBODY_ANSWERS)
    for statement in ("UPDATE value_doubt SET reason = 'x'", "DELETE FROM value_doubt"):
        with guard.migrating(), pytest.raises(DatabaseError, match="append-only"):
            db.session.connection().exec_driver_sql(statement)
        db.session.rollback()


def _ago(days):
    moment = clock.now() - timedelta(days=days)
    return clock.running_at(lambda: moment)
