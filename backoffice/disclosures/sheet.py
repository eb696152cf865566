"""The transfer sheet: everything that was recorded of one disclosure, to print and sign (R-10)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask import current_app
from flask_babel import gettext as _

from backoffice.accounts.queries import names_of
from backoffice.appeals.queries import values_of
from backoffice.disclosures.draft import as_sent
from backoffice.disclosures.models import Disclosure, DisclosureItem
from backoffice.disclosures.queries import policy_number, recording_entry, withheld_fields
from backoffice.disclosures.showing import capital
from backoffice.policy.notices import Notice, notice_in
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.consent import LegalBasis
from backoffice.rules.vocabulary.disclosures import DisclosureState
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault.models import PersonalValue
from backoffice.web.labels.consent import LEGAL_BASES, PURPOSES
from backoffice.web.labels.disclosures import (
    BEYOND_REASONS,
    DISCLOSURE_STATES,
    MEANS,
    OUTSIDE_REASONS,
)
from backoffice.web.labels.fields import FIELDS
from backoffice.web.language import current_language, name_of, show_date, show_moment

HIDDEN = (ValueState.BLOCKED, ValueState.DELETED)


@dataclass(frozen=True)
class GivenValue:
    """One field as it was given, or why it cannot be shown any more."""

    label: str
    text: str
    is_beyond: bool


@dataclass(frozen=True)
class StateLine:
    """One state, with both moments and who wrote it down (policy 10)."""

    label: str
    at: str
    recorded_at: str
    who: str


@dataclass(frozen=True)
class Sheet:
    """What the transfer sheet says, in the words of its language."""

    disclosure: Disclosure
    centre: str
    facts: Sequence[tuple[str, str]]
    values: Sequence[GivenValue]
    states: Sequence[StateLine]
    notice: Notice
    is_recalled: bool


def values_to_open(disclosure: Disclosure) -> list[PersonalValue]:
    """The rows given that may still be read: a blocked piece is blocked in every copy.

    What has not left yet and was objected to since is not printed to be handed over (R-8.3).
    Once the consent is withdrawn a sheet hands nothing out any more (R-8.2).
    """
    if is_withdrawn(disclosure):
        return []
    rows = values_of(disclosure.appeal_id)
    hidden = {row.lineage_id for row in rows if row.state in HIDDEN}
    withheld = withheld_fields(disclosure)
    given = [item.value for item in disclosure.items if item.field not in withheld]
    return [row for row in given if row.is_readable and row.lineage_id not in hidden]


def is_withdrawn(disclosure: Disclosure) -> bool:
    """Whether the consent it was given under is withdrawn by now; a law needs no consent."""
    by_law = disclosure.legal_basis == LegalBasis.LAW
    return not (by_law or disclosure.appeal.consent.is_in_force)


def sheet_of(disclosure: Disclosure, texts: Mapping[int, str]) -> Sheet:
    """Put the sheet together in the present language."""
    order = list(Field)
    withheld = withheld_fields(disclosure)
    items = sorted(disclosure.items, key=lambda item: order.index(Field(item.field)))
    return Sheet(
        disclosure,
        current_app.config[f"CENTRE_NAME_{current_language().upper()}"],
        [fact for fact in _facts(disclosure) if fact[1]],
        [_given(item, _told(disclosure, item, texts, withheld)) for item in items],
        states_of(disclosure),
        notice_in(current_language()),
        disclosure.state == DisclosureState.RECALLED,
    )


def _facts(disclosure: Disclosure) -> list[tuple[str, str]]:
    party, appeal = disclosure.third_party, disclosure.appeal
    entry = recording_entry(disclosure)
    return [
        (_("Appeal"), appeal.number),
        (_("Category"), name_of(appeal.category)),
        (_("Recipient"), getattr(disclosure, f"recipient_name_{current_language()}")),
        (_("BIN of the recipient"), party.bin),
        (_("Undertaking"), _undertaking(disclosure)),
        (_("Purpose"), str(PURPOSES[disclosure.purpose])),
        (_("Legal basis"), str(LEGAL_BASES[disclosure.legal_basis])),
        (_("Version of the policy"), str(policy_number(disclosure.policy_version_id))),
        (_("Means"), str(MEANS[disclosure.means])),
        (_("Reference"), disclosure.reference),
        (_("Why more than needed"), str(BEYOND_REASONS.get(disclosure.beyond_reason, ""))),
        (_("Why outside competence"), str(OUTSIDE_REASONS.get(disclosure.outside_reason, ""))),
        (_("Disclosed by"), _names(disclosure).get(disclosure.by_id, "")),
        (_("Disclosed on"), show_moment(disclosure.at)),
        (_("Responsible since"), show_moment(disclosure.responsible_since)),
        (_("Entry of the audit log"), str(entry.seq) if entry else ""),
    ]


def _undertaking(disclosure: Disclosure) -> str:
    if not disclosure.recipient_undertaking_no:
        return ""
    return _(
        "no. %(no)s of %(day)s",
        no=disclosure.recipient_undertaking_no,
        day=show_date(disclosure.recipient_undertaking_from),
    )


def _given(item: DisclosureItem, text: str) -> GivenValue:
    return GivenValue(capital(str(FIELDS[item.field])), text, item.beyond_need)


def _told(
    disclosure: Disclosure,
    item: DisclosureItem,
    texts: Mapping[int, str],
    withheld: Collection[str],
) -> str:
    """What the sheet says of one field: the value as it was sent, or why it is not there."""
    if item.field in withheld:
        return _("not given: the applicant objects (policy, clause 8)")
    if item.value_id in texts:
        return as_sent(item.field, texts[item.value_id])
    if item.value.state == ValueState.DESTROYED:
        return _("destroyed on %(day)s", day=show_date(item.value.changed_at))
    if is_withdrawn(disclosure):
        return _("not shown: the consent was withdrawn")
    return _("not shown: the data is blocked or deleted")


def states_of(disclosure: Disclosure) -> list[StateLine]:
    """Every state with the moment it happened and the moment it was written down (policy 10)."""
    names = _names(disclosure)
    return [
        StateLine(
            str(DISCLOSURE_STATES[event.state]),
            show_moment(event.at),
            show_moment(event.recorded_at),
            # Nobody of the staff: the recipient itself, at the page of its link.
            names.get(event.by_id, "") if event.by_id else name_of(disclosure.third_party),
        )
        for event in disclosure.events
    ]


def _names(disclosure: Disclosure) -> dict[int, str]:
    return names_of({disclosure.by_id, *(event.by_id for event in disclosure.events)})
