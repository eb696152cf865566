"""Words for the pages of disclosures: the picker, the list of fields, what they will receive."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from backoffice.disclosures.draft import Draft, Line, Standing, as_sent
from backoffice.disclosures.models import Disclosure
from backoffice.disclosures.offer import Objection, Recipient
from backoffice.policy.notices import Notice, notice_in
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.names import sort_key
from backoffice.third_parties.queries import found_by_name
from backoffice.web.labels.disclosures import THIRD_PARTY_KINDS
from backoffice.web.labels.fields import FIELDS
from backoffice.web.language import name_of, show_moment
from backoffice.web.refusal_words import REFUSALS

MOST_FOUND = 20
STANDINGS: dict[Standing, dict[str, Any]] = {
    Standing.NEEDED: {"tag": _l("needed"), "tone": "ok"},
    Standing.BEYOND: {"tag": _l("beyond need"), "tone": "warn"},
    Standing.BEYOND_RIGHT: {
        "tag": _l("beyond need"),
        "tone": "warn",
        "note": _l("A senior operator may add it."),
        "disabled": True,
    },
    Standing.BLOCKED: {"tag": _l("blocked"), "tone": "bad", "disabled": True},
    Standing.OBJECTED: {
        "tag": _l("the applicant objects"),
        "tone": "bad",
        "note": REFUSALS["disclosure.objected"],
        "disabled": True,
    },
    Standing.NO_TRANSFER: {
        "tag": _l("no transfer"),
        "tone": "bad",
        "note": REFUSALS["disclosure.no-transfer"],
        "disabled": True,
    },
}


@dataclass(frozen=True)
class Advance:
    """How the page of one later step is headed, and what the step means."""

    title: Any
    meaning: Any
    tone: str = "info"


ADVANCES = {
    Action.DISCLOSURE_SEND: Advance(
        _l("Mark as sent"), _l("The Centre stays responsible until delivery is confirmed.")
    ),
    Action.DISCLOSURE_DELIVER: Advance(
        _l("Confirm delivery"),
        _l("From this moment the recipient is responsible for the data (policy 10, 11)."),
    ),
    Action.DISCLOSURE_FAIL: Advance(
        _l("Mark as not delivered"),
        _l("Responsibility does not pass: the Centre keeps it (policy 10)."),
        "warn",
    ),
    Action.DISCLOSURE_ACKNOWLEDGE: Advance(
        _l("Note the acknowledgement"),
        _l("The recipient confirms that it got the data and knows its duties (policy 11)."),
    ),
    Action.DISCLOSURE_RECALL: Advance(
        _l("Recall the disclosure"),
        _l(
            "The record stays, marked as recalled. Print its sheet: it asks the recipient "
            "to destroy the data. Then record a new disclosure to the right third party."
        ),
        "warn",
    ),
}


@dataclass(frozen=True)
class Payload:
    """What they will receive: exactly these words, in the language of the recipient."""

    language: str
    recipients: Sequence[str]
    facts: Sequence[tuple[str, str]]
    text: str
    notice: Notice


@dataclass(frozen=True)
class Picker:
    """Third parties to choose from, in order, with what speaks for or against each."""

    choices: Sequence[tuple[str, str]]
    notes: Mapping[str, Mapping[str, Any]]
    found: int | None
    left_off: int


def payload_of(draft: Draft, texts: Mapping[str, str], text: str, language: str) -> Payload:
    """The preview of what goes out as things stand."""
    given = draft.given_fields
    with force_locale(language):
        facts = [
            (capital(str(FIELDS[field])), as_sent(field, texts[field]))
            for field in given
            if field in texts and field is not Field.PROBLEM_TEXT
        ]
    return Payload(
        language,
        [name_of(party, language) for party in draft.parties],
        facts,
        text if Field.PROBLEM_TEXT in given else "",
        notice_in(language),
    )


def picker_of(draft: Draft, who: str, *, may_outside: bool) -> Picker:
    """The chosen stay on top, then who is competent, then whom the search found."""
    active = {code: one for code, one in draft.register.items() if one.party.active}
    found = found_by_name((one.party for one in active.values()), who) if who.strip() else []
    first = [code for code in active if code in draft.chosen]
    competent = _sorted(one for one in active.values() if one.is_competent)
    others = _sorted(active[party.code] for party in found)
    rows = list(dict.fromkeys([*first, *competent, *others[:MOST_FOUND]]))
    return Picker(
        [(code, name_of(active[code].party)) for code in rows],
        {code: _recipient_note(active[code], may_outside=may_outside) for code in rows}
        | {code: _chosen_note(active[code], may_outside=may_outside) for code in first},
        len(found) if who.strip() else None,
        max(len(others) - MOST_FOUND, 0),
    )


def _sorted(recipients: Any) -> list[str]:
    ordered = sorted(recipients, key=lambda one: sort_key(name_of(one.party)))
    return [one.party.code for one in ordered]


def _recipient_note(recipient: Recipient, *, may_outside: bool) -> dict[str, Any]:
    kind = str(THIRD_PARTY_KINDS[recipient.party.kind])
    if recipient.is_abroad:
        return _refused(_("abroad"), "disclosure.cross-border")
    if recipient.is_unbound:
        return _refused(_("no undertaking"), "disclosure.no-undertaking")
    if recipient.is_competent:
        return {"tag": _("competent"), "tone": "ok", "note": kind}
    if may_outside:
        return {"tag": _("outside competence"), "tone": "warn", "note": kind}
    return _refused(_("outside competence"), "disclosure.outside-right") | {"tone": "warn"}


def _chosen_note(recipient: Recipient, *, may_outside: bool) -> dict[str, Any]:
    """A chosen one can always be taken away again, whatever speaks against it."""
    note = _recipient_note(recipient, may_outside=may_outside)
    return {name: told for name, told in note.items() if name != "disabled"}


def _refused(tag: str, code: str) -> dict[str, Any]:
    return {"tag": tag, "tone": "bad", "note": str(REFUSALS[code]), "disabled": True}


def field_notes(lines: Sequence[Line], texts: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Tag and value of each field on the list."""
    return {line.field: _field_note(line, texts.get(line.field)) for line in lines}


def _field_note(line: Line, text: str | None) -> dict[str, Any]:
    if line.standing is Standing.NEVER:
        return {}
    shown = {"note": line.show(text)} if text is not None else {}
    return shown | STANDINGS[line.standing]


def objection_sentence(objection: Objection, register: Mapping[str, Recipient]) -> str:
    """An objection in words, with the name of the field or the recipient it is about."""
    sentence = str(REFUSALS[objection.code])
    if objection.named in register:
        name = name_of(register[objection.named].party)
    elif objection.named in set(Field):
        name = capital(str(FIELDS[objection.named]))
    else:
        return sentence
    return _("%(name)s: %(sentence)s", name=name, sentence=sentence)


def given_before_sentences(earlier: Sequence[Disclosure]) -> list[str]:
    """Reminders that a recipient has the same data already (R-9.3)."""
    return [
        _(
            "The same data went to %(name)s on %(moment)s.",
            name=name_of(one.third_party),
            moment=show_moment(one.at),
        )
        for one in earlier
    ]


def capital(label: str) -> str:
    """A label as it stands at the head of a line."""
    return label[:1].upper() + label[1:]
