"""The numbers of a year about the data itself: what was given, changed, objected to, destroyed."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from flask_babel import format_percent
from flask_babel import gettext as _

from backoffice.applicants.models import FieldObjection
from backoffice.db import db
from backoffice.disclosures.models import Disclosure, DisclosureItem
from backoffice.notices.models import Notice
from backoffice.registers.acts import rows as acts
from backoffice.registers.acts.filters import ActFilters
from backoffice.registers.holds import rows as holds
from backoffice.registers.holds.filters import HoldFilters
from backoffice.rules.vocabulary.retention import ActState
from backoffice.third_parties.models import ThirdParty
from backoffice.web.labels.consent import WITHDRAWAL_OUTCOMES
from backoffice.web.labels.fields import FIELDS
from backoffice.web.labels.notices import NOTICE_CAUSES
from backoffice.withdrawals.models import Withdrawal
from backoffice.yearly.numbers import Number, Section, Year, parts

_SHARE = "#,##0.0 %"
_ALL = sa.func.count()


def disclosures(year: Year) -> list[Section]:
    """What was given in the year, to whom, which fields, and how much beyond the usual need."""
    whole = _scalar(sa.select(_ALL).select_from(Disclosure), Disclosure.at, year)
    beyond = _scalar(sa.select(_ALL).where(Disclosure.beyond_reason != ""), Disclosure.at, year)
    parties = _grouped(
        sa.select(ThirdParty.code, _ALL).join(Disclosure).group_by(ThirdParty.code),
        Disclosure.at,
        year,
    )
    fields = _grouped(
        sa.select(DisclosureItem.field, sa.func.count(DisclosureItem.disclosure_id.distinct()))
        .join(Disclosure, Disclosure.id == DisclosureItem.disclosure_id)
        .group_by(DisclosureItem.field),
        Disclosure.at,
        year,
    )
    said = {code: year.names.third_parties[key] for code, key in year.names.codes.items()}
    of_party, of_field = _disclosed(year, "third_party"), _disclosed(year, "field")
    share = format_percent(beyond / whole, _SHARE) if whole else ""
    numbers = [
        Number("disclosures", _("Disclosures"), whole, href=year.report("reports.disclosures")),
        Number(
            "disclosures.beyond",
            _("Beyond need, with a reason"),
            beyond,
            share,
            year.report("reports.disclosures", mark="beyond"),
            is_part=True,
        ),
    ]
    return [
        Section("disclosures", _("Disclosures"), numbers),
        Section(
            "disclosures.recipient",
            _("Disclosures by recipient"),
            parts("disclosures.recipient", parties, said, of_party),
        ),
        Section(
            "disclosures.field",
            _("Disclosures by data disclosed"),
            parts("disclosures.field", fields, FIELDS, of_field),
        ),
    ]


def told(year: Year) -> list[Section]:
    """Withdrawals, objections, and what recipients were told of it."""
    causes = _grouped(sa.select(Notice.cause, _ALL).group_by(Notice.cause), Notice.opened_at, year)
    outcomes = _grouped(
        sa.select(Withdrawal.outcome, _ALL).group_by(Withdrawal.outcome),
        Withdrawal.recorded_at,
        year,
    )
    row = FieldObjection
    objected = _scalar(sa.select(_ALL).where(row.lifts_id.is_(None)), row.at, year)
    lifted = _scalar(sa.select(_ALL).where(row.lifts_id.is_not(None)), row.at, year)
    withdrawn = Number(
        "withdrawals",
        _("Consents withdrawn"),
        sum(times for _outcome, times in outcomes),
        href=year.log(action="consent.withdraw"),
    )
    opened = sum(times for _cause, times in causes)
    return [
        Section(
            "wishes",
            _("Withdrawals and objections"),
            [
                withdrawn,
                *parts("withdrawals", outcomes, WITHDRAWAL_OUTCOMES, _nowhere),
                Number("objections", _("Objections recorded"), objected),
                Number("objections.lifted", _("Objections lifted"), lifted),
            ],
        ),
        Section(
            "notices",
            _("Notices to recipients"),
            [
                Number("notices", _("Notices opened"), opened),
                *parts("notices", causes, NOTICE_CAUSES, _nowhere),
            ],
        ),
    ]


def destruction(year: Year) -> list[Section]:
    """Destruction acts proposed in the year, what they destroyed, legal holds."""
    states = acts.states(ActFilters(year.period))
    listed = acts.items(ActFilters(year.period))
    steps = holds.counts(HoldFilters(year.period))
    done = states[ActState.DONE] + states[ActState.FINAL]
    said = {
        ActState.PROPOSED: (_("await approval"), states[ActState.PROPOSED]),
        ActState.APPROVED: (_("approved, to be carried out"), states[ActState.APPROVED]),
        ActState.DECLINED: (_("declined"), states[ActState.DECLINED]),
        ActState.DONE: (_("carried out"), done),
    }
    numbers = [
        Number(
            "acts",
            _("Destruction acts proposed"),
            states.total(),
            href=year.report("registers.acts"),
        ),
        *(
            Number(
                f"acts.{state}", words, times, "", year.report("registers.acts", state=state), True
            )
            for state, (words, times) in said.items()
        ),
        Number("acts.items", _("Items destroyed"), sum(row.destroyed for row in listed)),
        Number("acts.values", _("Values destroyed"), sum(row.records for row in listed)),
        *(
            Number(
                f"holds.{step}",
                words,
                sum(times for (stood, _reason), times in steps.items() if stood == step),
                href=year.report("registers.holds", step=step),
            )
            for step, words in (
                ("placed", _("Legal holds placed")),
                ("lifted", _("Legal holds lifted")),
            )
        ),
    ]
    return [Section("destruction", _("Destruction and legal holds"), numbers)]


def _disclosed(year: Year, name: str) -> Any:
    return lambda key: year.report("reports.disclosures", **{name: key})


def _nowhere(_key: str) -> str:
    """No list shows these rows of a year by themselves."""
    return ""


def _within(question: Any, at: Any, year: Year) -> sa.Select[Any]:
    return question.where(at >= year.period.begins, at < year.period.ends)


def _scalar(question: Any, at: Any, year: Year) -> int:
    return int(db.session.execute(_within(question, at, year)).scalar_one())


def _grouped(question: Any, at: Any, year: Year) -> Sequence[Any]:
    return [(row[0], row[1]) for row in db.session.execute(_within(question, at, year))]
