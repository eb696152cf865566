"""The numbers of a year about the watch over the data: deeds, readings, breaches, the policy."""

from collections import Counter
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from backoffice import clock
from backoffice.audit.chain import stamp
from backoffice.audit.models import AuditEntry
from backoffice.completeness.queries import open_findings
from backoffice.db import db
from backoffice.incidents.models import Incident, IncidentEvent
from backoffice.policy.models import LawChange, PolicyReview, PolicyVersion
from backoffice.policy.queries import next_review, version_in_force
from backoffice.rules.actions import ACTIONS, Action, Nature
from backoffice.rules.vocabulary.incidents import IncidentState
from backoffice.undertakings.models import StaffUndertaking
from backoffice.undertakings.queries import staff_due
from backoffice.web.deeds import DEEDS
from backoffice.web.language import show_date
from backoffice.yearly.numbers import Number, Section, Year, link

# What is done to data at somebody's wish or because it is wrong: each counted by its deeds.
RIGHTS = (
    Action.VALUE_CORRECT,
    Action.VALUE_SUPPLEMENT,
    Action.VALUE_BLOCK,
    Action.APPLICANT_BLOCK,
    Action.VALUE_UNBLOCK,
    Action.APPLICANT_UNBLOCK,
    Action.VALUE_DELETE,
    Action.APPLICANT_DELETE,
    Action.VALUE_RESTORE,
    Action.APPLICANT_RESTORE,
    Action.VALUE_DESTROY,
    Action.APPLICANT_DESTROY,
    Action.SUPERSEDED_DESTROY,
)
Entries = Counter[tuple[str, str]]


def entries(year: Year) -> Entries:
    """How many entries the log holds of each action, done and refused: one question."""
    rows = db.session.execute(
        sa.select(AuditEntry.action, AuditEntry.outcome, sa.func.count())
        .where(AuditEntry.at >= stamp(year.period.begins), AuditEntry.at < stamp(year.period.ends))
        .group_by(AuditEntry.action, AuditEntry.outcome)
    )
    return Counter({(action, outcome): times for action, outcome, times in rows})


def rights(year: Year, found: Entries) -> list[Section]:
    """Corrections, blocks, deletions and destructions carried out in the year."""
    numbers = [
        Number(
            f"deeds.{action}",
            str(DEEDS[action]),
            found[action, "done"],
            href=year.log(action=action),
        )
        for action in RIGHTS
    ]
    return [Section("rights", _("Changes of the data"), numbers)]


def watch(year: Year, found: Entries) -> list[Section]:
    """Readings of personal data, refused attempts, breaches, undertakings, gaps."""
    readings = _of_nature(found, Nature.WITNESS)
    refusals = sum(times for (_action, outcome), times in found.items() if outcome == "refused")
    today = clock.today()
    numbers = [
        Number("log", _("Entries of the audit log"), found.total(), href=year.log()),
        Number("log.readings", _("Readings of personal data"), readings, is_part=True),
        Number("log.refused", _("Attempts refused"), refusals, "", year.log(refused="y"), True),
        *_incidents(year),
        Number(
            "undertakings",
            _("Undertakings signed by the staff"),
            _count(StaffUndertaking.signed_on, year, by_day=True),
        ),
        Number(
            "undertakings.due",
            _("Undertakings missing or ending soon, today"),
            len(staff_due(today)),
            href=link("undertakings.index", Action.UNDERTAKING_LIST, show="due"),
        ),
        Number(
            "findings",
            _("Missing and doubtful data, today"),
            open_findings().open,
            href=link("completeness.index", Action.COMPLETENESS_LIST),
        ),
    ]
    return [Section("watch", _("Watch over the data"), numbers)]


def policy(year: Year) -> list[Section]:
    """The edition in force, what was published and reviewed, when the next review is due."""
    held = version_in_force(min(year.period.last, clock.today()))
    drafts = link("policy.drafts", Action.POLICY_DRAFT_LIST)
    numbers = [
        Number(
            "policy.version",
            _("Version in force at the end of the year"),
            held.number,
            _("in force from %(day)s", day=show_date(held.effective_from)),
            link("policy.drafts", Action.POLICY_DRAFT_LIST),
        ),
        Number(
            "policy.published",
            _("Versions published"),
            _count(PolicyVersion.published_at, year),
            href=drafts,
        ),
        Number(
            "policy.reviews",
            _("Reviews recorded"),
            _count(PolicyReview.reviewed_on, year, by_day=True),
            _last_review(year),
            drafts,
        ),
        Number(
            "policy.law_changes",
            _("Changes of the law noted"),
            _count(LawChange.noted_at, year),
            _next_review(year),
            drafts,
        ),
    ]
    return [Section("policy", _("Policy"), numbers)]


def _last_review(year: Year) -> str:
    """The last one that the year knew of: a year that is over says the same for ever."""
    reviewed = PolicyReview.reviewed_on
    query = sa.select(sa.func.max(reviewed)).where(reviewed <= year.period.last)
    last = db.session.scalar(query)
    return _("last review: %(day)s", day=show_date(last)) if last else _("Not reviewed yet.")


def _next_review(year: Year) -> str:
    """Told of the present year alone."""
    if not year.period.first <= clock.today() <= year.period.last:
        return ""
    return _("next review due by %(day)s", day=show_date(next_review().on))


def _incidents(year: Year) -> list[Number]:
    closed = sa.select(sa.func.count()).where(
        IncidentEvent.state == IncidentState.CLOSED,
        IncidentEvent.at >= year.period.begins,
        IncidentEvent.at < year.period.ends,
    )
    return [
        Number(
            "incidents",
            _("Incidents opened"),
            _count(Incident.at, year),
            href=year.log(action=Action.INCIDENT_OPEN),
        ),
        Number(
            "incidents.closed",
            _("Incidents closed"),
            db.session.execute(closed).scalar_one(),
            href=year.log(action=Action.INCIDENT_CLOSE),
        ),
    ]


def _of_nature(found: Entries, nature: Nature) -> int:
    return sum(
        times
        for (action, outcome), times in found.items()
        if outcome == "done" and ACTIONS[Action(action)].nature is nature
    )


def _count(at: Any, year: Year, *, by_day: bool = False) -> int:
    """How many rows fall into the year, by a moment or by a day."""
    period = year.period
    bounds = (at >= period.first, at <= period.last)
    if not by_day:
        bounds = (at >= period.begins, at < period.ends)
    return int(db.session.execute(sa.select(sa.func.count()).where(*bounds)).scalar_one())
