"""Whatever tells of a person is personal data, and lies sealed in every table (policy 3.2)."""

import sqlalchemy as sa

from backoffice.appeals.actions import add_note
from backoffice.db import Base, db
from tests.given import ADDRESS, NAME, PERSON, PHONE, TEXT

NOTE = "Құбыр Төле би көшесіндегі үйде, көршісі Ахметова Гүлнәр"
NEEDLES = (NAME, PHONE, PHONE[2:], ADDRESS, TEXT, NOTE, *PERSON.values(), *NAME.split())


def test_no_column_of_any_table_holds_a_name_a_phone_a_text_or_a_note_in_clear(given):
    appeal = given.appeal_in_work()
    add_note(appeal, by=given.cast("operator"), text=NOTE)
    given.disclosure(appeal)
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(sa.select(table)).all():
            found = [needle for needle in NEEDLES if any(needle.encode() in _bytes(v) for v in row)]
            assert not found, table.name


def _bytes(held: object) -> bytes:
    return held if isinstance(held, bytes) else str(held).encode()
