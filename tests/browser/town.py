"""Cases in every state, so that each page of the product has something to show."""

import shutil
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from backoffice import clock
from backoffice.accounts.models import Staff
from backoffice.accounts.queries import staff_by_username
from backoffice.appeals.models import Appeal
from backoffice.appeals.registration import NewRepresentative
from backoffice.audit.door import record_refusal
from backoffice.audit.scope import Scope, scoped
from backoffice.data_rights.actions import block_value, correct_value, delete_value
from backoffice.demo import DEMO_NAMES
from backoffice.disclosures.actions import deliver_disclosure
from backoffice.notices.queries import notices_of
from backoffice.objections.actions import lift_objection, record_objection
from backoffice.policy.layout import tidy
from backoffice.policy.queries import version_by_number
from backoffice.recipients.actions import (
    RecipientActor,
    accept_by_link,
    answer_by_link,
    view_by_link,
)
from backoffice.recipients.queries import links_of
from backoffice.retention.actions.acts import approve_act, propose_act
from backoffice.retention.actions.holds import place_hold
from backoffice.retention.execution import carry_out
from backoffice.rules.access_review import RULES
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.access_review import RuleCode
from backoffice.rules.vocabulary.consent import ObjectionReason
from backoffice.rules.vocabulary.people import ApplicantType, Language, Role
from backoffice.rules.vocabulary.personal_values import CollectReason, RightsReason
from backoffice.rules.vocabulary.retention import HoldReason
from backoffice.withdrawals.actions import Follows, Said, withdraw_consent
from tests.conftest import FILES, app_at, close
from tests.exports.ordering import export_ordered
from tests.given import IIN, PERSON, Given
from tests.policy.making import published, written
from tests.subject_requests.asked import LAWYER, asked, decided, granted

WHY = RightsReason.APPLICANT_ASKED
NEW_PHONE = "+77015554599"
BY_A_LAWYER = {
    **PERSON,
    Field.ORGANISATION: "«Сарыжайлау» ЖШС",
    Field.REPRESENTATIVE_NAME: "Оспанов Дәулет Ерланұлы",
    Field.REPRESENTATIVE_PHONE: "+77015554513",
    Field.REPRESENTATIVE_DOCUMENT: "21-7",
}


@dataclass
class Town:
    """Numbers and keys for the addresses of pages, by the name of the case."""

    keys: dict[str, object] = field(default_factory=dict)

    def at(self, path: str) -> str:
        """An address with the names of cases and values filled in."""
        return path.format(**self.keys)


def copy_installation(source: Path, target: Path) -> None:
    """Databases and keyring."""
    for name in FILES:
        shutil.copy(source / name, target / name)


def build_in(folder: Path) -> Town:
    """Fill an installation and close it again."""
    app = app_at(folder)
    with app.app_context(), scoped(Scope()):
        town = build(Given(_cast))
    close(app)
    return town


def _cast(role: str) -> Staff:
    person = staff_by_username(DEMO_NAMES[Role(role)][0])
    assert person is not None
    return person


def build(given: Given) -> Town:
    """One case per state, with a corrected, a blocked and a deleted value."""
    town = Town()
    town.keys["new"] = given.appeal().number
    town.keys["foreign"] = given.appeal(by="senior_operator").number
    town.keys["answered"] = given.appeal_answered().number
    town.keys["closed"] = given.appeal_closed().number
    town.keys["lawyer"] = _with_representative(given).number
    _disclosed(given, town)
    _linked(given, town)
    _touched(given, town)
    _stored(given, town)
    _policy(given, town)
    _kept_back(given, town)
    _withdrawn(given, town)
    _asked(given, town)
    _flagged(given, town)
    _exports(given, town)
    return town


def _flagged(given: Given, town: Town) -> None:
    """Attempts of an operator that were refused, more than the rule of unusual reading lets by."""
    operator = given.cast("operator")
    for _attempt in range(RULES[RuleCode.REFUSED].most + 1):
        record_refusal(Action.STAFF_LIST, operator, "permission.role")
    day = clock.today().isoformat()
    town.keys["flag"] = f"code=refused&person={operator.id}&begins={day}T00"


def _exports(given: Given, town: Town) -> None:
    """An order that can be started, and one that waits for a second person."""
    manager = given.cast("manager")
    town.keys["order"] = export_ordered(manager).key
    town.keys["waiting"] = export_ordered(manager, personal=("phone",)).key


def _asked(given: Given, town: Town) -> None:
    """A case with a request to be decided, one refused and one for access that is granted."""
    appeal = given.appeal()
    told = {"reasons": ["no_documents"], "words": "Құжат көрсетіңіз."}
    refused = asked(given, appeal)
    decided(given, refused, "refused", **told)
    town.keys |= {"asked": appeal.number, "refused": refused.id}
    town.keys |= {"undecided": asked(given, appeal, asker="representative", document=LAWYER).id}
    town.keys |= {"access": granted(given, appeal, "access").id}


