"""Publishing an edition of the policy from the texts the product ships with."""

from datetime import date
from pathlib import Path

from backoffice import clock
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.db import db
from backoffice.policy.models import PolicyVersion, sha256
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.people import Language

TEXTS = Path(__file__).parent / "texts"


@perform(Action.POLICY_PUBLISH)
def publish_version(
    _subject: None, /, *, by: Actor, number: int, effective_from: date
) -> PolicyVersion:
    """Publish an edition from the shipped texts; older ones stay as they are (policy 12, 13)."""
    version = edition_of(
        {code: _text(number, code) for code in Language},
        number=number,
        effective_from=effective_from,
    )
    db.session.add(version)
    db.session.flush()
    note_published(version)
    return version


def edition_of(texts: dict[Language, str], **facts: object) -> PolicyVersion:
    """An edition of three texts with their hashes, published now."""
    return PolicyVersion(
        original_language=Language.KK,
        text_kk=texts[Language.KK],
        text_ru=texts[Language.RU],
        text_en=texts[Language.EN],
        text_hash=sha256(texts[Language.KK]),
        text_hash_ru=sha256(texts[Language.RU]),
        text_hash_en=sha256(texts[Language.EN]),
        published_at=clock.now(),
        **facts,
    )


def note_published(version: PolicyVersion) -> None:
    """The entry names the edition and the hashes of its Kazakh, Russian and English texts.

    The deed keeps its own subject, which may be the draft whose state moves.
    """
    deed = current_deed()
    deed.subject_text = f"{version.subject_kind}:{version.ref}"
    deed.note(detail=",".join(version.hash_in(code) for code in Language))


def _text(number: int, language: str) -> str:
    """The text byte for byte: no newline is translated."""
    return (TEXTS / f"v{number}.{language}.txt").read_bytes().decode("utf-8")
