"""One sentence per audit entry, made when it is read, in the reader's language (trust 7).

Entries hold codes only; names of staff and of third parties are looked up by the reader.
"""

import re
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from backoffice.audit.models import AuditEntry
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.people import Role
from backoffice.web.deed_sentences import SENTENCES
from backoffice.web.deeds import deed_name
from backoffice.web.labels.access_review import FINDING_REASONS, FINDINGS, READING_RULES
from backoffice.web.labels.appeals import CHANNELS
from backoffice.web.labels.completeness import DOUBT_ANSWERS, DOUBT_REASONS
from backoffice.web.labels.consent import OBJECTION_REASONS
from backoffice.web.labels.disclosures import BEYOND_REASONS, OUTSIDE_REASONS, RETURN_REASONS
from backoffice.web.labels.export_orders import APPROVAL_REASONS, BREAKS, DENIAL_REASONS
from backoffice.web.labels.fields import field_list
from backoffice.web.labels.incidents import CASE_SOURCES, INCIDENT_KINDS, INCIDENT_OUTCOMES
from backoffice.web.labels.notices import NOTICE_WAIVERS
from backoffice.web.labels.people import LANGUAGES, ROLES
from backoffice.web.labels.personal_values import COLLECT_REASONS, RIGHTS_REASONS
from backoffice.web.labels.reports import EXPORT_REASONS
from backoffice.web.labels.requests import REQUEST_KINDS, REQUEST_OUTCOMES, REQUEST_REFUSALS
from backoffice.web.labels.retention import HOLD_REASONS, ITEM_REASONS, ITEM_RESULTS
from backoffice.web.labels.table import Labels
from backoffice.web.labels.terms import TERM_UNITS
from backoffice.web.labels.terms import TERMS as TERMS_OF_LAW
from backoffice.web.refusal_words import REFUSALS

# What somebody searched by: the kind is written down, the term never is.
TERMS: Labels = {
    "appeal": _l("appeal number"),
    "phone": _l("phone"),
    "number": _l("IIN or BIN"),
    "iin": _l("IIN"),
    "bin": _l("BIN"),
    "email": _l("e-mail"),
    "name": _l("name"),
    "word": _l("name"),
    "pair": _l("name"),
}
SIGN_IN_REASONS: Labels = {
    "sign-in.wrong": _l("the password was wrong"),
    "sign-in.throttled": _l("there were too many attempts"),
    "sign-in.disabled": _l("the account is disabled"),
}
REASONS: Labels = {
    **COLLECT_REASONS,
    **BEYOND_REASONS,
    **OUTSIDE_REASONS,
    **RETURN_REASONS,
    **EXPORT_REASONS,
    **APPROVAL_REASONS,
    **DENIAL_REASONS,
    **BREAKS,
    **RIGHTS_REASONS,
    **DOUBT_REASONS,
    **DOUBT_ANSWERS,
    **HOLD_REASONS,
    **ITEM_REASONS,
    **OBJECTION_REASONS,
    **NOTICE_WAIVERS,
    **REQUEST_REFUSALS,
    **CASE_SOURCES,
    **INCIDENT_KINDS,
    **INCIDENT_OUTCOMES,
    **FINDING_REASONS,
}
_WORDS: dict[str, Labels] = {"role": ROLES, "language": LANGUAGES}
_ORDER = {str(field): place for place, field in enumerate(Field)}
# Deeds upon one value, which once wrote the field of an added note among their own.
_OF_ONE_VALUE = frozenset(
    {
        Action.VALUE_DOUBT,
        Action.VALUE_CONFIRM,
        Action.VALUE_CORRECT,
        Action.VALUE_SUPPLEMENT,
        Action.VALUE_BLOCK,
        Action.VALUE_UNBLOCK,
        Action.VALUE_DELETE,
        Action.VALUE_RESTORE,
        Action.VALUE_DESTROY,
    }
)
_REASON_MARKS = re.compile(r"[,;+ ]+")


def sentence_of(
    entry: AuditEntry, staff_names: Mapping[int, str], third_party_names: Mapping[str, str]
) -> str:
    """What an entry says, as one sentence in the reader's language, with its reason."""
    if entry.is_refused:
        return _refused(entry, staff_names)
    facts = _facts(entry, staff_names, third_party_names)
    known = SENTENCES.get(entry.action)
    said = str(known) % facts if known is not None else _did(entry, facts["who"])
    reason = reason_of(entry)
    said = _("%(said)s, reason: %(reason)s", said=said, reason=reason) if reason else said
    under = _details(entry).get("request", "")
    said = _("%(said)s, under request no. %(no)s", said=said, no=under) if under else said
    return _("%(said)s; added a note", said=said) if _came_with_note(entry) else said


def reason_of(entry: AuditEntry) -> str:
    """The reasons of an entry in words, from whichever list they come."""
    codes = [code for code in _REASON_MARKS.split(entry.reason) if code]
    return "; ".join(str(REASONS.get(code, code)) for code in codes)


def who_did(entry: AuditEntry, staff_names: Mapping[int, str]) -> str:
    """Whose deed an entry is: a name, the system, a recipient, or somebody not signed in."""
    if entry.actor_id:
        return _named(entry.actor_id, staff_names)
    known = entry.actor_role in (Role.SYSTEM, Role.RECIPIENT)
    return str(ROLES[entry.actor_role] if known else _("somebody not signed in"))


