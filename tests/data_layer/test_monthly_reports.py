"""Monthly reports on both databases: two runs at once make one file for a month (policy 9)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from backoffice import clock
from backoffice.accounts.models import SYSTEM
from backoffice.audit.door import deed_of
from backoffice.audit.refusals import Refusal
from backoffice.audit.scope import Scope, scoped
from backoffice.db import db
from backoffice.reports.monthly import run_monthly
from backoffice.rules.actions import Action
from backoffice.saved_reports.actions import MadeMonth, make_report_month
from backoffice.saved_reports.models import SavedReport
from backoffice.saved_reports.queries import months_kept, settings_open_to
from tests.data_layer.conftest import member_of_cast

SINCE = datetime(2026, 10, 2, 5, tzinfo=UTC)
FIRST = datetime(2026, 11, 1, 1, tzinfo=UTC)
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def setting(given):
    with clock.running_at(lambda: SINCE):
        given.disclosure(given.appeal())
        return given.saved_report(monthly=True)


def made_in(app):
    """One run of the command, as a process of its own would do it."""
    with app.app_context(), scoped(Scope()):
        try:
            return [(one.month, one.rows, one.failure) for one in run_monthly(by=SYSTEM)]
        finally:
            db.session.remove()


def test_of_two_runs_at_once_one_makes_the_file_and_the_other_finds_it(app, setting):
    db.session.remove()
    with clock.running_at(lambda: FIRST), ThreadPoolExecutor(2) as pool:
        done = list(pool.map(made_in, [app, app]))
    assert sorted(done) == [[], [(OCTOBER, 1, "")]]
    [row] = months_kept()
    folder = Path(app.config["REPORTS_FOLDER"])
    assert [path.name for path in folder.glob("*.xlsx")] == [row.file]


def test_the_deed_itself_records_a_month_once(app, given, setting):
    given.report_month(setting)
    with pytest.raises(Refusal, match="report-month.made"):
        given.report_month(setting)
    ref = setting.id

    def make(_which):
        with app.app_context(), scoped(Scope()):
            found = db.session.get(SavedReport, ref)
            try:
                made = MadeMonth(date(2026, 9, 1), 0, "0" * 64, "nowhere", 1)
                make_report_month(found, by=SYSTEM, made=made)
            except Refusal as refused:
                return refused.code
            else:
                return "made"
            finally:
                db.session.remove()

    db.session.remove()
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(make, range(2))) == ["made", "report-month.made"]


def test_a_name_is_unique_among_what_stands_of_one_person(given, setting):
    with pytest.raises(Refusal, match="name-taken"):
        given.saved_report()
    with deed_of(Action.REPORT_SETTING_REMOVE, setting, member_of_cast("manager")):
        setting.removed_at = clock.now()
    assert given.saved_report().id != setting.id
    given.saved_report(by="privacy_officer", shared=False)
    seen = settings_open_to(member_of_cast("manager").id)
    assert [saved.owner_id for saved in seen] == [member_of_cast("manager").id]
