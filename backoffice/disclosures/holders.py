"""Which third party holds which value, and telling them what happened to it (R-5e.2, R-9.3)."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import values_of
from backoffice.disclosures.models import Disclosure, DisclosureItem
from backoffice.disclosures.queries import disclosures_of
from backoffice.notices.models import Notice
from backoffice.notices.opening import HeldValue, Holding, open_notices
from backoffice.notices.queries import given_up, told_gone
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.consent import LegalBasis
from backoffice.rules.vocabulary.disclosures import DisclosureState
from backoffice.rules.vocabulary.notices import NoticeCause
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault.lineage import rows_of_pieces, rows_of_version, versions_of
from backoffice.vault.models import PersonalValue

CAUSES: Mapping[str, NoticeCause] = {
    ValueState.SUPERSEDED: NoticeCause.CORRECTION,
    ValueState.BLOCKED: NoticeCause.BLOCK,
    ValueState.DESTROYED: NoticeCause.DESTRUCTION,
}


def standing_of(values: Sequence[PersonalValue]) -> dict[int, str]:
    """How each value row stands now.

    A copy edited for a recipient stands as the version it was made from: it says what that
    version says, so a correction makes it old too.
    """
    states = {value.id: value.state for value in values}
    version = versions_of(values)
    return {
        number: states[version[number]] if state == ValueState.CURRENT else state
        for number, state in states.items()
    }


def came_to_hand(given: Disclosure) -> bool:
    """Whether a disclosure may have reached its recipient: its delivery did not fail."""
    came = [event.state for event in given.events if event.state != DisclosureState.RECALLED]
    return came[-1] != DisclosureState.FAILED


def holdings_of(
    appeal_id: int, rows: Iterable[PersonalValue], *, told: Collection[tuple[int, int]] = ()
) -> list[Holding]:
    """What each third party holds of these rows: given, arrived, and not confirmed as destroyed.

    `told` are disclosure and value of what it has a notice of already.
    """
    ids = {row.id for row in rows}
    arrived = [given for given in reversed(disclosures_of(appeal_id)) if came_to_hand(given)]
    items = [(given, item) for given in arrived for item in given.items if item.value_id in ids]
    gone = given_up(appeal_id).union(told) if items else set()
    held: dict[int, list[tuple[Disclosure, DisclosureItem]]] = {}
    for given, item in items:
        if (given.id, item.value_id) not in gone:
            held.setdefault(given.third_party_id, []).append((given, item))
    return [_holding(party, found) for party, found in held.items()]


def tell_of_correction(old: PersonalValue, *, by: Actor) -> list[Notice]:
    """Tell who holds the version that was corrected; who got an older one was told before."""
    rows = rows_of_version(old, values_of(old.appeal_id))
    return tell_holders(old.appeal, NoticeCause.CORRECTION, rows, by=by)


def tell_of_pieces(
    appeal: Appeal, cause: NoticeCause, touched: Iterable[PersonalValue], *, by: Actor
) -> list[Notice]:
    """Tell who holds any version or copy of the pieces a deed has touched."""
    return tell_holders(appeal, cause, rows_of_pieces(touched, values_of(appeal.id)), by=by)


def tell_of_destruction(
    appeal: Appeal, touched: Iterable[PersonalValue], *, by: Actor
) -> list[Notice]:
    """Tell who holds what an act destroys: by ids and dates, for there is no value any more.

    What a killed process had told is left out, so that who finishes it tells nobody twice.
    """
    rows = rows_of_pieces(touched, values_of(appeal.id))
    holdings = holdings_of(appeal.id, rows, told=told_gone(appeal.id))
    return open_notices(appeal, NoticeCause.DESTRUCTION, holdings, by=by)


def tell_holders(
    appeal: Appeal, cause: NoticeCause, rows: Iterable[PersonalValue], *, by: Actor
) -> list[Notice]:
    """Open one notice to each third party that holds any of these rows, in the present deed."""
    return open_notices(appeal, cause, holdings_of(appeal.id, rows), by=by)


def tell_of_recall(recalled: Disclosure, *, by: Actor) -> list[Notice]:
    """Ask the recipient to destroy what this disclosure gave it, if it arrived (R-9.3)."""
    held = [(recalled, item) for item in recalled.items] if came_to_hand(recalled) else []
    holdings = [_holding(recalled.third_party_id, held)] if held else []
    return open_notices(recalled.appeal, NoticeCause.RECALL, holdings, by=by)


def tell_of_late_sending(given: Disclosure, *, by: Actor) -> list[Notice]:
    """A delivery that had failed goes out after all: tell what became of the data meanwhile."""
    causes: dict[NoticeCause, list[DisclosureItem]] = {}
    standing = standing_of(values_of(given.appeal_id))
    for item in given.items:
        cause = _cause_of(given, standing[item.value_id])
        if cause is not None:
            causes.setdefault(cause, []).append(item)
    holdings = {
        cause: _holding(given.third_party_id, [(given, item) for item in items])
        for cause, items in causes.items()
    }
    return [
        notice
        for cause, holding in holdings.items()
        for notice in open_notices(given.appeal, cause, [holding], by=by)
    ]


def _cause_of(given: Disclosure, state: str) -> NoticeCause | None:
    if given.appeal.consent.withdrawn_at is not None and given.legal_basis != LegalBasis.LAW:
        return NoticeCause.WITHDRAWAL
    return CAUSES.get(state)


def _holding(third_party_id: int, found: Sequence[tuple[Disclosure, DisclosureItem]]) -> Holding:
    """What it holds, oldest first; the newest disclosure says in which language it is told."""
    values = [HeldValue(given.id, item.field, item.value_id, given.at) for given, item in found]
    return Holding(third_party_id, found[-1][0].notice_language, tuple(values))
