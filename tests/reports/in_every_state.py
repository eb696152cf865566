"""Disclosures in every state a filter asks for, each made by the actions that lead to it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from backoffice import clock
from backoffice.appeals.registration import NewRepresentative
from backoffice.data_rights.actions import correct_value, destroy_value
from backoffice.disclosures import actions as steps
from backoffice.disclosures.models import Disclosure
from backoffice.notices.actions import acknowledge_notice, deliver_notice
from backoffice.notices.queries import notices_of
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.disclosures import BeyondReason, OutsideReason
from backoffice.rules.vocabulary.people import ApplicantType
from backoffice.rules.vocabulary.personal_values import RightsReason
from tests.given import PERSON, Given

BEGINS = datetime(2026, 10, 5, 5, tzinfo=UTC)  # a Monday, 10:00 in Astana
TOLD = datetime(2026, 10, 20, 6, tzinfo=UTC)
FEW = (Field.PROBLEM_TEXT, Field.OBJECT_ADDRESS)
WITH_PHONE = (*FEW, Field.PHONE)
ORGANISATION = {
    **PERSON,
    Field.ORGANISATION: "«Сарыжайлау» ЖШС",
    Field.REPRESENTATIVE_NAME: "Оспанов Дәулет Ерланұлы",
    Field.REPRESENTATIVE_PHONE: "+77015554513",
    Field.REPRESENTATIVE_DOCUMENT: "21-7",
}
WHY = RightsReason.INACCURATE
# What each filter leaves; "usual" stands for whatever no other word is said of.
EXPECTED: dict[str, dict[str, set[str]]] = {
    "group": {"state_body": {"akimat"}, "private": set()},
    "kind": {"complaint": {"usual"}, "feedback": set()},
    "channel": {"email": {"abroad"}, "paper": set()},
    "district": {"nura": {"abroad"}, "saryarqa": set()},
    "applicant_type": {
        "person_foreign": {"abroad"},
        "org_kz": {"lawyer"},
        "org": {"lawyer"},
        "foreign": {"abroad"},
        "represented": {"lawyer"},
        "other": set(),
    },
    "wait": {
        "3-days": {"abroad"},
        "week": {"lawyer"},
        "15-days": {"akimat"},
        "longer": {"waiting"},
    },
    "given": {"4": {"akimat"}, "5": set()},
    "mark": {
        "beyond": {"akimat"},
        "corrected": {"corrected", "settled", "destroyed"},
        "untold": {"corrected", "destroyed"},
        "unacknowledged": {"waiting", "delivered"},
        "attention": {"corrected", "settled", "destroyed"},
    },
    "third_party": {"A3": {"akimat"}},
    "field": {"name": {"akimat"}},
}


def every_state(given: Given) -> dict[str, Disclosure]:
    """Eleven disclosures by what is to be found of each."""
    made = {
        "usual": _made(given, kind="complaint"),
        "abroad": _made(given, waited=timedelta(days=1), **_ABROAD),
        "lawyer": _made(given, waited=timedelta(days=3), **_BY_A_LAWYER),
        "akimat": _made(given, waited=timedelta(days=7), to="A3", **_BEYOND),
        "waiting": _made(given, waited=timedelta(days=15)),
        "delivered": _made(given),
        "answered": _made(given),
    }
    made |= {name: _made(given, fields=WITH_PHONE) for name in ("corrected", "settled")}
    made["destroyed"] = _made(given, fields=WITH_PHONE)
    _send(given, made)
    with clock.running_at(lambda: TOLD - timedelta(days=1)):
        _touch(given, made)
    with clock.running_at(lambda: TOLD):
        _settle(given, made["settled"])
    return made


_ABROAD: dict[str, Any] = {
    "applicant_type": ApplicantType.PERSON_FOREIGN,
    "country": "UZ",
    "channel": "email",
    "consent_method": "message",
    "district_code": "nura",
}
_BY_A_LAWYER: dict[str, Any] = {
    "applicant_type": ApplicantType.ORG_KZ,
    "texts": ORGANISATION,
    "representative": NewRepresentative("power_of_attorney"),
}
_BEYOND: dict[str, Any] = {
    "by": "senior_operator",
    "fields": (*WITH_PHONE, Field.NAME),
    "beyond_reason": BeyondReason.SITE_ACCESS,
    "outside_reason": OutsideReason.REDIRECTED,
}
_OF_DISCLOSURE = ("to", "by", "fields", "beyond_reason", "outside_reason")


def _made(given: Given, *, waited: timedelta = timedelta(hours=1), **more: Any) -> Disclosure:
    """Registered, then disclosed so much later."""
    told = {"fields": FEW, **{name: more.pop(name) for name in _OF_DISCLOSURE if name in more}}
    with clock.running_at(lambda: BEGINS):
        appeal = given.appeal_in_work(**more)
    with clock.running_at(lambda: BEGINS + waited):
        return given.disclosure(appeal, **told)


def _at(moment: datetime, do: Callable[..., Any], subject: Any, by: Any, **more: Any) -> None:
    with clock.running_at(lambda: moment):
        do(subject, by=by, **more)


def _send(given: Given, made: dict[str, Disclosure]) -> None:
    """One was sent, one delivered, and nothing came back; another was acknowledged."""
    senior = given.cast("senior_operator")
    later = BEGINS + timedelta(days=16)
    _at(later, steps.send_disclosure, made["waiting"], senior, at=later)
    _at(later, steps.deliver_disclosure, made["delivered"], senior, at=later)
    for step in (steps.deliver_disclosure, steps.acknowledge_disclosure):
        _at(later, step, made["answered"], senior, at=later)


def _touch(given: Given, made: dict[str, Disclosure]) -> None:
    officer = given.cast("privacy_officer")
    for name in ("corrected", "settled"):
        phone = given.value(made[name].appeal, Field.PHONE)
        correct_value(phone, by=officer, text="+77015550000", reason=WHY)
    destroy_value(given.value(made["destroyed"].appeal, Field.PHONE), by=officer, reason=WHY)


def _settle(given: Given, disclosure: Disclosure) -> None:
    notice = notices_of(disclosure.appeal_id)[0]
    senior = given.cast("senior_operator")
    deliver_notice(notice, by=senior, at=clock.now())
    acknowledge_notice(notice, by=senior, at=clock.now())
