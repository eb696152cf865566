"""A copy of an earlier release is brought up to the schema of this one when it is restored."""

import json
from pathlib import Path

from alembic.script import ScriptDirectory
from flask_migrate import downgrade

from backoffice.audit.guard import migrating
from backoffice.backup.manifest import Manifest, sha256_of, write_manifest
from backoffice.backup.proving import program_revision
from backoffice.backup.shelf import names
from backoffice.backup.side import side_app, sqlite_url
from backoffice.backup.tables import fold
from backoffice.db import changing_schema
from backoffice.vault.values import the_vault
from tests.backup.looking import readable_at
from tests.given import PERSON

ROOT = Path(__file__).parents[2]
REVISIONS = [
    script.revision
    for script in ScriptDirectory(str(ROOT / "migrations")).walk_revisions()  # newest first
]


def test_a_copy_of_the_schema_before_this_one_is_restored(app, given, done, shelf, installation):
    number = given.appeal().number
    done("backup", "create", shelf)
    folder = shelf / "data" / names(shelf / "data")[0]
    copy = folder / "data.db"
    with side_app(sqlite_url(copy), sqlite_url(copy)), migrating():
        token = changing_schema.set(True)
        downgrade(revision=REVISIONS[1])
        changing_schema.reset(token)
    fold(copy)
    held = json.loads((folder / "manifest.json").read_text())
    held |= {"size": copy.stat().st_size, "sha256": sha256_of(copy), "revision": REVISIONS[1]}
    write_manifest(folder, Manifest(**held), the_vault().keyring)
    assert "of another release" in done("backup", "verify", shelf)
    done("backup", "restore", shelf, "--yes")
    assert readable_at(installation, number) == set(PERSON.values())
    done("backup", "create", shelf)
    newest = shelf / "data" / names(shelf / "data")[0] / "manifest.json"
    assert json.loads(newest.read_text())["revision"] == program_revision()
