"""The columns of the register of consents and transfers (law, article 22; 2.17).

No personal data: the number of the appeal stands for the person.
"""

from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.applicants.models import Consent
from backoffice.disclosures.models import Disclosure
from backoffice.exports.columns import Column, Kind, Names, say_from, say_moment
from backoffice.exports.moments import say_day
from backoffice.rules.vocabulary.consent import ConsentState
from backoffice.web.labels.appeals import CHANNELS
from backoffice.web.labels.consent import CONSENT_METHODS, CONSENT_STATES, LEGAL_BASES
from backoffice.web.labels.table import Labels

YES_NO: Labels = {"yes": _l("yes"), "no": _l("no")}

# Asked anew at each reading: a term ends by itself, without a deed.
_TODAY = sa.bindparam("today", callable_=clock.today, type_=sa.Date())
state_today: sa.ColumnElement[str] = sa.case(
    (Consent.withdrawn_at.is_not(None), str(ConsentState.WITHDRAWN)),
    (Consent.valid_until < _TODAY, str(ConsentState.ENDED)),
    else_=str(ConsentState.IN_FORCE),
)
_TRANSFERS = (
    sa.select(sa.func.count())
    .select_from(Disclosure)
    .where(Disclosure.appeal_id == Consent.appeal_id)
    .correlate(Consent)
    .scalar_subquery()
)


def _say_yes_no(_names: Names, agreed: Any) -> str:
    return str(YES_NO["yes" if agreed else "no"])


COLUMNS: tuple[Column, ...] = (
    Column("appeal", _l("Appeal"), Appeal.number, Kind.TEXT, 19),
    Column("at", _l("Given"), Consent.given_at, Kind.MOMENT, 17, say_moment),
    Column("channel", _l("Channel"), Appeal.channel, Kind.CODE, 22, say_from(CHANNELS)),
    Column("method", _l("Method"), Consent.method, Kind.CODE, 28, say_from(CONSENT_METHODS)),
    Column("basis", _l("Legal basis"), Consent.legal_basis, Kind.CODE, 24, say_from(LEGAL_BASES)),
    Column(
        "provision",
        _l("Provision of law or contract"),
        Consent.provision,
        Kind.TEXT,
        24,
        on_page=False,
    ),
    Column(
        "policy",
        _l("Policy version"),
        Consent.policy_version_id,
        Kind.CODE,
        9,
        lambda names, key: str(names.policies.get(key, "")),
    ),
    Column(
        "term",
        _l("Term"),
        Consent.valid_until,
        Kind.DAY,
        22,
        say_day(_l("until the purpose is reached")),
    ),
    Column(
        "transfer",
        _l("Transfer to third parties"),
        sa.not_(Appeal.no_transfer),
        Kind.CODE,
        11,
        _say_yes_no,
    ),
    Column(
        "cross_border",
        _l("Cross-border transfer"),
        Consent.cross_border,
        Kind.CODE,
        11,
        _say_yes_no,
    ),
    Column("public", _l("Public sources"), Consent.public, Kind.CODE, 11, _say_yes_no),
    Column("state", _l("State"), state_today, Kind.CODE, 16, say_from(CONSENT_STATES)),
    Column("transfers", _l("Transfers"), _TRANSFERS, Kind.NUMBER, 9),
)
