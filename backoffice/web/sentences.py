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
from backoffice.rules.vocabulary import Role
from backoffice.web.deeds import deed_name
from backoffice.web.labels import (
    BEYOND_REASONS,
    CHANNELS,
    COLLECT_REASONS,
    EXPORT_REASONS,
    HOLD_REASONS,
    ITEM_REASONS,
    ITEM_RESULTS,
    LANGUAGES,
    NOTICE_WAIVERS,
    OBJECTION_REASONS,
    OUTSIDE_REASONS,
    RETURN_REASONS,
    RIGHTS_REASONS,
    ROLES,
    TERM_UNITS,
    Labels,
    field_list,
)
from backoffice.web.labels import (
    TERMS as TERMS_OF_LAW,
)
from backoffice.web.refusal_words import REFUSALS

SENTENCES: Labels = {
    Action.ACCOUNT_SIGN_IN: _l("%(who)s signed in"),
    Action.ACCOUNT_SIGN_OUT: _l("%(who)s signed out"),
    Action.ACCOUNT_CHANGE_PASSWORD: _l("%(who)s changed their own password"),
    Action.ACCOUNT_SETTINGS: _l("%(who)s opened the account settings"),
    Action.ACCOUNT_SET_LANGUAGE: _l("%(who)s chose a language: %(now)s"),
    Action.ACCOUNT_END_SESSIONS: _l("%(who)s ended their sessions in other browsers"),
    Action.STAFF_LIST: _l("%(who)s opened the list of staff"),
    Action.STAFF_CREATE: _l("%(who)s created an account for %(whom)s as %(now)s"),
    Action.STAFF_DISABLE: _l("%(who)s disabled the account of %(whom)s"),
    Action.STAFF_ENABLE: _l("%(who)s enabled the account of %(whom)s"),
    Action.STAFF_CHANGE_ROLE: _l("%(who)s changed the role of %(whom)s: %(was)s → %(now)s"),
    Action.STAFF_RESET_PASSWORD: _l("%(who)s reset the password of %(whom)s"),
    Action.BOARD_VIEW: _l("%(who)s opened the board"),
    Action.APPEAL_FIND: _l("%(who)s searched for appeals by %(term)s"),
    Action.APPEAL_MATCH: _l("%(who)s looked for earlier appeals by %(term)s"),
    Action.APPEAL_REGISTER: _l("%(who)s registered the appeal (%(channel)s): %(fields)s"),
    Action.APPEAL_TAKE: _l("%(who)s took the appeal into work"),
    Action.APPEAL_ASSIGN: _l("%(who)s assigned the appeal to %(assignee)s"),
    Action.APPEAL_RECATEGORISE: _l("%(who)s changed the category: %(was)s → %(now)s"),
    Action.APPEAL_RETURN: _l("%(who)s noted that the third party gave the appeal back"),
    Action.APPEAL_ANSWER: _l("%(who)s recorded the answer to the applicant"),
    Action.APPEAL_CLOSE: _l("%(who)s closed the appeal"),
    Action.APPEAL_REOPEN: _l("%(who)s reopened the appeal"),
    Action.OBJECTION_RECORD: _l(
        "%(who)s recorded an objection of the applicant: %(what)s, recipient: %(recipient)s"
    ),
    Action.OBJECTION_LIFT: _l(
        "%(who)s lifted an objection of the applicant: %(what)s, recipient: %(recipient)s"
    ),
    Action.CONSENT_PRINT: _l("%(who)s opened the consent sheet with %(fields)s"),
    Action.CONSENT_PROVE: _l("%(who)s took out the proof of consent with %(fields)s"),
    Action.NOTE_ADD: _l("%(who)s added a note"),
    Action.CASE_VIEW: _l("%(who)s opened the case and saw %(fields)s"),
    Action.CASE_PRINT: _l("%(who)s printed the case with %(fields)s"),
    Action.VALUE_REVEAL: _l("%(who)s revealed %(fields)s"),
    Action.VALUE_CORRECT: _l("%(who)s corrected %(fields)s"),
    Action.VALUE_SUPPLEMENT: _l("%(who)s supplemented %(fields)s"),
    Action.VALUE_BLOCK: _l("%(who)s blocked %(fields)s"),
    Action.VALUE_UNBLOCK: _l("%(who)s unblocked %(fields)s"),
    Action.VALUE_DELETE: _l("%(who)s deleted %(fields)s"),
    Action.VALUE_RESTORE: _l("%(who)s restored %(fields)s"),
    Action.VALUE_DESTROY: _l("%(who)s destroyed %(fields)s"),
    Action.APPLICANT_BLOCK: _l("%(who)s blocked all data of the applicant: %(fields)s"),
    Action.APPLICANT_UNBLOCK: _l("%(who)s unblocked all data of the applicant: %(fields)s"),
    Action.APPLICANT_DELETE: _l("%(who)s deleted all data of the applicant: %(fields)s"),
    Action.APPLICANT_RESTORE: _l("%(who)s restored all data of the applicant: %(fields)s"),
    Action.APPLICANT_DESTROY: _l("%(who)s destroyed all data of the applicant: %(fields)s"),
    Action.RETENTION_LIST: _l("%(who)s opened the terms of storage"),
    Action.RETENTION_CHANGE: _l("%(who)s changed a term of storage: %(was)s → %(now)s"),
    Action.HOLD_PLACE: _l("%(who)s placed a legal hold: nothing of the case is destroyed"),
    Action.HOLD_LIFT: _l("%(who)s lifted the legal hold"),
    Action.ACT_PROPOSE: _l("%(who)s proposed destruction act no. %(no)s"),
    Action.ACT_APPROVE: _l("%(who)s approved destruction act no. %(no)s"),
    Action.ACT_DECLINE: _l("%(who)s declined destruction act no. %(no)s"),
    Action.ACT_EXECUTE: _l("%(who)s acted under act no. %(act)s: %(result)s. Data: %(fields)s"),
    Action.ACT_FINISH: _l("%(who)s carried out destruction act no. %(no)s to its end"),
    Action.ACT_SETTLE: _l("%(who)s recorded that act no. %(no)s is final in all copies"),
    Action.THIRD_PARTY_LIST: _l("%(who)s opened the register of third parties"),
    Action.THIRD_PARTY_ADD: _l("%(who)s added %(third_party)s to the register of third parties"),
    Action.THIRD_PARTY_EDIT: _l("%(who)s edited %(third_party)s in the register of third parties"),
    Action.LEGAL_TERM_LIST: _l("%(who)s opened the terms of the law"),
    Action.LEGAL_TERM_CHANGE: _l("%(who)s changed the term “%(term_name)s”: %(was)s → %(now)s"),
    Action.DISCLOSURE_PREPARE: _l("%(who)s prepared a disclosure and saw %(fields)s"),
    Action.DISCLOSURE_RECORD: _l("%(who)s disclosed %(fields)s to %(third_party)s"),
    Action.DISCLOSURE_RECORD_BEYOND: _l(
        "%(who)s disclosed more than needed to %(third_party)s: %(fields)s"
    ),
    Action.DISCLOSURE_RECORD_OUTSIDE: _l(
        "%(who)s disclosed %(fields)s outside competence to %(third_party)s"
    ),
    Action.DISCLOSURE_SEND: _l("%(who)s marked disclosure no. %(no)s to %(third_party)s as sent"),
    Action.DISCLOSURE_DELIVER: _l(
        "%(who)s marked disclosure no. %(no)s to %(third_party)s as delivered"
    ),
    Action.DISCLOSURE_FAIL: _l("%(who)s marked disclosure no. %(no)s to %(third_party)s as failed"),
    Action.DISCLOSURE_ACKNOWLEDGE: _l(
        "%(who)s noted that %(third_party)s acknowledged disclosure no. %(no)s"
    ),
    Action.DISCLOSURE_RECALL: _l("%(who)s recalled disclosure no. %(no)s from %(third_party)s"),
    Action.NOTICE_LIST: _l("%(who)s opened the list of notices"),
    Action.NOTICE_SEND: _l("%(who)s marked notice no. %(no)s to %(third_party)s as sent"),
    Action.NOTICE_DELIVER: _l("%(who)s marked notice no. %(no)s to %(third_party)s as delivered"),
    Action.NOTICE_REMIND: _l("%(who)s reminded %(third_party)s of notice no. %(no)s"),
    Action.NOTICE_FAIL: _l("%(who)s marked notice no. %(no)s to %(third_party)s as failed"),
    Action.NOTICE_ACKNOWLEDGE: _l(
        "%(who)s noted that %(third_party)s acknowledged notice no. %(no)s"
    ),
    Action.NOTICE_WAIVE: _l("%(who)s waived notice no. %(no)s to %(third_party)s"),
    Action.NOTICE_PRINT: _l("%(who)s opened the letter of notice no. %(no)s"),
    Action.SUPERSEDED_DESTROY: _l("%(who)s destroyed the corrected value: %(fields)s"),
    Action.CONSENT_WITHDRAW: _l("%(who)s recorded the withdrawal of consent"),
    Action.WITHDRAWAL_PRINT: _l("%(who)s opened the answer to the withdrawal of consent"),
    Action.DISCLOSURE_PRINT: _l(
        "%(who)s opened the transfer sheet of disclosure no. %(no)s with %(fields)s"
    ),
    Action.LINK_MAKE: _l(
        "%(who)s made a link to disclosure no. %(no)s for %(third_party)s: "
        "%(days)s days, %(views)s views"
    ),
    Action.LINK_REVOKE: _l("%(who)s revoked link no. %(no)s of %(third_party)s"),
    Action.RECIPIENT_VIEW: _l("%(third_party)s opened its page by link no. %(no)s: %(fields)s"),
    Action.RECIPIENT_ACCEPT: _l(
        "%(third_party)s confirmed that it received disclosure no. %(no)s and answers for the data"
    ),
    Action.RECIPIENT_ANSWER: _l("%(third_party)s answered at the page of its link"),
    Action.RECIPIENT_RETURN: _l("%(third_party)s gave the appeal back at the page of its link"),
    Action.REPORT_VIEW: _l("%(who)s opened the reports"),
    Action.REPORT_EXPORT: _l("%(who)s exported a report with %(fields)s"),
    Action.AUDIT_VIEW: _l("%(who)s read the audit log"),
    Action.AUDIT_CHECKPOINT: _l("%(who)s made a checkpoint of the audit log"),
    Action.POLICY_PUBLISH: _l("%(who)s published version %(no)s of the policy"),
    Action.POLICY_DRAFT_LIST: _l("%(who)s opened the versions and reviews of the policy"),
    Action.POLICY_DRAFT_START: _l("%(who)s started draft no. %(no)s of the policy"),
    Action.POLICY_DRAFT_EDIT: _l("%(who)s edited draft no. %(no)s of the policy"),
    Action.POLICY_DRAFT_PROPOSE: _l("%(who)s proposed draft no. %(no)s of the policy for approval"),
    Action.POLICY_DRAFT_RETURN: _l("%(who)s returned draft no. %(no)s of the policy for changes"),
    Action.POLICY_DRAFT_APPROVE: _l("%(who)s approved draft no. %(no)s of the policy"),
    Action.POLICY_DRAFT_PUBLISH: _l(
        "%(who)s published an approved draft as version %(no)s of the policy"
    ),
    Action.POLICY_DRAFT_DROP: _l("%(who)s dropped draft no. %(no)s of the policy"),
    Action.POLICY_REVIEW_RECORD: _l("%(who)s recorded review no. %(no)s of the policy"),
    Action.LAW_CHANGE_NOTE: _l("%(who)s noted change no. %(no)s of the law"),
    Action.CATALOGUE_LOAD: _l("%(who)s loaded the catalogues"),
    Action.INTAKE_IMPORT: _l("%(who)s imported appeals"),
    Action.VAULT_ROTATE: _l("%(who)s changed the keys of the vault"),
    Action.VAULT_REINDEX: _l("%(who)s made the search index anew"),
    Action.BACKUP_CREATE: _l("%(who)s took a backup"),
    Action.BACKUP_RESTORE: _l("%(who)s restored a backup"),
    Action.DESTRUCTION_REAPPLY: _l(
        "%(who)s destroyed again %(fields)s that a backup had brought back"
    ),
    Action.DESTRUCTION_FINISH: _l(
        "%(who)s destroyed %(fields)s; this was interrupted and finished later"
    ),
}

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
    **RIGHTS_REASONS,
    **HOLD_REASONS,
    **ITEM_REASONS,
    **OBJECTION_REASONS,
    **NOTICE_WAIVERS,
}
_WORDS: dict[str, Labels] = {"role": ROLES, "language": LANGUAGES}
_ORDER = {str(field): place for place, field in enumerate(Field)}
# Deeds upon one value, which once wrote the field of an added note among their own.
_OF_ONE_VALUE = frozenset(
    {
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
        "result": str(ITEM_RESULTS.get(told.get("result"), "—")),
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
