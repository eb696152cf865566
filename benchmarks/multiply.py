"""Many more disclosures of the same appeals, in a minute: for files of a million rows.

Each copy lies a stretch of days after what it copies, so that a page of the file opens as
many different values as it would of real disclosures. The log tells of the originals only.
"""

import sqlite3
from pathlib import Path

_DISCLOSURE = (
    "appeal_id, third_party_id, recipient_name_kk, recipient_name_ru, recipient_name_en, "
    "recipient_undertaking_no, recipient_undertaking_from, category_code, purpose, legal_basis, "
    "policy_version_id, means, reference, notice_language, notice_version, beyond_reason, "
    "outside_reason, reason_value_id, by_id"
)


def multiply(folder: Path, count: int) -> None:
    """Copy the disclosures of an installation until there are `count`, within their year."""
    connection = sqlite3.connect(folder / "data.db")
    connection.executescript("PRAGMA synchronous=OFF; PRAGMA cache_size=-131072;")
    first = connection.execute("SELECT count(*) FROM disclosure").fetchone()[0]
    with connection:
        for turn in range(1, -(-count // first)):
            _copy(connection, first * turn, min(first, count - first * turn), 78 * turn % 365)
    connection.close()


def _copy(connection: sqlite3.Connection, above: int, most: int, days: int) -> None:
    later = f"strftime('%Y-%m-%d %H:%M:%f', at, '+{days} days') || '000'"
    connection.execute(
        f"INSERT INTO disclosure (id, {_DISCLOSURE}, at) "
        f"SELECT id + {above}, {_DISCLOSURE}, {later} FROM disclosure WHERE id <= {most}"
    )
    connection.execute(
        "INSERT INTO disclosure_item (disclosure_id, field, value_id, beyond_need) "
        f"SELECT disclosure_id + {above}, field, value_id, beyond_need FROM disclosure_item "
        f"WHERE disclosure_id <= {most} ORDER BY id"
    )
    connection.execute(
        "INSERT INTO disclosure_event (disclosure_id, state, at, recorded_at, by_id) "
        f"SELECT disclosure_id + {above}, state, {later}, {later}, by_id FROM disclosure_event "
        f"WHERE disclosure_id <= {most} ORDER BY id"
    )
