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
from backoffice.audit.scope import Scope, scoped
from backoffice.data_rights.actions import block_value, correct_value, delete_value
from backoffice.db import db
from backoffice.demo import DEMO_NAMES
from backoffice.disclosures.actions import deliver_disclosure
from backoffice.retention.actions.acts import approve_act, propose_act
from backoffice.retention.actions.holds import place_hold
from backoffice.retention.execution import carry_out
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary import ApplicantType, CollectReason, HoldReason, RightsReason, Role
from tests.conftest import FILES, app_at
from tests.given import IIN, PERSON, Given

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
        db.session.remove()
        db.engine.dispose()
        app.extensions["vault"].store.engine.dispose()
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
    _touched(given, town)
    _stored(given, town)
    return town


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