def _policy(given: Given, town: Town) -> None:
    """A second version, published, and a draft of the third; in every language the same words."""
    first = version_by_number(1)
    texts = {f"text_{code}": f"{tidy(first.text_in(code))}\n14. 109." for code in Language}
    published(given.cast, **texts)
    longer = {name: f"{text}\n15. 112." for name, text in texts.items()}
    town.keys["draft"] = written(given.cast, **longer).id


def _with_representative(given: Given) -> Appeal:
    return given.appeal(
        category="LAND",
        district_code="nura",
        texts=BY_A_LAWYER,
        applicant_type=ApplicantType.ORG_KZ,
        representative=NewRepresentative("power_of_attorney"),
    )


def _disclosed(given: Given, town: Town) -> None:
    appeal = given.appeal_in_work()
    given.disclosure(appeal)
    later = given.disclosure(appeal)
    deliver_disclosure(later, by=given.cast("operator"), at=clock.now())
    correct_value(
        given.value(appeal, Field.PHONE), by=given.cast("operator"), text=NEW_PHONE, reason=WHY
    )
    town.keys |= {"busy": appeal.number, "ref": later.id, "open_ref": later.id - 1}
    town.keys |= {"phone": given.value(appeal, Field.PHONE).id}
    town.keys |= {"notice": notices_of(appeal.id)[0].id}
    town.keys["incident"] = given.incident(appeal).id
    saved = given.saved_report()
    town.keys |= {"saved": saved.id, "report_month": given.report_month(saved).id}


def _withdrawn(given: Given, town: Town) -> None:
    appeal = given.appeal_in_work()
    given.disclosure(appeal)
    withdraw_consent(
        appeal,
        by=given.cast("privacy_officer"),
        said=Said(clock.now(), "phone", "applicant", "109-77"),
        follows=Follows("legal_duty", "76", "350-VI"),
    )
    town.keys["withdrawn"] = appeal.number


def _linked(given: Given, town: Town) -> None:
    """Two recipients with a link: one has not looked yet, one has confirmed and answered."""
    fresh, kept = given.disclosure(given.appeal()), given.disclosure(given.appeal())
    town.keys |= {"fresh": given.link(fresh), "linked_ref": fresh.id, "kept": given.link(kept)}
    recipient = RecipientActor(links_of(kept.id)[0])
    view_by_link(recipient.link, by=recipient)
    accept_by_link(kept, by=recipient, wording="notice=1;language=kk")
    answer_by_link(kept.appeal, by=recipient, text="Жарық қосылды.")
    town.keys["replied"] = kept.appeal.number


def _touched(given: Given, town: Town) -> None:
    officer = given.cast("privacy_officer")
    texts = {**PERSON, Field.IIN: IIN}
    appeal = given.appeal_in_work(
        texts=texts, category="LAND", collect_reason=CollectReason.APPLICANT_ASKED
    )
    block_value(given.value(appeal, Field.PHONE), by=officer, until=None, reason=WHY)
    delete_value(given.value(appeal, Field.NAME), by=officer, reason=WHY)
    town.keys |= {
        "touched": appeal.number,
        "blocked": given.value(appeal, Field.PHONE).id,
        "deleted": given.value(appeal, Field.NAME).id,
        "iin": given.value(appeal, Field.IIN).id,
    }


def _stored(given: Given, town: Town) -> None:
    """Cases of an earlier year: one destroyed by an act, some in open acts, one on hold."""
    officer, manager = given.cast("privacy_officer"), given.cast("manager")
    emptied = _long_closed(given)
    act = approve_act(propose_act(None, by=officer), by=manager)
    carry_out(act, by=manager)
    held, _due = _long_closed(given), _long_closed(given)
    told = {"reference": "№ 2-1417/2026", "until": None}
    hold = place_hold(held, by=officer, reason=HoldReason.COURT_CASE, **told)
    open_act = propose_act(None, by=officer)
    _long_closed(given)
    ready = approve_act(propose_act(None, by=officer), by=manager)
    _long_closed(given)
    town.keys |= {"emptied": emptied.number, "held": held.number, "hold": hold.id}
    town.keys |= {"act": act.number, "open_act": open_act.number, "ready_act": ready.number}


def _long_closed(given: Given) -> Appeal:
    long_ago = clock.now() - timedelta(days=400)
    with clock.running_at(lambda: long_ago):
        return given.appeal_closed()


def _kept_back(given: Given, town: Town) -> None:
    """A case without transfer, with one objection more and one that was lifted."""
    appeal = given.appeal(by="senior_operator", no_transfer=True)
    senior = given.cast("senior_operator")
    told = {"by": senior, "third_party": None, "reason": ObjectionReason.SAID}
    phone = record_objection(appeal, field=Field.PHONE, **told)
    name = record_objection(appeal, field=Field.NAME, **told)
    lift_objection(appeal, by=senior, objection_id=name.id, reason=ObjectionReason.MISTAKE)
    town.keys |= {"kept": appeal.number, "objection": phone.id}
