"""Publishing an edition of the policy."""

import hashlib
from datetime import date
from pathlib import Path

from backoffice import clock
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.db import db
from backoffice.policy.models import PolicyVersion
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor

TEXTS = Path(__file__).parent / "texts"


@perform(Action.POLICY_PUBLISH)
def publish_version(
    _subject: None, /, *, by: Actor, number: int, effective_from: date
) -> PolicyVersion:
    """Publish an edition from the shipped texts; older ones stay as they are (policy 12, 13)."""
    texts = {code: _text(number, code) for code in ("kk", "ru", "en")}
    version = PolicyVersion(
        number=number,
        effective_from=effective_from,
        original_language="kk",
        text_kk=texts["kk"],
        text_ru=texts["ru"],
        text_en=texts["en"],
        text_hash=hashlib.sha256(texts["kk"].encode()).hexdigest(),
        published_at=clock.now(),
    )
    db.session.add(version)
    db.session.flush()
    current_deed().note(about=version, detail=f"sha256={version.text_hash}")
    return version


def _text(number: int, language: str) -> str:
    """The text byte for byte: no newline is translated."""
    return (TEXTS / f"v{number}.{language}.txt").read_bytes().decode("utf-8")
