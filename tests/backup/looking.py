"""What somebody reads who has the three files and our source, but not our program."""

import sqlite3
from pathlib import Path

from backoffice.vault.cipher import SealBroken, open_text, unwrap
from backoffice.vault.keyring import Keyring


def readable(data: Path, vault: Path, keyring: Path, number: str) -> set[str]:
    """Texts of one appeal that open with these three files."""
    ring = Keyring.read(keyring)
    with sqlite3.connect(vault) as connection:
        rows = connection.execute("SELECT id, generation, wrapped FROM value_key").fetchall()
    keys = {value_id: (generation, wrapped) for value_id, generation, wrapped in rows}
    connection.close()
    texts = set()
    for value_id, field, sealed in _values(data, number):
        generation, wrapped = keys.get(value_id, (0, b""))
        if generation not in ring.generations or sealed is None:
            continue
        try:
            key = unwrap(ring.generations[generation], wrapped)
            texts.add(open_text(key, value_id, field, sealed))
        except SealBroken:
            continue
    return texts


def _values(data: Path, number: str) -> list[tuple[int, str, bytes | None]]:
    connection = sqlite3.connect(data)
    rows = connection.execute(
        "SELECT v.id, v.field, v.sealed FROM personal_value v "
        "JOIN appeal a ON a.id = v.appeal_id WHERE a.number = ?",
        (number,),
    ).fetchall()
    connection.close()
    return rows


def readable_at(folder: Path, number: str) -> set[str]:
    """The same with the files of one installation."""
    return readable(folder / "data.db", folder / "vault.db", folder / "keyring.json", number)
