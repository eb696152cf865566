"""Keeping the register: who may get data, for what, under which undertaking (policy 9, 11)."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm.attributes import flag_modified

from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.refusals import Refusal
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.third_parties.models import Competence, ThirdParty

Scope = tuple[str, str]  # a category and a district; no district is the whole city
LONGEST_DETAIL = 200


@dataclass(frozen=True)
class Facts:
    """What the register says of a third party besides its code and competence (R-11.1)."""

    kind: str
    name_kk: str
    name_ru: str
    name_en: str
    country: str = "KZ"
    bin: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    responsible_person: str = ""
    undertaking_no: str = ""
    undertaking_from: date | None = None
    undertaking_until: date | None = None
    active: bool = True


@perform(Action.THIRD_PARTY_ADD)
def add_third_party(
    _subject: None, /, *, by: Actor, code: str, facts: Facts, competence: Iterable[Scope]
) -> ThirdParty:
    """Add an entry to the register: from now on it can be chosen (policy 9).

    Raises Refusal("third-party.code-taken").
    """
    if db.session.scalar(sa.select(ThirdParty.id).where(ThirdParty.code == code)):
        raise Refusal("third-party.code-taken", Action.THIRD_PARTY_ADD)
    party = ThirdParty(code=code, **asdict(facts))
    _set_competence(party, without_doubles(competence))
    db.session.add(party)
    db.session.flush()
    current_deed().note(about=party, third_party=code)
    return party


@perform(Action.THIRD_PARTY_EDIT)
def edit_third_party(
    party: ThirdParty, /, *, by: Actor, facts: Facts, competence: Iterable[Scope]
) -> ThirdParty:
    """Change an entry of the register; the entry names what changed, never the values."""
    changed = [name for name, told in asdict(facts).items() if getattr(party, name) != told]
    for name in changed:
        setattr(party, name, getattr(facts, name))
    if _set_competence(party, without_doubles(competence)):
        changed.append("competence")
        flag_modified(party, "code")  # the row itself did not change, its version must
    detail = ",".join(changed)[:LONGEST_DETAIL]
    current_deed().note(third_party=party.code, detail=detail)
    return party


def without_doubles(competence: Iterable[Scope]) -> frozenset[Scope]:
    """The same competence without districts of a category that is held in the whole city."""
    scopes = frozenset(competence)
    whole = {category for category, district in scopes if not district}
    return frozenset(one for one in scopes if not one[1] or one[0] not in whole)


def _set_competence(party: ThirdParty, wanted: frozenset[Scope]) -> bool:
    """Make the rows of competence say this; whether anything had to change."""
    held = {(row.category_code, row.district_code): row for row in party.competences}
    for scope in sorted(held.keys() - wanted):
        party.competences.remove(held[scope])
    for category, district in sorted(wanted - held.keys()):
        party.competences.append(Competence(category_code=category, district_code=district))
    return held.keys() != wanted
