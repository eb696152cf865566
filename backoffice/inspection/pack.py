"""The inspection pack: one zip of all an inspector asks for (2.27).

Its parts are written into a private folder, the log is signed, the deed is written down, and
only then is the zip handed out; the folder is gone before the first byte leaves.
"""

import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from backoffice import clock
from backoffice.audit.chain import stamp
from backoffice.audit.checkpoints import write_checkpoint
from backoffice.exports.runs import own_folder
from backoffice.inspection.actions import take_pack
from backoffice.inspection.files import files_under, sha256_of_file, write_text
from backoffice.inspection.parts import PARTS, copy_checkpoints
from backoffice.rules.permissions import Actor

FORMAT = "senim-inspection-pack/1"
MANIFEST = "manifest.json"


@contextmanager
def packed(*, by: Actor, reason: str, language: str) -> Iterator[Path]:
    """A finished zip for as long as the block lasts. Raises OSError, NotAllowed.

    Nothing stays behind, whatever goes wrong; what a killed process leaves, the next start
    takes away. Without its entry in the log no zip is made.
    """
    with own_folder("pack") as place:
        folder = place / "pack"
        folder.mkdir(mode=0o700)
        counts = {part.code: part.write(folder, language) for part in PARTS}
        checkpoint = write_checkpoint(None, by=by)
        copy_checkpoints(folder)
        noted = {**counts, "checkpoint": checkpoint.seq}
        entry = take_pack(None, by=by, reason=reason, counts=noted).seq
        told = {"entry": entry, "checkpoint": vars(checkpoint)}
        facts = {"language": language, "reason": reason, "rows": counts, "audit": told}
        write_text(folder / MANIFEST, [_manifest(folder, facts)])
        yield _zipped(folder, place / "pack.zip")


def open_pack(*, by: Actor, reason: str, language: str) -> BinaryIO:
    """The zip, open and already without a name: it is gone when its reader is."""
    with packed(by=by, reason=reason, language=language) as path:
        return path.open("rb")


def pack_name() -> str:
    """How the zip is called where it arrives."""
    return f"inspection_{clock.local(clock.now()):%Y%m%dT%H%M%S}.zip"


def _manifest(folder: Path, facts: Mapping[str, Any]) -> str:
    """What the pack holds, with a hash of each file and its place in the audit log."""
    files = [
        {"name": name, "bytes": path.stat().st_size, "sha256": sha256_of_file(path)}
        for name, path in files_under(folder)
    ]
    told = {"format": FORMAT, "made_at": stamp(clock.now()), **facts, "files": files}
    return json.dumps(told, ensure_ascii=False, indent=2)


def _zipped(folder: Path, path: Path) -> Path:
    path.touch(mode=0o600)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in files_under(folder):
            archive.write(file, name)
    return path
