"""Incidents as the databases keep them: never changed, of two officers one is told (2.19)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from backoffice import clock
from backoffice.audit.door import witness
from backoffice.audit.guard import migrating
from backoffice.audit.refusals import Refusal, Stale
from backoffice.audit.scope import Scope, scoped
from backoffice.audit.triggers import APPEND_ONLY_TABLES
from backoffice.db import Base, db
from backoffice.incidents.actions import (
    Facts,
    add_incident_cases,
    correct_incident,
    drop_incident_cases,
    notify_incident,
)
from backoffice.incidents.concerned import Search, found_by
from backoffice.incidents.queries import (
    count_cases,
    count_incidents,
    incident_by_ref,
    listed_case_ids,
)
from backoffice.incidents.subjects import sealed_fields, subjects_of
from backoffice.keeping.queries import rules_on
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.incidents import (
    CaseSource,
    FoundHow,
    IncidentKind,
    SubjectField,
)
from tests.data_layer.conftest import member_of_cast
from tests.given import NAME

OURS = [name for name in APPEND_ONLY_TABLES if name.startswith("incident")]


@pytest.fixture
def incident(given):
    """An incident of one case, another of which was taken out again."""
    kept, gone = given.appeal(), given.appeal()
    incident = given.incident(kept, gone)
    drop_incident_cases(incident, by=member_of_cast("privacy_officer"), appeal_ids=[gone.id])
    return incident


def at_once(app, ref, deed):
    """Two officers who opened the same page do the same; what each is told."""

    def run(_which) -> str:
        with app.app_context(), scoped(Scope()):
            try:
                deed(incident_by_ref(ref), member_of_cast("privacy_officer"))
            except (Stale, Refusal) as refused:
                return refused.code
            else:
                return "done"
            finally:
                db.session.remove()

    db.session.remove()
    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(run, range(2)))


@pytest.mark.parametrize("table", OURS)
@pytest.mark.parametrize("verb", ["update", "delete"])
def test_no_row_of_an_incident_is_ever_changed_or_removed(incident, table, verb):
    rows = Base.metadata.tables[table]
    column = next(column for column in rows.columns if column.name == "by_id")
    change = rows.update().values({column: 999}) if verb == "update" else rows.delete()
    db.session.rollback()
    with migrating(), pytest.raises(DBAPIError, match="append-only"):
        db.session.execute(change)
    db.session.rollback()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(rows)) > 0


def test_of_two_corrections_at_once_one_is_told_that_it_is_late(app, incident):
    facts = Facts(IncidentKind.CHANGE, FoundHow.STAFF, clock.now())

    def correct(found, by):
        correct_incident(found, by=by, facts=facts, form_version=1)

    ref = incident.id
    assert at_once(app, ref, correct) == ["done", "stale"]
    assert incident_by_ref(ref).version == 2


def test_the_authorised_body_is_notified_once_and_a_case_listed_once(app, given, incident):
    ref, new, at = incident.id, given.appeal().id, clock.now()
    told = {"appeal_ids": [new], "source": CaseSource.NUMBERS}

    def notify(found, by):
        notify_incident(found, by=by, at=at, reference="№ 15")

    assert at_once(app, ref, notify) == ["done", "state"]
    add = at_once(app, ref, lambda found, by: add_incident_cases(found, by=by, **told))
    assert add == ["done", "incident.no-cases"]
    assert count_cases(ref) == 2


def test_counting_and_finding_give_the_same_on_both_databases(given, incident):
    counts = count_incidents()
    assert (counts.open, counts.overdue) == (1, 0)
    operator, now = member_of_cast("operator").id, clock.now()
    assert len(found_by(Search(CaseSource.STAFF, operator, until=now))) == 2
    assert not found_by(Search(CaseSource.STAFF, operator, since=now))


def test_the_list_of_subjects_is_the_same_on_both_databases(incident):
    officer, fields = member_of_cast("privacy_officer"), [SubjectField.NAME]
    named, book = sealed_fields(fields), rules_on(clock.today())
    with witness(Action.INCIDENT_EXPORT, incident, officer, fields=named):
        cases = listed_case_ids(incident.id)
        found = list(subjects_of(cases, fields, role=officer.role, book=book))
    assert [subject.texts for subject in found] == [{SubjectField.NAME: NAME}]
