"""Making a staged copy fit to serve: schema, fences, chain, sessions, the entry that says so."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import sqlalchemy as sa

from backoffice.accounts.models import SYSTEM, WebSession
from backoffice.audit.anchor import head_now, signed
from backoffice.audit.guard import housekeeping
from backoffice.audit.line import Checkpoint
from backoffice.audit.verification import verify
from backoffice.backup.actions import destroy_again, note_restore
from backoffice.backup.faults import BackupFault
from backoffice.backup.side import side_app, sqlite_url
from backoffice.backup.snapshot import Progress
from backoffice.backup.tables import fold
from backoffice.db import db
from backoffice.installation import install
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault.keystore import fence
from backoffice.vault.maintenance import check_vault
from backoffice.vault.models import PersonalValue
from backoffice.vault.values import the_vault

_PAGE = 500


def prepare(data: Path, vault: Path, *, name: str, source: str, progress: Progress) -> Checkpoint:
    """Prepare both staged files; answers with the line the log goes on from.

    Every destruction the vault knows of is done again in the data. Raises BackupFault.
    """
    with side_app(sqlite_url(data), sqlite_url(vault)) as app:
        seq = verify(the_vault().keyring.chain_key).entries
        install(app, demo=False)
        _destroy_again(progress)
        _end_sessions()
        note_restore(None, by=SYSTEM, name=name, seq=seq, vault=source)
        _refuse_unfit()
        line = signed(head_now(restored=name))
    fold(data)
    fold(vault)
    return line


def _destroy_again(progress: Progress) -> None:
    total = the_vault().store.fence_count()
    for done, ids in _fenced_pages():
        standing = db.session.scalars(
            sa.select(PersonalValue)
            .where(PersonalValue.id.in_(ids), PersonalValue.state != ValueState.DESTROYED)
            .order_by(PersonalValue.appeal_id)
        ).all()
        for _appeal_id, rows in groupby(standing, key=lambda row: row.appeal_id):
            values = list(rows)
            destroy_again(values[0].appeal, by=SYSTEM, ids=[value.id for value in values])
        progress("fences", done, total)


def _fenced_pages() -> Iterator[tuple[int, Sequence[int]]]:
    last, done = -1, 0
    query = sa.select(fence.c.value_id).order_by(fence.c.value_id).limit(_PAGE)
    while True:
        with the_vault().store.engine.connect() as connection:
            ids = connection.execute(query.where(fence.c.value_id > last)).scalars().all()
        if not ids:
            return
        last, done = ids[-1], done + len(ids)
        yield done, ids


def _end_sessions() -> None:
    """Who was signed in on the day of the backup is not signed in today."""
    with housekeeping():
        db.session.execute(sa.delete(WebSession))
        db.session.commit()


def _refuse_unfit() -> None:
    verdict = verify(the_vault().keyring.chain_key)
    if not verdict.is_ok:
        raise BackupFault(f"First bad audit entry {verdict.bad_seq}: {verdict.why}.")
    if check_vault(the_vault()).surviving:
        raise BackupFault("A destroyed value still has a key: this vault is not put in place.")
