"""Versions of one piece of personal data, and which copies for recipients say what each says."""

from collections.abc import Iterable

from backoffice.vault.models import PersonalValue
from backoffice.vault.permit import current_permit
from backoffice.vault.values import bury


def versions_of(values: Iterable[PersonalValue]) -> dict[int, int]:
    """The version each row belongs to: itself, or for a copy the one it was made from.

    `values` are all rows of an appeal, oldest first.
    """
    newest: dict[int, int] = {}  # the newest version of a piece, as far as we have walked
    found: dict[int, int] = {}
    for value in values:
        if not value.recipient_copy:
            newest[value.lineage_id] = value.id
        found[value.id] = newest.get(value.lineage_id, value.id)
    return found


def rows_of_version(value: PersonalValue, values: Iterable[PersonalValue]) -> list[PersonalValue]:
    """One version and the copies made from it for recipients."""
    rows = list(values)
    version = versions_of(rows)
    return [row for row in rows if version[row.id] == value.id]


def rows_of_pieces(
    touched: Iterable[PersonalValue], values: Iterable[PersonalValue]
) -> list[PersonalValue]:
    """Every version and copy of the pieces these rows belong to."""
    pieces = {row.lineage_id for row in touched}
    return [row for row in values if row.lineage_id in pieces]


def destroy_rows(rows: Iterable[PersonalValue]) -> list[PersonalValue]:
    """Destroy exactly these rows and no other version of their pieces (policy 3.5).

    Fence, keys and tokens follow when the deed ends, as for any destruction.
    """
    permit = current_permit(writing=True)
    gone = [row for row in rows if row.sealed is not None]
    for row in gone:
        bury(row)
        permit.destroyed.append(row.id)
    return gone