def fields_touched(entry: AuditEntry) -> list[str]:
    """The fields a deed was about, in order; a note that only came with it is told apart."""
    codes = set(entry.field_codes)
    if _came_with_note(entry) and _details(entry).get("note") != "both":
        codes.discard(Field.NOTE)
    return sorted(codes, key=_place)


def staff_of(entry: AuditEntry) -> set[int]:
    """Ids of the staff an entry speaks of: to look their names up in one question."""
    noted = (_number(_details(entry).get("assignee", "")), _number(_subject(entry, "staff")))
    return {number for number in (entry.actor_id, *noted) if number}


def _refused(entry: AuditEntry, staff_names: Mapping[int, str]) -> str:
    if entry.action == Action.ACCOUNT_SIGN_IN:
        return _failed_sign_in(entry, staff_names)
    who, deed = who_did(entry, staff_names), deed_name(entry.action)
    why = REFUSALS.get(entry.reason, entry.reason)
    told = _("%(who)s tried: %(deed)s, and was refused. %(why)s", who=who, deed=deed, why=why)
    return str(told)


def _failed_sign_in(entry: AuditEntry, staff_names: Mapping[int, str]) -> str:
    why = SIGN_IN_REASONS.get(entry.reason, entry.reason)
    whom = _number(_subject(entry, "staff"))
    if not whom:
        return str(_("A sign-in under an unknown user name failed: %(why)s", why=why))
    name = _named(whom, staff_names)
    return str(_("A sign-in as %(whom)s failed: %(why)s", whom=name, why=why))


def _did(entry: AuditEntry, who: str) -> str:
    code = entry.action
    return str(_("%(who)s performed an action of another release: %(code)s", who=who, code=code))


def _facts(
    entry: AuditEntry, staff_names: Mapping[int, str], third_party_names: Mapping[str, str]
) -> dict[str, str]:
    """Every placeholder any sentence may use."""
    told = _details(entry)
    was, now = _change(told)
    party = entry.third_party or _subject(entry, "third_party")
    fields = field_list(fields_touched(entry))
    return {
        "who": who_did(entry, staff_names),
        "what": fields or _("all data about the person"),
        "recipient": third_party_names.get(party, party) or _("any"),
        "whom": _named(_number(_subject(entry, "staff")), staff_names),
        "assignee": _named(_number(told.get("assignee", "")), staff_names),
        "fields": fields or _("no personal data"),
        "third_party": third_party_names.get(party, party) or _("the third party"),
        "channel": str(CHANNELS.get(told.get("channel"), told.get("channel", "—"))),
        "term": _term(entry, told),
        "term_name": str(TERMS_OF_LAW.get(entry.subject.partition(":")[2], "—")),
        "days": told.get("days", "—"),
        "views": told.get("views", "—"),
        "no": entry.subject.partition(":")[2],
        "act": told.get("act", "—"),
        "cases": told.get("cases", "—"),
        "rows": told.get("rows", "—"),
        "digest": told.get("sha256", "—"),
        "result": str(ITEM_RESULTS.get(told.get("result"), "—")),
        "request": str(REQUEST_KINDS.get(told.get("kind"), "—")),
        "outcome": str(REQUEST_OUTCOMES.get(told.get("outcome"), "—")),
        "rule": str(READING_RULES.get(told.get("rule"), "—")),
        "finding": str(FINDINGS.get(told.get("finding"), "—")),
        "was": was,
        "now": now,
    }


def _came_with_note(entry: AuditEntry) -> bool:
    """Whether a note was added by the way: marked so, or, in older entries, a second field."""
    of_one = entry.action in _OF_ONE_VALUE and len(entry.field_codes) > 1
    return "note" in _details(entry) or (of_one and Field.NOTE in entry.field_codes)


def _place(code: str) -> int:
    """Fields are named in the order of the screens, ones of another release last."""
    return _ORDER.get(code, len(_ORDER))


def _details(entry: AuditEntry) -> dict[str, str]:
    """The plain detail of an entry, `name=code` by semicolons, as a table."""
    pairs = (part.partition("=") for part in entry.detail.split(";"))
    return {name.strip(): code for name, mark, code in pairs if mark}


def _change(told: Mapping[str, str]) -> tuple[str, str]:
    """From what to what, in words where there are words for it."""
    if "term" in told:
        was, _mark, now = told["term"].rpartition(">")
        return _length(was), _length(now)
    for name in ("role", "language", "category"):
        if name in told:
            was, _mark, now = told[name].rpartition(">")
            words: Mapping[Any, Any] = _WORDS.get(name, {})
            return str(words.get(was, was)), str(words.get(now, now))
    return "", "—"


def _length(text: str) -> str:
    """A length of time as an entry holds it, "3 working_days", in words."""
    number, _mark, unit = text.partition(" ")
    return f"{number} {TERM_UNITS.get(unit, unit)}"


def _term(entry: AuditEntry, told: Mapping[str, str]) -> str:
    """By what kind of term somebody searched; by several, when several were looked for."""
    codes = told.get("kind", entry.detail).split(",")
    return ", ".join(str(TERMS.get(code, _("another term"))) for code in codes)


def _subject(entry: AuditEntry, kind: str) -> str:
    """What follows `kind:` in the subject of an entry, if it is of this kind."""
    found, _mark, ref = entry.subject.partition(":")
    return ref if found == kind else ""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def _named(staff_id: int, staff_names: Mapping[int, str]) -> str:
    return staff_names.get(staff_id) or _("staff member no. %(id)s", id=staff_id)
