"""A small log of its own key, exported and signed as one likes: also as no honest server would."""

import base64
import json
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tools import verify_audit
from tools.verify_audit import FIELDS, FORMAT, GENESIS, HEADER, SEPARATOR, fingerprint, pem

LENGTH = 100


def on(day):
    return f"2026-11-{day:02d}T10:00:00.000000Z"


class Owner:
    """Who holds the key: signs lines, hands over files, and asks the verifier about them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = Ed25519PrivateKey.generate()
        self.digests, self.entries = chained(GENESIS, range(1, LENGTH + 1))

    def line(self, seq, day, *, fences=0, restored="", digest=""):
        told = {"seq": seq, "digest": digest or self.digests[seq], "at": on(day)}
        told |= {"fences": fences, "restored": restored}
        parts = [str(part) for part in told.values() if part != ""]
        signature = self.key.sign(SEPARATOR.join(parts).encode())
        return told | {"signature": base64.b64encode(signature).decode()}

    def export(self, end, *, first=1, checkpoint=None, **header):
        """The log up to a signed line; the rest of the header is honest unless said otherwise."""
        told = {
            "format": FORMAT,
            "from": first,
            "to": end["seq"],
            "previous": self.digests[first - 1],
            "fields": FIELDS,
            "end": end,
            "checkpoint": checkpoint or end,
            "public_key": pem(self.key.public_key()),
            "fingerprint": fingerprint(self.key.public_key()),
        } | header
        lines = [{name: told[name] for name in HEADER}, *self.entries[first - 1 : told["to"]]]
        path = self.folder / "audit.jsonl"
        path.write_text("".join(written(line) for line in lines))
        return path

    def verify(self, path, *kept):
        """Sentences of the verifier about a file, with these lines kept elsewhere."""
        words = [str(path), "--fingerprint", fingerprint(self.key.public_key())]
        if kept:
            lines = self.folder / "kept.jsonl"
            lines.write_text("".join(line if line == "\n" else written(line) for line in kept))
            words += ["--checkpoints", str(lines)]
        return list(verify_audit.verify(verify_audit._asked(words)))


def chained(digest, numbers):
    """Digests from the one before on, and the entries."""
    digests, entries = [digest], []
    for seq in numbers:
        told = dict.fromkeys(FIELDS, "x") | {"seq": seq, "actor_id": 7}
        text = SEPARATOR.join([digests[-1], *map(str, told.values())])
        digests.append(verify_audit.hashlib.sha256(text.encode()).hexdigest())
        entries.append(told | {"digest": digests[-1]})
    return digests, entries


def written(told):
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"
