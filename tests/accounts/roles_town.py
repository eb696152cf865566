"""An installation with one case of an operator and one of a colleague, and every place to post."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask
from werkzeug.routing import Rule

from backoffice import clock
from backoffice.accounts.models import SignInAttempt, WebSession
from backoffice.audit.models import AuditEntry, AuditHead
from backoffice.data_rights.actions import correct_value
from backoffice.data_rights.wording import APPLICANT_RIGHTS, VALUE_RIGHTS
from backoffice.db import Base, db
from backoffice.disclosures import actions as disclosures
from backoffice.incidents import actions as incidents
from backoffice.notices import actions as notices
from backoffice.notices.queries import notices_of
from backoffice.objections.actions import record_objection
from backoffice.objections.queries import objections_of
from backoffice.policy.drafting import start_policy_draft
from backoffice.recipients.queries import links_of
from backoffice.retention.actions.acts import propose_act
from backoffice.retention.actions.holds import place_hold
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.permissions import Actor, refusal
from backoffice.rules.terms import TermCode
from backoffice.rules.vocabulary.access_review import RuleCode
from backoffice.rules.vocabulary.consent import ObjectionReason
from backoffice.rules.vocabulary.personal_values import RightsReason
from backoffice.rules.vocabulary.requests import RequestKind
from backoffice.rules.vocabulary.retention import HoldReason
from backoffice.vault.keystore import metadata as vault_metadata
from backoffice.vault.values import the_vault
from tests.data_rights.seen import OTHER_PHONE
from tests.exports.ordering import export_ordered
from tests.given import Given
from tests.subject_requests.asked import asked

REFUSED = {"permission.not-own": 404, "permission.role": 403, "permission.none": 403}
OWN, FOREIGN, MISSING, CROSSED = "own", "foreign", "missing", "crossed"

# What `<int:ref>` of an address is; a new route has to say it here.
REFS: Mapping[str, str] = {
    "account.staff_edit": "staff",
    "undertakings.record": "staff",
    "undertakings.end": "staff",
    "disclosures.advance": "disclosure",
    "links.of_disclosure": "disclosure",
    "links.revoke": "link",
    "notices.advance": "notice",
    "objections.lift": "objection",
    **dict.fromkeys(
        ("policy.edit", "policy.propose", "policy.give_back", "policy.approve"), "draft"
    ),
    **dict.fromkeys(("policy.publish", "policy.drop"), "draft"),
    "retention.lift": "hold",
    **dict.fromkeys(("reports.share", "reports.monthly", "reports.remove"), "saved_report"),
    "reports.month": "report_month",
    "requests.decide": "request",
    "requests.fulfil": "request",
    **dict.fromkeys(
        (
            "incidents.correct",
            "incidents.add",
            "incidents.drop",
            "incidents.find",
            "incidents.advance",
            "incidents.subjects",
        ),
        "incident",
    ),
}
# Where `<number>` is the number of a destruction act and of no case.
OF_ACTS = {"retention.approve", "retention.decline", "retention.execute"}
CODES = {"third_parties.edit": "K1", "legal_terms.change": TermCode.SUPERSEDED_KEEP}
CODES |= {"access_review.rule": RuleCode.CASES}
CODES |= {"requests.register": RequestKind.CORRECT, "extract.take": "kk"}
STEPS = {
    "disclosures.advance": disclosures.DEEDS,
    "notices.advance": notices.DEEDS,
    "incidents.advance": incidents.DEEDS,
}
RIGHTS = {"data_rights.value": VALUE_RIGHTS, "data_rights.applicant": APPLICANT_RIGHTS}
# Where the address names less than what a sent form asks for.
SERVED = {
    "links.of_disclosure": Action.LINK_MAKE,
    "third_parties.edit": Action.THIRD_PARTY_EDIT,
    "retention.rules": Action.RETENTION_CHANGE,
}
OF_CASES = {"disclosure", "link", "notice", "objection", "request"}
# What changes by looking, and the log itself.
ASIDE = {t.__table__ for t in (AuditEntry, AuditHead, WebSession, SignInAttempt)}


@dataclass(frozen=True)
class Town:
    """Where everything stands, by what it is; the same names for each case."""

    own: Mapping[str, Any]
    foreign: Mapping[str, Any]
    party_form: Mapping[str, Any]

    def places(self, which: str) -> Mapping[str, Any]:
        """What fills an address."""
        nothing = dict.fromkeys(self.own, 999_999) | {"number": "109-2026-9999999", "code": "NONE"}
        crossed = {**self.foreign, "number": self.own["number"]}
        return {OWN: self.own, FOREIGN: self.foreign, MISSING: nothing, CROSSED: crossed}[which]


@dataclass(frozen=True)
class Attempt:
    """One form sent: where, which actions it takes, to what."""

    endpoint: str
    deed: str
    address: str
    actions: tuple[Action, ...]
    which: str
    is_of_case: bool

    @property
    def name(self) -> str:
        """The same for each kind of case."""
        return f"{self.endpoint} {self.deed}"

    def expected(self, person: Actor, case: Any) -> int:
        """The status of a refusal as the table of permissions has it, or 0: it is let through."""
        return self._refusal(person, case) or (404 if self.which in (MISSING, CROSSED) else 0)

    def is_refused(self, person: Actor, case: Any) -> bool:
        """Whether the table refuses it: then, and only then, the attempt is written down."""
        return bool(self._refusal(person, case))

    def _refusal(self, person: Actor, case: Any) -> int:
        codes = [refusal(self.actions[0], person)]
        if self.which != MISSING:
            codes += [refusal(action, person, case) for action in self.actions]
        return next((REFUSED[code] for code in codes if code), 0)


def make_town(given: Given) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """A case of the operator and one of the senior operator, each disclosed by link."""
    officer = given.cast("privacy_officer")
    draft = start_policy_draft(None, by=officer)
    facts = {"reason": HoldReason.COURT_CASE, "reference": "№ 7", "until": None}
    hold = place_hold(given.appeal(), by=officer, **facts)
    others = {"draft": draft.id, "staff": given.cast("auditor").id, "hold": hold.id}
    others["act"] = _act(given)
    others["incident"] = given.incident().id
    saved = given.saved_report()
    others |= {"saved_report": saved.id, "report_month": given.report_month(saved).id}
    others["key"] = export_ordered(given.cast("manager")).key
    return _case(given, "operator") | others, _case(given, "senior_operator") | others


def _act(given: Given) -> str:
    """The number of an act over a case whose term of storage has ended."""
    long_ago = clock.now() - timedelta(days=400)
    with clock.running_at(lambda: long_ago):
        given.appeal_closed()
    return propose_act(None, by=given.cast("privacy_officer")).number


def _case(given: Given, by: str) -> dict[str, Any]:
    appeal = given.appeal(by=by)
    disclosure = given.disclosure(appeal, by=by)
    given.link(disclosure, by=by)
    person = given.cast(by)
    correct_value(
        given.value(appeal, Field.PHONE),
        by=person,
        text=OTHER_PHONE,
        reason=RightsReason.INACCURATE,
    )
    record_objection(
        appeal, by=person, field=Field.NAME, third_party=None, reason=ObjectionReason.SAID
    )
    return {
        "number": appeal.number,
        "value_id": given.value(appeal, Field.PHONE).id,
        "disclosure": disclosure.id,
        "link": links_of(disclosure.id)[0].id,
        "notice": notices_of(appeal.id)[0].id,
        "objection": objections_of(appeal.id)[0].id,
        "request": asked(given, appeal).id,
    }


def attempts(app: Flask, town: Town) -> Iterator[Attempt]:
    """Every address a form can be sent to, upon each kind of thing it can be about."""
    for rule in app.url_map.iter_rules():
        action = getattr(app.view_functions[rule.endpoint], "action", None)
        if action is None or "POST" not in (rule.methods or set()):
            continue
        of_act = rule.endpoint in OF_ACTS
        is_of_case = ("number" in rule.arguments and not of_act) or REFS.get(
            rule.endpoint
        ) in OF_CASES
        kinds = [OWN, FOREIGN] if is_of_case else [OWN]
        kinds += [MISSING] if rule.arguments else []
        kinds += (
            [CROSSED] if is_of_case and rule.arguments >= {"number"} and _names_a_part(rule) else []
        )
        for deed in _deeds(rule):
            asked = [action, *([Action.CASE_VIEW] if is_of_case else [])]
            asked += [_served(rule.endpoint, deed, action)]
            for which in kinds:
                address = _address(rule, town.places(which), deed)
                yield Attempt(rule.endpoint, deed, address, tuple(asked), which, is_of_case)


def _names_a_part(rule: Rule) -> bool:
    return bool({"value_id", "ref"} & rule.arguments)


def _deeds(rule: Rule) -> list[str]:
    if rule.endpoint in RIGHTS:
        return [*RIGHTS[rule.endpoint]]
    return [*STEPS[rule.endpoint]] if "deed" in rule.arguments else [""]


def _served(endpoint: str, deed: str, action: Action) -> Action:
    if endpoint in RIGHTS:
        return RIGHTS[endpoint][deed].action
    return STEPS[endpoint][deed][0] if deed else SERVED.get(endpoint, action)


def _address(rule: Rule, places: Mapping[str, Any], deed: str) -> str:
    def fill(part: re.Match[str]) -> str:
        name = part[1]
        if name == "deed":
            return deed
        if name == "number" and rule.endpoint in OF_ACTS:
            return str(places["act"])
        if name == "ref":
            return str(places[REFS[rule.endpoint]])
        return str(places.get(name) or CODES[rule.endpoint])

    return re.sub(r"<(?:[^>]*:)?(\w+)>", fill, rule.rule)


def everything() -> dict[str, list[Any]]:
    """All rows of both databases, but for sessions and the log."""
    tables = [table for table in Base.metadata.sorted_tables if table not in ASIDE]
    with db.engine.connect() as data, the_vault().store.engine.connect() as vault:
        held = {table.name: sorted(map(repr, data.execute(sa.select(table)))) for table in tables}
        for table in vault_metadata.sorted_tables:
            held[f"vault.{table.name}"] = sorted(map(repr, vault.execute(sa.select(table))))
    return held


def entries() -> list[tuple[str, str]]:
    """The outcomes of the log with the actions, oldest first."""
    query = sa.select(AuditEntry.outcome, AuditEntry.action).order_by(AuditEntry.seq)
    with db.engine.connect() as connection:
        return [(row.outcome, row.action) for row in connection.execute(query)]
